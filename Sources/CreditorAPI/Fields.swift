import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

extension Request {
  /// Reads the JSON body and tells all faults at once: those of its form, and those that the use
  /// case finds in what could be read.
  func input<Value>(
    _ body: Body<Value>, rehearsing rehearse: (Value) async throws -> Void
  ) async throws -> Value {
    try await input(
      body, problem: { Problem.telling($0, refusal: Office.refusal) }, rehearse: rehearse)
  }
}

/// The kinds of fields that several operations read.
extension FieldKind where Value == AddressChange {
  /// The parts that are there; the others stay as they are (RFC 7396).
  static var address: FieldKind<AddressChange> { .object(AddressChange.body) }
}

extension AddressChange {
  static let body = Body { AddressChange(reading: $0) }

  init(reading input: InputReader) {
    self.init()
    postalCode = input.optional("postalCode", .string(length: 0...9))
    street = input.optional("street", .string(length: 0...120))
    number = input.optional("number", .string(length: 0...20))
    complement = input.optional("complement", .string(length: 0...60))
    district = input.optional("district", .string(length: 0...80))
    city = input.optional("city", .string(length: 0...80))
    state = input.optional("state", .string(length: 0...2))
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

/// A page of a list that is read whole because it is short: the bureau's codes, a title's payments.
enum ShortPage {
  static func json<Record>(
    _ records: [Record], _ page: HTTPService.PageRequest, show: (Record) -> JSON
  ) throws(Problem) -> JSON {
    guard let skipped = Int(exactly: try page.cursorNumber() ?? 0), skipped >= 0 else {
      throw HTTPService.PageRequest.foreignCursor
    }
    let shown = records.dropFirst(skipped).prefix(page.limit)
    let end = min(skipped, records.count) + shown.count
    return Page.json(
      data: shown.map(show), next: end < records.count ? [.integer(Int64(end))] : nil)
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
