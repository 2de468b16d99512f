/// A piece of a page, as the bytes that are sent.
///
/// Written as a literal with interpolations: what stands in the literal is markup, and every
/// value that is put in is escaped byte by byte, so that a quotation mark is found whatever
/// combining mark follows it. A piece put into a piece passes through. `\(raw:)` is the only way
/// around the escaping; the house rules list who uses it. Put values into elements and into
/// attributes in double quotes only, never into a `<script>` or a style.
package struct HTML: Hashable, Sendable {
  package private(set) var bytes: [UInt8]

  package init() {
    bytes = []
  }

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Text in an element or an attribute, escaped.
  package init(text: some StringProtocol) {
    bytes = []
    bytes.reserveCapacity(text.utf8.count + 8)
    Escaping.append(text.utf8, to: &bytes)
  }

  package static let empty = HTML()

  package var isEmpty: Bool { bytes.isEmpty }

  /// The markup as text: for tests, logs and golden files.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package mutating func append(_ other: HTML) {
    bytes += other.bytes
  }

  package static func + (left: HTML, right: HTML) -> HTML {
    var sum = left
    sum.append(right)
    return sum
  }

  package static func += (left: inout HTML, right: HTML) {
    left.append(right)
  }
}

extension Sequence<HTML> {
  /// The pieces one after the other, with a piece between them.
  package func joined(by separator: HTML = .empty) -> HTML {
    var whole = HTML()
    var isFirst = true
    for piece in self {
      if !isFirst { whole.append(separator) }
      whole.append(piece)
      isFirst = false
    }
    return whole
  }
}

/// What stands for the five letters with a meaning in markup, and for the zero byte, which no
/// page may hold.
enum Escaping {
  static func append(_ text: some Sequence<UInt8>, to bytes: inout [UInt8]) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): bytes += ampersand
      case UInt8(ascii: "<"): bytes += less
      case UInt8(ascii: ">"): bytes += greater
      case UInt8(ascii: "\""): bytes += quotation
      case UInt8(ascii: "'"): bytes += apostrophe
      case 0: bytes += replacement
      default: bytes.append(byte)
      }
    }
  }

  private static let ampersand = Array("&amp;".utf8)
  private static let less = Array("&lt;".utf8)
  private static let greater = Array("&gt;".utf8)
  private static let quotation = Array("&quot;".utf8)
  private static let apostrophe = Array("&#39;".utf8)
  private static let replacement = Array("\u{FFFD}".utf8)
}
