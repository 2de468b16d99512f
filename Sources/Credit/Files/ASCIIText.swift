/// Text without accents, for fields and names that machines compare.
package enum ASCIIText {
  /// The text with the accents of Latin letters dropped and everything else outside printable
  /// ASCII written as a blank.
  package static func folding(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 32...126: bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      // A combining mark belongs to the letter before it.
      case 0x300...0x36F: continue
      case 0xC0...0x17F: bytes.append(contentsOf: letters(scalar.value))
      case 0xAA: bytes.append(UInt8(ascii: "a"))
      case 0xBA: bytes.append(UInt8(ascii: "o"))
      default: bytes.append(32)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The base letters of U+00C0...U+017F, one byte each; a blank where there is none.
  private static let latin = Array(
    ("AAAAAAACEEEEIIIIDNOOOOO OUUUUY saaaaaaaceeeeiiiidnooooo ouuuuy y"
      + "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKk LlLlLlL"
      + "lLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs").utf8)

  private static func letters(_ value: UInt32) -> [UInt8] {
    switch value {
    case 0xC6: return Array("AE".utf8)
    case 0xE6: return Array("ae".utf8)
    case 0xDF: return Array("ss".utf8)
    case 0x152: return Array("OE".utf8)
    case 0x153: return Array("oe".utf8)
    default:
      let index = Int(value) - 0xC0
      return [index < latin.count ? latin[index] : 32]
    }
  }
}
