import Credit
import DebtCollection
import JSONText

/// A message that does not follow the contract; what is missing or odd.
struct MessageError: Error {
  let member: String
}

/// Reads the bureau's messages. Unknown members are left alone: the bureau may add some.
enum Message {
  static func string(_ json: JSON, _ name: String) throws -> String {
    guard let text = json[name]?.string else { throw MessageError(member: name) }
    return text
  }

  static func integer(_ json: JSON, _ name: String) throws -> Int64 {
    guard let value = json[name]?.integer else { throw MessageError(member: name) }
    return value
  }

  static func date(_ json: JSON, _ name: String) throws -> CivilDate? {
    guard let value = json[name], !value.isNull else { return nil }
    guard let date = value.string.flatMap({ CivilDate(iso: $0) }) else {
      throw MessageError(member: name)
    }
    return date
  }

  static func instant(_ json: JSON, _ name: String) throws -> Instant? {
    guard let value = json[name], !value.isNull else { return nil }
    guard let instant = value.string.flatMap({ Instant(rfc3339: $0) }) else {
      throw MessageError(member: name)
    }
    return instant
  }

  static func array<Value>(
    _ json: JSON, _ name: String, _ decode: (JSON) throws -> Value
  ) throws -> [Value] {
    guard let elements = json[name]?.elements else { throw MessageError(member: name) }
    return try elements.map(decode)
  }

  /// A record as listings, changes, the statement and webhooks carry it.
  static func record(_ json: JSON) throws -> BureauRecord {
    BureauRecord(
      reference: try string(json, "id"), version: try integer(json, "version"),
      state: BureauRecordState(try string(json, "state")),
      acceptedAt: try instant(json, "acceptedAt"),
      noticeIssuedOn: try date(json, "noticeIssuedOn"),
      visibleFrom: try date(json, "visibleFrom"), visibleAt: try instant(json, "visibleAt"),
      removedAt: try instant(json, "removedAt"), removalReason: json["removalReason"]?.string,
      expiresOn: try date(json, "expiresOn"),
      rejections: (json["rejections"]?.elements ?? []).map { rejection in
        Rejection(
          code: rejection["code"]?.string ?? "unknown",
          detail: rejection["detail"]?.string ?? "sem explicação")
      })
  }

  static func page(_ json: JSON) throws -> BureauPage {
    BureauPage(
      records: try array(json, "data") { entry in
        (
          reference: try string(entry, "reference"), record: try record(entry),
          amount: Cents(entry["amountCents"]?.integer ?? 0)
        )
      },
      nextCursor: json["nextCursor"]?.string)
  }

  static func product(_ json: JSON) throws -> BureauProduct {
    BureauProduct(
      code: try string(json, "code"), name: try string(json, "name"),
      person: json["person"]?.string ?? "any", price: Cents(try integer(json, "priceCents")),
      sections: (json["sections"]?.elements ?? []).compactMap(\.string))
  }

  static func code(_ json: JSON, kind: BureauCode.Kind) throws -> BureauCode {
    BureauCode(
      kind: kind, code: try string(json, "code"), name: try string(json, "name"),
      person: json["person"]?.string ?? "any",
      validFrom: try date(json, "validFrom") ?? CivilDate(daysSinceEpoch: 0),
      validTo: try date(json, "validTo"))
  }

  static func report(_ json: JSON) throws -> BureauReport {
    guard let restricted = json["restricted"]?.bool, let partial = json["partial"]?.bool,
      let at = try instant(json, "at")
    else { throw MessageError(member: "restricted") }
    return BureauReport(
      protocolNumber: try string(json, "protocol"), at: at, name: json["name"]?.string,
      restricted: restricted, partial: partial, body: json)
  }

  static func inclusion(_ inclusion: BureauInclusion) -> JSON {
    let address = inclusion.address
    return [
      "reference": .string(inclusion.reference),
      "debtor": [
        "document": .string(inclusion.debtorDocument), "name": .string(inclusion.debtorName),
        "birthDate": .optional(inclusion.birthDate),
        "address": [
          "postalCode": .string(address.postalCode), "street": .string(address.street),
          "number": .string(address.number), "complement": .string(address.complement),
          "district": .string(address.district), "city": .string(address.city),
          "state": .string(address.state),
        ],
        "email": .optional(inclusion.email), "phone": .optional(inclusion.phone),
      ],
      "role": "principal",
      "creditorBranchDocument": .string(inclusion.creditorBranchDocument),
      "contractNumber": .string(inclusion.contractNumber),
      "documentNumber": .optional(inclusion.documentNumber),
      "restrictionCode": .string(inclusion.restrictionCode),
      "dueOn": .string(inclusion.dueOn.description),
      "amountCents": .integer(inclusion.amount.amount), "noticeChannel": "letter",
    ]
  }
}
