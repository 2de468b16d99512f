import Credit
import DebtCollection
import HTTPService
import JSONText

/// The kinds of fields that several operations read.
extension FieldKind where Value == PostalAddress {
  static var address: FieldKind<PostalAddress> {
    .object(placeholder: .empty, schema: Schemas.address) { reader in
      PostalAddress(
        postalCode: reader.optional("postalCode", .string(length: 0...9), default: ""),
        street: reader.optional("street", .string(length: 0...120), default: ""),
        number: reader.optional("number", .string(length: 0...20), default: ""),
        complement: reader.optional("complement", .string(length: 0...60), default: ""),
        district: reader.optional("district", .string(length: 0...80), default: ""),
        city: reader.optional("city", .string(length: 0...80), default: ""),
        state: reader.optional("state", .string(length: 0...2), default: ""))
    }
  }
}

extension Patch {
  /// For a change in which nil leaves a field and `.some(nil)` empties it.
  var change: Value?? {
    switch self {
    case .absent: nil
    case .null: .some(nil)
    case .value(let value): .some(value)
    }
  }

  /// For a field that cannot be emptied.
  var requiredChange: Value? {
    if case .value(let value) = self { value } else { nil }
  }
}

/// The schemas that several answers share.
enum Schemas {
  static let address = Schema.object([
    .optional("postalCode", .string), .optional("street", .string), .optional("number", .string),
    .optional("complement", .string), .optional("district", .string), .optional("city", .string),
    .optional("state", .string),
  ])

  static func show(_ address: PostalAddress) -> JSON {
    [
      "postalCode": .string(address.postalCode), "street": .string(address.street),
      "number": .string(address.number), "complement": .string(address.complement),
      "district": .string(address.district), "city": .string(address.city),
      "state": .string(address.state),
    ]
  }
}

/// A page of a list that is ordered by one id.
enum IDPage {
  static func json<Record, Entity>(
    _ records: [Record], _ page: HTTPService.PageRequest, id: (Record) -> ID<Entity>,
    show: (Record) -> JSON
  ) -> JSON {
    Page.json(records, request: page, key: { [.integer(id($0).number)] }, show: show)
  }
}
