import Credit
import Refusals
import SQLDatabase
import Sealing
import TestKit
import Testing
import Webhooks
import World

@testable import DebtCollection

/// The one door of the creditor's side that nobody logs in at: a bureau's webhook is taken by its
/// signature alone.
@Suite("Webhooks that come in")
struct InboundSignatureTests {
  private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
  private static let body = Array("{}".utf8)

  private static func give(_ desk: Desk, _ environment: String) async throws {
    let sealed = desk.office.sealer.seal(
      secret, place: BureauEvents.webhookSecretPlace(desk.integration))
    try await desk.office.database.write { transaction in
      _ = try transaction.execute(
        "UPDATE integrations SET webhook_secret_sealed = ?2, environment = ?3 WHERE id = ?1",
        [desk.integration, sealed, environment])
    }
  }

  /// Whether a message was taken; refused is false, anything else is thrown.
  private static func isTaken(
    _ desk: Desk, id: String = "msg-1", signedID: String? = nil, at seconds: Int64,
    signed body: [UInt8] = body, sent: [UInt8] = body, integration: ID<Integration>? = nil,
    signature: String? = nil
  ) async throws -> Bool {
    let made = try WebhookSignature.sign(
      id: signedID ?? id, timestamp: seconds, body: body, secret: secret)
    do {
      try await desk.office.bureauEvents.receiveBureauEvent(
        integration: integration ?? desk.integration, messageId: id, timestamp: "\(seconds)",
        signature: signature ?? made, body: sent)
      return true
    } catch let refusal as Refusal {
      #expect(refusal.code == "invalid-signature")
      return false
    }
  }

  private static func count(_ desk: Desk) async throws -> Int64 {
    try await desk.office.database.read { transaction in
      try transaction.first("SELECT COUNT(*) FROM bureau_events") { try $0.integer(0) }
    } ?? 0
  }

  @Test("what is not signed by the bureau is not kept", arguments: TestDatabase.available)
  func forged(_ engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let now = desk.clock.now().unixSeconds
      // Before a secret was agreed on, nothing is taken.
      #expect(try await !Self.isTaken(desk, at: now))
      try await Self.give(desk, "homologation")
      for signature in ["", "v1,", "v1,AAAA", "v2,AAAA", "whsec_x", "v1,!!!!"] {
        #expect(try await !Self.isTaken(desk, at: now, signature: signature), "\(signature)")
      }
      #expect(try await !Self.isTaken(desk, at: now, sent: Array("{ }".utf8)))
      #expect(try await !Self.isTaken(desk, id: "msg-2", signedID: "msg-1", at: now))
      #expect(try await !Self.isTaken(desk, at: now, integration: ID<Integration>(999_999)))
      let large = [UInt8](repeating: 0x20, count: BureauEvents.inboundEventLimit + 1)
      #expect(try await !Self.isTaken(desk, at: now, signed: large, sent: large))
      let broken: [UInt8] = [0x7B, 0xFF, 0x7D]
      #expect(try await !Self.isTaken(desk, at: now, signed: broken, sent: broken))
      #expect(try await Self.count(desk) == 0)
      #expect(try await Self.isTaken(desk, at: now))
      // The same message again is the same message.
      #expect(try await Self.isTaken(desk, at: now))
      #expect(try await Self.count(desk) == 1)
    }
  }

  @Test(
    "in production an old message is not taken again", arguments: TestDatabase.available)
  func replayed(_ engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      try await Self.give(desk, "production")
      let now = desk.clock.now().unixSeconds
      let tolerance = WebhookSignature.toleranceSeconds
      for (index, (seconds, isTaken)) in [
        (now - tolerance, true), (now + tolerance, true), (now - tolerance - 1, false),
        (now + tolerance + 1, false), (0, false), (Int64.max, false),
      ].enumerated() {
        let taken = try await Self.isTaken(desk, id: "msg-\(index)", at: seconds)
        #expect(taken == isTaken, "\(seconds)")
      }
      #expect(try await Self.count(desk) == 2)
    }
  }
}
