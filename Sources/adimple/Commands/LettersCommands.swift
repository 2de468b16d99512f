import ArgumentParser
import Credit
import DebtCollection
import Foundation
import World

struct LettersCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "letters", abstract: "Cartas comunicado.", subcommands: [Render.self])

  struct Render: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Grava a carta comunicado de uma negativação em PDF, via do credor.")

    @Option(help: "a negativação, lst_…")
    var listing: String
    @Option(help: "arquivo PDF a gravar")
    var out: String
    @OptionGroup var database: DatabaseOption

    func run() async throws {
      guard let id = ID<Listing>(listing) else {
        throw ValidationError("--listing espera o identificador de uma negativação, lst_….")
      }
      try await database.withCreditor { side in
        let letter = try await side.office.listings.noticeLetter(of: id, actor: .commandLine)
        do {
          try Data(letter).write(to: URL(fileURLWithPath: out), options: .atomic)
        } catch {
          throw Failure("Não foi possível gravar \(out).")
        }
      }
    }
  }
}
