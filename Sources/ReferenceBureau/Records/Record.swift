package import Credit

/// Whether the person owes the debt or answers for it (coobrigado).
package enum DebtorRole: String, Hashable, CaseIterable, Sendable {
  case principal
  case guarantor
}

/// How the notice reaches the person.
package enum NoticeChannel: String, Hashable, CaseIterable, Sendable {
  case letter
  case letterWithSlip
  case email
}

/// The row of the table of state rules that was applied, kept as evidence.
package struct AppliedRule: Hashable, Sendable {
  /// Two letters; the state of the debtor's address.
  package var state: String
  /// Full calendar days between posting and visibility.
  package var noticeDays: Int
  package var minimumDaysOverdue: Int
  /// The law or practice, as a citation.
  package var law: String

  package init(state: String, noticeDays: Int, minimumDaysOverdue: Int, law: String) {
    self.state = state
    self.noticeDays = noticeDays
    self.minimumDaysOverdue = minimumDaysOverdue
    self.law = law
  }

  /// The first day on which the record may be seen: `noticeDays` full days pass after the day of
  /// posting, and the debt is overdue for `minimumDaysOverdue` (Paraná has both clocks).
  package func visibleFrom(postedOn: CivilDate, dueOn: CivilDate) -> CivilDate {
    max(postedOn.adding(days: noticeDays + 1), dueOn.adding(days: minimumDaysOverdue))
  }
}

/// One reason why a record was not taken.
package struct RecordRejection: Hashable, Sendable {
  package let code: String
  package let detail: String

  package init(code: String, detail: String) {
    self.code = code
    self.detail = detail
  }
}

/// A record of the register (registro): what the machine knows of it.
package struct Record: Hashable, Sendable {
  package let id: ID<ListedRecord>
  package let participant: ID<Participant>
  /// The creditor's own name for it, unique for each creditor.
  package let reference: String
  package let role: DebtorRole
  /// The principal's record, where this one is a guarantor's.
  package var principal: ID<ListedRecord>?
  package let creditorBranchDocument: String
  package let contractNumber: String
  package let restrictionCode: String
  package let dueOn: CivilDate
  package let amount: Cents
  /// The channel of the newest notice: an e-mail that nobody received becomes a letter.
  package var noticeChannel: NoticeChannel
  package let receivedAt: Instant

  package var state: RecordState = .received
  /// 1 when received; grows by one with every change.
  package var version: Int64 = 1
  package var acceptedAt: Instant?
  package var appliedRule: AppliedRule?
  /// When the notice goes out, while it is pending.
  package var noticeDueAt: Instant?
  package var noticeIssuedOn: CivilDate?
  package var visibleFrom: CivilDate?
  /// When it was first shown; nil for ever if it was closed before.
  package var visibleAt: Instant?
  /// The state that a lifted suspension returns to.
  package var suspendedFrom: RecordState?
  /// The last day on which a returned notice waits for a new address.
  package var holdUntil: CivilDate?
  package var removedAt: Instant?
  package var removalReason: String?
  package var rejections: [RecordRejection] = []

  package init(
    id: ID<ListedRecord>, participant: ID<Participant>, reference: String, role: DebtorRole,
    principal: ID<ListedRecord>?, creditorBranchDocument: String, contractNumber: String,
    restrictionCode: String, dueOn: CivilDate, amount: Cents, noticeChannel: NoticeChannel,
    receivedAt: Instant
  ) {
    self.id = id
    self.participant = participant
    self.reference = reference
    self.role = role
    self.principal = principal
    self.creditorBranchDocument = creditorBranchDocument
    self.contractNumber = contractNumber
    self.restrictionCode = restrictionCode
    self.dueOn = dueOn
    self.amount = amount
    self.noticeChannel = noticeChannel
    self.receivedAt = receivedAt
  }

  /// Years after which no debt is shown (CDC, art. 43, § 1º; STJ, Súmula 323).
  package static let yearsShown = 5

  /// The day from whose beginning the record is hidden for good: the fifth anniversary of the due
  /// date, one day before the limit of the law.
  package var expiresOn: CivilDate { dueOn.adding(years: Self.yearsShown) }
}
