package import Hummingbird
import Logging
package import SQLDatabase

/// Who makes a request, as the authentication found it.
package protocol Principal: Sendable {
  /// Stable and not personal: the id of a key, client or user. It scopes idempotency keys and
  /// rate limits, and is what the log shows.
  var name: String { get }
  /// Whether it may do what an operation asks for: a role or a scope.
  func holds(_ permission: String) -> Bool
  /// The rows that it may see; nil for all.
  var scope: CallerScope? { get }
}

/// What a caller may see of the rows of the database.
package typealias CallerScope = RowScope

extension Principal {
  package var scope: CallerScope? { nil }
}

/// What belongs to one request.
package struct ServiceContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  /// What stands for the id of a request where none is kept.
  package static let unnumbered = "-"

  /// Goes into every problem and log line.
  package let requestID: String
  /// The address of the socket, which may be a proxy's; nil over a local socket.
  let peerAddress: String?
  /// The caller's address, behind the proxies that the configuration names; nil over a local
  /// socket.
  package var remoteAddress: String?
  /// Whether the request came from this machine, under its own name and by no proxy.
  package var isLocal: Bool
  /// Set before the handler runs, unless the operation is open.
  package var principal: (any Principal)?
  /// Set where the request carries an `Idempotency-Key` that it has claimed.
  package var idempotency: ClaimedKey?

  package init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    peerAddress = source.channel.remoteAddress?.ipAddress
    remoteAddress = peerAddress
    isLocal = false
    // A log handler may keep no metadata (the one that writes nothing does not).
    requestID = source.logger[metadataKey: "hb.request.id"]?.description ?? Self.unnumbered
  }

  /// Whose tries are counted together with those of this request.
  package var callerGroup: String { CallerGroup.name(of: remoteAddress) }

  /// Whether the socket is of this machine. A local socket is.
  var isLoopback: Bool {
    guard let peerAddress else { return true }
    return peerAddress.hasPrefix("127.") || peerAddress == "::1"
      || peerAddress.hasPrefix("::ffff:127.")
  }

  /// The principal; 401 where there is none.
  package func requirePrincipal() throws(Problem) -> any Principal {
    guard let principal else { throw .unauthenticated() }
    return principal
  }
}
