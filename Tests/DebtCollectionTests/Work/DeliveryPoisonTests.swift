import Credit
import JSONText
import SQLDatabase
import TestKit
import Testing
import Webhooks
import Work
import World

@testable import DebtCollection

@Suite("Deliveries that can never succeed, and two workers at the others")
struct DeliveryPoisonTests {
  @Test(
    "an endpoint whose secret is lost is given up, and the others hear everything",
    arguments: TestDatabase.available)
  func poison(_ engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let lost = try await Self.endpoint("https://a.example/h", desk)
      let sound = try await Self.endpoint("https://b.example/h", desk)
      try await desk.office.database.write { transaction in
        _ = try transaction.execute(
          "UPDATE webhook_endpoints SET secret_sealed = ?1 WHERE id = ?2",
          [[UInt8](repeating: 7, count: 40), lost])
      }
      try await Self.publish(3, desk)
      let receiver = WebhookTests.Receiver(.answered(status: 204, pause: nil))
      let duty = WebhookDeliveryDuty(office: desk.office, sender: receiver)
      #expect(try await duty.runDue())
      #expect(receiver.messages.map(\.url) == Array(repeating: "https://b.example/h", count: 3))
      while let due = try await duty.nextDue() {
        desk.clock.move(to: max(due, desk.clock.now()))
        _ = try await duty.runDue()
      }
      #expect(receiver.messages.count == 3)
      #expect(try await Self.ends(of: sound, desk) == ["done", "done", "done"])
      #expect(try await Self.ends(of: lost, desk) == ["given-up", "given-up", "given-up"])
      let told = try await desk.office.database.read { transaction in
        try transaction.query(
          "SELECT last_problem FROM webhook_deliveries WHERE endpoint_id = ?1", [lost]
        ) { try $0.optionalText(0) }
      }
      #expect(told.allSatisfy { $0?.isEmpty == false }, "\(told)")
    }
  }

  @Test("two workers deliver each event once", arguments: TestDatabase.available)
  func twoWorkers(_ engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let endpoint = try await Self.endpoint("https://a.example/h", desk)
      let count = 40
      try await Self.publish(count, desk)
      let receiver = WebhookTests.Receiver(.answered(status: 204, pause: nil))
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<2 {
          let office = Office(
            database: desk.office.database, world: desk.office.world,
            sealer: desk.office.sealer, documents: desk.office.documents,
            connectors: desk.office.connectors, publicURL: nil)
          group.addTask {
            do {
              while try await WebhookDeliveryDuty(office: office, sender: receiver).runDue() {}
            } catch {
              Issue.record("\(error)")
            }
          }
        }
      }
      let ids = receiver.messages.compactMap { $0.header("webhook-id") }
      #expect(ids.count == count)
      #expect(Set(ids).count == count)
      #expect(try await Self.ends(of: endpoint, desk) == Array(repeating: "done", count: count))
    }
  }

  private static func endpoint(_ url: String, _ desk: Desk) async throws -> ID<WebhookEndpoint> {
    try await desk.office.webhookEndpoints.addWebhookEndpoint(
      url: url, events: ["listing.*"], actor: desk.actor
    ).endpoint.id
  }

  private static func publish(_ count: Int, _ desk: Desk) async throws {
    try await desk.office.database.write { transaction in
      for number in 1...count {
        try desk.office.eventLog.publish(
          "listing.active", listing: ID(Int64(number)), data: ["state": "active"],
          in: transaction)
      }
    }
    let dispatch = WebhookDispatchDuty(office: desk.office)
    while try await dispatch.runDue() {}
  }

  private static func ends(of endpoint: ID<WebhookEndpoint>, _ desk: Desk) async throws -> [String]
  {
    try await desk.office.database.read { transaction in
      try transaction.query(
        "SELECT state FROM webhook_deliveries WHERE endpoint_id = ?1", [endpoint]
      ) { try $0.text(0) }
    }
  }
}
