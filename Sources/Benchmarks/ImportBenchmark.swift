import Credit
import DebtCollection
import Fictitious
import JSONText
import SQLDatabase

/// A CSV file of titles into a house that has their customers and contracts: read, checked, written
/// and reported, chunk by chunk, against the same rows by bare SQL in one commit.
struct ImportBenchmark: Sendable {
  static let rowsUsual = 1_000_000
  private static let titlesEach = 10

  private let rows: Int
  private let runs: Int
  private let url: String?

  init(_ setting: BenchmarkSetting) {
    rows = setting.rows ?? Self.rowsUsual
    runs = setting.runs
    url = setting.url
  }

  private var people: Int { max(rows / Self.titlesEach, 1) }

  func measure() async throws -> JSON {
    try await BenchmarkOffice.use(url: url) { bench in
      try await bench.fillPeople(people)
      let path = bench.folder + "/receivables.csv"
      try write(path)
      var times = Times()
      for run in 0...runs {
        var pair = Times()
        try await measure(bench, path, &pair)
        if run == 0 {
          // The first pair only warms up. The rows that the floor writes are held in memory, those
          // of the import are not.
          times.peak = pair.peak
        } else {
          times.imports.append(pair.imports)
          times.floor.append(pair.floor)
        }
      }
      return report(bench, times)
    }
  }

  private struct Times {
    var imports = Measured()
    var floor = Measured()
    var peak = JSON.null
  }

  private func measure(
    _ bench: BenchmarkOffice, _ path: String, _ times: inout Times
  ) async throws {
    let report = try await times.imports.time {
      let id = try await bench.office.imports.startImport(
        kind: .receivables, contentPath: path, dryRun: false, actor: .commandLine)
      return try await bench.office.imports.continueImport(id)
    }
    times.peak = Measured.peakMebibytes
    guard report.state == .finished, report.created == rows, report.refused == 0 else {
      throw BenchmarkFailure("A medida falhou: \(report.created) de \(rows) títulos criados.")
    }
    let written = try await bench.database.read {
      try WrittenRows.read(["receivables"], in: $0)
    }
    try await clear(bench)
    try await times.floor.time {
      try await bench.database.write { try written.write(in: $0) }
    }
    guard try await bench.count("receivables") == rows else {
      throw BenchmarkFailure("A medida falhou: a escrita em SQL puro não gravou tudo.")
    }
    try await clear(bench)
  }

  private func clear(_ bench: BenchmarkOffice) async throws {
    try await bench.database.write { try WrittenRows.clear(["receivables"], in: $0) }
  }

  private func write(_ path: String) throws {
    let today = BenchmarkOffice.today
    try LineFile.write(path, ending: .carriageReturnAndLineFeed) { line in
      try line("codigo;cliente;contrato;filial;numero;nosso_numero;emissao;vencimento;valor")
      for index in 0..<rows {
        let person = index % people + 1
        let due = today.adding(days: -(index % 400))
        try line(
          "T\(index);P\(person);C\(person);;F\(index);\(10_000_000 + index);"
            + "\(due.adding(days: -30));\(due);\(80 + index % 90),\(10 + index % 90)")
      }
    }
  }

  private func report(_ bench: BenchmarkOffice, _ times: Times) -> JSON {
    [
      "name": "import", "engine": .string(bench.database.engine.rawValue),
      "rows": .integer(Int64(rows)), "runs": .integer(Int64(runs)),
      "rowsPerSecond": Measured.decimal(Double(rows) / times.imports.median),
      "floorPerSecond": Measured.decimal(Double(rows) / times.floor.median),
      "ratioToFloor": Measured.decimal(times.imports.median / times.floor.median),
      "peakMebibytes": times.peak,
    ]
  }
}
