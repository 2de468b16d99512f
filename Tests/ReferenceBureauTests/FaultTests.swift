import Credit
import HTTPTypes
import JSONText
import TestKit
import Testing
import World

@testable import BureauRegister
@testable import BureauSite

/// Faults on demand, and what a client that repeats itself finds.
struct FaultTests {
  @Test(arguments: TestDatabase.available)
  func aLostAnswerIsFoundByItsKeyAndByItsReference(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      _ = try await bureau.call(.put, "/v1/simulation/faults", ["answerLostRate": 1])
      let body = SampleListing.body("r-1")
      let lost = try await bureau.call(.post, "/v1/listings", body, key: "k-1")
      #expect(lost.status == .gatewayTimeout)
      _ = try await bureau.call(.put, "/v1/simulation/faults", [:])
      let again = try await bureau.call(.post, "/v1/listings", body, key: "k-1")
      #expect(again.status == .accepted)
      #expect(again.headers[HTTPField.Name("Idempotency-Replayed")!] == "true")
      let found = try await bureau.call(.get, "/v1/listings?reference=r-1").json
      #expect(found["data"]?.elements?.map { $0["id"] } == [try again.json["id"]])
      let reused = try await bureau.call(
        .post, "/v1/listings", SampleListing.body("r-2"), key: "k-1")
      #expect(reused.status == .unprocessableContent)
      #expect(try reused.json["code"] == "idempotency-key-reused")
    }
  }

  @Test func anErrorDoesNothing() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      _ = try await bureau.call(.put, "/v1/simulation/faults", ["errorRate": 1])
      let body = SampleListing.body("r-1")
      #expect(
        try await bureau.call(.post, "/v1/listings", body, key: "k-1").status
          == .internalServerError)
      _ = try await bureau.call(.put, "/v1/simulation/faults", [:])
      let none = try await bureau.call(.get, "/v1/listings?reference=r-1").json
      #expect(none["data"] == [])
      #expect(try await bureau.call(.post, "/v1/listings", body, key: "k-1").status == .accepted)
    }
  }

  @Test func theSameSeedStrikesTheSameRequests() {
    func fates(seed: UInt64, _ rates: [FaultPlan.Fault: Int]) -> [RequestFate] {
      let plan = FaultPlan()
      var settings = FaultPlan.Settings()
      settings.rates = rates
      settings.seed = seed
      plan.set(settings)
      return (0..<500).map { _ in plan.fateOfRequest() }
    }
    let errors = fates(seed: 5, [.error: 3_000])
    #expect(errors == fates(seed: 5, [.error: 3_000]))
    #expect(errors != fates(seed: 6, [.error: 3_000]))
    let count = errors.count { $0.fails }
    #expect((100...200).contains(count), "\(count) of 500 at 30 %")
    // Another kind of fault moves none of these.
    let both = fates(seed: 5, [.error: 3_000, .answerLost: 5_000])
    #expect(both.map(\.fails) == errors.map(\.fails))
    #expect(both.contains { $0.losesAnswer })
  }

  @Test("the same seed strikes the same messages, whatever order they go out in")
  func theSameSeedStrikesTheSameMessages() {
    let messages = (0..<500).map { number in
      WebhookDelivery(
        id: 7_000_000 + number * 3, endpoint: ID(1), record: ID(2), url: "", sealedSecret: [],
        sealedPrevious: nil, attempts: number % 2 == 0 ? 0 : 1,
        claimedUntil: BureauBench.start, isDelayed: false, messageID: "", type: "",
        at: BureauBench.start, data: "")
    }
    func struck(_ messages: [WebhookDelivery], seed: UInt64 = 5) -> [Int64: MessageFate] {
      let plan = FaultPlan()
      var settings = FaultPlan.Settings()
      settings.rates = [
        .webhookLoss: 2_000, .webhookDuplicate: 3_000, .webhookReorder: 4_000,
      ]
      settings.seed = seed
      plan.set(settings)
      return Dictionary(
        messages.map { ($0.id, plan.fateOfMessage($0)) }, uniquingKeysWith: { $1 })
    }
    let fates = struck(messages)
    #expect(fates == struck(messages.reversed()))
    #expect(fates != struck(messages, seed: 6))
    let lost = fates.values.count { $0.isLost }
    #expect((60...140).contains(lost), "\(lost) of 500 at 20 %")
    #expect(fates.values.contains { $0.isDoubled } && fates.values.contains { !$0.isDoubled })
    #expect(Set(fates.values.compactMap(\.delaySeconds)).count > 20)
  }

  @Test(
    "a clock that is moved with a key by days is moved once", arguments: TestDatabase.available)
  func aKeyMovesTheClockOnce(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let id = try await bureau.list(SampleListing.body("r-1"))
      let body: JSON = ["days": 10]
      let moved = try await bureau.call(
        .post, "/v1/simulation/clock/advance", body, key: "clock-1")
      #expect(moved.status == .ok)
      #expect(try moved.json["failed"] == [], "\(moved.text)")
      #expect(try await bureau.renewed().state(id) == "noticePeriod")
      let now = bureau.clock.now()
      // Another key, by which old ones are forgotten.
      let later = try await bureau.renewed()
      let other = try await later.call(
        .post, "/v1/listings", SampleListing.body("r-2", dueOn: "2026-08-11"), key: "other")
      #expect(other.status == .accepted)
      let again = try await later.call(
        .post, "/v1/simulation/clock/advance", body, key: "clock-1")
      #expect(again.headers[HTTPField.Name("Idempotency-Replayed")!] == "true")
      #expect(bureau.clock.now() == now)
    }
  }

  @Test func aSourceThatIsDownMakesTheReportPartial() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      _ = try await bureau.list(SampleListing.body("r-1"))
      try await bureau.advance(to: "2026-12-04")
      _ = try await bureau.call(.put, "/v1/simulation/faults", ["sourceDown": ["listings"]])
      let report = try await bureau.inquire(SampleListing.document)
      #expect(report["partial"] == true)
      #expect(report["sections"]?["listings"] == nil)
      #expect(
        report["sources"]?.elements?.first { $0["name"] == "listings" }?["status"]
          == "unavailable")
    }
  }

  @Test(arguments: TestDatabase.available)
  func theStatementIsReadInPages(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      for month in 1...7 {
        _ = try await bureau.list(
          SampleListing.body("r-\(month)", dueOn: "2026-0\(month)-10"))
      }
      let gone = try await bureau.call(
        .post, "/v1/listings/removal-by-reference",
        ["reference": "r-3", "reason": "payment"])
      #expect(gone.status == .accepted)
      var references: [String] = []
      var path: String? = "/v1/statement?from=2026-11-23&to=2026-11-23&limit=3"
      while let next = path {
        let page = try await bureau.call(.get, next).json
        references += page["data"]?.elements?.compactMap { $0["reference"]?.string } ?? []
        path = page["nextCursor"]?.string.map {
          "/v1/statement?from=2026-11-23&to=2026-11-23&limit=3&cursor=\($0)"
        }
      }
      #expect(references == (1...7).map { "r-\($0)" })
      let before = try await bureau.call(.get, "/v1/statement?to=2026-11-22").json
      #expect(before["data"] == [])
    }
  }

  @Test func theInterfaceDescribesItself() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let document = try await bureau.call(.get, "/openapi.json").json
      #expect(document["openapi"]?.string?.hasPrefix("3.1") == true)
      #expect(document["paths"]?["/v1/listings"]?["post"] != nil)
      let answer = try await bureau.call(.get, "/v1/products")
      #expect(answer.headers[HTTPField.Name("RateLimit")!] != nil)
      // Refusals tell what is left too: of rules, of scopes, of a login that failed.
      let refused = try await bureau.call(.post, "/v1/listings", [:])
      let missing = try await bureau.call(.get, "/v1/listings/lst_0000000000009")
      let stranger = try await bureau.call(.get, "/v1/products", token: "nobody")
      for answer in [refused, missing, stranger] {
        #expect(answer.status.code >= 400)
        #expect(answer.headers[HTTPField.Name("RateLimit")!] != nil, "\(answer.status)")
        #expect(answer.headers[HTTPField.Name("RateLimit-Policy")!] != nil)
      }
      let wrong = try await bureau.call(.put, "/v1/products", [:])
      #expect(wrong.status == .methodNotAllowed)
      #expect(wrong.headers[.allow]?.contains("GET") == true)
    }
  }
}
