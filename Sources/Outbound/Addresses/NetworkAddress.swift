import Glibc

/// An address of the internet, version 4 or 6. A version 4 address that is written inside of
/// version 6 (`::ffff:10.0.0.1`, and the same behind the translation prefix `64:ff9b::`) is the
/// version 4 address: a filter that took them for two could be walked around.
package struct NetworkAddress: Hashable, Sendable, CustomStringConvertible {
  /// Four or sixteen.
  package let bytes: [UInt8]

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Parses only the full forms that `inet_pton` takes: no octal, no hexadecimal, no three parts.
  /// A zone (`fe80::1%eth0`) is dropped.
  package init?(_ text: String) {
    guard let all = Self.parse(String(text.prefix { $0 != "%" })) else { return nil }
    bytes = Self.isEmbedding(all) ? Array(all.suffix(4)) : all
  }

  /// Parses an address that is to be connected to: as `init`, but a zone and a version 4 address
  /// inside of version 6 are refused, because nobody needs to write them there.
  package init?(plain text: String) {
    guard let all = Self.parse(text), !Self.isEmbedding(all) else { return nil }
    bytes = all
  }

  private static func parse(_ text: String) -> [UInt8]? {
    // C reads a text to its first NUL only: what stands behind it would be taken unread.
    guard !text.utf8.contains(0) else { return nil }
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: &four) { Array($0) } }
    var six = in6_addr()
    guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
    return withUnsafeBytes(of: &six) { Array($0) }
  }

  private static func isEmbedding(_ bytes: [UInt8]) -> Bool {
    let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    let translated: [UInt8] = [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]
    return bytes.count == 16 && (bytes.starts(with: mapped) || bytes.starts(with: translated))
  }

  /// `10.0.0.1`, or version 6 in groups without abbreviation (`2001:db8:0:0:0:0:0:1`).
  package var description: String {
    if bytes.count == 4 { return bytes.map { String($0) }.joined(separator: ".") }
    return stride(from: 0, to: bytes.count, by: 2).map { index in
      String(UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]), radix: 16)
    }.joined(separator: ":")
  }

  package var isLoopback: Bool { SpecialNetworks.loopback.contains { $0.contains(self) } }

  /// Whether it belongs to a network of a house or a carrier (RFC 1918, 6598, 4193).
  var isPrivate: Bool { SpecialNetworks.inner.contains { $0.contains(self) } }

  /// Whether a cloud tells its machines their own secrets there, or it is good for one link only.
  var isMetadata: Bool { SpecialNetworks.metadata.contains { $0.contains(self) } }

  /// Whether it is an address of the public internet: not of this machine, a private network, a
  /// link, a carrier's inner network, a group, a document or anything reserved (RFC 6890).
  var isPublic: Bool {
    !isMetadata && !SpecialNetworks.notPublic.contains { $0.contains(self) }
  }
}
