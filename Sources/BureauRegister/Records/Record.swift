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

/// Why a record is hidden for a time.
package enum SuspensionCause: String, Hashable, CaseIterable, Sendable {
  /// A court's order.
  case court
  /// The person contests the debt, and the bureau's policy hides what is contested.
  case dispute
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
  /// The day from whose beginning the record is hidden for good: the fifth anniversary of the due
  /// date, one day before the limit of the law. A correction never puts it off.
  package let expiresOn: CivilDate
  /// The record that this one corrects.
  package let supersedes: ID<ListedRecord>?

  /// The creditor's number of the title; nil where it sent none.
  package var documentNumber: String?
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
  /// Why it is hidden; it comes back when the last cause is gone.
  package var suspensions: Set<SuspensionCause> = []
  package var suspendedOn: CivilDate?
  /// Whether the person contests it (contestação) and the bureau has not decided yet.
  package var isDisputed = false
  /// What the bureau wants to see before it accepts; empty where nothing.
  package var reviewReasons: [String] = []
  /// The last day of the review, of whoever has to act.
  package var reviewDueOn: CivilDate?
  /// The record whose notices are this one's too: what it corrected had been announced already.
  var noticeRecord: ID<ListedRecord>?
  /// The last day on which a returned notice waits for a new address.
  package var holdUntil: CivilDate?
  package var removedAt: Instant?
  package var removalReason: String?
  package var rejections: [RecordRejection] = []

  package init(
    id: ID<ListedRecord>, participant: ID<Participant>, reference: String, role: DebtorRole,
    principal: ID<ListedRecord>?, creditorBranchDocument: String, contractNumber: String,
    restrictionCode: String, dueOn: CivilDate, amount: Cents, noticeChannel: NoticeChannel,
    receivedAt: Instant, supersedes: ID<ListedRecord>? = nil, hiddenFrom limit: CivilDate? = nil
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
    self.supersedes = supersedes
    let anniversary = dueOn.adding(years: Self.yearsShown)
    self.expiresOn = min(anniversary, limit ?? anniversary)
  }

  /// Years after which no debt is shown (CDC, art. 43, § 1º; STJ, Súmula 323).
  static let yearsShown = 5
}
