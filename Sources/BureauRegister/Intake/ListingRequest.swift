package import Credit
package import JSONText
import Letters

/// The debtor of a request for inclusion.
package struct RequestedDebtor: Hashable, Sendable {
  package var document: String
  package var name: String
  package var birthDate: CivilDate?
  package var postalCode: String
  package var street: String
  package var number: String
  package var complement: String
  package var district: String
  package var city: String
  package var state: String
  package var email: String?
  package var phone: String?

  package static let blank = RequestedDebtor(
    document: "", name: "", birthDate: nil, postalCode: "", street: "", number: "",
    complement: "", district: "", city: "", state: "", email: nil, phone: nil)

  package var json: JSON {
    [
      "document": .string(document), "name": .string(name), "birthDate": .optional(birthDate),
      "postalCode": .string(postalCode), "street": .string(street), "number": .string(number),
      "complement": .string(complement), "district": .string(district), "city": .string(city),
      "state": .string(state), "email": .optional(email), "phone": .optional(phone),
    ]
  }

  package init?(_ json: JSON) {
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

  package init(
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
package struct ListingRequest: Hashable, Sendable {
  package var reference: String
  package var debtor: RequestedDebtor
  package var role: DebtorRole
  package var principalReference: String?
  package var creditorBranchDocument: String
  package var contractNumber: String
  /// The creditor's number of the title (invoice, duplicata); parts titles of one contract that
  /// are due on one day.
  package var documentNumber: String?
  package var restrictionCode: String
  package var dueOn: CivilDate
  package var amount: Cents
  package var noticeChannel: NoticeChannel
  package var slipLine: String?
  package var pixCode: String?
  /// The closed record that this one corrects.
  package var supersedes: ID<ListedRecord>?

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

  package init(
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

  package struct PaymentSlip: Hashable, Sendable {
    package var line: String?
    package var pixCode: String?

    package init(line: String? = nil, pixCode: String? = nil) {
      self.line = line
      self.pixCode = pixCode
    }
  }
}

extension ListingRequest {
  /// The Pix code with which the person can pay. One that only agrees on payments to come (Pix
  /// Automático) is none, nor is one that was kept before codes were checked and is wrong.
  var payablePixCode: String? {
    do throws(PaymentMeans.Faults) {
      return try PaymentMeans.checked(slipLine: nil, pixCode: pixCode, debt: amount).pixCode
    } catch {
      return nil
    }
  }
}
