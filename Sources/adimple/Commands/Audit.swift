import ArgumentParser
import DebtCollection
import World

struct Audit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prova de que nada foi alterado.", subcommands: [Verify.self])

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Confere as correntes de resumos da linha do tempo de cada negativação.")

    @OptionGroup var database: DatabaseOption

    func run() async throws {
      try await explained {
        throw Failure("not composed yet")
      }
    }
  }
}
