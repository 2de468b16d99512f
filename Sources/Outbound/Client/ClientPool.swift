import AsyncHTTPClient
import NIOCore
import Synchronization

/// HTTP clients, each bound to the network address that one name led to. The client library asks
/// the resolver itself unless it is told where a name leads, and it can be told only when a client
/// is made; so each pair of name and address has a client, kept for its open connections.
final class ClientPool: Sendable {
  /// Where a client goes: to an address as it is written, or for a name to the address that was
  /// judged.
  enum Route: Hashable, Sendable {
    case asWritten
    case bound(name: String, to: NetworkAddress)
  }

  /// Clients that are kept at the most though nobody uses them just now.
  static let idleLimit = 64
  static let connectSeconds: Int64 = 5
  static let idleConnectionSeconds: Int64 = 30
  /// Connections to one server at once; more calls wait for one, as long as for a connection.
  static let connectionsPerServer = 32

  private struct Entry {
    let client: HTTPClient
    var users: Int
    /// A count that grows with each use.
    var lastUse: UInt64
  }

  private struct State {
    var entries: [Route: Entry] = [:]
    var uses: UInt64 = 0
    var isClosed = false
  }

  private let state = Mutex(State())

  /// Clients that are kept though nobody uses them just now.
  var idleCount: Int {
    state.withLock { state in state.entries.values.count { $0.users == 0 } }
  }

  /// Lends a client; nil after the pool was closed.
  func use<Value: Sendable>(
    _ route: Route, _ body: (HTTPClient) async -> Value
  ) async -> Value? {
    guard let client = take(route) else { return nil }
    let value = await body(client)
    for idle in giveBack(route) { await Self.close(idle) }
    return value
  }

  func close() async {
    let clients = state.withLock { state in
      defer { state.entries = [:] }
      state.isClosed = true
      return state.entries.values.map(\.client)
    }
    for client in clients { await Self.close(client) }
  }

  private func take(_ route: Route) -> HTTPClient? {
    state.withLock { state in
      guard !state.isClosed else { return nil }
      state.uses += 1
      var entry =
        state.entries[route] ?? Entry(client: Self.make(route), users: 0, lastUse: 0)
      entry.users += 1
      entry.lastUse = state.uses
      state.entries[route] = entry
      return entry.client
    }
  }

  /// Answers with the clients that nobody needs any more.
  private func giveBack(_ route: Route) -> [HTTPClient] {
    state.withLock { state in
      state.entries[route]?.users -= 1
      let idle = state.entries.filter { $0.value.users == 0 }
        .sorted { $0.value.lastUse < $1.value.lastUse }
      let surplus = idle.prefix(max(0, idle.count - Self.idleLimit))
      for entry in surplus { state.entries[entry.key] = nil }
      return surplus.map(\.value.client)
    }
  }

  private static func close(_ client: HTTPClient) async {
    do {
      try await client.shutdown()
    } catch {
      // Its connections are closed with it; there is nothing left to do.
    }
  }

  private static func make(_ route: Route) -> HTTPClient {
    var pool = HTTPClient.Configuration.ConnectionPool(
      idleTimeout: .seconds(idleConnectionSeconds),
      concurrentHTTP1ConnectionsPerHostSoftLimit: connectionsPerServer)
    // A refused connection is told at once: whoever calls has a schedule of its own.
    pool.retryConnectionEstablishment = false
    // TLS stays as the library has it where nothing is said: certificate and name are verified.
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow, timeout: .init(connect: .seconds(connectSeconds)),
      connectionPool: pool)
    configuration.httpVersion = .http1Only
    if case .bound(let name, let address) = route {
      // Keyed as the library looks it up: the host of the rebuilt address, in lower case.
      configuration.dnsOverride = [name: address.description]
    }
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }
}
