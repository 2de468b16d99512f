import ArgumentParser
import Credit
import Fictitious
import Foundation
import World

struct FictitiousCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fictitious",
    abstract: "Escreve os quatro arquivos CSV de um provedor fictício, para ensaiar.")

  @Option(help: "pasta em que os arquivos são escritos")
  var out: String
  @Option(help: "pessoas")
  var people = 10_000
  @Option(help: "títulos")
  var receivables = 60_000
  @Option(help: "a mesma semente dá os mesmos arquivos")
  var seed: UInt64 = 1
  @Option(help: "como se hoje fosse este dia (aaaa-mm-dd)")
  var on: String?

  /// Files of more would not fit where they are read.
  func validate() throws {
    guard (1...5_000_000).contains(people), (0...50_000_000).contains(receivables) else {
      throw ValidationError(
        "--people vai de 1 a 5.000.000 e --receivables de 0 a 50.000.000.")
    }
  }

  func run() async throws {
    try await explained {
      let today: CivilDate =
        try on.map {
          guard let date = CivilDate(iso: $0), DateBound.any.contains(date) else {
            throw ValidationError("--on espera uma data aaaa-mm-dd; ela " + DateBound.any.detail)
          }
          return date
        } ?? SystemClock().now().civilDate
      try FictitiousBook(
        seed: seed, people: people, receivables: receivables, today: today
      ).write(into: out)
      for name in FictitiousBook.fileNames { print("\(out)/\(name).csv") }
    }
  }
}
