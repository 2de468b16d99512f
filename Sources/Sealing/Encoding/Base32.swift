/// Base 32 of RFC 4648, section 6, without padding: what authenticators take a secret in, and what
/// is easily typed from paper.
package enum Base32 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  package static func encode(_ bytes: some Sequence<UInt8>) -> String {
    var output: [UInt8] = []
    var buffer: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
      buffer = buffer << 8 | UInt32(truncatingIfNeeded: byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        output.append(letter(buffer >> bits))
      }
      buffer &= (1 << bits) - 1
    }
    if bits > 0 { output.append(letter(buffer << (5 - bits))) }
    return String(decoding: output, as: UTF8.self)
  }

  /// The letter of the last five bits.
  private static func letter(_ bits: UInt32) -> UInt8 {
    letters[Int(truncatingIfNeeded: bits & 31)]
  }
}
