import Credit
import SQLDatabase
import Work
import World

/// The bureau's own work by the clock: closes what goes with a death or a contract, judges what was
/// received, issues the letters at the daily cut-off, shows what has waited out its term, gives up
/// notices that came back, and hides what is five years old.
struct RecordDuty: Duty {
  let name = "records"
  /// Records in one transaction.
  static let chunk = 200

  private let register: Register
  private let lanes: [TransactionLane]

  init(register: Register) {
    self.register = register
    let closing = register.transactionLane(register.closingLane, batch: Self.chunk) {
      id, now, transaction in
      try register.close(ID(id), at: now, in: transaction)
      return .done
    }
    lanes =
      [closing]
      + RecordStep.allCases.map { step in
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
      try lanes.compactMap { try $0.lane.nextDue(in: transaction) }.min()
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
    for lane in lanes where try await lane.runDue() { busy = true }
    return busy
  }
}
