import BureauRegister
import Credit
import HTTPService
import Letters

/// A request for inclusion as it is read, and as `/openapi.json` describes it.
extension ListingRequest {
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
