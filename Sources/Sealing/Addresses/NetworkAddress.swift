import Glibc

/// An address of the internet, version 4 or 6. A version 4 address that is written inside of
/// version 6 (`::ffff:10.0.0.1`, and the same behind the translation prefix `64:ff9b::`) is the
/// version 4 address: a filter that took them for two could be walked around.
package struct NetworkAddress: Hashable, Sendable {
  /// Four or sixteen.
  package let bytes: [UInt8]

  /// Parses only the full forms that `inet_pton` takes: no octal, no hexadecimal, no three parts.
  /// A zone (`fe80::1%eth0`) is dropped.
  package init?(_ text: String) {
    let plain = String(text.prefix { $0 != "%" })
    var four = in_addr()
    if inet_pton(AF_INET, plain, &four) == 1 {
      bytes = withUnsafeBytes(of: &four) { Array($0) }
      return
    }
    var six = in6_addr()
    guard inet_pton(AF_INET6, plain, &six) == 1 else { return nil }
    let all = withUnsafeBytes(of: &six) { Array($0) }
    let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    let translated: [UInt8] = [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]
    bytes =
      all.starts(with: mapped) || all.starts(with: translated) ? Array(all.suffix(4)) : all
  }

  package var isLoopback: Bool { Self.loopback.contains { $0.contains(self) } }

  /// Whether it is an address of the public internet: not of this machine, a private network, a
  /// link, a carrier's inner network, a group, a document or anything reserved (RFC 6890).
  package var isPublic: Bool { !Self.special.contains { $0.contains(self) } }

  private static let loopback = ranges(["127.0.0.0/8", "::1/128"])
  private static let special = ranges([
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
    "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    "::/8", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16",
    "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/9", "ff00::/8",
  ])

  private static func ranges(_ texts: [String]) -> [AddressRange] {
    texts.map { text in
      guard let range = AddressRange(text) else {
        preconditionFailure("a committed range of addresses: \(text)")
      }
      return range
    }
  }
}

/// Addresses that begin with the same bits: `10.0.0.0/8`, or one address alone.
package struct AddressRange: Hashable, Sendable, CustomStringConvertible {
  private let first: NetworkAddress
  private let length: Int
  package let description: String

  package init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = NetworkAddress(String(parts[0])) else { return nil }
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

  package func contains(_ address: NetworkAddress) -> Bool {
    guard address.bytes.count == first.bytes.count else { return false }
    return zip(first.bytes, address.bytes).enumerated().allSatisfy { index, pair in
      let bits = min(8, max(0, length - index * 8))
      let mask = bits == 0 ? 0 : UInt8(truncatingIfNeeded: 0xFF << (8 - bits))
      return pair.0 & mask == pair.1 & mask
    }
  }
}
