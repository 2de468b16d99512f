import Credit
import CreditorPages
import DebtCollection
import Foundation
import HTTPService
import JSONText
import Logging
import SQLDatabase
import World

/// Every page, list, filter and search over a house of any size, asked in turn with the same pages
/// of a house that holds one of each thing. What is told is the whole time of a request over
/// loopback, one after the other, so an upper bound of the server's own.
struct PagesBenchmark: Sendable {
  static let rowsUsual = 1_000_000
  private static let titlesPerPerson = 5

  let rows: Int
  let requests: Int
  let url: String?
  let program: BenchmarkProgram

  init(_ setting: BenchmarkSetting, program: BenchmarkProgram) {
    self.program = program
    rows = setting.rows ?? Self.rowsUsual
    requests = setting.requests
    url = setting.url
  }

  func measure() async throws -> JSON {
    try await BenchmarkOffice.use(url: url) { large in
      let small = try await BenchmarkOffice.open(
        url: try await smallURL(large), folder: large.folder)
      do {
        let report = try await compare(small, large)
        await small.database.close()
        return report
      } catch {
        await small.database.close()
        throw error
      }
    }
  }

  /// Another database of the same engine.
  private func smallURL(_ large: BenchmarkOffice) async throws -> String {
    guard let url, large.database.engine == .postgres else {
      return "sqlite:\(large.folder)/small.sqlite"
    }
    try await large.database.write { transaction in
      _ = try transaction.execute("CREATE SCHEMA adimple_bench_small")
    }
    return url + (url.contains("?") ? "&" : "?") + "options=-csearch_path%3Dadimple_bench_small"
  }

  private func compare(
    _ small: BenchmarkOffice, _ large: BenchmarkOffice
  ) async throws -> JSON {
    var filling = Measured()
    let people = max(rows / Self.titlesPerPerson, 1)
    let places = try await filling.time {
      try await PagesBook(office: large.office, people: people, receivables: rows).fill()
    }
    let fewPlaces = try await PagesBook(
      office: small.office, people: 1, receivables: 20
    ).fill()
    let quick = PagesHouse(office: small.office, places: fewPlaces, people: 1, receivables: 20)
    let slow = PagesHouse(
      office: large.office, places: places, people: people, receivables: rows)
    return try await PagesHouse.serve(quick, by: program) { floor in
      try await PagesHouse.serve(slow, by: program) { pages in
        let asked = try await ask(floor, pages)
        return report(asked, floor: floor, pages: pages, large, filling: filling.median)
      }
    }
  }

  private struct Times {
    var floor = PageTimes()
    var pages = PageTimes()
    /// The slowest addresses, asked again.
    var again = PageTimes()
    /// The first request of the house: the dashboard with nothing kept.
    var cold: Double = 0
  }

  private static let slowestShown = 12
  /// What is once slow on a busy machine is told apart from what always is.
  private static let repeats = 7

  /// Both houses in turn, each address at least once.
  private func ask(_ floor: PagesVisitor, _ pages: PagesVisitor) async throws -> Times {
    let dashboard = PagesVisitor.Address(pattern: "/", path: "/")
    var times = Times()
    times.cold = try await pages.visit(dashboard).milliseconds
    let quick = try await floor.addresses()
    let slow = try await pages.addresses()
    for number in 0..<max(requests, slow.count) {
      try await times.floor.add(floor.visit(quick[number % quick.count]))
      try await times.pages.add(pages.visit(slow[number % slow.count]))
    }
    for page in times.pages.slowest(2 * Self.slowestShown) {
      let address = PagesVisitor.Address(pattern: page.pattern, path: page.address)
      for _ in 0..<Self.repeats { try await times.again.add(pages.visit(address)) }
    }
    return times
  }

  private func report(
    _ times: Times, floor: PagesVisitor, pages: PagesVisitor, _ large: BenchmarkOffice,
    filling: Double
  ) -> JSON {
    let slowest = times.again.slowest(Self.slowestShown).map { page -> JSON in
      let base = times.floor.median(of: page.pattern)
      return [
        "page": .string(page.pattern), "address": .string(page.address),
        "milliseconds": Measured.decimal(page.milliseconds),
        "floorMilliseconds": base.map { Measured.decimal($0) } ?? .null,
      ]
    }
    return [
      "name": "pages", "engine": .string(large.database.engine.rawValue),
      "rows": .integer(Int64(rows)), "requests": .integer(Int64(times.pages.count)),
      "addresses": .integer(Int64(times.pages.addressCount)),
      "fillSeconds": Measured.decimal(filling),
      "medianMilliseconds": Measured.decimal(times.pages.percentile(50)),
      "p99Milliseconds": Measured.decimal(times.pages.percentile(99)),
      "floorMedianMilliseconds": Measured.decimal(times.floor.percentile(50)),
      "floorP99Milliseconds": Measured.decimal(times.floor.percentile(99)),
      "ratioToFloor": Measured.decimal(
        times.pages.percentile(99) / times.floor.percentile(99)),
      "coldDashboardMilliseconds": Measured.decimal(times.cold),
      "largestBytes": .integer(Int64(times.pages.largestBytes)),
      "unmeasured": .array(pages.unknown.map { .string($0) }),
      "slowest": .array(slowest), "peakMebibytes": Measured.peakMebibytes,
    ]
  }
}

/// One answered request.
struct PageTime: Sendable {
  let pattern: String
  let address: String
  let milliseconds: Double
  let bytes: Int
}

/// The times of many requests.
struct PageTimes: Sendable {
  private var all: [PageTime] = []

  mutating func add(_ time: PageTime) { all.append(time) }

  var count: Int { all.count }
  var addressCount: Int { Set(all.map(\.address)).count }
  var largestBytes: Int { all.map(\.bytes).max() ?? 0 }

  func percentile(_ percent: Int) -> Double {
    Self.percentile(percent, of: all.map(\.milliseconds))
  }

  func median(of pattern: String) -> Double? {
    let times = all.filter { $0.pattern == pattern }.map(\.milliseconds)
    return times.isEmpty ? nil : Self.percentile(50, of: times)
  }

  /// The addresses with the largest median, one line for each.
  func slowest(_ count: Int) -> [PageTime] {
    let medians = Dictionary(grouping: all, by: \.address).values.map { times in
      PageTime(
        pattern: times[0].pattern, address: times[0].address,
        milliseconds: Self.percentile(50, of: times.map(\.milliseconds)), bytes: times[0].bytes)
    }
    return Array(medians.sorted { $0.milliseconds > $1.milliseconds }.prefix(count))
  }

  /// The smallest value that so many percent do not exceed.
  private static func percentile(_ percent: Int, of values: [Double]) -> Double {
    precondition(!values.isEmpty, "nothing was measured")
    let sorted = values.sorted()
    return sorted[max(0, (sorted.count * percent + 99) / 100 - 1)]
  }
}
