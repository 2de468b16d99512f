import Credit

/// What is asked of an address; a part that is nil stays as it is.
package struct AddressChange: Sendable {
  package var postalCode: String?
  package var street: String?
  package var number: String?
  package var complement: String?
  package var district: String?
  package var city: String?
  package var state: String?

  package init(
    postalCode: String? = nil, street: String? = nil, number: String? = nil,
    complement: String? = nil, district: String? = nil, city: String? = nil, state: String? = nil
  ) {
    self.postalCode = postalCode
    self.street = street
    self.number = number
    self.complement = complement
    self.district = district
    self.city = city
    self.state = state
  }

  /// Every part of an address.
  package init(_ address: PostalAddress) {
    self.init(
      postalCode: address.postalCode, street: address.street, number: address.number,
      complement: address.complement, district: address.district, city: address.city,
      state: address.state)
  }

  /// Takes the parts that `other` tells over its own.
  package mutating func take(_ other: AddressChange) {
    postalCode = other.postalCode ?? postalCode
    street = other.street ?? street
    number = other.number ?? number
    complement = other.complement ?? complement
    district = other.district ?? district
    city = other.city ?? city
    state = other.state ?? state
  }

  /// Changes an address and writes it the way addresses are kept.
  func apply(to address: inout PostalAddress) {
    var next = AddressChange(address)
    next.take(self)
    address =
      PostalAddress(
        postalCode: next.postalCode ?? "", street: next.street ?? "", number: next.number ?? "",
        complement: next.complement ?? "", district: next.district ?? "", city: next.city ?? "",
        state: next.state ?? ""
      ).normalized
  }
}
