/// Which of the two encodings of Brazilian files a run of bytes is in.
package enum TextEncodingGuess: Hashable, Sendable {
  case utf8
  case latin1

  /// The three bytes that some programs write before UTF-8.
  package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// UTF-8 where the bytes are valid UTF-8 (ASCII included), ISO-8859-1 otherwise.
  ///
  /// Accented Latin-1 text that happens to be valid UTF-8 does not occur in practice: it would need
  /// pairs such as `Ã©`. Every field can therefore be judged alone, without the file around it.
  package init(_ bytes: some Sequence<UInt8>) {
    self = TextEncodingGuess.isValidUTF8(bytes) ? .utf8 : .latin1
  }

  /// The text of the bytes in the guessed encoding, without byte-order mark.
  package static func text(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes
    if bytes.starts(with: byteOrderMark) { bytes = bytes.dropFirst(3) }
    // One pass in the usual case; the scalar loop below is for Latin-1 only.
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = String.UnicodeScalarView()
    for byte in bytes { text.append(Unicode.Scalar(byte)) }
    return String(text)
  }

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
