package import Credit

/// A contestation as the bureau tells it: whole, with the instant of its last change.
package struct BureauDispute: Hashable, Sendable {
  /// How it ended for the creditor.
  package enum Outcome: String, Hashable, CaseIterable, Sendable {
    /// The person was right: the record is gone.
    case upheld
    /// The debt stands.
    case dismissed
    /// Nobody answered in the term, and the record is gone.
    case lapsed
  }

  /// A document that was sent with it, without the content.
  package struct Document: Hashable, Sendable {
    package let id: String
    package let name: String
    package let mediaType: String
    /// Of the person concerned, not of the creditor.
    package let isOfPerson: Bool

    package init(id: String, name: String, mediaType: String, isOfPerson: Bool) {
      self.id = id
      self.name = name
      self.mediaType = mediaType
      self.isOfPerson = isOfPerson
    }
  }

  /// The bureau's id.
  package var id: String
  /// Our reference of the record that is contested.
  package var reference: String
  /// The bureau's word.
  package var reason: String
  /// The person's own words.
  package var text: String
  package var openedAt: Instant
  /// The last day of our answer.
  package var dueOn: CivilDate
  package var answeredAt: Instant?
  /// Nil while it is open.
  package var outcome: Outcome?
  /// The bureau's word for what ended it.
  package var resolution: String?
  package var closedAt: Instant?
  package var updatedAt: Instant
  package var documents: [Document]

  package init(
    id: String, reference: String, reason: String, text: String, openedAt: Instant,
    dueOn: CivilDate, answeredAt: Instant? = nil, outcome: Outcome? = nil,
    resolution: String? = nil, closedAt: Instant? = nil, updatedAt: Instant,
    documents: [Document] = []
  ) {
    self.id = id
    self.reference = reference
    self.reason = reason
    self.text = text
    self.openedAt = openedAt
    self.dueOn = dueOn
    self.answeredAt = answeredAt
    self.outcome = outcome
    self.resolution = resolution
    self.closedAt = closedAt
    self.updatedAt = updatedAt
    self.documents = documents
  }
}

/// One page of contestations.
package struct BureauDisputePage: Sendable {
  package let disputes: [BureauDispute]
  package let nextCursor: String?
  /// How many more there were that break the contract.
  package let unreadable: Int

  package init(disputes: [BureauDispute], nextCursor: String?, unreadable: Int = 0) {
    self.disputes = disputes
    self.nextCursor = nextCursor
    self.unreadable = unreadable
  }
}

/// Our answer to a contestation, as it goes out.
package struct BureauDisputeAnswer: Sendable {
  /// The bureau's id of the contestation.
  package let dispute: String
  package let outcome: DisputeAnswer.Outcome
  package let note: String
  package let documents: [DisputeProof]
  /// Every try of one answer has the same number.
  package let message: Int64

  package init(
    dispute: String, outcome: DisputeAnswer.Outcome, note: String, documents: [DisputeProof],
    message: Int64
  ) {
    self.dispute = dispute
    self.outcome = outcome
    self.note = note
    self.documents = documents
    self.message = message
  }
}

/// What a bureau that tells of no contestations answers.
extension BureauConnector {
  package func disputes(
    _ access: BureauAccess, since: Instant, cursor: String?
  ) async -> BureauOutcome<BureauDisputePage> {
    .answered(BureauDisputePage(disputes: [], nextCursor: nil))
  }

  package func dispute(
    _ access: BureauAccess, id: String
  ) async -> BureauOutcome<BureauDispute?> { .answered(nil) }

  package func disputeDocument(
    _ access: BureauAccess, dispute: String, id: String
  ) async -> BureauOutcome<[UInt8]> { .refused(.disputesUnknown) }

  package func answer(
    _ access: BureauAccess, _ answer: BureauDisputeAnswer
  ) async -> BureauOutcome<BureauDispute> { .refused(.disputesUnknown) }
}

extension BureauRefusal {
  fileprivate static let disputesUnknown = BureauRefusal(
    status: 404, code: "disputes-unknown", detail: "Este birô não recebe respostas a contestações.",
    rejections: [])
}
