/// The fields of an EMV merchant-presented code: two digits of tag, two of length, the value.
struct EMVFields {
  private(set) var values: [(tag: String, value: String)] = []

  /// Reads a code. Lengths are counted in bytes; some write a name with accents and count its
  /// letters, which the standard leaves open (bacen/pix-api #635), so that this is tried too.
  static func reading(_ bytes: ArraySlice<UInt8>) throws(PixError) -> EMVFields {
    do throws(PixError) {
      return try EMVFields(bytes.map { [$0] })
    } catch {
      guard bytes.contains(where: { $0 > 127 }) else { throw error }
      let letters = String(decoding: bytes, as: UTF8.self).unicodeScalars.map {
        Array(String($0).utf8)
      }
      do throws(PixError) {
        return try EMVFields(letters)
      } catch _ {
        throw error
      }
    }
  }

  /// - Parameter units: what lengths count, each as its bytes.
  private init(_ units: [[UInt8]]) throws(PixError) {
    func text(_ range: Range<Int>) -> [UInt8] { units[range].flatMap { $0 } }
    var position = 0
    while position < units.count {
      guard units.count - position >= 4,
        CivilDate.number(text(position..<position + 2)[...]) != nil,
        let length = CivilDate.number(text(position + 2..<position + 4)[...]),
        units.count - position - 4 >= length
      else { throw .malformed(position: position) }
      let start = position + 4
      values.append(
        (
          String(decoding: text(position..<position + 2), as: UTF8.self),
          String(decoding: text(start..<start + length), as: UTF8.self)
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
