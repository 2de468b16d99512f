import Coordination
import Credit
import SQLDatabase
import Sealing
import World

extension Register {
  /// What happened to records. Each record has a chain of its own too (`alteredHistories`), which
  /// somebody without the key could write anew.
  static let happeningChain = TrailChain(
    "happenings",
    columns: [
      "id", "participant_id", "record_id", "version", "type", "actor", "at", "body", "hash",
      "event", "reason", "note",
    ], name: "Histórico dos registros")

  var trail: Trail { Trail(sealer.trail) }

  /// Begins the chains of the bureau, once; what happened before is linked as it is found.
  package func beginTrail() async throws {
    try await TrailStart(
      database: plainDatabase, trail: trail, chains: [Self.happeningChain]
    ).run(at: world.clock.now())
  }

  /// What the chains show, in Portuguese, and over how many rows. In constant memory.
  package func verifyTrail() async throws -> (rows: Int, findings: [String]) {
    var rows = 0
    var findings: [String] = []
    if let fault = try await database.read({ try trail.faultOfStart(in: $0) }) {
      findings.append(fault)
    }
    var next: TrailPosition? = TrailPosition()
    while let position = next {
      try Task.checkCancellation()
      let batch = try await database.read {
        try trail.check(Self.happeningChain, behind: position, in: $0)
      }
      rows += batch.rows
      findings += batch.findings.map(\.sentence).prefix(
        max(0, Self.listedFindings - findings.count))
      next = batch.next
    }
    return (rows, findings)
  }

  /// Findings that are listed.
  static let listedFindings = 1_000
}
