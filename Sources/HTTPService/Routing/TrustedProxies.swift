package import Outbound

/// The proxies that stand before a server, as the configuration names them. Whatever else writes
/// `X-Forwarded-For` is not believed: anybody can write it.
package struct TrustedProxies: Hashable, Sendable {
  /// No proxy: callers are who the sockets say.
  package static let none = TrustedProxies([])
  package static let limit = 50
  /// Hops of `X-Forwarded-For` that are looked at, from the right.
  static let hopLimit = 20

  private let networks: [AddressRange]

  package init(_ networks: [AddressRange]) {
    self.networks = Array(networks.prefix(Self.limit))
  }

  /// Whether an address is a proxy's.
  package func contains(_ address: NetworkAddress) -> Bool {
    networks.contains { $0.contains(address) }
  }

  func contains(_ text: String) -> Bool {
    NetworkAddress(text).map(contains) ?? false
  }

  /// Who calls: the socket's own address, or where that is a proxy's, the nearest address of
  /// `X-Forwarded-For` that is none. Each proxy adds the address that it saw at the right, so what
  /// a caller made up stands left of what is read.
  ///
  /// - Parameters:
  ///   - peer: nil over a local socket, which counts as 127.0.0.1.
  ///   - fields: the values of `X-Forwarded-For`, in their order.
  package func caller(peer: String?, forwardedFor fields: [String]) -> String? {
    guard !networks.isEmpty, contains(peer ?? "127.0.0.1") else { return peer }
    let hops = fields.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
    var caller = peer
    for hop in hops.reversed().prefix(Self.hopLimit) {
      guard let address = Self.address(hop) else { return caller }
      caller = address.description
      guard contains(address) else { return caller }
    }
    return caller
  }

  /// `203.0.113.9`, `2001:db8::1`, and the same with a port: `203.0.113.9:4711`,
  /// `[2001:db8::1]:4711`.
  private static func address(_ hop: Substring) -> NetworkAddress? {
    let text = hop.filter { $0 != " " && $0 != "\t" }
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      return NetworkAddress(String(text[text.index(after: text.startIndex)..<end]))
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count == 2 { return NetworkAddress(String(parts[0])) }
    return NetworkAddress(String(text))
  }
}

/// Whose tries are counted together.
package enum CallerGroup {
  /// An address of version 4 alone; of version 6 the network of 64 bits, all of which one caller
  /// has (RFC 4291, section 2.5.1; RFC 6177).
  ///
  /// - Parameter address: nil over a local socket.
  package static func name(of address: String?) -> String {
    guard let address else { return "local" }
    guard let parsed = NetworkAddress(address), parsed.bytes.count == 16 else { return address }
    let groups = stride(from: 0, to: 8, by: 2).map { index in
      let high = UInt16(truncatingIfNeeded: parsed.bytes[index])
      let low = UInt16(truncatingIfNeeded: parsed.bytes[index + 1])
      return String(high << 8 | low, radix: 16)
    }
    return groups.joined(separator: ":") + "::/64"
  }
}
