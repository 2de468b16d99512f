import ArgumentParser
import JSONText

struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "As medidas de desempenho do produto.", subcommands: [BenchCollect.self])
}

struct BenchCollect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collect",
    abstract: "Atualizar cobranças sobre um livro grande, contra a mesma escrita em SQL puro.")

  @Option(help: "títulos no livro")
  var rows = 1_000_000
  @Option(help: "títulos que vencem a regra hoje")
  var due = 10_000
  @Option(help: "postgres://… mede no PostgreSQL; sem ela, SQLite em uma pasta temporária")
  var database: String?
  @Flag(help: "resultado em JSON")
  var json = false

  func run() async throws {
    try await explained {
      let result = try await CollectBenchmark(rows: rows, due: due, url: database).measure()
      print(json ? result.text : result.prettyText)
    }
  }
}
