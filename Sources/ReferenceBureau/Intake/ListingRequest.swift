import Credit
import HTTPService
import JSONText
import Letters

/// The debtor of a request for inclusion.
struct RequestedDebtor: Hashable, Sendable {
  var document: String
  var name: String
  var birthDate: CivilDate?
  var postalCode: String
  var street: String
  var number: String
  var complement: String
  var district: String
  var city: String
  var state: String
  var email: String?
  var phone: String?

  static let blank = RequestedDebtor(
    document: "", name: "", birthDate: nil, postalCode: "", street: "", number: "",
    complement: "", district: "", city: "", state: "", email: nil, phone: nil)

  var json: JSON {
    [
      "document": .string(document), "name": .string(name), "birthDate": .optional(birthDate),
      "postalCode": .string(postalCode), "street": .string(street), "number": .string(number),
      "complement": .string(complement), "district": .string(district), "city": .string(city),
      "state": .string(state), "email": .optional(email), "phone": .optional(phone),
    ]
  }

  init?(_ json: JSON) {
    guard let document = json["document"]?.string, let name = json["name"]?.string else {
      return nil
    }
    func text(_ member: String) -> String { json[member]?.string ?? "" }
    self.init(
      document: document, name: name,
      birthDate: json["birthDate"]?.string.flatMap { CivilDate(iso: $0) },
      postalCode: text("postalCode"), street: text("street"), number: text("number"),
      complement: text("complement"), district: text("district"), city: text("city"),
      state: text("state"), email: json["email"]?.string, phone: json["phone"]?.string)
  }

  init(
    document: String, name: String, birthDate: CivilDate?, postalCode: String, street: String,
    number: String, complement: String, district: String, city: String, state: String,
    email: String?, phone: String?
  ) {
    self.document = document
    self.name = name
    self.birthDate = birthDate
    self.postalCode = postalCode
    self.street = street
    self.number = number
    self.complement = complement
    self.district = district
    self.city = city
    self.state = state
    self.email = email
    self.phone = phone
  }
}

/// A request for inclusion as it was read.
struct ListingRequest: Hashable, Sendable {
  var reference: String
  var debtor: RequestedDebtor
  var role: DebtorRole
  var principalReference: String?
  var creditorBranchDocument: String
  var contractNumber: String
  /// The creditor's number of the title (invoice, duplicata); parts titles of one contract that
  /// are due on one day.
  var documentNumber: String?
  var restrictionCode: String
  var dueOn: CivilDate
  var amount: Cents
  var noticeChannel: NoticeChannel
  var slipLine: String?
  var pixCode: String?
  /// The closed record that this one corrects.
  var supersedes: ID<ListedRecord>?

  /// The same request always gives the same text: two sendings are compared by it.
  var canonical: JSON {
    let common: JSON = [
      "reference": .string(reference), "debtor": debtor.json, "role": .string(role.rawValue),
      "principalReference": .optional(principalReference),
      "creditorBranchDocument": .string(creditorBranchDocument),
      "contractNumber": .string(contractNumber), "restrictionCode": .string(restrictionCode),
      "dueOn": .string(dueOn.description), "amountCents": .integer(amount.amount),
      "noticeChannel": .string(noticeChannel.rawValue), "slipLine": .optional(slipLine),
      "pixCode": .optional(pixCode),
    ]
    // Members that came later are told only where they were sent: what was kept before them still
    // compares.
    var members = common.members ?? []
    if let documentNumber { members.append(.init("documentNumber", .string(documentNumber))) }
    if let supersedes { members.append(.init("supersedes", .string(supersedes.description))) }
    return .object(members)
  }

  static func read(_ input: InputReader) -> ListingRequest {
    var request = ListingRequest(
      reference: input.required("reference", .string(length: 1...64)),
      debtor: input.required("debtor", debtor),
      role: input.optional("role", .oneOf(DebtorRole.self)) ?? .principal,
      principalReference: input.optional("principalReference", .string(length: 1...64)),
      creditorBranchDocument: input.required("creditorBranchDocument", .string(length: 1...20)),
      contractNumber: input.required("contractNumber", .string(length: 1...60)),
      restrictionCode: input.required("restrictionCode", .string(length: 1...40)),
      dueOn: input.required("dueOn", .date(.due)),
      amount: input.required("amountCents", .cents(1...9_999_999_999)),
      noticeChannel: input.optional("noticeChannel", .oneOf(NoticeChannel.self)) ?? .letter,
      slip: input.optional("paymentSlip", slip))
    request.documentNumber = input.optional("documentNumber", .string(length: 1...60))
    request.supersedes = input.optional("supersedes", .id(of: ListedRecord.self))
    return request
  }

  init(
    reference: String, debtor: RequestedDebtor, role: DebtorRole, principalReference: String?,
    creditorBranchDocument: String, contractNumber: String, restrictionCode: String,
    dueOn: CivilDate, amount: Cents, noticeChannel: NoticeChannel,
    slip: PaymentSlip?
  ) {
    self.reference = reference
    self.debtor = debtor
    self.role = role
    self.principalReference = principalReference
    self.creditorBranchDocument = creditorBranchDocument
    self.contractNumber = contractNumber
    self.restrictionCode = restrictionCode
    self.dueOn = dueOn
    self.amount = amount
    self.noticeChannel = noticeChannel
    self.slipLine = slip?.line
    self.pixCode = slip?.pixCode
  }

  struct PaymentSlip: Hashable, Sendable {
    var line: String?
    var pixCode: String?
  }

  static var slip: FieldKind<PaymentSlip> {
    .object(placeholder: PaymentSlip(), schema: slipSchema) { input in
      PaymentSlip(
        line: input.optional("line", .string(length: 1...80)),
        pixCode: input.optional("pixCode", .string(length: 1...512)))
    }
  }

  static var debtor: FieldKind<RequestedDebtor> {
    .object(placeholder: .blank, schema: debtorSchema) { input in
      var debtor = RequestedDebtor.blank
      debtor.document = input.required("document", .string(length: 1...20))
      debtor.name = input.required("name", .string(length: 1...NoticeLetter.nameLimit))
      debtor.birthDate = input.optional("birthDate", .date(.birth))
      debtor.email = input.optional("email", .string(length: 1...254))
      debtor.phone = input.optional("phone", .string(length: 1...30))
      let address = input.required("address", address)
      debtor.postalCode = address.postalCode
      debtor.street = address.street
      debtor.number = address.number
      debtor.complement = address.complement
      debtor.district = address.district
      debtor.city = address.city
      debtor.state = address.state
      return debtor
    }
  }

  static var address: FieldKind<RequestedDebtor> {
    .object(placeholder: .blank, schema: addressSchema) { input in
      var debtor = RequestedDebtor.blank
      debtor.postalCode = input.required("postalCode", .string(length: 0...9))
      debtor.street = input.required("street", .string(length: 0...120))
      debtor.number = input.optional("number", .string(length: 0...20), default: "")
      debtor.complement = input.optional("complement", .string(length: 0...60), default: "")
      debtor.district = input.optional("district", .string(length: 0...80), default: "")
      debtor.city = input.required("city", .string(length: 0...80))
      debtor.state = input.required("state", .string(length: 0...2))
      return debtor
    }
  }

  static let addressSchema = Schema.object([
    .required("postalCode", .string), .required("street", .string), .optional("number", .string),
    .optional("complement", .string), .optional("district", .string), .required("city", .string),
    .required("state", .string),
  ])
  static let debtorSchema = Schema.object([
    .required("document", .string), .required("name", .string),
    .optional("birthDate", Schema.date.nullable), .required("address", addressSchema),
    .optional("email", Schema.string.nullable), .optional("phone", Schema.string.nullable),
  ])
  static let slipSchema = Schema.object([
    .optional("line", Schema.string.nullable), .optional("pixCode", Schema.string.nullable),
  ])
  static let schema = Schema.object([
    .required("reference", .string(length: 1...64)), .required("debtor", debtorSchema),
    .optional("role", .oneOf(DebtorRole.allCases.map(\.rawValue))),
    .optional("principalReference", Schema.string.nullable),
    .required("creditorBranchDocument", .string), .required("contractNumber", .string),
    .optional("documentNumber", Schema.string.nullable),
    .required("restrictionCode", .string), .required("dueOn", .date),
    .required("amountCents", .cents),
    .optional("noticeChannel", .oneOf(NoticeChannel.allCases.map(\.rawValue))),
    .optional("paymentSlip", slipSchema), .optional("supersedes", Schema.string.nullable),
  ]).named("ListingRequest")
}
