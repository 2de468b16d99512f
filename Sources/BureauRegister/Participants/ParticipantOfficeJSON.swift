package import JSONText

extension ParticipantOffice {
  package var json: JSON {
    [
      "postalCode": .string(postalCode), "street": .string(street), "number": .string(number),
      "district": .string(district), "city": .string(city), "state": .string(state),
      "contact": .string(contact),
    ]
  }

  package init?(_ json: JSON) {
    guard let postalCode = json["postalCode"]?.string, let street = json["street"]?.string,
      let number = json["number"]?.string, let district = json["district"]?.string,
      let city = json["city"]?.string, let state = json["state"]?.string,
      let contact = json["contact"]?.string
    else { return nil }
    self.init(
      postalCode: postalCode, street: street, number: number, district: district, city: city,
      state: state, contact: contact)
  }
}
