/// One pass over a text: the bare characters, and what else stood between them.
struct DocumentScan {
  /// Longer texts are refused unread; the longest that means a document has a mask, 18 characters,
  /// and some spaces around it.
  static let longestText = 64

  var characters = DocumentCharacters()
  /// Where punctuation stood, one bit a position.
  private var dots: UInt64 = 0
  private var slashes: UInt64 = 0
  private var dashes: UInt64 = 0
  private(set) var hasLetter = false
  private(set) var lastLetter = -1
  private(set) var hasLowerCase = false
  /// A byte that no document has was met; the scan stopped there.
  private(set) var foreign = false

  /// Reads the bytes; `strict` does not forgive spaces around them.
  @inline(__always)
  init(_ bytes: UnsafeBufferPointer<UInt8>, strict: Bool) {
    var start = 0
    var end = bytes.count
    if !strict {
      while start < end, DocumentScan.isSpace(bytes[start]) { start += 1 }
      while end > start, DocumentScan.isSpace(bytes[end - 1]) { end -= 1 }
    }
    guard end - start <= DocumentScan.longestText else {
      characters.count = end - start
      return
    }
    for index in start..<end where !foreign { take(bytes[index], UInt64(index &- start)) }
  }

  @inline(__always)
  private mutating func take(_ byte: UInt8, _ position: UInt64) {
    if byte &- 48 < 10 {
      characters.append(byte)
    } else if byte &- 65 < 26 {
      takeLetter(byte)
    } else if byte &- 97 < 26 {
      hasLowerCase = true
      takeLetter(byte &- 32)
    } else {
      switch byte {
      case UInt8(ascii: "."): dots |= 1 << position
      case UInt8(ascii: "/"): slashes |= 1 << position
      case UInt8(ascii: "-"): dashes |= 1 << position
      default: foreign = true
      }
    }
  }

  @inline(__always)
  private mutating func takeLetter(_ byte: UInt8) {
    hasLetter = true
    lastLetter = characters.count
    characters.append(byte)
  }

  /// Bare upper case, or the exact mask of the kind.
  func isCanonical(_ kind: DocumentKind) -> Bool {
    guard !hasLowerCase else { return false }
    if dots | slashes | dashes == 0 { return true }
    return switch kind {
    case .cpf: dots == 1 << 3 | 1 << 7 && slashes == 0 && dashes == 1 << 11
    case .cnpj: dots == 1 << 2 | 1 << 6 && slashes == 1 << 10 && dashes == 1 << 15
    }
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 32 || (byte >= 9 && byte <= 13)
  }

  /// The first character that no document has, for the message of the refusal. A text with one
  /// but of two hundred scalars and no such character cannot be, so the search is short.
  static func foreignScalar(_ bytes: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar {
    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
    let trimmed = scalars.drop { $0.isASCII && isSpace(UInt8($0.value)) }
    let allowed: (Unicode.Scalar) -> Bool = { scalar in
      switch scalar {
      case "0"..."9", "A"..."Z", "a"..."z", ".", "/", "-": true
      default: false
      }
    }
    return trimmed.first { !allowed($0) } ?? scalars.first { !allowed($0) } ?? "\u{FFFD}"
  }
}
