/// The bare characters of a document (at most sixteen), packed in two words, so that a document
/// is compared, hashed and stored without allocating.
struct DocumentCharacters: Hashable, Sendable {
  /// The first eight characters, the first in the highest byte.
  var high: UInt64 = 0
  /// The others, the last in the lowest byte.
  var low: UInt64 = 0
  /// How many there are. May exceed sixteen while reading; such a text is refused.
  var count = 0

  init() {}

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if count < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
    count += 1
  }

  /// The character at a position. Only for documents of nine to sixteen characters.
  @inline(__always)
  subscript(_ position: Int) -> UInt8 {
    position < 8
      ? UInt8(truncatingIfNeeded: high >> UInt64(56 - 8 * position))
      : UInt8(truncatingIfNeeded: low >> UInt64(8 * (count - 1 - position)))
  }

  /// The value of a character in the sum: ASCII code − 48 (IN RFB 2.229/2024), so 0–9 and
  /// A=17…Z=42.
  @inline(__always)
  func value(_ position: Int) -> Int { Int(self[position]) &- 48 }

  /// Whether every position holds the same character.
  var allEqual: Bool {
    let first = self[0]
    return (1..<count).allSatisfy { self[$0] == first }
  }

  var text: String { slice(0..<count) }

  func slice(_ range: Range<Int>) -> String {
    String(unsafeUninitializedCapacity: range.count) { buffer in
      for (offset, position) in range.enumerated() { buffer[offset] = self[position] }
      return range.count
    }
  }

  /// The characters laid into a mask, whose `#` stand for the next character each. A `*` in the
  /// mask hides the character that stands there.
  func laid(into mask: StaticString) -> String {
    let width = mask.utf8CodeUnitCount
    return String(unsafeUninitializedCapacity: width) { buffer in
      var position = 0
      for index in 0..<width {
        let symbol = mask.utf8Start[index]
        switch symbol {
        case UInt8(ascii: "#"):
          buffer[index] = self[position]
          position += 1
        case UInt8(ascii: "*"):
          buffer[index] = symbol
          position += 1
        default:
          buffer[index] = symbol
        }
      }
      return width
    }
  }

  /// ASCII order, for documents of the same length.
  static func precedes(_ left: DocumentCharacters, _ right: DocumentCharacters) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

/// Check digits modulo 11: a remainder under two gives 0, any other 11 − remainder.
@inline(__always)
func checkDigit(ofSum sum: Int) -> Int {
  let remainder = sum % 11
  return remainder < 2 ? 0 : 11 - remainder
}
