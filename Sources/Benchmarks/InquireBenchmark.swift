import BureauRegister
import BureauSite
import Credit
import JSONText
import Outbound
import SQLDatabase

/// The bureau's inquiry over HTTP on loopback, paid for and kept durably: over a hundredth of the
/// records first, then over all of them, each against an empty handler of the same server.
struct InquireBenchmark: Sendable {
  static let rowsUsual = 1_000_000
  private static let growth = 100
  private static let connections = 32
  /// Inquiries of one run; no document is asked for twice, for a repetition is not billed.
  private static let requestsLimit = 1_500

  private let rows: Int
  private let runs: Int
  private let url: String?
  private let version: String

  init(_ setting: BenchmarkSetting, version: String) {
    self.version = version
    rows = setting.rows ?? Self.rowsUsual
    runs = setting.runs
    url = setting.url
  }

  private var fewer: Int { max(rows / Self.growth, 1) }
  private var requests: Int { max(1, min(Self.requestsLimit, fewer / (runs + 1))) }

  func measure() async throws -> JSON {
    try await BenchmarkBureau.use(url: url, version: version) { bureau in
      try await bureau.fill(0..<fewer)
      let small = try await times(bureau, among: fewer, first: 0)
      try await bureau.fill(fewer..<rows)
      // None of the documents that the smaller register was asked about.
      let large = try await times(bureau, among: rows, first: fewer)
      return report(bureau, small, large)
    }
  }

  private struct Times: Sendable {
    var inquiries = Measured()
    var floor = Measured()
    var slowest: [Double] = []

    /// Cost of an inquiry in empty requests of the same minute.
    var ratio: Double { inquiries.median / floor.median }
  }

  private func times(_ bureau: BenchmarkBureau, among count: Int, first: Int) async throws -> Times
  {
    var times = Times()
    let step = max(1, (count - first) / (requests * (runs + 1)))
    for run in 0..<(runs + 1) {
      let documents = (0..<requests).map { index in
        BenchmarkBureau.document(first + (run * requests + index) * step % max(1, count - first))
      }
      var inquiries = Measured()
      var floor = Measured()
      let answers = try await inquiries.time {
        try await load(bureau, "/v1/inquiries", documents)
      }
      let empty = try await floor.time {
        try await load(bureau, BenchmarkBureau.emptyPath, documents)
      }
      // Read afterwards: what the asking side does with an answer is no cost of the bureau.
      try check(answers)
      guard empty.allSatisfy({ $0.status == 200 }) else { throw Self.wrong(empty[0]) }
      let seconds = Self.slowest(answers)
      guard run > 0 else { continue }
      times.inquiries.append(inquiries)
      times.floor.append(floor)
      times.slowest.append(seconds)
    }
    return times
  }

  private struct Answered: Sendable {
    let document: String
    let status: Int
    let body: [UInt8]
    let seconds: Double
  }

  /// Sends the requests over so many connections.
  private func load(
    _ bureau: BenchmarkBureau, _ path: String, _ documents: [String]
  ) async throws -> [Answered] {
    try await withThrowingTaskGroup(of: [Answered].self) { group in
      for connection in 0..<Self.connections {
        group.addTask {
          var answers: [Answered] = []
          for index in stride(from: connection, to: documents.count, by: Self.connections) {
            answers.append(try await post(bureau, path, documents[index]))
          }
          return answers
        }
      }
      return try await group.reduce(into: [Answered]()) { $0 += $1 }
    }
  }

  private func check(_ answers: [Answered]) throws {
    for answer in answers {
      let isRight: Bool
      if answer.status == 200 {
        let json = try JSON.parse(answer.body)
        isRight =
          json["document"]?.string == answer.document && json["restricted"] == true
          && json["sections"]?["listings"]?.elements?.count == 1
      } else {
        // Few documents of the range belong to the test mass and are answered otherwise.
        isRight = answer.status == 404 || answer.status == 422
      }
      guard isRight else { throw Self.wrong(answer) }
    }
  }

  private static func wrong(_ answer: Answered) -> BenchmarkFailure {
    BenchmarkFailure(
      "A medida falhou: resposta \(answer.status), \(answer.body.count) bytes, não esperada.")
  }

  /// The time that 99 of 100 took at the most.
  private static func slowest(_ answers: [Answered]) -> Double {
    let sorted = answers.map(\.seconds).sorted()
    return sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
  }

  private func post(
    _ bureau: BenchmarkBureau, _ path: String, _ document: String
  ) async throws -> Answered {
    let start = ContinuousClock.now
    let answer = try await bureau.client.answer(
      .post, "http://127.0.0.1:\(bureau.port)" + path,
      headers: [
        ("content-type", "application/json"), ("authorization", "Bearer " + bureau.token),
      ],
      body: "{\"document\":\"\(document)\",\"product\":\"complete-natural\","
        + "\"purpose\":\"credit-granting\",\"reference\":\"b\"}")
    let parts = (ContinuousClock.now - start).components
    return Answered(
      document: document, status: answer.status, body: answer.body,
      seconds: Double(parts.seconds) + Double(parts.attoseconds) / 1e18)
  }

  private func report(_ bureau: BenchmarkBureau, _ small: Times, _ large: Times) -> JSON {
    func side(_ times: Times, _ records: Int) -> JSON {
      [
        "records": .integer(Int64(records)),
        "inquiriesPerSecond": Measured.decimal(Double(requests) / times.inquiries.median),
        "floorPerSecond": Measured.decimal(Double(requests) / times.floor.median),
        "ratioToFloor": Measured.decimal(times.ratio),
        "p99Milliseconds": Measured.decimal(
          times.slowest.sorted()[times.slowest.count / 2] * 1_000),
      ]
    }
    return [
      "name": "inquire", "engine": .string(bureau.register.database.engine.rawValue),
      "requests": .integer(Int64(requests)), "runs": .integer(Int64(runs)),
      "connections": .integer(Int64(Self.connections)), "fewer": side(small, fewer),
      "all": side(large, rows),
      // The cost of one inquiry among all records in costs of one among a hundredth of them.
      "growth": Measured.decimal(large.inquiries.median / small.inquiries.median),
      "growthToFloor": Measured.decimal(large.ratio / small.ratio),
      "peakMebibytes": Measured.peakMebibytes,
    ]
  }
}
