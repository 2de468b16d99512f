import Credit
import SQLDatabase
import World

/// The bureau's own work by the clock: judges what was received, issues the letters at the daily
/// cut-off, shows what has waited out its term, gives up notices that came back, and hides what is
/// five years old. Each step is one transaction for a bounded number of records.
struct RecordDuty: Duty {
  let name = "records"
  /// Records in one transaction.
  static let chunk = 200

  let register: Register

  /// One kind of step: which records are due, and what happens to each.
  private struct Step {
    /// Selects the ids that are due; `?1` is the instant, `?2` the civil day, `?3` the chunk.
    let due: String
    let apply: (inout StoredRecord, Instant, Transaction) throws -> Void
  }

  func nextDue() async throws -> Instant? {
    let (received, notice, term, hold, review, closing, expiry) = try await register.database.read {
      transaction in
      func earliest(_ sql: String) throws -> Int64? {
        try transaction.first(sql) { try $0.optionalInteger(0) } ?? nil
      }
      return (
        try earliest("SELECT MIN(received_at) FROM records WHERE state = 'received'"),
        try earliest("SELECT MIN(notice_due_at) FROM records WHERE state = 'noticePending'"),
        try earliest("SELECT MIN(visible_from_on) FROM records WHERE state = 'noticePeriod'"),
        try earliest("SELECT MIN(hold_until_on) FROM records WHERE state = 'noticeFailed'"),
        try earliest(
          """
          SELECT MIN(review_due_on) FROM records
          WHERE state = 'underReview' AND review_due_on IS NOT NULL
          """),
        try earliest(
          """
          SELECT MIN(at) FROM (
            SELECT closing_at AS at FROM participants WHERE closing_at IS NOT NULL
            UNION ALL SELECT reported_at FROM deaths WHERE is_done = 0) closings
          """),
        try earliest(
          """
          SELECT MIN(expires_on) FROM records
          WHERE state NOT IN ('rejected', 'removed', 'expired') AND state <> 'received'
          """)
      )
    }
    func day(_ number: Int64?, plus days: Int = 0) -> Instant? {
      number.map { CivilDate(saturating: $0).adding(days: days).startOfDay }
    }
    return [
      received.map { Instant(microseconds: $0) }, notice.map { Instant(microseconds: $0) },
      closing.map { Instant(microseconds: $0) }, day(term), day(hold, plus: 1),
      day(review, plus: 1), day(expiry),
    ].compactMap { $0 }.min()
  }

  func runDue() async throws -> Bool {
    let now = register.world.clock.now()
    guard let due = try await nextDue(), due <= now else { return false }
    var busy = false
    if try await runClosings(at: now) { busy = true }
    for index in steps.indices where try await runStep(index, at: now) { busy = true }
    return busy
  }

  private func runClosings(at now: Instant) async throws -> Bool {
    try await register.database.write { transaction in
      try register.closeDependents(limit: Self.chunk, at: now, in: transaction)
    }
  }

  private func runStep(_ index: Int, at now: Instant) async throws -> Bool {
    try await register.database.write { transaction in
      let step = steps[index]
      let ids = try transaction.query(
        step.due, [now.microseconds, column(now.civilDate), Self.chunk]
      ) { ID<ListedRecord>(try $0.integer(0)) }
      for id in ids {
        // What an earlier one of the chunk took along is not due any more.
        guard var stored = try RecordRows.find(id, transaction), !stored.record.state.isFinal
        else { continue }
        try step.apply(&stored, now, transaction)
      }
      return !ids.isEmpty
    }
  }

  private var steps: [Step] {
    [
      // Expiry first: nothing is shown on the day it must be hidden. What was only received is
      // judged instead, so that its creditor hears why it was not taken.
      Step(
        due: """
          SELECT id FROM records WHERE state NOT IN ('rejected', 'removed', 'expired')
            AND state <> 'received' AND expires_on <= ?2
            AND CAST(?1 AS BIGINT) > 0 ORDER BY expires_on, id LIMIT ?3
          """
      ) { stored, now, transaction in
        try register.change(
          &stored, .fiveYearsPassed, actor: Actor.bureau, at: now, in: transaction)
      },
      Step(
        due: """
          SELECT id FROM records WHERE state = 'received' AND received_at <= ?1
            AND CAST(?2 AS BIGINT) > 0
          ORDER BY id LIMIT ?3
          """
      ) { stored, now, transaction in
        try register.judge(&stored, at: now, in: transaction)
      },
      Step(
        due: """
          SELECT id FROM records WHERE state = 'underReview' AND review_due_on < ?2
            AND CAST(?1 AS BIGINT) > 0 ORDER BY review_due_on, id LIMIT ?3
          """
      ) { stored, now, transaction in
        try register.endReview(of: &stored, at: now, in: transaction)
      },
      Step(
        due: """
          SELECT id FROM records WHERE state = 'noticePending' AND notice_due_at <= ?1
            AND CAST(?2 AS BIGINT) > 0
          ORDER BY notice_due_at, id LIMIT ?3
          """
      ) { stored, now, transaction in
        if now.civilDate == stored.record.noticeDueAt?.civilDate {
          try register.issueNotice(of: &stored, at: now, in: transaction)
        } else {
          try register.postponeNotice(of: stored, at: now, in: transaction)
        }
      },
      Step(
        due: """
          SELECT id FROM records WHERE state = 'noticePeriod' AND visible_from_on <= ?2
            AND expires_on > ?2 AND CAST(?1 AS BIGINT) > 0
          ORDER BY visible_from_on, id LIMIT ?3
          """
      ) { stored, now, transaction in
        try register.change(&stored, .termEnded, actor: Actor.bureau, at: now, in: transaction)
      },
      Step(
        due: """
          SELECT id FROM records WHERE state = 'noticeFailed' AND hold_until_on < ?2
            AND CAST(?1 AS BIGINT) > 0
          ORDER BY hold_until_on, id LIMIT ?3
          """
      ) { stored, now, transaction in
        try register.change(
          &stored, .removedByBureau(reason: KnownRemovalReason.noticeReturned), actor: Actor.bureau,
          at: now, in: transaction)
      },
    ]
  }
}
