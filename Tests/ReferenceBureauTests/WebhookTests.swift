import Credit
import HTTPTypes
import JSONText
import Outbound
import SQLDatabase
import Sealing
import TestKit
import Testing
import Webhooks
import World

@testable import BureauRegister
@testable import BureauSite

/// The bureau's word to its participants: signed, repeated, doubled and lost on demand.
struct WebhookTests {
  static let url = "http://127.0.0.1:9/hook"

  static func register(_ bureau: BureauBench) async throws -> (id: String, secret: String) {
    let answer = try await bureau.call(
      .post, "/v1/webhook-endpoints", ["url": .string(url)]
    ).json
    return (
      try #require(answer["id"]?.string), try #require(answer["secret"]?.string)
    )
  }

  @Test(arguments: TestDatabase.available)
  func everyChangeIsToldWithASignature(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let endpoint = try await Self.register(bureau)
      let id = try await bureau.list(SampleListing.body("r-1"))
      try await bureau.advance(to: "2026-11-23", hour: 18)
      let messages = bureau.sender.messages
      let bodies = try messages.map { try JSON.parse($0.body) }
      #expect(
        bodies.map { $0["type"]?.string } == [
          "listing.received", "listing.accepted", "notice.issued",
        ])
      #expect(bodies.map { $0["data"]?["version"]?.integer } == [1, 2, 3])
      // The whole record as it was; only the hash of the letter, which is printed later, is new.
      let record = try await bureau.record(id)
      for member in try #require(record.members) where member.name != "noticeEvidence" {
        #expect(bodies.last?["data"]?[member.name] == member.value, "\(member.name)")
      }
      for message in messages {
        let timestamp = try #require(message.headers["webhook-timestamp"])
        try WebhookSignature.verify(
          id: try #require(message.headers["webhook-id"]), timestamp: timestamp,
          signatures: try #require(message.headers["webhook-signature"]),
          body: Array(message.body.utf8), secret: endpoint.secret,
          now: try #require(Int64(timestamp)))
        #expect(!message.body.contains(SampleListing.document))
      }
    }
  }

  @Test(arguments: TestDatabase.available)
  func aFailedDeliveryIsRepeatedByTheSchedule(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      _ = try await Self.register(bureau)
      bureau.sender.answers(nil)
      _ = try await bureau.list(SampleListing.body("r-1"))
      #expect(bureau.sender.messages.count == 2)
      let start = BureauBench.start
      for (seconds, count) in [(4, 2), (5, 4), (304, 4), (305, 6)] {
        try await bureau.advance(["to": .string(start.adding(seconds: seconds).description)])
        #expect(bureau.sender.messages.count == count, "after \(seconds) s")
      }
      bureau.sender.answers(204)
      try await bureau.advance(["to": .string(start.adding(seconds: 2_105).description)])
      #expect(bureau.sender.messages.count == 8)
      let identities = Set(bureau.sender.messages.compactMap { $0.headers["webhook-id"] })
      #expect(identities.count == 2, "a repetition keeps its id")
      try await bureau.advance(to: "2026-11-23", hour: 17)
      #expect(bureau.sender.messages.count == 8)
    }
  }

  @Test func lostAndDoubledMessagesAndTheirReplay() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let endpoint = try await Self.register(bureau)
      _ = try await bureau.call(.put, "/v1/simulation/faults", ["webhookLossRate": 1])
      _ = try await bureau.list(SampleListing.body("r-1"))
      #expect(bureau.sender.messages.isEmpty)
      _ = try await bureau.call(.put, "/v1/simulation/faults", ["webhookDuplicateRate": 1])
      let replay = try await bureau.call(
        .post, "/v1/webhook-endpoints/\(endpoint.id)/replay")
      #expect(try replay.json["count"] == 2)
      try await bureau.keeper.settle()
      #expect(bureau.sender.messages.count == 4)
      #expect(Set(bureau.sender.messages.compactMap { $0.headers["webhook-id"] }).count == 2)
    }
  }

  @Test func anEndpointThatIsGoneIsAskedNoMore() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let endpoint = try await Self.register(bureau)
      bureau.sender.answers(410)
      _ = try await bureau.list(SampleListing.body("r-1"))
      let count = bureau.sender.messages.count
      try await bureau.advance(to: "2026-11-23", hour: 18)
      #expect(bureau.sender.messages.count == count)
      let deleted = try await bureau.call(.delete, "/v1/webhook-endpoints/\(endpoint.id)")
      #expect(deleted.status == .noContent)
    }
  }

  @Test(arguments: TestDatabase.available)
  func aRotatedSecretSignsBesideTheOldOne(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let endpoint = try await Self.register(bureau)
      let rotated = try await bureau.call(
        .post, "/v1/webhook-endpoints/\(endpoint.id)/secret-rotation",
        ["overlapSeconds": 3_600])
      let fresh = try #require(try rotated.json["secret"]?.string)
      _ = try await bureau.list(SampleListing.body("r-1"))
      func verify(_ message: RecordingSender.Message, _ secret: String) throws {
        let timestamp = try #require(message.headers["webhook-timestamp"])
        try WebhookSignature.verify(
          id: try #require(message.headers["webhook-id"]), timestamp: timestamp,
          signatures: try #require(message.headers["webhook-signature"]),
          body: Array(message.body.utf8), secret: secret, now: try #require(Int64(timestamp)))
      }
      let both = try #require(bureau.sender.messages.first)
      try verify(both, fresh)
      try verify(both, endpoint.secret)
      try await bureau.advance(to: "2026-11-23", hour: 18)
      let last = try #require(bureau.sender.messages.last)
      try verify(last, fresh)
      #expect(throws: WebhookSignatureError.noMatch) { try verify(last, endpoint.secret) }
    }
  }

  @Test(arguments: TestDatabase.available)
  func theLogTellsEveryTryAndAReceiverMayAskForTime(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let answer = try await bureau.call(
        .post, "/v1/webhook-endpoints",
        ["url": .string(Self.url), "events": ["listing.accepted", "dispute.*"]])
      let id = try #require(try answer.json["id"]?.string)
      bureau.sender.answers(503, pause: 120)
      _ = try await bureau.list(SampleListing.body("r-1"))
      #expect(bureau.sender.messages.count == 1, "only what it asked for")
      let start = BureauBench.start
      bureau.sender.answers(204)
      for (seconds, count) in [(119, 1), (120, 2)] {
        try await bureau.advance(["to": .string(start.adding(seconds: seconds).description)])
        #expect(bureau.sender.messages.count == count, "after \(seconds) s")
      }
      let log = try await bureau.call(.get, "/v1/webhook-endpoints/\(id)/deliveries").json
      let entry = try #require(log["data"]?.elements?.first)
      #expect(entry["state"] == "delivered")
      #expect(entry["attempts"]?.elements?.map { $0["status"] } == [503, 204])
      let replayed = try await bureau.call(
        .post, "/v1/webhook-endpoints/\(id)/replay",
        ["eventIds": .array([try #require(entry["eventId"])])])
      #expect(try replayed.json["count"] == 1)
      let unknown = try await bureau.call(
        .post, "/v1/webhook-endpoints/\(id)/replay", ["eventIds": ["evt_0000000999999"]])
      #expect(try unknown.json["count"] == 0)
      let off = try await bureau.call(
        .patch, "/v1/webhook-endpoints/\(id)", ["disabled": true])
      #expect(try off.json["disabled"] == true)
      let refused = try await bureau.call(.post, "/v1/webhook-endpoints/\(id)/replay")
      #expect(refused.status == .conflict)
      let wrong = try await bureau.call(
        .patch, "/v1/webhook-endpoints/\(id)",
        ["url": "http://10.0.0.1/x", "events": ["listing.invented"]])
      #expect(
        try wrong.json["errors"]?.elements?.map { $0["code"] }
          == ["address-not-allowed", "unknown-event"])
    }
  }

  @Test func aMessageThatIsPutOffIsOvertaken() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      _ = try await Self.register(bureau)
      _ = try await bureau.call(
        .put, "/v1/simulation/faults", ["webhookReorderRate": .decimal("0.5"), "seed": 3])
      for day in 1...4 {
        _ = try await bureau.list(SampleListing.body("r-\(day)", dueOn: "2026-08-0\(day)"))
      }
      try await bureau.advance(to: "2026-11-23", hour: 10)
      let identities = bureau.sender.messages.compactMap { $0.headers["webhook-id"] }
      #expect(identities.count == 8 && Set(identities).count == 8, "none is lost or doubled")
      #expect(identities != identities.sorted(), "some came late")
    }
  }

  @Test(
    "a secret that cannot be opened fails its own endpoint's messages and no other",
    arguments: TestDatabase.available)
  func anUnreadableSecret(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let broken = try await Self.register(bureau)
      let whole = try await Self.register(bureau)
      try await bureau.database.write { transaction in
        _ = try transaction.execute(
          """
          UPDATE webhook_endpoints SET secret = ?1
          WHERE id = (SELECT MIN(id) FROM webhook_endpoints)
          """,
          [[UInt8](repeating: 7, count: 60)])
      }
      _ = try await bureau.list(SampleListing.body("r-1"))
      #expect(bureau.sender.messages.count == 2, "the whole endpoint hears both events")
      func log(_ id: String) async throws -> [JSON] {
        try await bureau.call(.get, "/v1/webhook-endpoints/\(id)/deliveries").json["data"]?.elements
          ?? []
      }
      #expect(try await log(whole.id).allSatisfy { $0["state"] == "delivered" })
      let failed = try await log(broken.id)
      #expect(failed.count == 2 && failed.allSatisfy { $0["state"] == "waiting" })
      #expect(failed.first?["attempts"]?.elements?.first?["problem"] == "unreadable-secret")
      // A new secret heals it; what waited goes out by the schedule.
      _ = try await bureau.call(
        .post, "/v1/webhook-endpoints/\(broken.id)/secret-rotation", ["overlapSeconds": 0])
      try await bureau.advance(to: "2026-11-23", hour: 10)
      #expect(bureau.sender.messages.count == 4)
    }
  }

  @Test func aLongRecordIsToldByItsName() throws {
    let long = JSON.object([
      .init("id", "lst_1"), .init("reference", "r"), .init("state", "visible"),
      .init("version", 4), .init("law", .string(String(repeating: "x", count: 20_000))),
    ])
    let body = Register.message(type: "listing.visible", at: BureauBench.start, data: long)
    #expect(body.count < Register.messageByteLimit)
    let data = try JSON.parse(body)["data"]
    #expect(data?["version"] == 4)
    #expect(data?["truncated"] == true)
  }
}
