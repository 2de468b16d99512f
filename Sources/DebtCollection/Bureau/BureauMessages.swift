package import Credit
package import JSONText

/// A product of the bureau (tipo de consulta).
package struct BureauProduct: Hashable, Sendable {
  package let code: String
  package let name: String
  /// `natural`, `legal` or `any`.
  package let person: String
  package let price: Cents
  package let sections: [String]

  package init(code: String, name: String, person: String, price: Cents, sections: [String]) {
    self.code = code
    self.name = name
    self.person = person
    self.price = price
    self.sections = sections
  }
}

/// A code of one of the bureau's lists.
package struct BureauCode: Hashable, Sendable {
  package enum Kind: String, Hashable, CaseIterable, Sendable {
    case restriction, removal, rejection
    case noticeReturn = "notice-return"
  }

  package let kind: Kind
  package let code: String
  package let name: String
  /// `natural`, `legal` or `any`.
  package let person: String
  package let validFrom: CivilDate
  package let validTo: CivilDate?

  package init(
    kind: Kind, code: String, name: String, person: String, validFrom: CivilDate,
    validTo: CivilDate?
  ) {
    self.kind = kind
    self.code = code
    self.name = name
    self.person = person
    self.validFrom = validFrom
    self.validTo = validTo
  }
}

/// An inquiry (consulta) as it goes out. The document travels in the body only.
package struct BureauInquiry: Sendable {
  /// Bare document, 11 or 14 characters.
  package let document: String
  package let product: String
  package let purpose: String
  package let reference: String

  package init(document: String, product: String, purpose: String, reference: String) {
    self.document = document
    self.product = product
    self.purpose = purpose
    self.reference = reference
  }
}

/// The bureau's report, whole, as it came; the reader of the inquiry takes from it what it shows.
package struct BureauReport: Sendable {
  package let protocolNumber: String
  package let at: Instant
  package let name: String?
  package let restricted: Bool
  /// A source was down: nothing may be said of what it would have told.
  package let partial: Bool
  package let body: JSON

  package init(
    protocolNumber: String, at: Instant, name: String?, restricted: Bool, partial: Bool, body: JSON
  ) {
    self.protocolNumber = protocolNumber
    self.at = at
    self.name = name
    self.restricted = restricted
    self.partial = partial
    self.body = body
  }
}

/// An inclusion (inclusão de restrição) as it goes out.
package struct BureauInclusion: Sendable {
  /// Ours, unique for each listing.
  package let reference: String
  package let debtorDocument: String
  package let debtorName: String
  package let birthDate: CivilDate?
  package let address: PostalAddress
  package let email: String?
  package let phone: String?
  package let creditorBranchDocument: String
  package let contractNumber: String
  /// The title's own number: a contract may have two titles that are due on one day.
  package let documentNumber: String?
  package let restrictionCode: String
  package let dueOn: CivilDate
  /// The nominal open amount of the title.
  package var amount: Cents
  /// With what that amount can be paid.
  package var payment = PaymentMeans.none

  package init(
    reference: String, debtorDocument: String, debtorName: String, birthDate: CivilDate?,
    address: PostalAddress, email: String?, phone: String?, creditorBranchDocument: String,
    contractNumber: String, documentNumber: String? = nil, restrictionCode: String,
    dueOn: CivilDate, amount: Cents
  ) {
    self.reference = reference
    self.debtorDocument = debtorDocument
    self.debtorName = debtorName
    self.birthDate = birthDate
    self.address = address
    self.email = email
    self.phone = phone
    self.creditorBranchDocument = creditorBranchDocument
    self.contractNumber = contractNumber
    self.documentNumber = documentNumber
    self.restrictionCode = restrictionCode
    self.dueOn = dueOn
    self.amount = amount
  }
}

/// Where a letter reaches a person.
package struct PostalAddress: Hashable, Sendable {
  /// Eight digits.
  package var postalCode: String
  package var street: String
  package var number: String
  package var complement: String
  package var district: String
  package var city: String
  /// Two letters.
  package var state: String

  package init(
    postalCode: String, street: String, number: String, complement: String, district: String,
    city: String, state: String
  ) {
    self.postalCode = postalCode
    self.street = street
    self.number = number
    self.complement = complement
    self.district = district
    self.city = city
    self.state = state
  }
}

/// A removal (baixa) as it goes out.
package struct BureauRemoval: Sendable {
  package let reference: String
  package let reason: RemovalReason
  /// Every try of one message has the same number; a removal that is asked for anew has another,
  /// so that the bureau does not answer it as it answered the one that came to nothing.
  package let message: Int64

  package init(reference: String, reason: RemovalReason, message: Int64) {
    self.reference = reference
    self.reason = reason
    self.message = message
  }
}

/// A correction of an amount (retificação) as it goes out.
package struct BureauAmendment: Sendable {
  /// The bureau's id of the record that is corrected.
  package let record: String
  /// Our reference of it.
  package let reference: String
  /// Our reference of the record that takes its place.
  package let successor: String
  /// Never more than what stood before.
  package let amount: Cents
  /// With what that amount can be paid.
  package let payment: PaymentMeans

  package init(
    record: String, reference: String, successor: String, amount: Cents,
    payment: PaymentMeans = .none
  ) {
    self.record = record
    self.reference = reference
    self.successor = successor
    self.amount = amount
    self.payment = payment
  }
}

/// What the bureau says to a removal.
package enum BureauRemovalAnswer: Hashable, Sendable {
  /// Taken (202).
  case accepted
  /// It was gone before (409 `already-removed`).
  case alreadyRemoved
  /// The bureau does not know the record (404).
  case unknownRecord
  /// It takes the record off for other reasons only: the same request with another reason may do.
  case reasonNotTaken(Rejection)
}

/// One page of records.
package struct BureauPage: Sendable {
  /// Our reference and the record, in the bureau's order.
  package let records: [(reference: String, record: BureauRecord, amount: Cents)]
  package let nextCursor: String?

  package init(
    records: [(reference: String, record: BureauRecord, amount: Cents)], nextCursor: String?
  ) {
    self.records = records
    self.nextCursor = nextCursor
  }
}

/// A registered webhook address at the bureau.
package struct BureauWebhook: Hashable, Sendable {
  package let id: String
  /// `whsec_…`
  package let secret: String

  package init(id: String, secret: String) {
    self.id = id
    self.secret = secret
  }
}
