/// Where calls of one kind may go, so that nobody makes this server knock at doors that only it can
/// reach (server-side request forgery). Judged twice: the address as it is written, when it is
/// registered and before each call, and each network address that its name leads to.
///
/// Every policy wants TLS unless the call stays on this machine, and none reaches the clouds'
/// metadata, link-local networks or anything reserved.
package struct AddressPolicy: Hashable, Sendable {
  private let loopback: Bool
  private let privateNetworks: Bool

  /// The bureau's webhooks: strangers name the address, so nothing inside is called.
  package static let bureauWebhooks = AddressPolicy(loopback: false, privateNetworks: false)
  /// The same in a rehearsal, where both sides may live on one machine.
  package static let bureauWebhooksInRehearsal = AddressPolicy(
    loopback: true, privateNetworks: false)
  /// The creditor's webhooks: an administrator names the address, and the systems that listen often
  /// stand in the creditor's own building.
  package static let creditorWebhooks = AddressPolicy(loopback: true, privateNetworks: true)
  /// A bureau as an administrator enters it. Private networks are allowed because bureaus are also
  /// reached through leased lines and tunnels, and only with TLS, which proves whose server it is
  /// that gets the credentials.
  package static let integrations = AddressPolicy(loopback: true, privateNetworks: true)

  /// Why an address may not be called as it is written; nil where it may be tried.
  package func fault(in address: WebAddress) -> AddressFault? {
    switch address.host {
    case .literal(let target): return fault(of: target, for: address)
    case .name("localhost"): return loopback ? nil : .innerNetwork
    case .name(let name):
      if SpecialNetworks.metadataNames.contains(name) { return .metadata }
      let isInner =
        !name.contains(".") || SpecialNetworks.innerNames.contains(where: name.hasSuffix)
      if isInner, !privateNetworks { return .innerNetwork }
      return address.isSecure ? nil : .notSecure
    }
  }

  /// Why the network address that an address leads to may not be connected to; nil where it may.
  package func fault(of target: NetworkAddress, for address: WebAddress) -> AddressFault? {
    if target.isMetadata { return .metadata }
    if target.isLoopback { return loopback ? nil : .innerNetwork }
    guard target.isPublic || privateNetworks && target.isPrivate else { return .innerNetwork }
    return address.isSecure ? nil : .notSecure
  }

  /// Parses and judges an address that somebody registers.
  package func check(_ text: String) throws(AddressFault) -> WebAddress {
    let address = try WebAddress(parsing: text)
    if let fault = fault(in: address) { throw fault }
    return address
  }
}
