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
    if takeExactForm(bytes) { return }
    self = DocumentScan()
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

  private init() {}

  /// The four forms that nearly every document has: masked or bare, upper case. True if the text
  /// was one of them and is taken; otherwise what was gathered means nothing.
  @inline(__always)
  private mutating func takeExactForm(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch bytes.count {
    case 11:
      return takeRun(bytes, 0, 11)
    case 14 where bytes[3] == UInt8(ascii: "."):
      guard bytes[7] == UInt8(ascii: "."), bytes[11] == UInt8(ascii: "-") else { return false }
      dots = 1 << 3 | 1 << 7
      dashes = 1 << 11
      return takeRun(bytes, 0, 3) && takeRun(bytes, 4, 7) && takeRun(bytes, 8, 11)
        && takeRun(bytes, 12, 14)
    case 14:
      return takeRun(bytes, 0, 14)
    case 18:
      guard bytes[2] == UInt8(ascii: "."), bytes[6] == UInt8(ascii: "."),
        bytes[10] == UInt8(ascii: "/"), bytes[15] == UInt8(ascii: "-")
      else { return false }
      dots = 1 << 2 | 1 << 6
      slashes = 1 << 10
      dashes = 1 << 15
      return takeRun(bytes, 0, 2) && takeRun(bytes, 3, 6) && takeRun(bytes, 7, 10)
        && takeRun(bytes, 11, 15) && takeRun(bytes, 16, 18)
    default:
      return false
    }
  }

  /// Takes digits and capital letters; false at anything else. Branches only on what is wrong, so
  /// that a mixture of letters and digits costs no more than digits.
  @inline(__always)
  private mutating func takeRun(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    for index in start..<end {
      let byte = bytes[index]
      let isLetter = byte &- 65 < 26
      guard isLetter || byte &- 48 < 10 else { return false }
      lastLetter = isLetter ? characters.count : lastLetter
      characters.append(byte)
    }
    hasLetter = lastLetter >= 0
    return true
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
    let trimmed = scalars.drop { $0.isASCII && isSpace(UInt8(truncatingIfNeeded: $0.value)) }
    let allowed: (Unicode.Scalar) -> Bool = { scalar in
      switch scalar {
      case "0"..."9", "A"..."Z", "a"..."z", ".", "/", "-": true
      default: false
      }
    }
    return trimmed.first { !allowed($0) } ?? scalars.first { !allowed($0) } ?? "\u{FFFD}"
  }
}
