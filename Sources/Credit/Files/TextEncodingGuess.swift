/// Which of the two encodings of Brazilian files a run of bytes is in.
package enum TextEncodingGuess: Hashable, Sendable {
  case utf8
  case windows1252

  /// The three bytes that some programs write before UTF-8.
  package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// UTF-8 where the bytes are valid UTF-8 (ASCII included), windows-1252 otherwise, which has the
  /// letters of ISO-8859-1 and, at 0x80 to 0x9F, quotation marks, dashes and the euro.
  ///
  /// Accented text of it that happens to be valid UTF-8 does not occur in practice: it would need
  /// pairs such as `Ã©`. Every field can therefore be judged alone, without the file around it.
  package init(_ bytes: some Sequence<UInt8>) {
    self = TextEncodingGuess.isValidUTF8(bytes) ? .utf8 : .windows1252
  }

  /// The text of the bytes in the guessed encoding, without byte-order mark.
  package static func text(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes
    if bytes.starts(with: byteOrderMark) { bytes = bytes.dropFirst(3) }
    // One pass in the usual case; the scalar loop below is for windows-1252 only.
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = String.UnicodeScalarView()
    for byte in bytes { text.append(scalar(of: byte)) }
    return String(text)
  }

  private static func scalar(of byte: UInt8) -> Unicode.Scalar {
    guard 0x80...0x9F ~= byte else { return Unicode.Scalar(byte) }
    return windows[Int(byte) - 0x80]
  }

  /// 0x80 to 0x9F of windows-1252; the five that it leaves free stay control characters, which no
  /// text may hold.
  private static let windows = Array(
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

  private static func isValidUTF8(_ bytes: some Sequence<UInt8>) -> Bool {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue: continue
      case .emptyInput: return true
      case .error: return false
      }
    }
  }
}
