package import DebtCollection
package import Fictitious

extension PostalAddress {
  /// A fictitious address as the creditor's side keeps it.
  package init(_ place: FictitiousAddress) {
    self.init(
      postalCode: place.postalCode, street: place.street, number: place.number, complement: "",
      district: place.district, city: place.city, state: place.state)
  }
}
