package import Hummingbird
import Logging

/// Who makes a request, as the authentication found it.
package protocol Principal: Sendable {
  /// Stable and not personal: the id of a key, client or user. It scopes idempotency keys and
  /// rate limits, and is what the log shows.
  var name: String { get }
  /// Whether it may do what an operation asks for: a role or a scope.
  func holds(_ permission: String) -> Bool
}

/// What belongs to one request.
package struct ServiceContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  /// What stands for the id of a request where none is kept.
  package static let unnumbered = "-"

  /// Goes into every problem and log line.
  package let requestID: String
  /// The caller's address; nil over a local socket.
  package let remoteAddress: String?
  /// Set before the handler runs, unless the operation is open.
  package var principal: (any Principal)?
  /// Set where the request carries an `Idempotency-Key` that it has claimed.
  package var idempotency: ClaimedKey?

  package init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    remoteAddress = source.channel.remoteAddress?.ipAddress
    // A log handler may keep no metadata (the one that writes nothing does not).
    requestID = source.logger[metadataKey: "hb.request.id"]?.description ?? Self.unnumbered
  }

  /// Whether the caller is on this machine. A local socket is.
  package var isLoopback: Bool {
    guard let remoteAddress else { return true }
    return remoteAddress.hasPrefix("127.") || remoteAddress == "::1"
      || remoteAddress.hasPrefix("::ffff:127.")
  }

  /// The principal; 401 where there is none.
  package func requirePrincipal() throws(Problem) -> any Principal {
    guard let principal else { throw .unauthenticated() }
    return principal
  }
}
