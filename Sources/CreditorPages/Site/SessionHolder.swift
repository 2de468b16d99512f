import Credit
import DebtCollection
import HTTPService

/// A person who is logged in, as the server's checks see him.
struct SessionHolder: Principal {
  let open: OpenSession
  /// What the cookie holds.
  let secret: String

  var name: String { open.user.id.description }

  func holds(_ permission: String) -> Bool {
    Permission(rawValue: permission).map(open.user.may) ?? false
  }

  var scope: CallerScope? { open.user.limit?.scope }
}

/// The cookie of a session.
package enum SessionCookie {
  package static let name = "adimple_sessao"
}
