package import Credit
import SQLDatabase
import Sealing

/// The second factor of a person (segundo fator): an authenticator that shows a code of half a
/// minute (RFC 6238), and codes on paper for the day on which the telephone is lost.
package enum SecondFactor {
  /// Recovery codes that are handed out at once; each opens once.
  package static let recoveryCodeCount = 10
  /// Random bytes of a recovery code, sixteen letters of base 32.
  static let recoveryByteCount = 10
  /// How long after the password the code may come.
  package static let stepSeconds = 300
  /// Wrong codes after which the password is asked for again.
  package static let stepTries = 5
  /// Letters of a code as it is typed, with its hyphens.
  package static let codeLimit = 40

  /// How a person's second factor stands.
  package enum Standing: Hashable, Sendable {
    case none
    /// Shown as a square code, and no code came back yet: the base 32 text of the secret.
    case begun(secret: String)
    case active(since: Instant, recoveryCodes: Int)

    package var isActive: Bool {
      if case .active = self { true } else { false }
    }
  }

  /// What an authenticator reads from the square code (the `otpauth` scheme of its makers).
  ///
  /// - Parameters:
  ///   - account: whose it is, as the authenticator lists it.
  ///   - secret: base 32.
  package static func address(account: String, secret: String) -> String {
    let label = account.utf8.map { byte -> String in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x40:
        String(decoding: [byte], as: UTF8.self)
      default: "%" + Hexadecimal.encode([byte]).uppercased()
      }
    }.joined()
    return "otpauth://totp/Adimple:\(label)?secret=\(secret)&issuer=Adimple"
      + "&algorithm=SHA1&digits=\(TimeCode.digits)&period=\(TimeCode.stepSeconds)"
  }

  static func place(_ user: ID<User>) -> String { "second_factors.secret/\(user)" }

  /// Letters and digits alone: people type hyphens and spaces, or leave them out.
  static func plain(_ code: String) -> String {
    code.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }
}

/// Second factors in the database.
enum SecondFactorRows {
  struct Stored {
    let secret: [UInt8]
    let confirmedAt: Instant?
    let lastStep: Int64
  }

  static func find(
    _ user: ID<User>, sealer: Sealer, in transaction: Transaction
  ) throws -> Stored? {
    let row = try transaction.first(
      "SELECT secret_sealed, confirmed_at, last_step FROM second_factors WHERE user_id = ?1",
      [user]
    ) {
      (
        sealed: try $0.bytes(0), confirmedAt: try $0.optionalInstant(1), last: try $0.integer(2)
      )
    }
    return try row.map {
      Stored(
        secret: try sealer.open($0.sealed, place: SecondFactor.place(user)),
        confirmedAt: $0.confirmedAt, lastStep: $0.last)
    }
  }

  /// Spends a code of the authenticator: the same one, and an older one, opens nothing any more
  /// (RFC 6238, section 5.2), whoever is first.
  static func spend(
    step: Int64, of user: ID<User>, in transaction: Transaction
  ) throws -> Bool {
    try transaction.execute(
      "UPDATE second_factors SET last_step = ?2 WHERE user_id = ?1 AND last_step < ?2",
      [user, step]) == 1
  }

  /// Spends a recovery code; false where it is none, or was used.
  static func spend(
    recoveryCode code: String, of user: ID<User>, in transaction: Transaction
  ) throws -> Bool {
    try transaction.execute(
      "DELETE FROM recovery_codes WHERE user_id = ?1 AND secret_hash = ?2",
      [user, SecretHash.hash(of: SecondFactor.plain(code))]) == 1
  }

  static func remove(of user: ID<User>, in transaction: Transaction) throws -> Bool {
    try transaction.execute("DELETE FROM recovery_codes WHERE user_id = ?1", [user])
    try transaction.execute("DELETE FROM login_steps WHERE user_id = ?1", [user])
    return try transaction.execute("DELETE FROM second_factors WHERE user_id = ?1", [user]) == 1
  }
}
