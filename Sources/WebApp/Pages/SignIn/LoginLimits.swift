import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import World

/// How often a password may be tried: from one address, and for one account.
struct LoginLimits: Sendable {
  /// A house behind one address has several people who mistype; a guesser gets nowhere.
  static let perAddress = RateLimiter.Policy(name: "login-address", quota: 20, windowSeconds: 900)
  static let perAccount = RateLimiter.Policy(name: "login-account", quota: 10, windowSeconds: 900)

  /// More passwords are being looked at than the machine takes at once.
  static let busy = told(
    "Muita gente está entrando ao mesmo tempo. Espere alguns segundos e aperte o botão de novo.",
    seconds: 5)

  private let clock: any Clock
  private let addresses: RateLimiter
  private let accounts: RateLimiter

  init(clock: any Clock) {
    self.clock = clock
    addresses = RateLimiter(policy: Self.perAddress, clock: clock)
    accounts = RateLimiter(policy: Self.perAccount, clock: clock)
  }

  /// Counts a try; 429 where there were too many.
  func spend(address: String?, account: String) throws(Problem) {
    do {
      _ = try addresses.spend(key: address ?? "local")
      _ = try accounts.spend(key: account.lowercased().filter { !$0.isWhitespace })
    } catch {
      throw tooMany(seconds: error.headers[.retryAfter].flatMap(Int.init) ?? 60)
    }
  }

  /// What happened, until when, and what to do meanwhile.
  private func tooMany(seconds: Int) -> Problem {
    let minutes = (seconds + 59) / 60
    // Rounded up to the minute, so that the time on the wall is one at which it works.
    let end = clock.now().adding(seconds: seconds + 59).brazilian.suffix(5)
    let wait = minutes == 1 ? "1 minuto" : "\(minutes) minutos"
    return Self.told(
      """
      Foram muitas tentativas seguidas de entrar. Espere \(wait) e tente de novo às \(end); nada \
      foi bloqueado. Quem esqueceu a senha pede um código de senha a um administrador.
      """, seconds: seconds)
  }

  private static func told(_ detail: String, seconds: Int) -> Problem {
    Problem(
      .tooManyRequests, code: "too-many-logins", title: "Muitas tentativas de entrar",
      detail: detail, headers: [.retryAfter: String(seconds)])
  }
}
