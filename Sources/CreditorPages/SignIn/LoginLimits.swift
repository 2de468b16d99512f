import Coordination
import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Refusals
import Sealing
import World

/// How often a wrong password may be tried: from one address, and for one account, at all
/// processes together.
struct LoginLimits: Sendable {
  /// A house behind one address has several people who mistype; a guesser gets nowhere.
  static let perAddress = TryCounter.Policy(name: "login-address", quota: 20, windowSeconds: 900)
  static let perAccount = TryCounter.Policy(name: "login-account", quota: 10, windowSeconds: 900)

  /// More passwords are being looked at than the machine takes at once.
  static let busy = told(
    "Muita gente está entrando ao mesmo tempo. Espere alguns segundos e aperte o botão de novo.",
    seconds: 5)

  private let clock: any Clock
  private let addresses: TryCounter
  private let accounts: TryCounter

  init(clock: any Clock, office: Office) {
    self.clock = clock
    addresses = TryCounter(policy: Self.perAddress, database: office.plainDatabase)
    accounts = TryCounter(policy: Self.perAccount, database: office.plainDatabase)
  }

  /// A try, counted where it was wrong. 429 where there were too many.
  ///
  /// - Parameter work: nil or a refusal where the try was wrong; any other error tells nothing.
  func counting<Value>(
    address: String?, account: String, _ work: () async throws -> Value?
  ) async throws -> Value? {
    let address = address ?? "local"
    let account = account.lowercased().filter { !$0.isWhitespace }
    let now = clock.now()
    if let seconds = try await addresses.take(address, at: now) { throw tooMany(seconds: seconds) }
    if let seconds = try await accounts.take(account, at: now) {
      try await addresses.giveBack(address)
      throw tooMany(seconds: seconds)
    }
    do {
      guard let value = try await work() else { return nil }
      try await giveBack(address, account)
      return value
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      try await giveBack(address, account)
      throw error
    }
  }

  private func giveBack(_ address: String, _ account: String) async throws {
    try await addresses.giveBack(address)
    try await accounts.giveBack(account)
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
