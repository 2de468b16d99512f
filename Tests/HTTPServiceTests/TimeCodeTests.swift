import Credit
import Sealing
import Testing

/// Codes of an authenticator, by the vectors of RFC 6238, appendix B (SHA-1), and RFC 4226,
/// appendix D.
@Suite("Codes of an authenticator")
struct TimeCodeTests {
  private static let secret = Array("12345678901234567890".utf8)

  @Test(
    "the vectors of RFC 6238",
    arguments: [
      (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"),
      (1_234_567_890, "89005924"), (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ] as [(Int64, String)])
  func published(_ seconds: Int64, _ code: String) {
    let step = TimeCode.step(at: Instant(microseconds: seconds * 1_000_000))
    #expect(TimeCode.code(secret: Self.secret, step: step, digits: 8) == code)
    #expect(TimeCode.code(secret: Self.secret, step: step) == String(code.suffix(6)))
  }

  @Test("the vectors of RFC 4226")
  func counted() {
    let codes = [
      "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
      "520489",
    ]
    for (step, code) in codes.enumerated() {
      #expect(TimeCode.code(secret: Self.secret, step: Int64(step)) == code)
    }
  }

  @Test("a telephone's clock may be one step off, and no more")
  func drift() {
    for step in [99, 100, 101] as [Int64] {
      let code = TimeCode.code(secret: Self.secret, step: step)
      #expect(TimeCode.matchedStep(code, secret: Self.secret, at: 100) == step)
    }
    for step in [98, 102] as [Int64] {
      let code = TimeCode.code(secret: Self.secret, step: step)
      #expect(TimeCode.matchedStep(code, secret: Self.secret, at: 100) == nil)
    }
    for typed in ["", "12345", "1234567", "abcdef"] {
      #expect(TimeCode.matchedStep(typed, secret: Self.secret, at: 100) == nil)
    }
    for step in [Int64.min, .max] {
      #expect(TimeCode.matchedStep("x", secret: Self.secret, at: step) == nil)
    }
  }

  @Test("base 32 as RFC 4648, section 10, has it, without padding")
  func base32() {
    let vectors = [
      ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
      ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
    ]
    for (plain, encoded) in vectors { #expect(Base32.encode(Array(plain.utf8)) == encoded) }
  }
}
