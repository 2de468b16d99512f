/// Addresses that begin with the same bits: `10.0.0.0/8`, or one address alone.
package struct AddressRange: Hashable, Sendable, CustomStringConvertible {
  private let first: NetworkAddress
  private let length: Int
  package let description: String

  package init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let start = parts.first, let address = NetworkAddress(String(start)) else { return nil }
    let bits = address.bytes.count * 8
    var length = bits
    if parts.count == 2 {
      guard let given = Int(parts[1]), (0...bits).contains(given), parts[1].first != "+" else {
        return nil
      }
      length = given
    }
    self.first = address
    self.length = length
    self.description = text
  }

  /// A range of version 4 from its first bytes; the rest is zero.
  static func four(_ bytes: UInt8..., bits: Int) -> AddressRange {
    AddressRange(Array((bytes + [0, 0, 0, 0]).prefix(4)), bits: bits)
  }

  /// A range of version 6 from its first groups; the rest is zero.
  static func six(_ groups: UInt16..., bits: Int) -> AddressRange {
    let bytes = groups.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    return AddressRange(
      Array((bytes + [UInt8](repeating: 0, count: 16)).prefix(16)), bits: bits)
  }

  private init(_ bytes: [UInt8], bits: Int) {
    first = NetworkAddress(bytes: bytes)
    length = bits
    description = "\(first)/\(bits)"
  }

  package func contains(_ address: NetworkAddress) -> Bool {
    guard address.bytes.count == first.bytes.count else { return false }
    return zip(first.bytes, address.bytes).enumerated().allSatisfy { index, pair in
      let bits = min(8, max(0, length - index * 8))
      let mask = bits == 0 ? 0 : UInt8(truncatingIfNeeded: 0xFF << (8 - bits))
      return pair.0 & mask == pair.1 & mask
    }
  }
}
