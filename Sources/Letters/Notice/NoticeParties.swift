/// The bureau that keeps the register and sends the notice (STJ, Súmula 359; LGPD, art. 9º).
package struct NoticeBureau: Hashable, Sendable {
  package var name: String
  /// CNPJ, bare.
  package var document: String
  package var address: PostalAddress
  package var site: String
  package var phone: String
  package var email: String

  package init(
    name: String, document: String, address: PostalAddress, site: String, phone: String,
    email: String
  ) {
    self.name = name
    self.document = document
    self.address = address
    self.site = site
    self.phone = phone
    self.email = email
  }
}

/// The creditor; name, address and document are mandatory on the letter (CDC, art. 42-A).
package struct NoticeCreditor: Hashable, Sendable {
  package var name: String
  /// CPF or CNPJ, bare.
  package var document: String
  package var address: PostalAddress
  /// The direct channel: phone, e-mail or both, as it is to be printed.
  package var contact: String

  package init(name: String, document: String, address: PostalAddress, contact: String) {
    self.name = name
    self.document = document
    self.address = address
    self.contact = contact
  }
}

/// The person who is notified.
package struct NoticeDebtor: Hashable, Sendable {
  package var name: String
  /// CPF or CNPJ, bare; printed with its middle masked.
  package var document: String
  package var address: PostalAddress
  package var role: Role

  /// Guarantors get a notice of their own that says why they are notified.
  package enum Role: Hashable, Sendable {
    case principal
    /// Fiador of the contract of the person named.
    case guarantor(ofPrincipal: String)
    /// Avalista of the title of the person named.
    case endorser(ofPrincipal: String)
  }

  package init(
    name: String, document: String, address: PostalAddress, role: Role = .principal
  ) {
    self.name = name
    self.document = document
    self.address = address
    self.role = role
  }
}
