import BureauRegister
import BureauSite
import Credit
import Outbound
import TestKit
import Testing
import Webhooks

@testable import adimple

/// The webhooks of both sides as the product composes them: no redirect is followed, the address
/// that a name leads to is judged and the connection bound to it, and nobody waits longer than the
/// time limit.
@Suite("Guarded webhooks")
struct GuardedWebhookTests {
  enum Sender: String, CaseIterable, Sendable {
    case creditor
    case bureau
    case bureauInRehearsal

    func over(_ transport: any OutboundTransport) -> any WebhookSender {
      switch self {
      case .creditor: return CreditorWork.webhooks(over: transport)
      case .bureau, .bureauInRehearsal:
        var options = Register.Options()
        options.webhookPolicy = BureauSide.webhookPolicy(isRehearsal: self == .bureauInRehearsal)
        return BureauSide.webhooks(over: transport, for: options)
      }
    }

    var callsLoopback: Bool { self != .bureau }
  }

  /// Every name leads to the same addresses.
  private struct Names: NameLookup {
    let texts: [String]

    func addresses(of name: String) async -> [NetworkAddress] {
      texts.compactMap { NetworkAddress(plain: $0) }
    }
  }

  /// The product's own calls with another time limit.
  private struct Timed: OutboundTransport {
    let door: OutboundClient
    let limit: Duration

    func send(_ call: OutboundCall, policy: AddressPolicy) async -> OutboundOutcome {
      var timed = call
      timed.timeLimit = limit
      return await door.send(timed, policy: policy)
    }
  }

  private static func reply(
    _ sender: Sender, to url: String, names: [String] = [], limit: Duration = .seconds(60)
  ) async throws -> WebhookReply {
    let door = OutboundClient(lookup: Names(texts: names))
    let message = try WebhookMessage(
      url: url, id: "evt_1", body: Array("{}".utf8),
      secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], at: Instant(microseconds: 0))
    let reply = await sender.over(Timed(door: door, limit: limit)).send(message)
    try await door.close()
    return reply
  }

  private static func isForbidden(_ reply: WebhookReply) -> Bool {
    guard case .failed(.unreachable(.forbidden)) = reply else { return false }
    return true
  }

  @Test("what no policy allows is not called", arguments: Sender.allCases)
  func forbidden(_ sender: Sender) async throws {
    try await FakeServer.run(.init { _, connection in connection.answer("204 No Content") }) {
      server in
      for url in [
        "http://[2000::1]\\@127.0.0.1:\(server.port)/x",
        "http://[::ffff:127.0.0.1]:\(server.port)/",
        "http://hooks.example.com:\(server.port)/", "http://2130706433:\(server.port)/",
        "http://user@127.0.0.1:\(server.port)/", "http://127.0.0.1:+\(server.port)/",
        "https://169.254.169.254/latest", "http://metadata.google.internal/",
        "https://[fd00:ec2::254]/",
      ] {
        #expect(
          Self.isForbidden(try await Self.reply(sender, to: url, names: ["127.0.0.1"])), "\(url)")
      }
      let rebound = try await Self.reply(
        sender, to: "https://hooks.example.com:\(server.port)/", names: ["169.254.169.254"])
      #expect(Self.isForbidden(rebound))
      #expect(server.requests.isEmpty)
    }
  }

  @Test(
    "this machine is called where the policy says so, and only there", arguments: Sender.allCases)
  func loopback(_ sender: Sender) async throws {
    try await FakeServer.run(.init { _, connection in connection.answer("204 No Content") }) {
      server in
      for url in ["http://127.0.0.1:\(server.port)/x", "http://LocalHost:\(server.port)/x"] {
        let reply = try await Self.reply(sender, to: url, names: ["127.0.0.1"])
        if sender.callsLoopback {
          #expect(reply == .answered(status: 204, pause: nil), "\(url)")
        } else {
          #expect(Self.isForbidden(reply), "\(url)")
        }
      }
      #expect(server.requests.count == (sender.callsLoopback ? 2 : 0))
    }
  }

  @Test(
    "a redirect is an answer and nothing is called after it",
    arguments: Sender.allCases.filter(\.callsLoopback), [301, 302, 303, 307, 308])
  func redirect(_ sender: Sender, status: Int) async throws {
    try await FakeServer.run(.init { _, connection in connection.answer("204 No Content") }) {
      inner in
      let location = "Location: \(inner.url)/internal-admin"
      try await FakeServer.run(
        .init { _, connection in
          connection.answer("\(status) Moved", [location])
        }
      ) { server in
        let reply = try await Self.reply(sender, to: server.url + "/x")
        #expect(reply == .answered(status: status, pause: nil))
        #expect(server.requests.count == 1 && inner.requests.isEmpty)
      }
    }
  }

  @Test(
    "a receiver may ask for time, a day at the most, and stalls nobody",
    arguments: Sender.allCases.filter(\.callsLoopback))
  func slow(_ sender: Sender) async throws {
    for (header, seconds) in [
      ("31536000", 86_400), ("120", 120), ("-5", nil), ("9223372036854775808", 86_400),
      ("Thu, 31 Dec 2099 23:59:59 GMT", 86_400),
    ] as [(String, Int?)] {
      try await FakeServer.run(
        .init { _, connection in
          connection.answer("503 Busy", ["Retry-After: " + header])
        }
      ) { server in
        let reply = try await Self.reply(sender, to: server.url)
        #expect(reply == .answered(status: 503, pause: seconds.map { Pause(seconds: $0) }))
      }
    }
    try await FakeServer.run(.init { _, connection in connection.stall() }) { server in
      let reply = try await Self.reply(sender, to: server.url, limit: .seconds(1))
      #expect(reply == .failed(.unreachable(.late)))
    }
    // The head was there: the message is delivered, whatever the body does.
    try await FakeServer.run(
      .init { _, connection in
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        connection.stall()
      }
    ) { server in
      let reply = try await Self.reply(sender, to: server.url, limit: .seconds(1))
      #expect(reply == .answered(status: 200, pause: nil))
    }
  }
}
