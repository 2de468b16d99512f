package import Credit
import JSONText
import Refusals
import SQLDatabase
import Sealing
import World

extension Register {
  /// Takes note that a person died: its records are removed, and none is taken again (the debt is
  /// claimed from the estate).
  package func reportDeath(of document: Document, on day: CivilDate) async throws {
    let now = world.clock.now()
    try await database.write { transaction in
      try transaction.execute(
        """
        INSERT INTO deaths (document_index, died_on, reported_at, is_done) VALUES (?1, ?2, ?3, 0)
        ON CONFLICT (document_index) DO UPDATE SET died_on = excluded.died_on
        """, [documents.value(forBare: document.bare), column(day), now.microseconds])
    }
  }

  /// Ends the contract of a participant: it gets no more tokens, and its records are closed.
  package func endContract(of participant: ID<Participant>) async throws {
    let now = world.clock.now()
    try await database.write { transaction in
      let closed = try transaction.execute(
        """
        UPDATE participants SET closed_at = ?2, closing_at = ?2
        WHERE id = ?1 AND closed_at IS NULL
        """, [participant.number, now.microseconds])
      guard closed == 1 else { throw Refusal.missing("Não existe participante com este id.") }
      try transaction.execute(
        "DELETE FROM access_tokens WHERE participant_id = ?1", [participant.number])
    }
  }

  /// Allows a contract again that a court's order had blocked; the record that was closed stays so.
  package func releaseReinclusion(
    after record: ID<ListedRecord>, of participant: ID<Participant>? = nil, actor: String
  ) async throws -> Bool {
    let now = world.clock.now()
    return try await database.write { transaction in
      _ = try rehearsed(record, by: participant, in: transaction)
      return try transaction.execute(
        """
        UPDATE reinclusion_blocks SET released_at = ?2, released_by = ?3
        WHERE record_id = ?1 AND released_at IS NULL
        """, [record.number, now.microseconds, actor]) > 0
    }
  }

  /// Whether the contract of a closed record may not be included again.
  package func blocksReinclusion(_ record: ID<ListedRecord>) async throws -> Bool {
    try await database.read { transaction in
      try transaction.first(
        "SELECT 1 FROM reinclusion_blocks WHERE record_id = ?1 AND released_at IS NULL",
        [record.number]
      ) { try $0.integer(0) } != nil
    }
  }

  /// One chunk of the records that close with a death or a contract; tells whether there was any.
  func closeDependents(limit: Int, at now: Instant, in transaction: Transaction) throws -> Bool {
    if let participant = try transaction.first(
      "SELECT id FROM participants WHERE closing_at IS NOT NULL ORDER BY closing_at, id LIMIT 1",
      [], { try $0.integer(0) })
    {
      let records = try transaction.query(
        """
        SELECT id FROM records WHERE participant_id = ?1
          AND state NOT IN ('rejected', 'removed', 'expired') ORDER BY id LIMIT ?2
        """, [participant, limit]
      ) { ID<ListedRecord>(try $0.integer(0)) }
      if records.isEmpty {
        try transaction.execute(
          "UPDATE participants SET closing_at = NULL WHERE id = ?1", [participant])
      }
      try remove(
        records, reason: KnownRemovalReason.contractEnded, at: now, in: transaction)
      return true
    }
    return try closeAfterDeath(limit: limit, at: now, in: transaction)
  }

  private func closeAfterDeath(
    limit: Int, at now: Instant, in transaction: Transaction
  ) throws -> Bool {
    let index = try transaction.first(
      "SELECT document_index FROM deaths WHERE is_done = 0 ORDER BY reported_at LIMIT 1"
    ) { try $0.bytes(0) }
    guard let index else { return false }
    // The index of live records begins with the participant; there are few of those.
    let participants = try transaction.query("SELECT id FROM participants ORDER BY id") {
      try $0.integer(0)
    }
    var records: [ID<ListedRecord>] = []
    for participant in participants where records.count < limit {
      records += try transaction.query(
        """
        SELECT id FROM records WHERE participant_id = ?1 AND document_index = ?2
          AND accepted_at IS NOT NULL AND state NOT IN ('rejected', 'removed', 'expired')
        ORDER BY id LIMIT ?3
        """, [participant, index, limit]
      ) { ID<ListedRecord>(try $0.integer(0)) }
    }
    try remove(records, reason: KnownRemovalReason.death, at: now, in: transaction)
    if records.isEmpty {
      try transaction.execute(
        "UPDATE deaths SET is_done = 1 WHERE document_index = ?1", [index])
    }
    return true
  }

  private func remove(
    _ records: [ID<ListedRecord>], reason: String, at now: Instant, in transaction: Transaction
  ) throws {
    for id in records {
      // A guarantor of the same chunk may have gone with its principal.
      guard var stored = try RecordRows.find(id, transaction), !stored.record.state.isFinal else {
        continue
      }
      try change(
        &stored, .removedByBureau(reason: reason), actor: Actor.bureau, at: now, in: transaction)
    }
  }
}
