import Benchmarks
import JSONText
import Testing

@testable import adimple

/// The measurements that clear tables run: a table that the product gains is easily forgotten
/// there.
/// What they measure is told elsewhere.
@Suite(.serialized) struct BenchmarkTests {
  @Test(arguments: [Benchmark.collect, .import, .settle])
  func eachMeasuresASmallHouse(_ benchmark: Benchmark) async throws {
    let told = try await benchmark.measure(
      BenchmarkSetting(rows: 300, due: 20, requests: 1, runs: 1, url: nil), of: .adimple)
    #expect(told["name"]?.string == benchmark.rawValue)
  }
}
