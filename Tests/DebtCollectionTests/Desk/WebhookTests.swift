import Credit
import JSONText
import SQLDatabase
import Sealing
import Synchronization
import TestKit
import Testing
import World

@testable import DebtCollection

@Suite("Outgoing webhooks")
struct WebhookTests {
  final class Receiver: WebhookSender {
    private let state: Mutex<(answer: WebhookAnswer, messages: [WebhookMessage])>

    init(_ answer: WebhookAnswer) {
      state = Mutex((answer, []))
    }

    var messages: [WebhookMessage] { state.withLock { $0.messages } }

    func send(_ message: WebhookMessage) async -> WebhookAnswer {
      state.withLock { state in
        state.messages.append(message)
        return state.answer
      }
    }
  }

  @Test("only addresses that everybody can reach are taken")
  func addresses() {
    let table: [(String, publicOnly: Bool, ownNetwork: Bool)] = [
      ("https://erp.provedor.example/hook", true, true),
      ("http://erp.provedor.example/hook", false, true),
      ("https://10.0.0.1/", false, true), ("http://127.0.0.1:9000/x", false, true),
      ("https://192.168.0.1", false, true), ("https://172.31.1.1", false, true),
      ("https://172.32.1.1", true, true), ("https://100.64.0.1", false, true),
      ("https://169.254.169.254/latest", false, false), ("https://0.0.0.0/", false, false),
      ("https://[::1]/", false, true), ("https://[fe80::1]/", false, false),
      ("https://[fd00::1]/", false, true), ("https://[::ffff:169.254.169.254]/", false, false),
      ("https://[::ffff:a9fe:a9fe]/", false, false), ("https://[2001:db8::1]/", true, true),
      ("https://2130706433/", false, false), ("https://0x7f000001/", false, false),
      ("https://127.1/", false, false), ("https://localhost/", false, true),
      ("https://banco.internal/", false, true), ("https://ana:senha@x.example/", false, false),
      ("https://8.8.8.8@10.0.0.1/", false, false), ("ftp://x.example/", false, false),
      ("https:///x", false, false), ("https://x.example:99999/", false, false),
      ("https://x.example/a b", false, false), ("", false, false),
    ]
    for (url, publicOnly, ownNetwork) in table {
      #expect((WebhookAddress.fault(in: url, policy: .publicOnly) == nil) == publicOnly, "\(url)")
      #expect((WebhookAddress.fault(in: url, policy: .ownNetwork) == nil) == ownNetwork, "\(url)")
    }
    for ip in ["::", "::ffff:a00:1", "2002:a00:1::", "169.254.1.1", "x"] {
      #expect(!WebhookAddress.allows(ip: ip, policy: .ownNetwork), "\(ip)")
    }
  }

  @Test("an event reaches those who want it, signed, once", arguments: TestDatabase.available)
  func delivery(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let (_, secret) = try await desk.office.addWebhookEndpoint(
        url: "https://a.example/h", events: ["listing.*"], policy: .publicOnly, actor: desk.actor)
      _ = try await desk.office.addWebhookEndpoint(
        url: "https://b.example/h", events: ["inquiry.completed"], policy: .publicOnly,
        actor: desk.actor)
      _ = try await desk.office.database.write {
        try desk.office.publish(
          "listing.active", listing: ID(5), data: ["state": "active"], in: $0)
      }
      let dispatch = WebhookDispatchDuty(office: desk.office)
      #expect(try await dispatch.nextDue() == desk.clock.now())
      #expect(try await dispatch.runDue())
      #expect(try await !dispatch.runDue())
      #expect(try await dispatch.nextDue() == nil)
      let receiver = Receiver(.answered(status: 204, retryAfterSeconds: nil))
      let duty = WebhookDeliveryDuty(office: desk.office, sender: receiver)
      #expect(try await duty.runDue())
      #expect(try await !duty.runDue())
      #expect(try await duty.nextDue() == nil)
      let message = try #require(receiver.messages.first)
      #expect(receiver.messages.count == 1)
      #expect(message.url == "https://a.example/h")
      func header(_ name: String) -> String {
        message.headers.first { $0.name == name }?.value ?? ""
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
      let receiver = Receiver(.answered(status: 500, retryAfterSeconds: nil))
      let duty = WebhookDeliveryDuty(office: desk.office, sender: receiver)
      for delay in WebhookRetrySchedule.delays {
        #expect(try await duty.runDue())
        let next = try #require(try await duty.nextDue())
        #expect(next == desk.clock.now().adding(seconds: delay))
        desk.clock.move(to: next)
      }
      #expect(try await duty.runDue())
      #expect(try await duty.nextDue() == nil)
      #expect(receiver.messages.count == WebhookRetrySchedule.delays.count + 1)
      #expect(
        Set(receiver.messages.map { $0.headers.first { $0.name == "webhook-id" }?.value }).count
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
        office: desk.office, sender: Receiver(.answered(status: 410, retryAfterSeconds: nil)))
      #expect(try await duty.runDue())
      #expect(try await desk.office.webhookEndpoints().map(\.isActive) == [false])
      #expect(try await duty.nextDue() == nil)
    }
  }

  private func prepare(_ desk: Desk) async throws {
    _ = try await desk.office.addWebhookEndpoint(
      url: "https://a.example/h", events: [], policy: .publicOnly, actor: desk.actor)
    _ = try await desk.office.database.write {
      try desk.office.publish("listing.active", data: .object([]), in: $0)
    }
    _ = try await WebhookDispatchDuty(office: desk.office).runDue()
  }
}
