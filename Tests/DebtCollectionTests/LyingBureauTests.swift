import Bureaus
import Credit
import Outbound
import Refusals
import SQLDatabase
import TestKit
import Testing
import World

@testable import DebtCollection

/// A bureau that lies over HTTP: the creditor's side has an outcome each time, lives, and puts a
/// removal off by no more than the law leaves.
@Suite("A bureau that lies")
struct LyingBureauTests {
  struct Lie: Sendable, CustomTestStringConvertible {
    let name: String
    let script: @Sendable (FakeServer.Connection) -> Void
    var testDescription: String { name }
    /// What is never answered is waited for in full.
    var limit: Duration { ["a stall", "drops"].contains(name) ? .seconds(1) : .seconds(60) }

    init(_ name: String, _ script: @escaping @Sendable (FakeServer.Connection) -> Void) {
      self.name = name
      self.script = script
    }
  }

  private static let html = "<html><body>Sorry</body></html>"

  static let lies: [Lie] =
    [
      Lie("HTML with 200") { $0.answer("200 OK", ["Content-Type: text/html"], body: html) },
      Lie("HTML with 403") { $0.answer("403 Forbidden", ["Content-Type: text/html"], body: html) },
      Lie("nothing with 200") { $0.answer("200 OK") },
      Lie("JSON that is no object") { $0.answer("200 OK", body: "[1,2]") },
      Lie("a stall") {
        $0.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
        $0.stall()
      },
      Lie("drops") {
        $0.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while $0.wait(milliseconds: 20), $0.write(" ") {}
      },
      Lie("a cut") { $0.write("HTTP/1.1 202 Accepted\r\nContent-Length: 1000\r\n\r\n{\"id\":") },
      Lie("64 MB") {
        $0.write("HTTP/1.1 200 OK\r\nContent-Length: 67108864\r\n\r\n")
        let piece = [UInt8](repeating: 0x20, count: 1 << 16)
        for _ in 0..<1_024 where !$0.write(piece) { return }
      },
      Lie("another address") {
        $0.answer("307 Temporary Redirect", ["Location: http://127.0.0.1:1/"])
      },
    ]
    + [
      "31536000", "9223372036854775807", "9223372036854775808", "-1", "-9223372036854775808",
      "Thu, 31 Dec 2099 23:59:59 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "soon",
    ].flatMap { wait in
      ["429 Too Many Requests", "503 Service Unavailable"].map { status in
        Lie("\(status), Retry-After: \(wait)") {
          $0.answer(status, ["Retry-After: \(wait)"], body: html)
        }
      }
    }

  /// The product's own calls with another time limit.
  struct Timed: OutboundTransport {
    let door: OutboundClient
    let limit: Duration

    func send(_ call: OutboundCall, policy: AddressPolicy) async -> OutboundOutcome {
      var timed = call
      timed.timeLimit = limit
      return await door.send(timed, policy: policy)
    }
  }

  private struct NoObserver: TokenObserver {
    func tokenChanged(
      of: ID<Integration>, to: TokenState, expiresAt: Instant?, version: Int64
    ) async {}
  }

  @Test("a removal is put off by a quarter of an hour at the most", arguments: lies)
  func removal(_ lie: Lie) async throws {
    for tellsToken in [true, false] {
      let script = FakeServer.Script { request, connection in
        if tellsToken, request.hasPrefix("POST /oauth/token") {
          connection.answer("200 OK", body: #"{"access_token":"t","expires_in":900}"#)
        } else {
          lie.script(connection)
        }
      }
      try await FakeServer.run(script) { server in
        let door = OutboundClient()
        try await Registry.with(.sqlite) { registry in
          try await Self.work(
            registry, Timed(door: door, limit: lie.limit), server, tellsToken: tellsToken)
        }
        try await door.close()
      }
    }
  }

  private static func work(
    _ registry: Registry, _ transport: any OutboundTransport, _ server: FakeServer,
    tellsToken: Bool
  ) async throws {
    let listed = try await registry.listedTitle()
    try await registry.endInclusion(of: listed.listing)
    _ = try await registry.pay(listed.title.id, 10_000)
    _ = try await registry.office.database.write {
      try $0.execute("UPDATE integrations SET base_url = ?1", [server.url])
    }
    let office = Office(
      database: registry.office.database, world: registry.office.world,
      sealer: registry.office.sealer, documents: registry.office.documents,
      connectors: [
        CreditoNaMedida.provider: CreditoNaMedida(
          transport: transport, world: registry.office.world, observer: NoObserver())
      ], publicURL: nil)
    let duty = TransmissionDuty(office: office, worker: "test")
    for attempt in 1...3 {
      _ = try await duty.runDue()
      let now = registry.clock.now()
      let due = try #require(try await duty.nextDue(), "attempt \(attempt)")
      #expect(due <= now.adding(seconds: 900), "attempt \(attempt): \(due)")
      registry.clock.move(to: due > now ? due : now.adding(seconds: 1))
    }
    #expect(try await registry.listing(listed.listing.id).state.word == .removalQueued)
    #expect(try await office.auditTrail.verifyAudit().isIntact)
    if tellsToken { #expect(server.requests.contains { !$0.hasPrefix("POST /oauth") }) }
  }

  @Test("no wait is longer than its kind allows, whatever the bureau asks for")
  func waits() {
    let pauses: [Pause?] = [nil, 0, 1, 30, 899, 900, 901, 3_600, 86_400, Pause(seconds: .max)]
    for kind in [Outbox.Kind.inclusion, .removal, .amendment] {
      let longest = kind == .inclusion ? 3_600 : 900
      for attempts in [Int.min, -1, 0, 1, 2, 8, 9, 63, 64, 1_000, Int.max - 1, Int.max] {
        for pause in pauses {
          let wait = TransmissionPolicy.waitSeconds(attempts: attempts, kind: kind, pause: pause)
          #expect((5...longest).contains(wait), "\(kind) \(attempts) \(String(describing: pause))")
          #expect(wait >= min(pause?.seconds ?? 0, longest))
        }
      }
    }
  }

  @Test("an address that was stored before addresses were parsed is told, and stops nobody")
  func storedAddress() async throws {
    try await Registry.with(.sqlite) { registry in
      let office = registry.office
      let made = try await office.integrations.createIntegration(Registry.integrationChange)
      let door = OutboundClient()
      let connector = CreditoNaMedida(
        transport: door, world: office.world, observer: NoObserver())
      for (text, word) in [
        ("http://127.0.0.1:99999", "porta"), ("http://user@127.0.0.1", "usuário"),
        ("https://a.example?x", "https"), ("http://169.254.169.254", "reservada"),
        ("http://2130706433", "numérico"), ("http://bureau.example", "https://"),
        ("", "https://"), ("https://b c", "caracteres"),
      ] {
        _ = try await office.database.write {
          try $0.execute("UPDATE integrations SET base_url = ?1", [text])
        }
        let no = await refusal { _ = try await office.integrations.testIntegration(made.id) }
        #expect(no?.code == "invalid-url", "\(text)")
        // A query is not called here either: its name would be looked up.
        guard text != "https://a.example?x" else { continue }
        let access = BureauAccess(
          integration: made.id, baseURL: text, clientId: "c", clientSecret: "s",
          isProduction: false, version: 1)
        guard case .unavailable(let detail, _) = await connector.test(access) else {
          Issue.record("\(text): called")
          continue
        }
        #expect(detail.contains(word), "\(text): \(detail)")
      }
      try await door.close()
    }
  }
}
