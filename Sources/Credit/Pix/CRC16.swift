/// CRC-16/CCITT-FALSE: polynomial 0x1021, initial value 0xFFFF, no reflection.
package enum CRC16 {
  package static func checksum(_ bytes: some Sequence<UInt8>) -> UInt16 {
    var value: UInt16 = 0xFFFF
    for byte in bytes {
      value ^= UInt16(byte) << 8
      for _ in 0..<8 {
        value = value & 0x8000 == 0 ? value << 1 : value << 1 ^ 0x1021
      }
    }
    return value
  }

  /// Four capital hexadecimal digits.
  static func text(_ value: UInt16) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }
}
