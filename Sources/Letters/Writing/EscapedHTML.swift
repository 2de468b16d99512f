/// Text as HTML, scalar by scalar: comparing characters would let a quotation mark through that
/// is followed by a combining mark. Safe in elements and in quoted attributes.
package func escapedHTML(_ text: String) -> String {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count + 16)
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "&"): bytes += Array("&amp;".utf8)
    case UInt8(ascii: "<"): bytes += Array("&lt;".utf8)
    case UInt8(ascii: ">"): bytes += Array("&gt;".utf8)
    case UInt8(ascii: "\""): bytes += Array("&quot;".utf8)
    case UInt8(ascii: "'"): bytes += Array("&#39;".utf8)
    case 0: bytes += Array("\u{FFFD}".utf8)
    default: bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

extension RichText {
  /// The runs as HTML, those that stand out in `<strong>`.
  package var html: String {
    runs.map { run in
      let text = escapedHTML(run.text)
      return run.stands ? "<strong>" + text + "</strong>" : text
    }.joined()
  }
}
