import ArgumentParser
import Benchmarks
import JSONText

struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "As medidas de desempenho do produto, cada uma contra a mesma escrita em SQL puro.")

  @Argument(help: "quais; sem nomes, todas: \(Benchmark.allCases.map(\.rawValue))")
  var names: [Benchmark] = []
  @Option(help: "títulos no livro, ou linhas do arquivo")
  var rows: Int?
  @Option(help: "collect: títulos que vencem a regra hoje")
  var due = 10_000
  @Option(help: "pages: pedidos a cada uma das duas casas")
  var requests = BenchmarkSetting.requestsUsual
  @Option(help: "medições de cada tipo, depois de uma que só aquece; valem as medianas")
  var runs = 5
  @Option(help: "postgres://… mede em um banco vazio do PostgreSQL; sem ela, SQLite temporário")
  var database: String?
  @Flag(help: "um objeto JSON por medida e linha")
  var json = false

  func validate() throws {
    if let rows, rows < 1 { throw ValidationError("--rows deve ser maior que zero.") }
    if due < 1 { throw ValidationError("--due deve ser maior que zero.") }
    if requests < 1 { throw ValidationError("--requests deve ser maior que zero.") }
    if runs < 1 { throw ValidationError("--runs deve ser maior que zero.") }
  }

  func run() async throws {
    try await explained {
      let setting = BenchmarkSetting(
        rows: rows, due: due, requests: requests, runs: runs, url: database)
      for benchmark in names.isEmpty ? Benchmark.allCases : names {
        let result = try await benchmark.measure(setting, of: .adimple)
        print(json ? result.text : result.prettyText)
      }
    }
  }
}

extension Benchmark: ExpressibleByArgument {}
