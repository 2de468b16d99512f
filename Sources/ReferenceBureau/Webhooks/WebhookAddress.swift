import Sealing

/// Addresses that the bureau must not be sent to (server-side request forgery). What is checked at
/// the registration is the text; where a name leads is checked at every connection.
enum WebhookAddress {
  /// - Parameter loopback: whether this machine may be called, in a rehearsal.
  static func isAllowed(_ url: String, loopback: Bool) -> Bool {
    guard let address = WebAddress(url) else { return false }
    if address.host == "localhost" { return loopback }
    if let literal = NetworkAddress(address.host) { return allows(literal, loopback: loopback) }
    // What ends in a number is read as an address by resolvers in ways of their own (three parts,
    // octal, hexadecimal): only the plain form, read above, is taken.
    let last = address.host.split(separator: ".", omittingEmptySubsequences: false).last ?? ""
    guard let first = last.utf8.first, !(48...57).contains(first) else { return false }
    let inner = [".local", ".internal", ".localhost", ".localdomain", ".home.arpa"]
    return address.host.contains(".") && !inner.contains(where: address.host.hasSuffix)
  }

  static func allows(_ address: NetworkAddress, loopback: Bool) -> Bool {
    address.isPublic || loopback && address.isLoopback
  }
}

/// The types of messages; an endpoint may ask for some, `listing.*` for a family.
enum WebhookEvents {
  static let all = [
    "listing.received", "listing.review_required", "listing.documents_received",
    "listing.accepted", "listing.rejected", "notice.issued", "notice.delivered",
    "notice.bounced", "notice.channel_changed", "notice.returned", "notice.reissued",
    "listing.visible", "listing.flagged", "listing.unflagged", "listing.suspended",
    "listing.reinstated", "listing.principal_changed", "dispute.opened", "dispute.resolved",
    "listing.removed", "listing.expired",
  ]

  static func knows(_ pattern: String) -> Bool {
    all.contains { matches(pattern, $0) }
  }

  static func matches(_ pattern: some StringProtocol, _ type: String) -> Bool {
    pattern.hasSuffix(".*") ? type.hasPrefix(pattern.dropLast()) : pattern == type
  }

  /// Whether an endpoint wants a type; one that names none wants all.
  static func wants(_ patterns: String, _ type: String) -> Bool {
    let list = patterns.split(separator: " ")
    return list.isEmpty || list.contains { matches($0, type) }
  }
}
