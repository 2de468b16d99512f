import Credit
import SQLDatabase
import Work
import World

/// Prints the letters whose records are to be shown on this day and were not printed yet: a letter
/// that cannot be printed must be known before its record is seen. It works at the same rows as
/// `PrintDuty`, and falls due by the clock.
struct PrintBeforeShowing: Duty {
  let name = "printing-before-showing"
  /// Letters that are printed at once.
  private static let slots = 2
  /// Longer than any letter takes.
  private static let leaseSeconds = 120

  private let lane: ClaimedLane

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

  func nextDue() async throws -> Instant? { try await lane.nextDue() }
  func runDue() async throws -> Bool { try await lane.runDue() }
  func failedCount() async throws -> Int { try await lane.failedCount() }
}

extension Register {
  /// The letters of `printLane` that hold their record back, by the day on which it is to be shown.
  fileprivate var dueLetterLane: Lane {
    Lane(
      name: printLane.name,
      rows: LaneRows(
        table: """
          (SELECT n.id, d.visible_from_on FROM notices n JOIN records d ON d.id = n.record_id
          WHERE n.pdf_sha256 IS NULL AND n.erased_at IS NULL AND d.state = 'noticePeriod'
            AND d.visible_from_on IS NOT NULL)
          """,
        condition: "r.id > 0", due: .on("r.visible_from_on"), order: "r.visible_from_on, r.id"),
      policy: printLane.policy, subject: printLane.subject, sentence: Self.workSentence)
  }
}
