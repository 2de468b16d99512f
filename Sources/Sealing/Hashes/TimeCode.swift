package import Credit
import Crypto

/// Codes that an authenticator on a telephone shows (RFC 6238 over RFC 4226): six digits that a
/// shared secret and the time give, new every thirty seconds.
///
/// HMAC-SHA-1 is what every authenticator has; for a code of half a minute it is as good as any.
package enum TimeCode {
  package static let digits = 6
  package static let stepSeconds: Int64 = 30
  /// Bytes of a secret (RFC 4226, section 4, R6).
  package static let secretByteCount = 20

  /// The number of the half minute since 1970 in which an instant lies.
  package static func step(at instant: Instant) -> Int64 {
    let (quotient, rest) = instant.microseconds
      .quotientAndRemainder(dividingBy: stepSeconds * 1_000_000)
    return rest < 0 ? quotient - 1 : quotient
  }

  /// The code of a step, with its leading zeros.
  ///
  /// - Parameter digits: 6 to 8; authenticators show six.
  package static func code(
    secret: [UInt8], step: Int64, digits: Int = TimeCode.digits
  ) -> String {
    let counter = withUnsafeBytes(of: step.bigEndian) { Array($0) }
    let code = HMAC<Insecure.SHA1>.authenticationCode(
      for: counter, using: SymmetricKey(data: secret))
    let hash = Array(code)
    let offset = Int(hash[hash.count - 1] & 0x0F)
    var value: UInt32 = 0
    for byte in hash[offset..<(offset + 4)] {
      value = value << 8 | UInt32(truncatingIfNeeded: byte)
    }
    var number = value & 0x7FFF_FFFF
    var letters: [UInt8] = []
    for _ in 0..<digits {
      letters.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
      number /= 10
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }

  /// The step of a code that was typed at a step: the telephone's clock may go one step fast or
  /// slow (RFC 6238, section 5.2). Nil where it is the code of none of the three.
  package static func matchedStep(_ typed: String, secret: [UInt8], at step: Int64) -> Int64? {
    let bytes = Array(typed.utf8)
    var found: Int64?
    for candidate in [step &- 1, step, step &+ 1]
    where Digest.equal(bytes, Array(code(secret: secret, step: candidate).utf8)) {
      found = candidate
    }
    return found
  }
}
