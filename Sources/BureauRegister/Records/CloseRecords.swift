package import Credit
import JSONText
import Refusals
import SQLDatabase
import Sealing
import Work
import World

extension Register {
  /// Takes note that a person died: its records are removed, and none is taken again (the debt is
  /// claimed from the estate).
  package func reportDeath(of document: Document, on day: CivilDate) async throws {
    let now = world.clock.now()
    let index = documents.value(forBare: document.bare)
    try await database.write { transaction in
      try transaction.execute(
        """
        INSERT INTO deaths (document_index, died_on, reported_at) VALUES (?1, ?2, ?3)
        ON CONFLICT (document_index) DO UPDATE SET died_on = excluded.died_on
        """, [index, column(day), now.microseconds])
      // The index of live records begins with the participant; there are few of those.
      try scheduleClosing(
        of: """
          participants p JOIN records r ON r.participant_id = p.id AND r.document_index = ?1
            AND r.accepted_at IS NOT NULL
          """, index, reason: KnownRemovalReason.death, at: now, in: transaction)
    }
  }

  /// Ends the contract of a participant: it gets no more tokens, and its records are closed.
  package func endContract(of participant: ID<Participant>) async throws {
    let now = world.clock.now()
    try await database.write { transaction in
      let closed = try transaction.execute(
        """
        UPDATE participants SET closed_at = ?2 WHERE id = ?1 AND closed_at IS NULL
        """, [participant.number, now.microseconds])
      guard closed == 1 else { throw Refusal.missing("Não existe participante com este id.") }
      try transaction.execute(
        "DELETE FROM access_tokens WHERE participant_id = ?1", [participant.number])
      try scheduleClosing(
        of: "participants p JOIN records r ON r.participant_id = p.id AND p.id = ?1",
        participant.number, reason: KnownRemovalReason.contractEnded, at: now, in: transaction)
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

  /// Notes that live records are to be closed; the lane closes them one by one.
  ///
  /// - Parameter source: SQL of the records `r`, with `subject` as `?1`.
  private func scheduleClosing(
    of source: String, _ subject: any SQLConvertible, reason: String, at now: Instant,
    in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      INSERT INTO record_closings (record_id, reason, due_at)
      SELECT r.id, CAST(?2 AS TEXT), CAST(?3 AS BIGINT) FROM \(source)
      WHERE r.state NOT IN ('rejected', 'removed', 'expired')
      ON CONFLICT (record_id) DO NOTHING
      """, [subject, reason, now.microseconds])
  }

  /// Records that close with a death or a contract.
  var closingLane: Lane {
    Lane(
      name: "closings",
      rows: LaneRows(
        table: "record_closings", key: "r.record_id", condition: "r.record_id > 0",
        due: .at("r.due_at"), order: "r.due_at, r.record_id"),
      policy: .inside, subject: { ID<ListedRecord>($0).description },
      sentence: Self.workSentence,
      onDiscard: { id, _, _, transaction in
        try transaction.execute("DELETE FROM record_closings WHERE record_id = ?1", [id])
      })
  }

  /// Closes one of them, or the record that has taken its place since.
  func close(_ id: ID<ListedRecord>, at now: Instant, in transaction: Transaction) throws {
    let reason = try transaction.first(
      "SELECT reason FROM record_closings WHERE record_id = ?1", [id.number]
    ) { try $0.text(0) }
    guard let reason else { return }
    if let named = try RecordRows.find(id, transaction) {
      var stored = try successor(of: named, in: transaction)
      // A guarantor may have gone with its principal.
      if !stored.record.state.isFinal {
        try change(
          &stored, .removedByBureau(reason: reason), actor: Actor.bureau, at: now, in: transaction)
      }
    }
    try transaction.execute("DELETE FROM record_closings WHERE record_id = ?1", [id.number])
  }
}
