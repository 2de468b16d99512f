/// Base 64 of RFC 4648, section 4: with padding, and strict when it is read.
package enum Base64 {
  package static func encode(_ bytes: some Sequence<UInt8>) -> String {
    Base64Alphabet.standard.encode(bytes, padding: true)
  }

  /// The bytes; nil for a strange letter, a wrong length, missing padding or spare bits that are
  /// not zero, so that one value has one text only.
  package static func decode(_ text: some StringProtocol) -> [UInt8]? {
    Base64Alphabet.standard.decode(text, padding: true)
  }
}

/// Base 64 for URLs and file names of RFC 4648, section 5, without padding.
package enum Base64URL {
  package static func encode(_ bytes: some Sequence<UInt8>) -> String {
    Base64Alphabet.url.encode(bytes, padding: false)
  }

  /// The bytes; nil where the text is not exactly what `encode` prints.
  package static func decode(_ text: some StringProtocol) -> [UInt8]? {
    Base64Alphabet.url.decode(text, padding: false)
  }
}

struct Base64Alphabet {
  let letters: [UInt8]

  static let standard = Base64Alphabet(
    letters: Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8))
  static let url = Base64Alphabet(
    letters: Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8))

  func encode(_ bytes: some Sequence<UInt8>, padding: Bool) -> String {
    var output: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        output.append(letters[Int(buffer >> UInt32(bits)) & 63])
      }
      buffer &= (1 << UInt32(bits)) - 1
    }
    if bits > 0 { output.append(letters[Int(buffer << UInt32(6 - bits)) & 63]) }
    while padding, !output.count.isMultiple(of: 4) { output.append(UInt8(ascii: "=")) }
    return String(decoding: output, as: UTF8.self)
  }

  func decode(_ text: some StringProtocol, padding: Bool) -> [UInt8]? {
    var content = Array(text.utf8)
    if padding {
      guard content.count.isMultiple(of: 4) else { return nil }
      for _ in 0..<2 where content.last == UInt8(ascii: "=") { content.removeLast() }
    }
    guard content.count % 4 != 1 else { return nil }
    var output: [UInt8] = []
    output.reserveCapacity(content.count * 3 / 4)
    var buffer: UInt32 = 0
    var bits = 0
    for letter in content {
      guard let value = value(of: letter) else { return nil }
      buffer = buffer << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        output.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
      }
      buffer &= (1 << UInt32(bits)) - 1
    }
    return buffer == 0 ? output : nil
  }

  private func value(of letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): letter - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0") + 52
    case letters[62]: 62
    case letters[63]: 63
    default: nil
    }
  }
}
