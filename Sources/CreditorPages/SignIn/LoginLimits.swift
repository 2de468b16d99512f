import Coordination
import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Refusals
import Sealing
import World

/// How often a wrong password may be tried: for one account from one address, and for all accounts
/// from one address, at all processes together. Only failures count, and a lock ends by itself.
///
/// Nobody locks out another: not from elsewhere, for an account is counted with the address; and
/// not from the same office, for whoever has logged in from an address before is not held up by
/// what others try there.
struct LoginLimits: Sendable {
  /// One account from one address.
  static let perAccount = TryCounter.Policy(name: "login-account", quota: 10, windowSeconds: 900)
  /// Whoever tries one password at many accounts.
  static let perAddress = TryCounter.Policy(name: "login-address", quota: 50, windowSeconds: 900)

  /// Wrong codes of one person's authenticator, which only somebody who has the password can
  /// try: one in a million is right.
  static let codesOfUser = TryCounter.Policy(name: "login-code", quota: 30, windowSeconds: 86_400)

  /// More passwords are being looked at than the machine takes at once.
  static let busy = told(
    "Muita gente está entrando ao mesmo tempo. Espere alguns segundos e aperte o botão de novo.",
    seconds: 5)

  private let clock: any Clock
  private let office: Office
  private let addresses: TryCounter
  private let accounts: TryCounter
  private let codes: TryCounter

  init(clock: any Clock, office: Office) {
    self.clock = clock
    self.office = office
    addresses = TryCounter(policy: Self.perAddress, database: office.plainDatabase)
    accounts = TryCounter(policy: Self.perAccount, database: office.plainDatabase)
    codes = TryCounter(policy: Self.codesOfUser, database: office.plainDatabase)
  }

  /// A try, counted where it was wrong. 429 where there were too many.
  ///
  /// - Parameters:
  ///   - address: whose tries are counted together (`ServiceContext.callerGroup`).
  ///   - work: nil or a refusal where the try was wrong; any other error tells nothing.
  func counting<Value>(
    address: String, account: String, _ work: () async throws -> Value?
  ) async throws -> Value? {
    let email = account.lowercased().filter { !$0.isWhitespace }
    let account = "\(email) \(address)"
    let now = clock.now()
    if let seconds = try await accounts.take(account, at: now) { throw tooMany(seconds: seconds) }
    let wait = try await addresses.take(address, at: now)
    if let wait, try await !isKnown(email, at: address) {
      try await accounts.giveBack(account)
      throw tooMany(seconds: wait)
    }
    // Where the address had no place left, it has none to give back.
    let giveBack = { () async throws in
      try await accounts.giveBack(account)
      if wait == nil { try await addresses.giveBack(address) }
    }
    do {
      guard let value = try await work() else { return nil }
      try await giveBack()
      return value
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      try await giveBack()
      throw error
    }
  }

  /// A try of a code after the password, counted where it was wrong (nil). 429 where there were
  /// too many.
  func countingCodes<Value>(
    of user: ID<User>, _ work: () async throws -> Value?
  ) async throws -> Value? {
    let subject = user.description
    if let seconds = try await codes.take(subject, at: clock.now()) {
      throw tooMany(seconds: seconds)
    }
    do {
      guard let value = try await work() else { return nil }
      try await codes.giveBack(subject)
      return value
    } catch {
      try await codes.giveBack(subject)
      throw error
    }
  }

  /// Whether a person has logged in from an address before.
  private func isKnown(_ email: String, at address: String) async throws -> Bool {
    try await office.sessions.loginAddresses(of: email).contains {
      CallerGroup.name(of: $0) == address
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
