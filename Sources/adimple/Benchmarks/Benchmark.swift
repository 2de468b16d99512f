import ArgumentParser
import JSONText

/// What `adimple bench` measures, each against a floor of the same run (the same rows by bare SQL).
enum Benchmark: String, CaseIterable, ExpressibleByArgument {
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

  func measure(_ setting: BenchmarkSetting) async throws -> JSON {
    switch self {
    case .letters: try LettersBenchmark(setting).measure()
    case .inquire: try await InquireBenchmark(setting).measure()
    case .collect: try await CollectBenchmark(setting).measure()
    case .pages: try await PagesBenchmark(setting).measure()
    case .import: try await ImportBenchmark(setting).measure()
    case .settle: try await SettleBenchmark(setting).measure()
    }
  }
}

/// What a person chooses of a measurement.
struct BenchmarkSetting: Sendable {
  /// Titles in the book, or lines of the file; each benchmark has its own usual number.
  var rows: Int?
  /// Titles that the routine has to decide.
  var due: Int
  /// pages: requests to each of the two houses, at least one to each address.
  var requests: Int
  /// Runs of each kind, after one that only warms up; medians are told.
  var runs: Int
  /// `postgres://…`, an empty database; nil measures SQLite in a temporary folder.
  var url: String?
}
