import Credit
import JSONText
import SQLDatabase
import Sealing
import World

extension Register {
  /// The one way in which a stored record changes: the machine decides; the row, the happening
  /// with its hash, the deliveries and what follows are written in the caller's transaction.
  func change(
    _ stored: inout StoredRecord, _ event: RecordEvent, actor: String, at now: Instant,
    in transaction: Transaction
  ) throws {
    let before = stored.record.version
    let effects = try stored.record.apply(event, at: now)
    guard try RecordRows.update(stored.record, from: before, at: now, transaction) else {
      throw DatabaseError.busy
    }
    for effect in effects {
      switch effect {
      case .publish(let type):
        try record(type, of: stored.record, actor: actor, at: now, in: transaction)
      case .closeGuarantors:
        try closeGuarantors(of: stored.record, at: now, in: transaction)
      case .blockReinclusion:
        try transaction.execute(
          """
          INSERT INTO reinclusion_blocks (participant_id, document_index, contract_number,
            record_id, created_at)
          VALUES (?1, ?2, ?3, ?4, ?5)
          ON CONFLICT (participant_id, document_index, contract_number)
            DO UPDATE SET released_at = NULL, record_id = excluded.record_id
          """,
          [
            stored.record.participant.number, stored.documentIndex, stored.record.contractNumber,
            stored.record.id.number, now.microseconds,
          ])
      }
    }
  }

  /// Keeps what happened, chained to what happened before, and queues its webhooks.
  func record(
    _ type: String, of record: Record, actor: String, at now: Instant,
    in transaction: Transaction
  ) throws {
    let previous = try transaction.first(
      "SELECT hash FROM happenings WHERE record_id = ?1 ORDER BY version DESC LIMIT 1",
      [record.id.number]
    ) { try $0.bytes(0) }
    let body = record.json(evidence: try evidence(of: record.id, in: transaction)).text
    let hash = HashChain.next(
      previous: previous ?? HashChain.origin,
      fields: [
        Array(record.id.description.utf8), Array(String(record.version).utf8),
        Array(type.utf8), Array(actor.utf8), Array(now.description.utf8), Array(body.utf8),
      ])
    let id = try transaction.nextIdentifier()
    try transaction.execute(
      """
      INSERT INTO happenings (id, participant_id, record_id, version, type, actor, at, body, hash)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
      """,
      [
        id, record.participant.number, record.id.number, record.version, type, actor,
        now.microseconds, body, hash,
      ])
    try queueDeliveries(
      of: id, type: type, participant: record.participant, at: now, in: transaction)
  }

  private func closeGuarantors(
    of principal: Record, at now: Instant, in transaction: Transaction
  ) throws {
    let guarantors = try transaction.query(
      """
      SELECT \(RecordRows.columns) FROM records
      WHERE principal_id = ?1 AND state NOT IN ('rejected', 'removed', 'expired')
      """, [principal.id.number], RecordRows.read)
    for var guarantor in guarantors {
      try change(&guarantor, .principalClosed, actor: "bureau", at: now, in: transaction)
    }
  }
}
