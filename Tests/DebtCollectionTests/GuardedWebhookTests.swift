import AsyncHTTPClient
import Bureaus
import HTTPTypes
import Hummingbird
import Logging
import Sealing
import Synchronization
import TestKit
import Testing

/// A webhook goes to the address that was asked about, and to no other (server-side request
/// forgery, DNS rebinding).
@Suite("Guarded webhooks")
struct GuardedWebhookTests {
  /// A resolver that answers each time with the next address, and counts.
  final class ChangingName: Sendable {
    private let state: Mutex<(addresses: [String], asked: Int)>

    init(_ addresses: [String]) { state = Mutex((addresses, 0)) }

    var asked: Int { state.withLock { $0.asked } }

    func next() -> String? {
      state.withLock { state in
        state.asked += 1
        return state.addresses.isEmpty ? nil : state.addresses.removeFirst()
      }
    }
  }

  @Test("a name that leads inward when the message goes out is not connected to")
  func rebound() async throws {
    try await Self.withReceiver { port, received in
      // At the registration the name was public; now it is this machine, then the cloud's own.
      let name = ChangingName(["127.0.0.1", "169.254.169.254", "10.0.0.7", "::1"])
      let outcomes = try await Self.send(
        4, to: "http://hooks.example.com:\(port)/x", name, allows: { $0.isPublic })
      #expect(outcomes == Array(repeating: .forbiddenAddress, count: 4))
      #expect(received.value == 0)
    }
  }

  @Test("the connection goes to the address that was checked, which is asked for once")
  func pinned() async throws {
    try await Self.withReceiver { port, received in
      // A second question would lead elsewhere: nobody asks it.
      let name = ChangingName(["127.0.0.1", "10.0.0.7"])
      let outcomes = try await Self.send(
        1, to: "http://hooks.example.com:\(port)/x", name, allows: { $0.isLoopback })
      #expect(outcomes == [.answered(status: 204, retryAfterSeconds: nil)])
      #expect(received.value == 1)
      #expect(name.asked == 1)
    }
  }

  @Test("the system's own names for this machine are no way around")
  func localNames() async throws {
    try await Self.withReceiver { port, received in
      for host in ["localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]"] {
        let outcomes = try await Self.send(
          1, to: "http://\(host):\(port)/x", nil, allows: { $0.isPublic })
        #expect(outcomes == [.forbiddenAddress], "\(host)")
      }
      let nobody = try await Self.send(
        1, to: "http://hooks.example.com:\(port)/x", ChangingName([]), allows: { $0.isPublic })
      #expect(nobody == [.noAnswer])
      #expect(received.value == 0)
    }
  }

  private static func send(
    _ count: Int, to url: String, _ name: ChangingName?,
    allows: @escaping @Sendable (NetworkAddress) -> Bool
  ) async throws -> [WebhookClient.Outcome] {
    let http = HTTPClient(
      eventLoopGroupProvider: .singleton,
      configuration: HTTPClient.Configuration(redirectConfiguration: .disallow))
    let client =
      name.map { name in
        WebhookClient(client: http, allows: allows, resolve: { _ in name.next() })
      } ?? WebhookClient(client: http, allows: allows)
    var outcomes: [WebhookClient.Outcome] = []
    for _ in 0..<count {
      outcomes.append(await client.exchange(url: url, headers: [], body: "{}"))
    }
    try await http.shutdown()
    return outcomes
  }

  private static func withReceiver(
    _ body: (Int, Counter) async throws -> Void
  ) async throws {
    let counter = Counter()
    let router = Router()
    router.post("x") { _, _ in
      counter.count.withLock { $0 += 1 }
      return HTTPResponse.Status.noContent
    }
    let quiet = Logger(label: "receiver", factory: { _ in SwiftLogNoOpLogHandler() })
    try await withThrowingTaskGroup(of: Void.self) { group in
      let (ports, bound) = AsyncStream<Int>.makeStream()
      let application = Application(
        router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
        onServerRunning: { channel in bound.yield(channel.localAddress?.port ?? 0) },
        logger: quiet)
      group.addTask {
        do { try await application.run() } catch is CancellationError {}
      }
      defer { group.cancelAll() }
      for await port in ports {
        try await body(port, counter)
        break
      }
    }
  }

  /// Requests that arrived.
  private final class Counter: Sendable {
    let count = Mutex(0)

    var value: Int { count.withLock { $0 } }
  }
}
