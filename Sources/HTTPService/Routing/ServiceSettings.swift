package import Hummingbird
import Logging
package import World

/// Whose requests a server's rate limiter counts.
package enum RateLimitScope: Sendable {
  case everyone
  /// Those who use the server's own login, and those who fail at it; not pages, which have a login
  /// of their own, nor what is open to everybody.
  case ownLogin
}

/// What the routes of a server share.
package struct ServiceSettings: Sendable {
  package let world: World
  package let authenticate: RouteTable.Authenticate
  /// Where stored answers are kept; without it `Idempotency-Key` is refused by no one and kept by
  /// no one, which only a server without such operations may do.
  package let idempotency: (any IdempotencyStore)?
  package let rateLimiter: RateLimiter?
  package let rateLimited: RateLimitScope
  /// Turns an error of the rooms below into a problem: refusals, a database that is busy. nil for
  /// what it does not know.
  package let problem: @Sendable (any Error) -> Problem?
  /// Shows a problem another way, as a page for a browser. nil leaves it JSON.
  package let showProblem: @Sendable (Problem, Request, ServiceContext) -> Response?
  /// Whose word on the caller's address is taken.
  package let proxies: TrustedProxies
  package let stopwatch: Stopwatch

  package init(
    world: World, idempotency: (any IdempotencyStore)? = nil,
    rateLimiter: RateLimiter? = nil, rateLimited: RateLimitScope = .everyone,
    proxies: TrustedProxies = .none, stopwatch: Stopwatch = .monotonic,
    problem: @escaping @Sendable (any Error) -> Problem? = { _ in nil },
    showProblem: @escaping @Sendable (Problem, Request, ServiceContext) -> Response? = {
      _, _, _ in nil
    },
    authenticate: @escaping RouteTable.Authenticate
  ) {
    self.world = world
    self.idempotency = idempotency
    self.rateLimiter = rateLimiter
    self.rateLimited = rateLimited
    self.proxies = proxies
    self.stopwatch = stopwatch
    self.problem = problem
    self.showProblem = showProblem
    self.authenticate = authenticate
  }
}
