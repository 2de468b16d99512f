import Credit
import Measures
import Metrics
import SQLDatabase
import Sealing
import Work
import World

/// Prints every letter once and keeps it with its SHA-256; whoever asks for the letter later
/// gets the same bytes. A letter that cannot be printed is set aside; the others are printed, and
/// its record is not shown before a person has seen to it.
///
/// Nothing falls due by it: it goes on a few letters at a time while the process runs. A clock that
/// is moved waits for the letters of what is to be shown, and for no others (`PrintBeforeShowing`).
struct PrintDuty: Duty {
  let name = "printing"
  /// Letters of one round.
  static let batch = 30
  /// Longer than any letter takes.
  private static let leaseSeconds = 120
  private static let printedName = "adimple_letters_printed_total"

  private let lane: ClaimedLane

  init(register: Register) {
    let metrics = register.world.metrics
    metrics.describe(Self.printedName, "Letters that were printed and kept.")
    lane = ClaimedLane(
      register.printLane,
      .init(
        slots: 1, leaseSeconds: Self.leaseSeconds, worker: "bureau", itemLimit: Self.batch),
      database: register.database, world: register.world
    ) { claim in
      try await register.keepDocument(of: ID(claim.row))
      Counter(label: Self.printedName, factory: metrics).increment()
      return .done
    }
  }

  var whileClockMoves: DutyTurn { .never }

  func nextDue() async throws -> Instant? { nil }

  func failedCount() async throws -> Int { try await lane.failedCount() }

  func runDue() async throws -> Bool {
    _ = try await lane.runDue()
    return false
  }
}

extension Register {
  /// Letters that were not printed yet. Those that were erased before have nothing to print.
  var printLane: Lane {
    Lane(
      name: "printing",
      rows: LaneRows(
        table: "notices", condition: "r.pdf_sha256 IS NULL AND r.erased_at IS NULL",
        due: .at("r.issued_at"), order: "r.id"),
      policy: .inside, subject: { ID<Notice>($0).description }, sentence: Self.workSentence)
  }
}
