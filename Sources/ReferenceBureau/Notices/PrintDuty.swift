import Credit
import SQLDatabase
import Sealing
import World

/// Prints every letter once and keeps it with its SHA-256; whoever asks for the letter later
/// gets the same bytes.
///
/// Nothing falls due by it: a clock that is moved never waits for the printer, so that a year can
/// be rehearsed in a moment, and it goes on a few letters at a time while the process runs.
struct PrintDuty: Duty {
  let name = "printing"
  /// Letters of one round.
  static let batch = 10

  let register: Register

  var whileClockMoves: DutyTurn { .never }

  func nextDue() async throws -> Instant? { nil }

  func runDue() async throws -> Bool {
    let ids = try await register.database.read { transaction in
      try transaction.query(
        "SELECT id FROM notices WHERE pdf_sha256 IS NULL ORDER BY id LIMIT ?1", [Self.batch]
      ) { ID<Notice>(try $0.integer(0)) }
    }
    for id in ids { try await register.keepDocument(of: id) }
    return false
  }
}
