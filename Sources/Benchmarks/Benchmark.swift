package import JSONText

/// What `adimple bench` measures, each against a floor of the same run (the same rows by bare SQL).
package enum Benchmark: String, CaseIterable, Sendable {
  /// Atualizar cobranças over a large book.
  case collect
  /// Notice letters with all their bar codes.
  case letters
  /// The bureau's inquiry over few and over many live records.
  case inquire
  /// Every page, list and search over a large house, against the same pages over a small one.
  case pages
  /// A CSV file of titles.
  case `import`
  /// A return file that pays every title.
  case settle

  /// Measures, which may take minutes, and tells the figures as an object.
  ///
  /// - Throws: a sentence where what was measured did not do its work.
  package func measure(
    _ setting: BenchmarkSetting, of program: BenchmarkProgram
  ) async throws -> JSON {
    switch self {
    case .letters: try LettersBenchmark(setting).measure()
    case .inquire: try await InquireBenchmark(setting, version: program.version).measure()
    case .collect: try await CollectBenchmark(setting).measure()
    case .pages: try await PagesBenchmark(setting, program: program).measure()
    case .import: try await ImportBenchmark(setting).measure()
    case .settle: try await SettleBenchmark(setting).measure()
    }
  }
}

/// What a person chooses of a measurement.
package struct BenchmarkSetting: Sendable {
  /// What `requests` is where nobody says.
  package static let requestsUsual = 1_000

  let rows: Int?
  let due: Int
  let requests: Int
  let runs: Int
  let url: String?

  /// - Parameters:
  ///   - rows: titles in the book, or lines of the file; nil takes each benchmark's usual number.
  ///   - due: collect: titles that the routine has to decide.
  ///   - requests: pages: requests to each of the two houses, at least one to each address.
  ///   - runs: of each kind, after one that only warms up; medians are told.
  ///   - url: `postgres://…`, an empty database; nil measures SQLite in a temporary folder.
  package init(rows: Int?, due: Int, requests: Int, runs: Int, url: String?) {
    self.rows = rows
    self.due = due
    self.requests = requests
    self.runs = runs
    self.url = url
  }
}
