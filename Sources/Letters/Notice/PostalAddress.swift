/// An address as the Correios want it, all parts as people wrote them.
package struct PostalAddress: Hashable, Sendable {
  package var street: String
  /// House number; `s/n` where there is none.
  package var number: String
  package var complement: String?
  package var district: String?
  package var city: String
  /// Two capital letters.
  package var state: String
  /// CEP, eight digits.
  package var postalCode: String

  package init(
    street: String, number: String, complement: String? = nil, district: String? = nil,
    city: String, state: String, postalCode: String
  ) {
    self.street = street
    self.number = number
    self.complement = complement
    self.district = district
    self.city = city
    self.state = state
    self.postalCode = postalCode
  }

  /// Lines for the envelope, without name: street, district, `CEP city UF`.
  package var lines: [String] {
    var street = printable(street) + ", " + printable(number)
    if let complement, !complement.isEmpty { street += " - " + printable(complement) }
    var lines = [street]
    if let district, !district.isEmpty { lines.append(printable(district)) }
    lines.append(printedPostalCode(postalCode) + " " + printable(city) + " - " + state)
    return lines
  }

  /// The address in one line of running text.
  var oneLine: String {
    var text = printable(street) + ", " + printable(number)
    if let complement, !complement.isEmpty { text += ", " + printable(complement) }
    if let district, !district.isEmpty { text += ", " + printable(district) }
    return text + ", " + printable(city) + "/" + state + ", CEP " + printedPostalCode(postalCode)
  }
}
