import Credit
import JSONText
import SQLDatabase
import Sealing
import Synchronization
import TestKit
import Testing
import Webhooks
import Work
import World

@testable import DebtCollection

@Suite("Outgoing webhooks")
struct WebhookTests {
  final class Receiver: WebhookSender {
    private let state: Mutex<(answer: WebhookReply, messages: [WebhookMessage])>

    init(_ answer: WebhookReply) {
      state = Mutex((answer, []))
    }

    var messages: [WebhookMessage] { state.withLock { $0.messages } }

    func send(_ message: WebhookMessage) async -> WebhookReply {
      state.withLock { state in
        state.messages.append(message)
        return state.answer
      }
    }
  }

  @Test("an event reaches those who want it, signed, once", arguments: TestDatabase.available)
  func delivery(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let (_, secret) = try await desk.office.webhookEndpoints.addWebhookEndpoint(
        url: "https://a.example/h", events: ["listing.*"], actor: desk.actor)
      _ = try await desk.office.webhookEndpoints.addWebhookEndpoint(
        url: "https://b.example/h", events: ["inquiry.completed"],
        actor: desk.actor)
      _ = try await desk.office.database.write {
        try desk.office.eventLog.publish(
          "listing.active", listing: ID(5), data: ["state": "active"], in: $0)
      }
      let dispatch = WebhookDispatchDuty(office: desk.office)
      #expect(try await dispatch.nextDue() == desk.clock.now())
      #expect(try await dispatch.runDue())
      #expect(try await !dispatch.runDue())
      #expect(try await dispatch.nextDue() == nil)
      let receiver = Receiver(.answered(status: 204, pause: nil))
      let duty = WebhookDeliveryDuty(office: desk.office, sender: receiver)
      #expect(try await duty.runDue())
      #expect(try await !duty.runDue())
      #expect(try await duty.nextDue() == nil)
      let message = try #require(receiver.messages.first)
      #expect(receiver.messages.count == 1)
      #expect(message.url == "https://a.example/h")
      func header(_ name: String) -> String {
        message.header(name) ?? ""
      }
      try WebhookSignature.verify(
        id: header("webhook-id"), timestamp: header("webhook-timestamp"),
        signatures: header("webhook-signature"), body: message.body, secret: secret,
        now: desk.clock.now().unixSeconds)
      let listing = ID<Listing>(5)
      let text = String(decoding: message.body, as: UTF8.self)
      #expect(text.contains(#""type":"listing.active""#))
      #expect(text.contains(#""listingId":"\#(listing)""#))
    }
  }

  @Test(
    "a failing address is tried by the schedule, then given up",
    arguments: TestDatabase.available)
  func retries(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      try await prepare(desk)
      let receiver = Receiver(.answered(status: 500, pause: nil))
      let duty = WebhookDeliveryDuty(office: desk.office, sender: receiver)
      for delay in WebhookSchedule.delays {
        #expect(try await duty.runDue())
        let next = try #require(try await duty.nextDue())
        #expect(next == desk.clock.now().adding(seconds: delay))
        desk.clock.move(to: next)
      }
      #expect(try await duty.runDue())
      #expect(try await duty.nextDue() == nil)
      #expect(receiver.messages.count == WebhookSchedule.delays.count + 1)
      #expect(
        Set(receiver.messages.map { $0.id }).count
          == 1)
      let givenUp = try await desk.number(
        "SELECT count(*) FROM webhook_deliveries WHERE state = 'given-up'")
      #expect(givenUp == 1)
    }
  }

  @Test("410 Gone switches the address off", arguments: TestDatabase.available)
  func gone(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      try await prepare(desk)
      let duty = WebhookDeliveryDuty(
        office: desk.office, sender: Receiver(.answered(status: 410, pause: nil)))
      #expect(try await duty.runDue())
      #expect(try await desk.office.webhookEndpoints.webhookEndpoints().map(\.isActive) == [false])
      #expect(try await duty.nextDue() == nil)
    }
  }

  @Test(
    "410 that comes when another attempt is under way switches nothing off",
    arguments: TestDatabase.available)
  func goneTooLate(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      try await prepare(desk)
      func claim() async throws -> WebhookDelivery? {
        let now = desk.clock.now()
        return try await desk.office.database.write(.claims) {
          try WebhookDelivery.claim(limit: 1, now: now, in: $0)
        }.first
      }
      let late = try #require(try await claim())
      desk.advance(seconds: WebhookDelivery.leaseSeconds)
      let other = try #require(try await claim())
      #expect(other.id == late.id)
      try await desk.office.webhookEndpoints.note(.answered(status: 410, pause: nil), of: late)
      #expect(try await desk.office.webhookEndpoints.webhookEndpoints().map(\.isActive) == [true])
      try await desk.office.webhookEndpoints.note(.answered(status: 204, pause: nil), of: other)
      #expect(
        try await desk.number("SELECT count(*) FROM webhook_deliveries WHERE state = 'done'") == 1)
    }
  }

  private func prepare(_ desk: Desk) async throws {
    _ = try await desk.office.webhookEndpoints.addWebhookEndpoint(
      url: "https://a.example/h", events: [], actor: desk.actor)
    _ = try await desk.office.database.write {
      try desk.office.eventLog.publish("listing.active", data: .object([]), in: $0)
    }
    _ = try await WebhookDispatchDuty(office: desk.office).runDue()
  }
}
