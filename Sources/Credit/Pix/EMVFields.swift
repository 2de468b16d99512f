/// The fields of an EMV merchant-presented code: two digits of tag, two of length, the value.
struct EMVFields {
  private(set) var values: [(tag: String, value: String)] = []

  /// Parses bytes of printable ASCII; `base` is their place in the whole code, for the fault.
  init(parsing bytes: ArraySlice<UInt8>, base: Int = 0) throws(PixError) {
    var position = bytes.startIndex
    while position < bytes.endIndex {
      let place = base + position - bytes.startIndex
      guard bytes.endIndex - position >= 4,
        CivilDate.number(bytes[position..<position + 2]) != nil,
        let length = CivilDate.number(bytes[position + 2..<position + 4]),
        bytes.endIndex - position - 4 >= length
      else { throw .malformed(position: place) }
      let start = position + 4
      values.append(
        (
          String(decoding: bytes[position..<position + 2], as: UTF8.self),
          String(decoding: bytes[start..<start + length], as: UTF8.self)
        ))
      position = start + length
    }
  }

  /// The value of a tag; nil where it is absent. A repeated tag is a fault of the code.
  func value(_ tag: String) throws(PixError) -> String? {
    let found = values.filter { $0.tag == tag }
    guard found.count < 2 else { throw .field(tag: tag) }
    return found.first?.value
  }

  /// One field as text. The callers have limited the value to 99 bytes.
  static func field(_ tag: String, _ value: String) -> String {
    precondition(value.utf8.count <= 99, "field \(tag) has \(value.utf8.count) bytes")
    return tag + padded(value.utf8.count, 2) + value
  }
}
