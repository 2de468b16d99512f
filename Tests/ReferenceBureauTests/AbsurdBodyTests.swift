import HTTPTypes
import JSONText
import TestKit
import Testing
import World

@testable import BureauRegister
@testable import BureauSite

/// No value of a participant ends the bureau, and none is a fault of the server.
@Suite struct AbsurdBodyTests {
  @Test(arguments: TestDatabase.available)
  func everyAbsurdMemberIsAnswered(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let record = try await bureau.list(SampleListing.body("r-1"))
      let sample = SampleListing.body("r-2")
      let document = try await bureau.call(.get, "/openapi.json").json
      let known = Dictionary(
        uniqueKeysWithValues: (sample.members ?? []).filter {
          !["dueOn", "amountCents", "debtor", "paymentSlip"].contains($0.name)
        }.map { ($0.name, $0.value) } + [
          ("document", .string(SampleListing.document)), ("postalCode", "01310-100"),
          ("state", "SP"), ("url", "https://example.com/h"), ("product", "basic"),
          ("purpose", "collection"), ("errorRate", 0), ("answerLostRate", 0),
          ("email", "a@example.com"), ("documentNumber", "1"), ("supersedes", .null),
        ])
      let cases = AbsurdBodies(document: document, known: known).cases
      #expect(cases.count > 300)
      var dates = 0
      for given in cases {
        let path = given.path.replacing("{id}", with: record)
        let method = HTTPRequest.Method(rawValue: given.method.uppercased())
        let answer = try await bureau.call(
          try #require(method), path, given.body, key: "\"k-\(dates)\"")
        #expect(
          answer.status.code < 500, "\(given.method) \(path) \(given.place): \(answer.text)")
        dates += 1
      }
      #expect(try await bureau.state(record) != nil)
    }
  }

  /// The very requests that ended the process.
  @Test(arguments: [
    "9995-01-01", "9996-01-01", "9998-01-01", "9999-12-31", "0001-01-01", "1989-12-31",
    "2100-01-01",
  ])
  func aDayThatIsNoneOfADebtIsRefused(_ day: String) async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let record = try await bureau.list(SampleListing.body("r-1"))
      let body = SampleListing.body("r-2", dueOn: day)
      for (path, body) in [
        ("/v1/listings", body), ("/v1/listings/simulations", body),
        (
          "/v1/listings/\(record)/amendment",
          ["reference": "x", "amountCents": 9_000, "dueOn": .string(day)] as JSON
        ),
      ] {
        let answer = try await bureau.call(.post, path, body)
        #expect(answer.status == .unprocessableContent, "\(path)")
        let fault = try answer.json["errors"]?.elements?.first
        #expect(fault?["pointer"] == "/dueOn" && fault?["code"] == "out-of-range", "\(path)")
      }
    }
  }

  @Test(arguments: TestDatabase.available)
  func aRuleThatEndsBeforeItBeginsIsRefused(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      for (from, to, code) in [
        ("2026-01-02", "2026-01-01", "rule-validity"), ("9500-01-01", nil, "out-of-range"),
        ("2026-01-01", "9999-12-31", "out-of-range"),
      ] {
        let answer = try await bureau.call(
          .post, "/v1/simulation/state-terms",
          [
            "state": "SP", "validFrom": .string(from), "validTo": .optional(to),
            "status": "inForce", "confidence": "high", "minimumDaysOverdue": 0, "law": "Lei 1",
          ])
        #expect(answer.status == .unprocessableContent, "\(answer.text)")
        #expect(try answer.json["errors"]?.elements?.first?["code"]?.string == code)
      }
    }
  }

  /// What the letter cannot print is not taken.
  @Test func aNameThatIsNoTextIsRefused() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      for (name, code) in [
        ("Maria\u{FFFF}", "invalid-character"), ("Maria\nSouza", "invalid-character"),
        ("Maria\tSouza", "invalid-character"), (" ", "missing-name"),
        ("Maria\u{0}", "invalid-character"),
      ] {
        let whole = SampleListing.body("r-1")
        let debtor = SampleListing.replacing(
          [("name", .string(name))], in: try #require(whole["debtor"]))
        let answer = try await bureau.call(
          .post, "/v1/listings", SampleListing.replacing([("debtor", debtor)], in: whole))
        #expect(answer.status == .unprocessableContent)
        #expect(
          try answer.json["errors"]?.elements?.map { $0["code"]?.string } == [code], "\(name)")
      }
      let pix = String(repeating: "é", count: 300)
      let answer = try await bureau.call(
        .post, "/v1/listings",
        SampleListing.body(
          "r-1", changes: [("paymentSlip", ["line": .null, "pixCode": .string(pix)])]))
      #expect(answer.status == .unprocessableContent)
      #expect(try answer.json["errors"]?.elements?.first?["code"] == "invalid-payment-slip")
    }
  }

  @Test(arguments: ["9999-12-31", "2037-01-01", "2200-01-01T00:00:00Z", "0001-01-01"])
  func theClockMovesTenYearsAtTheMost(_ to: String) async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let answer = try await bureau.call(
        .post, "/v1/simulation/clock/advance", ["to": .string(to)])
      #expect(answer.status == .unprocessableContent, "\(answer.text)")
      #expect(bureau.clock.now() == BureauBench.start)
    }
  }
}
