import Credit
import DebtCollection
import JSONText

/// A message that does not follow the contract; what is missing, odd or outside of its bound.
struct MessageError: Error {
  let member: String
}

/// Reads the bureau's messages. Unknown members are left alone: the bureau may add some. Every
/// number, text, date and list that is kept has a bound (`AnswerBound`).
enum Message {
  /// One line of so many letters.
  static func string(_ json: JSON, _ name: String, _ length: ClosedRange<Int>) throws -> String {
    guard let text = json[name]?.string, length.contains(text.unicodeScalars.count),
      TextBound.isPrintable(text, lines: false)
    else { throw MessageError(member: name) }
    return text
  }

  /// The same, or nil where it is missing or null.
  static func optional(
    _ json: JSON, _ name: String, _ length: ClosedRange<Int>
  ) throws -> String? {
    guard let value = json[name], !value.isNull else { return nil }
    return try string(json, name, length)
  }

  static func integer(
    _ json: JSON, _ name: String, _ range: ClosedRange<Int64>
  ) throws -> Int64 {
    guard let value = json[name]?.integer, range.contains(value) else {
      throw MessageError(member: name)
    }
    return value
  }

  static func date(_ json: JSON, _ name: String) throws -> CivilDate? {
    guard let value = json[name], !value.isNull else { return nil }
    guard let date = value.string.flatMap({ CivilDate(iso: $0) }), DateBound.any.contains(date)
    else {
      throw MessageError(member: name)
    }
    return date
  }

  static func instant(_ json: JSON, _ name: String) throws -> Instant? {
    guard let value = json[name], !value.isNull else { return nil }
    guard let instant = value.string.flatMap({ Instant(rfc3339: $0) }),
      DateBound.instants.contains(instant)
    else {
      throw MessageError(member: name)
    }
    return instant
  }

  static func array<Value>(
    _ json: JSON, _ name: String, atMost limit: Int, _ decode: (JSON) throws -> Value
  ) throws -> [Value] {
    guard let elements = json[name]?.elements, elements.count <= limit else {
      throw MessageError(member: name)
    }
    return try elements.map(decode)
  }

  /// A record as listings, changes, the statement and webhooks carry it. One that is visible tells
  /// since when.
  static func record(_ json: JSON) throws -> BureauRecord {
    let record = BureauRecord(
      reference: try string(json, "id", AnswerBound.id),
      version: try integer(json, "version", AnswerBound.version),
      state: BureauRecordState(try string(json, "state", 1...AnswerBound.word)),
      acceptedAt: try instant(json, "acceptedAt"),
      noticeIssuedOn: try date(json, "noticeIssuedOn"),
      visibleFrom: try date(json, "visibleFrom"), visibleAt: try instant(json, "visibleAt"),
      removedAt: try instant(json, "removedAt"),
      removalReason: try optional(json, "removalReason", AnswerBound.code),
      expiresOn: try end(json, "expiresOn"),
      rejections: rejections(json["rejections"]),
      // A word that this version does not know tells nothing that we could act on.
      suspensions: Set(
        (json["suspensions"]?.elements ?? []).prefix(AnswerBound.sections)
          .compactMap { $0.string.flatMap { BureauSuspension(rawValue: $0) } }),
      isDisputed: json["disputed"]?.bool ?? false)
    switch record.state {
    case .visible, .visibleSubJudice:
      guard record.visibleAt != nil else { throw MessageError(member: "visibleAt") }
    default: break
    }
    return record
  }

  /// Reasons of a refusal, in a person's words: cut and cleaned rather than refused, for they tell
  /// of a verdict.
  static func rejections(
    _ json: JSON?, code: String = "unknown", detail: String = "sem explicação"
  ) -> [Rejection] {
    (json?.elements ?? []).prefix(AnswerBound.rejections).map { rejection in
      Rejection(
        code: shown(rejection["code"]) ?? code,
        detail: sentence(rejection["detail"]) ?? detail)
    }
  }

  /// A word that is only shown; nil where it is missing or empty.
  static func shown(_ json: JSON?) -> String? {
    json?.string.map { TextBound.cleaned($0, limit: AnswerBound.word) }
      .flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A sentence that is only shown; nil where it is missing or empty.
  static func sentence(_ json: JSON?) -> String? {
    json?.string.map { TextBound.cleaned($0, limit: AnswerBound.detail) }
      .flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A page of records, every one of which must follow the contract.
  static func page(_ json: JSON) throws -> BureauPage {
    BureauPage(
      records: try array(json, "data", atMost: AnswerBound.page, entry),
      nextCursor: try optional(json, "nextCursor", AnswerBound.cursor))
  }

  /// A page without the records that break the contract, and how many these are: one of them does
  /// not hold back the news of the others.
  static func readablePage(_ json: JSON) throws -> (page: BureauPage, unreadable: Int) {
    var unreadable = 0
    let found = try array(json, "data", atMost: AnswerBound.page) { json in
      do {
        return try [entry(json)]
      } catch is MessageError {
        unreadable += 1
        return []
      }
    }
    let page = BureauPage(
      records: found.flatMap { $0 },
      nextCursor: try optional(json, "nextCursor", AnswerBound.cursor))
    return (page, unreadable)
  }

  private static func entry(
    _ json: JSON
  ) throws -> (reference: String, record: BureauRecord, amount: Cents) {
    (
      reference: try string(json, "reference", AnswerBound.id), record: try record(json),
      amount: json["amountCents"] == nil
        ? .zero : Cents(try integer(json, "amountCents", AnswerBound.amount))
    )
  }

  private static func person(_ json: JSON) throws -> String {
    let word = try optional(json, "person", 1...AnswerBound.word) ?? "any"
    guard ["natural", "legal", "any"].contains(word) else { throw MessageError(member: "person") }
    return word
  }

  static func product(_ json: JSON) throws -> BureauProduct {
    BureauProduct(
      code: try string(json, "code", AnswerBound.code),
      name: try string(json, "name", AnswerBound.name), person: try person(json),
      price: Cents(try integer(json, "priceCents", AnswerBound.price)),
      sections: (json["sections"]?.elements ?? []).prefix(AnswerBound.sections)
        .compactMap(shown))
  }

  static func code(_ json: JSON, kind: BureauCode.Kind) throws -> BureauCode {
    BureauCode(
      kind: kind, code: try string(json, "code", AnswerBound.code),
      name: try string(json, "name", AnswerBound.name), person: try person(json),
      validFrom: try date(json, "validFrom") ?? CivilDate(daysSinceEpoch: 0),
      validTo: try end(json, "validTo"))
  }

  /// The last day of a validity. Many write "no end" as a day that nobody lives to see.
  static func end(_ json: JSON, _ name: String) throws -> CivilDate? {
    guard let value = json[name], !value.isNull else { return nil }
    if let day = value.string.flatMap({ CivilDate(iso: $0) }), day > DateBound.any.days.upperBound {
      return nil
    }
    return try date(json, name)
  }

  /// A list of codes without those that break the contract, and how many these are: one of them
  /// does not hold back the others. Of a code that is there twice and differs neither is taken.
  /// Throws where not one can be read.
  static func readableCodes(
    _ json: JSON, kind: BureauCode.Kind
  ) throws -> (codes: [BureauCode], unreadable: Int) {
    var unreadable = 0
    let read = try array(json, "data", atMost: AnswerBound.codes) { json -> BureauCode? in
      do {
        return try code(json, kind: kind)
      } catch is MessageError {
        unreadable += 1
        return nil
      }
    }.compactMap { $0 }
    var places: [[String]: Int] = [:]
    var codes: [BureauCode?] = []
    for code in read {
      let key = [code.code, code.person]
      guard let place = places[key] else {
        places[key] = codes.count
        codes.append(code)
        continue
      }
      if codes[place] != code {
        unreadable += codes[place] == nil ? 1 : 2
        codes[place] = nil
      }
    }
    let kept = codes.compactMap { $0 }
    guard !kept.isEmpty || unreadable == 0 else { throw MessageError(member: "data") }
    return (kept, unreadable)
  }

  /// A list whose entries are told apart by their keys: a doubled one has two meanings.
  static func unique<Value, Key: Hashable>(
    _ values: [Value], _ name: String, by key: (Value) -> Key
  ) throws -> [Value] {
    guard Set(values.map(key)).count == values.count else { throw MessageError(member: name) }
    return values
  }

  /// Boleto and Pix; nil where there is neither.
  static func payment(_ means: PaymentMeans) -> JSON.Member? {
    guard !means.isEmpty else { return nil }
    return JSON.Member(
      "paymentSlip",
      ["line": .optional(means.slipLine), "pixCode": .optional(means.pixCode)])
  }

  static func inclusion(_ inclusion: BureauInclusion) -> JSON {
    let members = members(of: inclusion).members ?? []
    return .object(members + [payment(inclusion.payment)].compactMap { $0 })
  }

  private static func members(of inclusion: BureauInclusion) -> JSON {
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
