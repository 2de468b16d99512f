/// What has an id of its own. The prefix shows in every printed id (`lst_…`), so that an id of
/// one kind cannot be taken for another.
package protocol Identified {
  static var idPrefix: String { get }
}

/// The id of an `Entity`: a number given by the database, printed opaquely with its prefix.
package struct ID<Entity: Identified>: Hashable, Comparable, Sendable {
  package let number: Int64

  package init(_ number: Int64) {
    self.number = number
  }

  package static func < (left: ID, right: ID) -> Bool { left.number < right.number }
}

extension ID: CustomStringConvertible {
  /// Thirteen letters of Crockford's base 32 hold 63 bits; fewer would not sort as text.
  private static var width: Int { 13 }

  package var description: String {
    let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    var letters = [UInt8](repeating: alphabet[0], count: Self.width)
    var rest = UInt64(bitPattern: number)
    var position = Self.width - 1
    while rest > 0 {
      letters[position] = alphabet[Int(rest & 31)]
      rest >>= 5
      position -= 1
    }
    return Entity.idPrefix + "_" + String(decoding: letters, as: UTF8.self)
  }

  /// Parses exactly what `description` prints; nil for another kind, length or alphabet.
  package init?(_ text: some StringProtocol) {
    let prefix = Entity.idPrefix + "_"
    guard text.hasPrefix(prefix), text.utf8.count == prefix.utf8.count + Self.width else {
      return nil
    }
    var value: UInt64 = 0
    for byte in text.utf8.dropFirst(prefix.utf8.count) {
      guard let digit = Self.digit(byte), value <= UInt64.max >> 5 else { return nil }
      value = value << 5 | UInt64(digit)
    }
    guard value <= UInt64(Int64.max) else { return nil }
    self.init(Int64(value))
  }

  private static func digit(_ byte: UInt8) -> Int? {
    Array("0123456789abcdefghjkmnpqrstvwxyz".utf8).firstIndex(of: byte)
  }
}
