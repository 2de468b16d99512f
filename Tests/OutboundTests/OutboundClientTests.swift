import Synchronization
import TestKit
import Testing

@testable import Outbound

@Suite("The door to the outside")
struct OutboundClientTests {
  /// Of calls that are answered; a loaded machine keeps it too.
  static let limit = Duration.seconds(60)
  /// Of calls that nobody answers: what is waited in full.
  static let short = Duration.seconds(1)

  /// Names that lead where a test says, and a count of the questions.
  final class Names: NameLookup {
    private let table: Mutex<[String: [[String]]]>
    private let count = Mutex(0)

    init(_ table: [String: [[String]]]) { self.table = Mutex(table) }

    var asked: Int { count.withLock { $0 } }

    /// The next answer for a name; the last one stays.
    func addresses(of name: String) async -> [NetworkAddress] {
      count.withLock { $0 += 1 }
      let texts = table.withLock { table in
        guard let answers = table[name], let next = answers.first else { return [String]() }
        if answers.count > 1 { table[name] = Array(answers.dropFirst()) }
        return next
      }
      return texts.compactMap { NetworkAddress(plain: $0) }
    }
  }

  static func call(
    _ url: String, _ reading: OutboundCall.Reading = .whole(byteLimit: 100_000),
    body: String? = nil, limit: Duration = OutboundClientTests.limit
  ) throws -> OutboundCall {
    OutboundCall(
      body == nil ? .get : .post, try WebAddress(parsing: url), body: body.map { Array($0.utf8) },
      reading: reading, timeLimit: limit)
  }

  static func with<Value>(
    _ names: Names = Names([:]), _ body: (OutboundClient) async throws -> Value
  ) async throws -> Value {
    let client = OutboundClient(lookup: names)
    let outcome: Result<Value, any Error>
    do {
      outcome = .success(try await body(client))
    } catch {
      outcome = .failure(error)
    }
    try await client.close()
    return try outcome.get()
  }

  /// What a server does with a call, and what its caller hears.
  struct Lie: Sendable, CustomTestStringConvertible {
    let name: String
    let script: @Sendable (FakeServer.Connection) -> Void
    let expected: String
    var testDescription: String { name }
    var limit: Duration {
      expected.hasSuffix("time-limit") ? OutboundClientTests.short : OutboundClientTests.limit
    }

    init(
      _ name: String, _ expected: String,
      _ script: @escaping @Sendable (FakeServer.Connection) -> Void
    ) {
      self.name = name
      self.expected = expected
      self.script = script
    }
  }

  static func word(_ outcome: OutboundOutcome) -> String {
    switch outcome {
    case .answered(let answer): "\(answer.status) \(answer.body.count)"
    case .notSent(let fault): "not sent: \(fault.code)"
    case .lost(let fault): "lost: \(fault.code)"
    }
  }

  static let head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"

  static let lies: [Lie] =
    [
      Lie("no head ever", "lost: time-limit") { $0.stall() },
      Lie("half a head", "lost: time-limit") {
        $0.write("HTTP/1.1 200 O")
        $0.stall()
      },
      Lie("a head, then nothing", "lost: time-limit") {
        $0.write(head)
        $0.stall()
      },
      Lie("a body in drops", "lost: time-limit") {
        $0.write(head)
        while $0.wait(milliseconds: 20), $0.write("x") {}
      },
      Lie("a body without an end", "lost: answer-too-long") {
        $0.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        let piece = "4000\r\n" + String(repeating: "x", count: 0x4000) + "\r\n"
        for _ in 0..<4_096 where !$0.write(piece) { return }
      },
      Lie("64 MB as promised", "lost: answer-too-long") {
        $0.write("HTTP/1.1 200 OK\r\nContent-Length: 67108864\r\n\r\n")
        let piece = [UInt8](repeating: 0x78, count: 1 << 16)
        for _ in 0..<1_024 where !$0.write(piece) { return }
      },
      Lie("a body that is cut", "lost: connection-cut") { $0.write(head + "half") },
      Lie("a chunk that is cut", "lost: connection-cut") {
        $0.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf")
      },
      Lie("a connection that is closed", "lost: connection-cut") { _ in },
      Lie("no HTTP", "lost: connection-cut") { $0.write("SSH-2.0-OpenSSH_9.2\r\n\r\n") },
      Lie("an absurd length", "lost: connection-cut") {
        $0.write("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n")
      },
      Lie("HTML with 200", "200 13") {
        $0.answer("200 OK", ["Content-Type: text/html"], body: "<html></html>")
      },
      Lie("nothing with 200", "200 0") { $0.answer("200 OK") },
      Lie("nothing at all with 204", "204 0") { $0.write("HTTP/1.1 204 No Content\r\n\r\n") },
    ]
    + [301, 302, 303, 307, 308].map { status in
      Lie("a redirect with \(status)", "\(status) 0") {
        $0.answer("\(status) Moved", ["Location: http://127.0.0.1:1/internal"])
      }
    }

  @Test(
    "after every lie the caller has an outcome within the time limit", .timeLimit(.minutes(30)),
    arguments: lies)
  func lie(_ lie: Lie) async throws {
    try await FakeServer.run(.init { _, connection in lie.script(connection) }) { server in
      try await Self.with { client in
        let outcome = await client.send(
          try Self.call(server.url + "/x", body: "{}", limit: lie.limit), policy: .integrations)
        #expect(Self.word(outcome) == lie.expected)
        // Once, and nowhere else: no redirect is followed and nothing is repeated.
        #expect(server.requests.count == 1)
      }
    }
  }

  @Test("where only the status is wanted, the body spoils nothing", arguments: lies)
  func statusOnly(_ lie: Lie) async throws {
    let hasHead = !["no head ever", "half a head", "a connection that is closed", "no HTTP"]
      .contains(lie.name)
    try await FakeServer.run(.init { _, connection in lie.script(connection) }) { server in
      try await Self.with { client in
        let outcome = await client.send(
          try Self.call(server.url + "/x", .status, body: "{}", limit: lie.limit),
          policy: .integrations)
        guard lie.name != "an absurd length" else { return }
        if case .answered(let answer) = outcome {
          #expect(hasHead && answer.body.isEmpty)
        } else {
          #expect(!hasHead, "\(Self.word(outcome))")
        }
      }
    }
  }

  @Test("a call goes out as it was made, with the name that was asked for")
  func request() async throws {
    let names = Names(["hooks.example.com": [["127.0.0.1"]], "localhost": [["127.0.0.1"]]])
    try await FakeServer.run(.init { _, connection in connection.answer("200 OK", body: "ok") }) {
      server in
      try await Self.with(names) { client in
        var call = try Self.call("http://LOCALHOST:\(server.port)/x?y=%20", body: "{}")
        call.headers = [("X-Own", "1")]
        guard case .answered(let answer) = await client.send(call, policy: .integrations) else {
          Issue.record("no answer")
          return
        }
        #expect(answer.body == Array("ok".utf8) && answer.header("content-length") == "2")
        let request = try #require(server.requests.first)
        #expect(request.hasPrefix("POST /x?y=%20 HTTP/1.1\r\n"))
        #expect(request.lowercased().contains("host: localhost:\(server.port)\r\n"))
        #expect(request.contains("X-Own: 1\r\n") && request.hasSuffix("\r\n\r\n{}"))
      }
    }
  }

  @Test("a name that leads inward when the call goes out is not connected to")
  func rebound() async throws {
    try await FakeServer.run(.init { _, connection in connection.answer("200 OK") }) { server in
      // At the registration the name was public; now it is this machine, then the cloud's own.
      let names = Names([
        "hooks.example.com": [
          ["127.0.0.1"], ["169.254.169.254"], ["10.0.0.7"], ["::1"], ["0.0.0.0"],
        ]
      ])
      try await Self.with(names) { client in
        for fault in [
          AddressFault.innerNetwork, .metadata, .innerNetwork, .innerNetwork, .innerNetwork,
        ] {
          let outcome = await client.send(
            try Self.call("https://hooks.example.com:\(server.port)/x"), policy: .bureauWebhooks)
          guard case .notSent(.forbidden(let found)) = outcome else {
            Issue.record("\(outcome)")
            continue
          }
          #expect(found == fault)
        }
        #expect(server.requests.isEmpty && names.asked == 5)
      }
    }
  }

  @Test("the connection goes to the address that was judged; nobody asks a second time")
  func bound() async throws {
    try await FakeServer.run(.init { _, connection in connection.answer("204 No Content") }) {
      server in
      // A second question would lead elsewhere, and the system's resolver knows no such answer.
      let names = Names(["localhost": [["127.0.0.1"], ["127.0.0.99"]]])
      try await Self.with(names) { client in
        for host in ["localhost", "LocalHost"] {
          _ = await client.send(
            try Self.call("http://\(host):\(server.port)/x"), policy: .integrations)
        }
        // The second name led to another address of this machine, where nobody listens.
        #expect(server.requests.count == 1 && names.asked == 2)
      }
    }
  }

  @Test(
    "the next address of a name is tried where one is not connected to, and none that is forbidden"
  )
  func nextAddress() async throws {
    try await FakeServer.run(.init { _, connection in connection.answer("200 OK") }) { server in
      let names = Names(["localhost": [["169.254.169.254", "127.0.0.99", "127.0.0.1"]]])
      try await Self.with(names) { client in
        let outcome = await client.send(
          try Self.call("http://localhost:\(server.port)/x"),
          policy: .integrations)
        #expect(Self.word(outcome) == "200 0")
        #expect(server.requests.count == 1)
      }
    }
  }

  @Test("what surely was not received is told as such")
  func notSent() async throws {
    let port = try await FakeServer.run(.init { _, _ in }) { $0.port }
    try await Self.with { client in
      for (url, expected) in [
        ("http://127.0.0.1:\(port)/", "not sent: no-connection"),
        ("https://nobody.example/", "not sent: unknown-name"),
        ("https://169.254.169.254/", "not sent: forbidden-address"),
        ("http://a.example/", "not sent: forbidden-address"),
      ] {
        let outcome = await client.send(try Self.call(url), policy: .integrations)
        #expect(Self.word(outcome) == expected, "\(url)")
      }
    }
  }

  @Test("a name whose servers are silent holds nobody beyond the time limit")
  func silentResolver() async throws {
    struct Silent: NameLookup {
      func addresses(of name: String) async -> [NetworkAddress] {
        let (never, told) = AsyncStream<[NetworkAddress]>.makeStream()
        defer { told.finish() }
        for await addresses in never { return addresses }
        return []
      }
    }
    let client = OutboundClient(lookup: Silent())
    let outcome = await client.send(
      try Self.call("https://slow.example/", limit: Self.short), policy: .bureauWebhooks)
    #expect(Self.word(outcome) == "not sent: time-limit")
    try await client.close()
  }

  @Test("a caller that goes away ends its call")
  func cancelled() async throws {
    try await FakeServer.run(.init { _, connection in connection.stall() }) { server in
      try await Self.with { client in
        let call = try Self.call(server.url + "/x", limit: .seconds(600))
        let task = Task { await client.send(call, policy: .integrations) }
        while server.requests.isEmpty { await Task.yield() }
        task.cancel()
        #expect(Self.word(await task.value) == "lost: cancelled")
      }
    }
  }

  @Test("the system's resolver finds this machine")
  func systemLookup() async throws {
    let lookup = SystemLookup()
    #expect(await lookup.addresses(of: "localhost").contains { $0.isLoopback })
    try await lookup.close()
  }

  @Test("no more idle clients are kept than the limit")
  func pool() async throws {
    let pool = ClientPool()
    for number in 0..<(ClientPool.idleLimit + 20) {
      let target = try #require(NetworkAddress("127.0.\(number / 200).\(number % 200 + 1)"))
      #expect(await pool.use(.bound(name: "localhost", to: target)) { _ in number } == number)
    }
    #expect(pool.idleCount == ClientPool.idleLimit)
    await pool.close()
    #expect(pool.idleCount == 0)
    #expect(await pool.use(.asWritten) { _ in 1 } == nil)
  }
}
