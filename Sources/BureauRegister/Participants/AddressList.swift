package import Outbound

/// The networks that a participant may call from; none means any.
package struct AddressList: Hashable, Sendable {
  package static let limit = 50

  package let networks: [AddressRange]

  /// From the text of the database; a range that cannot be read there allows nothing.
  package init(stored text: String) {
    networks = text.split(separator: " ").compactMap { AddressRange(String($0)) }
  }

  package init(_ networks: [AddressRange]) {
    self.networks = networks
  }

  var stored: String { networks.map(\.description).joined(separator: " ") }

  /// Whether a call from an address is allowed. A local socket has none and counts as 127.0.0.1.
  package func allows(_ remoteAddress: String?) -> Bool {
    guard !networks.isEmpty else { return true }
    guard let address = NetworkAddress(remoteAddress ?? "127.0.0.1") else { return false }
    return networks.contains { $0.contains(address) }
  }
}
