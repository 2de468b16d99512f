import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Pages
import World

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

extension Site {
  /// Whose session the cookie is; 401 where it is none.
  func authenticate(
    _ request: Request, _ context: ServiceContext
  ) async throws -> any Principal {
    guard let secret = request.cookie(SessionCookie.name, isSecure: isSecure),
      let open = try await office.sessions.openSession(secret: secret, at: wallClock.now())
    else {
      throw Self.signedOut
    }
    return SessionHolder(open: open, secret: secret)
  }

  static let signedOut = Problem.unauthenticated(
    code: "signed-out", "Entre com seu e-mail e sua senha.", challenge: "Cookie")
}
