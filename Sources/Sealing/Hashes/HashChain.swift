/// The chain that makes a change in an append-only history visible: every link holds the hash of
/// the one before it (`adimple audit verify`).
package enum HashChain {
  /// What stands before the first link.
  package static let origin = [UInt8](repeating: 0, count: 32)
  /// The version of the format below; it is hashed too.
  package static let version: UInt8 = 1

  /// SHA-256 of the next link, 32 bytes.
  ///
  /// Hashed are the version, the previous link, the number of fields and every field; bytes stand
  /// after their length as eight bytes, most significant first: two different lists of fields never
  /// give the same input.
  package static func next(previous: [UInt8], fields: [[UInt8]]) -> [UInt8] {
    Digest.sha256(input(previous: previous, fields: fields))
  }

  /// What is hashed.
  static func input(previous: [UInt8], fields: [[UInt8]]) -> [UInt8] {
    var input: [UInt8] = [version]
    append(previous, to: &input)
    append(count: fields.count, to: &input)
    for field in fields { append(field, to: &input) }
    return input
  }

  private static func append(_ field: [UInt8], to input: inout [UInt8]) {
    append(count: field.count, to: &input)
    input.append(contentsOf: field)
  }

  private static func append(count: Int, to input: inout [UInt8]) {
    for shift in stride(from: 56, through: 0, by: -8) {
      input.append(UInt8(truncatingIfNeeded: count >> shift))
    }
  }
}
