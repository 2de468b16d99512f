/// A JSON value (RFC 8259) whose objects keep the order of their members, so that what we print
/// is the same text every time and can be hashed, signed and compared.
///
/// Foundation's coder is not used: its key order changes, its numbers pass through `Double`, and
/// it reports one fault at a time.
package enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  /// A number with a fraction or exponent, as it was written.
  case decimal(String)
  case string(String)
  case array([JSON])
  case object([Member])

  package struct Member: Hashable, Sendable {
    package let name: String
    package let value: JSON

    package init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }
}

extension JSON {
  /// The member of an object; nil where this is no object or has no such member.
  package subscript(name: String) -> JSON? {
    members?.first { $0.name == name }?.value
  }

  package var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  package var elements: [JSON]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  package var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// A number without a fraction, however it was written: `1`, `1.0`, `1e4` (JSON Schema 2020-12,
  /// "integer").
  package var integer: Int64? {
    switch self {
    case .integer(let value): value
    case .decimal(let text): Self.whole(text)
    default: nil
    }
  }

  /// The value of a decimal whose fraction is zero; nil beyond 64 bits.
  private static func whole(_ text: String) -> Int64? {
    let parts = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
    guard let mantissa = parts.first, parts.count <= 2,
      let exponent = parts.count == 2 ? Int(parts[1]) : 0, (-400...400).contains(exponent)
    else { return nil }
    let halves = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count <= 2, mantissa.utf8.count <= 400 else { return nil }
    let isNegative = halves[0].hasPrefix("-")
    let whole = Array(halves[0].utf8.drop { $0 == UInt8(ascii: "-") })
    let fraction = halves.count == 2 ? Array(halves[1].utf8) : []
    var digits = whole + fraction
    let places = whole.count + exponent
    if places < 0 {
      digits.insert(contentsOf: repeatElement(48, count: -places), at: 0)
    } else if places > digits.count {
      digits += Array(repeating: 48, count: places - digits.count)
    }
    let end = max(0, places)
    guard digits[end...].allSatisfy({ $0 == 48 }) else { return nil }
    let number = String(decoding: digits[..<end], as: UTF8.self)
    return Int64((isNegative ? "-" : "") + (number.isEmpty ? "0" : number))
  }

  package var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  package var isNull: Bool { self == .null }

  /// A string, or `null` where there is none.
  package static func optional(_ text: (some CustomStringConvertible)?) -> JSON {
    text.map { .string($0.description) } ?? .null
  }

  package static func optional(integer: Int64?) -> JSON {
    integer.map { .integer($0) } ?? .null
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
  ExpressibleByNilLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  package init(nilLiteral: ()) { self = .null }
  package init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
