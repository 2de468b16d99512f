import BureauRegister
import Credit
import HTTPService
import Letters

/// A request for inclusion as it is read, and as `/openapi.json` describes it.
extension ListingRequest {
  static let body = Body<ListingRequest>(named: "ListingRequest") { input in
    var request = ListingRequest(
      reference: input.required("reference", .string(length: 1...64)),
      debtor: input.required("debtor", .object(debtor)),
      role: input.optional("role", .oneOf(DebtorRole.self)) ?? .principal,
      principalReference: input.optional("principalReference", .string(length: 1...64)),
      creditorBranchDocument: input.required("creditorBranchDocument", .string(length: 1...20)),
      contractNumber: input.required("contractNumber", .string(length: 1...60)),
      restrictionCode: input.required("restrictionCode", .string(length: 1...40)),
      dueOn: input.required("dueOn", .date(.due)),
      amount: input.required("amountCents", .cents(1...9_999_999_999)),
      noticeChannel: input.optional("noticeChannel", .oneOf(NoticeChannel.self)) ?? .letter,
      slip: input.optional("paymentSlip", .object(slip)))
    request.documentNumber = input.optional("documentNumber", .string(length: 1...60))
    request.supersedes = input.optional("supersedes", .id(of: ListedRecord.self))
    return request
  }

  static let slip = Body<PaymentSlip> { input in
    PaymentSlip(
      line: input.optional("line", .string(length: 1...80)),
      pixCode: input.optional("pixCode", .string(length: 1...512)))
  }

  static let debtor = Body<RequestedDebtor> { input in
    var debtor = RequestedDebtor.blank
    debtor.document = input.required("document", .string(length: 1...20))
    debtor.name = input.required("name", .string(length: 1...NoticeLetter.nameLimit))
    debtor.birthDate = input.optional("birthDate", .date(.birth))
    debtor.email = input.optional("email", .string(length: 1...254))
    debtor.phone = input.optional("phone", .string(length: 1...30))
    let address = input.required("address", .object(address))
    debtor.postalCode = address.postalCode
    debtor.street = address.street
    debtor.number = address.number
    debtor.complement = address.complement
    debtor.district = address.district
    debtor.city = address.city
    debtor.state = address.state
    return debtor
  }

  static let address = Body<RequestedDebtor> { input in
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
