import Credit
import SQLDatabase
import Work
import World

/// What the bureau does with a record by the clock, in the order of one instant. Each step is a
/// lane of its own: a record that fails in one is set aside there and holds up no other.
enum RecordStep: String, CaseIterable, Sendable {
  /// First: nothing is shown on the day it must be hidden. What was only received is judged
  /// instead, so that its creditor hears why it was not taken.
  case expiry = "record-expiry"
  case judgement = "record-judgement"
  case review = "record-review"
  case notice = "record-notice"
  case visibility = "record-visibility"
  case returned = "record-return"

  var lane: Lane {
    Lane(
      name: rawValue, rows: rows, policy: .inside,
      subject: { ID<ListedRecord>($0).description }, sentence: Register.workSentence)
  }

  private var rows: LaneRows {
    switch self {
    case .expiry:
      LaneRows(
        table: "records",
        condition:
          "r.state NOT IN ('rejected', 'removed', 'expired') AND r.state <> 'received'",
        due: .on("r.expires_on"), order: "r.expires_on, r.id")
    case .judgement:
      LaneRows(
        table: "records", condition: "r.state = 'received'", due: .at("r.received_at"),
        order: "r.id")
    case .review:
      LaneRows(
        table: "records", condition: "r.state = 'underReview' AND r.review_due_on IS NOT NULL",
        due: .on("r.review_due_on", daysLater: 1), order: "r.review_due_on, r.id")
    case .notice:
      LaneRows(
        table: "records", condition: "r.state = 'noticePending'", due: .at("r.notice_due_at"),
        order: "r.notice_due_at, r.id")
    case .visibility:
      LaneRows(
        table: "records",
        condition: """
          r.state = 'noticePeriod' AND r.visible_from_on IS NOT NULL AND NOT \(Self.isUnprinted)
          """,
        due: .on("r.visible_from_on"), order: "r.visible_from_on, r.id")
    case .returned:
      LaneRows(
        table: "records", condition: "r.state = 'noticeFailed'",
        due: .on("r.hold_until_on", daysLater: 1), order: "r.hold_until_on, r.id")
    }
  }

  /// A letter of the record, or of the one whose notice goes on as its own, was not printed, or
  /// cannot be: it is not shown before it was.
  static let isUnprinted = """
    EXISTS (SELECT 1 FROM notices n WHERE n.record_id IN (r.id, r.notice_record_id)
      AND n.pdf_sha256 IS NULL AND n.erased_at IS NULL)
    """

  /// Does the step to a record that is due.
  func apply(
    to stored: inout StoredRecord, _ register: Register, at now: Instant,
    in transaction: Transaction
  ) throws {
    switch self {
    case .expiry:
      try register.change(
        &stored, .fiveYearsPassed, actor: Actor.bureau, at: now, in: transaction)
    case .judgement: try register.judge(&stored, at: now, in: transaction)
    case .review: try register.endReview(of: &stored, at: now, in: transaction)
    case .notice:
      if now.civilDate == stored.record.noticeDueAt?.civilDate {
        try register.issueNotice(of: &stored, at: now, in: transaction)
      } else {
        try register.postponeNotice(of: stored, at: now, in: transaction)
      }
    case .visibility:
      try register.change(&stored, .termEnded, actor: Actor.bureau, at: now, in: transaction)
    case .returned:
      try register.change(
        &stored, .removedByBureau(reason: KnownRemovalReason.noticeReturned), actor: Actor.bureau,
        at: now, in: transaction)
    }
  }
}
