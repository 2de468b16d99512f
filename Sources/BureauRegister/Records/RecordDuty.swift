import Credit
import SQLDatabase
import Work
import World

/// The bureau's own work by the clock: judges what was received, issues the letters at the daily
/// cut-off, shows what has waited out its term, gives up notices that came back, and hides what is
/// five years old.
package struct RecordDuty: Duty {
  package let name = "records"
  /// Records in one transaction.
  static let chunk = 200

  package let register: Register
  private let lanes: [TransactionLane]

  package init(register: Register) {
    self.register = register
    lanes = RecordStep.allCases.map { step in
      register.transactionLane(step.lane, batch: Self.chunk) { id, now, transaction in
        // What an earlier one of the chunk took along is not due any more.
        if var stored = try RecordRows.find(ID(id), transaction), !stored.record.state.isFinal {
          try step.apply(to: &stored, register, at: now, in: transaction)
        }
        return .done
      }
    }
  }

  func nextDue() async throws -> Instant? {
    try await register.database.read { transaction in
      let closing =
        try transaction.first(
          """
          SELECT MIN(at) FROM (
            SELECT closing_at AS at FROM participants WHERE closing_at IS NOT NULL
            UNION ALL SELECT reported_at FROM deaths WHERE is_done = 0) closings
          """
        ) { try $0.optionalTime(0) } ?? nil
      let steps = try lanes.compactMap { try $0.lane.nextDue(in: transaction) }
      return (steps + [closing].compactMap { $0 }).min()
    }
  }

  func failedCount() async throws -> Int {
    var count = 0
    for lane in lanes { count += try await lane.failedCount() }
    return count
  }

  func runDue() async throws -> Bool {
    let now = register.world.clock.now()
    guard let due = try await nextDue(), due <= now else { return false }
    var busy = false
    var problem: (any Error)?
    do {
      busy = try await runClosings(at: now)
    } catch {
      // A closing that fails holds up no record of others.
      problem = error
    }
    for lane in lanes where try await lane.runDue() { busy = true }
    if let problem { throw problem }
    return busy
  }

  private func runClosings(at now: Instant) async throws -> Bool {
    try await register.database.write { transaction in
      try register.closeDependents(limit: Self.chunk, at: now, in: transaction)
    }
  }
}
