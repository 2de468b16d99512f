/// Where webhooks may be sent, so that nobody makes this server knock at doors that only it can
/// reach (server-side request forgery).
package enum WebhookAddressPolicy: Hashable, Sendable {
  /// HTTPS to public addresses only.
  case publicOnly
  /// Also plain HTTP, loopback and private networks: a creditor whose systems stand in its own
  /// building. Link-local addresses (cloud metadata) stay forbidden.
  case ownNetwork
}

/// Judges the address of a webhook, as it is written and again as its name resolves.
package enum WebhookAddress {
  package static let byteLimit = 2_048

  /// Why a URL cannot be taken; nil where it can. A host name is judged again by `allows(ip:)`
  /// when the sender has resolved it.
  package static func fault(in url: String, policy: WebhookAddressPolicy) -> String? {
    guard url.utf8.count <= byteLimit, url.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
      return "O endereço deve ter até \(byteLimit) caracteres, sem espaços nem acentos."
    }
    guard let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://") else {
      return "Informe um endereço https://…"
    }
    let scheme = url[..<colon].lowercased()
    guard scheme == "https" || (scheme == "http" && policy == .ownNetwork) else {
      return "O endereço deve começar com https://."
    }
    let authority = url[colon...].dropFirst(3).prefix { !"/?#\\".contains($0) }
    guard !authority.contains("@") else {
      return "O endereço não pode conter usuário nem senha."
    }
    guard let host = host(of: authority), !host.isEmpty else {
      return "O endereço não tem um servidor válido."
    }
    if let numbers = ipv4(host) ?? embeddedIPv4(host) {
      return allows(numbers, policy) ? nil : forbidden
    }
    if host.contains(":") { return allowsIPv6(host, policy) ? nil : forbidden }
    // 127.1, 0x7f000001 and 2130706433 are addresses to a resolver, and to nobody else.
    let last = host.split(separator: ".").last ?? ""
    guard last.contains(where: \.isLetter), !last.hasPrefix("0x") else {
      return "O endereço numérico do servidor não é válido."
    }
    let inside = ["localhost", "local", "internal", "lan", "home"]
    if policy == .publicOnly, inside.contains(String(last)) || !host.contains(".") {
      return forbidden
    }
    return nil
  }

  /// Whether a resolved address, IPv4 or IPv6 as text, may be connected to.
  package static func allows(ip text: String, policy: WebhookAddressPolicy) -> Bool {
    let address = text.lowercased()
    if let numbers = ipv4(address) ?? embeddedIPv4(address) { return allows(numbers, policy) }
    return address.contains(":") && allowsIPv6(address, policy)
  }

  private static let forbidden =
    "O endereço aponta para uma rede interna, para onde webhooks não são enviados."

  private static func host(of authority: Substring) -> String? {
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else { return nil }
      return authority[authority.index(after: authority.startIndex)..<close].lowercased()
    }
    let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let host = parts.first else { return nil }
    if parts.count == 2 {
      guard let port = UInt16(parts[1]), port > 0 else { return nil }
    }
    return String(host.hasSuffix(".") ? host.dropLast() : host).lowercased()
  }

  private static func ipv4(_ text: String) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    let numbers = parts.compactMap { part -> UInt8? in
      part.count > 1 && part.hasPrefix("0") ? nil : UInt8(part)
    }
    return numbers.count == 4 ? numbers : nil
  }

  /// The IPv4 address inside `::ffff:10.0.0.1`.
  private static func embeddedIPv4(_ text: String) -> [UInt8]? {
    guard text.contains(":"), let colon = text.lastIndex(of: ":") else { return nil }
    return ipv4(String(text[text.index(after: colon)...]))
  }

  /// RFC 6890: what is not reachable from everywhere.
  private static func allows(_ ip: [UInt8], _ policy: WebhookAddressPolicy) -> Bool {
    switch (ip[0], ip[1]) {
    case (169, 254), (0, _), (224...255, _): return false
    case (127, _), (10, _), (172, 16...31), (192, 168), (100, 64...127):
      return policy == .ownNetwork
    case (192, 0) where ip[2] == 0 || ip[2] == 2, (198, 18...19): return false
    default: return true
    }
  }

  private static func allowsIPv6(_ text: String, _ policy: WebhookAddressPolicy) -> Bool {
    if text == "::1" || text == "0:0:0:0:0:0:0:1" { return policy == .ownNetwork }
    let first = text.split(separator: ":", omittingEmptySubsequences: false).first ?? ""
    // Unspecified, mapped and translated addresses begin with zeros and are not for the Internet.
    guard !text.hasPrefix("::"), let group = UInt16(first, radix: 16) else { return false }
    switch group {
    case 0xFC00...0xFDFF: return policy == .ownNetwork
    // Global unicast (RFC 4291) but for 6to4, which may hide any IPv4 address.
    case 0x2000...0x3FFF: return group != 0x2002
    default: return false
    }
  }
}
