package import Credit
import Refusals
import SQLDatabase
import World

/// What became of one stray record of several that a person decided on.
package struct StrayRecordDecision: Sendable {
  package let record: ID<StrayRecord>
  package let accepted: Bool
  package let code: String?
  package let detail: String?
}

extension StrayRecords {
  /// Stray records in one request at the most.
  package static let strayRecordsPerRequest = 200

  /// Asks for the removal of stray records, also of those that somebody wanted to keep. One whose
  /// removal is under way is asked about now.
  package func removeStrayRecords(
    _ records: [ID<StrayRecord>], actor: Actor
  ) async throws -> [StrayRecordDecision] {
    try Self.checkCount(records)
    return try await database.write { transaction in
      try records.map { try self.remove($0, actor: actor, in: transaction) }
    }
  }

  /// A person made sure that the records are the creditor's although no listing stands here, and
  /// says how. Nothing is sent; they count as kept. Not possible where the listing is closed here.
  package func keepStrayRecords(
    _ records: [ID<StrayRecord>], note: String, actor: Actor
  ) async throws -> [StrayRecordDecision] {
    try Self.checkCount(records)
    var faults = FaultList()
    faults.check(note, "/note", named: "como isso foi conferido", limit: 500, lines: true)
    try faults.throwIfAny()
    return try await database.write { transaction in
      try records.map { try self.keep($0, note: note, actor: actor, in: transaction) }
    }
  }

  private static func checkCount(_ records: [ID<StrayRecord>]) throws {
    guard !records.isEmpty, records.count <= strayRecordsPerRequest else {
      throw Refusal.invalid([
        Refusal.Fault(
          pointer: "/strayRecordIds", code: "out-of-range",
          detail: "Escolha de 1 a \(strayRecordsPerRequest) registros.")
      ])
    }
  }

  private func remove(
    _ id: ID<StrayRecord>, actor: Actor, in transaction: Transaction
  ) throws -> StrayRecordDecision {
    guard let record = try StrayRecordRows.lock(id, in: transaction) else {
      return Self.refused(id, "not-found", "Registro não encontrado.")
    }
    guard record.state != .gone else {
      return Self.refused(id, "already-removed", "Este registro já não está no birô.")
    }
    try StrayRecordRows.remove(id, by: actor, at: world.clock.now(), in: transaction)
    try office.accessRecords.logAccess(
      actor, "stray-record.removed", subject: id.description, in: transaction)
    return StrayRecordDecision(record: id, accepted: true, code: nil, detail: nil)
  }

  private func keep(
    _ id: ID<StrayRecord>, note: String, actor: Actor, in transaction: Transaction
  ) throws -> StrayRecordDecision {
    guard let record = try StrayRecordRows.lock(id, in: transaction) else {
      return Self.refused(id, "not-found", "Registro não encontrado.")
    }
    guard record.listing == nil else {
      return Self.refused(
        id, "listing-closed",
        "A negativação deste registro está encerrada aqui; ele tem de sair do birô.")
    }
    guard record.state == .found else {
      return Self.refused(
        id, "decided-already", "Já se decidiu o que será deste registro (\(record.state.rawValue))."
      )
    }
    try transaction.execute(
      """
      UPDATE stray_records SET state = 'kept', decided_by = ?2, note = ?3, finished_at = ?4
      WHERE id = ?1
      """, [id, actor.name, note, world.clock.now()])
    try office.accessRecords.logAccess(
      actor, "stray-record.kept", subject: id.description, in: transaction)
    return StrayRecordDecision(record: id, accepted: true, code: nil, detail: nil)
  }

  private static func refused(
    _ id: ID<StrayRecord>, _ code: String, _ detail: String
  ) -> StrayRecordDecision {
    StrayRecordDecision(record: id, accepted: false, code: code, detail: detail)
  }
}
