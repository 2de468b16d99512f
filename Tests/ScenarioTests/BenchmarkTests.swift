import JSONText
import Testing

@testable import adimple

/// The measurements run: what they measure is told elsewhere. A table that the product gains is
/// easily forgotten where a measurement clears its tables.
@Suite struct BenchmarkTests {
  @Test(arguments: Benchmark.allCases)
  func eachMeasuresASmallHouse(_ benchmark: Benchmark) async throws {
    let told = try await benchmark.measure(
      BenchmarkSetting(rows: 300, due: 20, requests: 1, runs: 1, url: nil))
    #expect(told["name"]?.string == benchmark.rawValue)
  }
}
