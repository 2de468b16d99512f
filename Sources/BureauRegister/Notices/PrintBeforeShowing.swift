import Credit
import SQLDatabase
import Work
import World

/// Prints the letters whose records are to be shown on this day and were not printed yet: a letter
/// that cannot be printed must be known before its record is seen. It works at the same rows as
/// `PrintDuty`, and falls due by the clock.
struct PrintBeforeShowing: LaneDuty {
  let name = "printing-before-showing"
  /// Letters that are printed at once.
  private static let slots = 2
  /// Longer than any letter takes.
  private static let leaseSeconds = 120

  let lane: ClaimedLane

  init(register: Register) {
    lane = ClaimedLane(
      register.dueLetterLane,
      .init(slots: Self.slots, leaseSeconds: Self.leaseSeconds, worker: "bureau"),
      database: register.database, world: register.world
    ) { claim in
      try await register.keepDocument(of: ID(claim.row))
      return .done
    }
  }
}

extension Register {
  /// The letters of `printLane` that hold a record back, their own or the one that follows it, by
  /// the day on which it is to be shown. From the few letters that are not printed to the live
  /// records of the same debtor (`records_one_live`): one at the most lives by a letter.
  fileprivate var dueLetterLane: Lane {
    Lane(
      name: printLane.name,
      rows: LaneRows(
        table: """
          (SELECT n.id, d.visible_from_on FROM notices n
          CROSS JOIN records o CROSS JOIN records d
          WHERE n.pdf_sha256 IS NULL AND n.erased_at IS NULL AND o.id = n.record_id
            AND d.participant_id = o.participant_id AND d.document_index = o.document_index
            AND d.accepted_at IS NOT NULL AND d.state NOT IN ('rejected', 'removed', 'expired')
            AND d.state = 'noticePeriod' AND d.visible_from_on IS NOT NULL
            AND (d.id = n.record_id OR d.notice_record_id = n.record_id))
          """,
        condition: "r.id > 0", due: .on("r.visible_from_on"), order: "r.visible_from_on, r.id"),
      policy: printLane.policy, subject: printLane.subject, sentence: Self.workSentence)
  }
}
