import DebtCollection
import HTTPService
import World

/// How often a password may be tried: from one address, and for one account.
struct LoginLimits: Sendable {
  /// A house behind one address has several people who mistype; a guesser gets nowhere.
  static let perAddress = RateLimiter.Policy(name: "login-address", quota: 20, windowSeconds: 900)
  static let perAccount = RateLimiter.Policy(name: "login-account", quota: 10, windowSeconds: 900)

  private let addresses: RateLimiter
  private let accounts: RateLimiter

  init(clock: any Clock) {
    addresses = RateLimiter(policy: Self.perAddress, clock: clock)
    accounts = RateLimiter(policy: Self.perAccount, clock: clock)
  }

  /// Counts a try; 429 where there were too many.
  func spend(address: String?, account: String) throws(Problem) {
    _ = try addresses.spend(key: address ?? "local")
    _ = try accounts.spend(key: account.lowercased().filter { !$0.isWhitespace })
  }
}
