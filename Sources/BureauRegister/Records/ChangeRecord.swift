import Coordination
import Credit
import JSONText
import SQLDatabase
import Sealing
import World

extension Register {
  /// The one way in which a stored record changes: the machine decides; the row, the happening
  /// with its hash, the deliveries and what follows are written in the caller's transaction.
  ///
  /// - Parameter note: what a person said to it, kept in the history.
  func change(
    _ stored: inout StoredRecord, _ event: RecordEvent, actor: String, note: String? = nil,
    at now: Instant, in transaction: Transaction
  ) throws {
    let before = stored.record.version
    let effects = try stored.record.apply(event, at: now)
    guard try RecordRows.update(stored, from: before, at: now, transaction) else {
      throw DatabaseError.busy
    }
    try scheduleErasure(of: stored.record, at: now, in: transaction)
    for effect in effects {
      switch effect {
      case .publish(let type):
        try record(
          Happening(type: type, event: event.name, reason: event.reason, note: note, actor: actor),
          of: stored.record, at: now, in: transaction)
      case .closeGuarantors:
        try closeGuarantors(of: stored.record, at: now, in: transaction)
      case .judgeGuarantors:
        try judgeGuarantors(of: stored.record, at: now, in: transaction)
      case .endDispute:
        try endDispute(about: stored.record, at: now, in: transaction)
      case .blockReinclusion:
        try blockReinclusion(after: stored, at: now, in: transaction)
      }
    }
  }

  /// Keeps what happened, chained to what happened before, and queues its webhooks.
  func record(
    _ happening: Happening, of record: Record, at now: Instant, in transaction: Transaction
  ) throws {
    let previous = try transaction.first(
      "SELECT hash FROM happenings WHERE record_id = ?1 ORDER BY version DESC LIMIT 1",
      [record.id.number]
    ) { try $0.bytes(0) }
    let body = record.json(evidence: try evidence(of: record, in: transaction)).text
    let hash = HashChain.next(
      previous: previous ?? HashChain.origin,
      fields: happening.hashed(of: record.id, version: record.version, at: now, body: body))
    let id = try transaction.nextIdentifier()
    let row: [any SQLConvertible] = [
      id, record.participant.number, record.id.number, record.version, happening.type,
      happening.actor, now.microseconds, body, hash, happening.event, happening.reason,
      happening.note,
    ]
    try trail.append([row.map(\.sqlValue)], to: Self.happeningChain, at: now, in: transaction)
    try queueDeliveries(
      of: id, type: happening.type, participant: record.participant, at: now, in: transaction)
  }

  private func blockReinclusion(
    after stored: StoredRecord, at now: Instant, in transaction: Transaction
  ) throws {
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

  /// The guarantors of a record that are not closed, the oldest first.
  func liveGuarantors(
    of principal: Record, in transaction: Transaction
  ) throws -> [StoredRecord] {
    try transaction.query(
      """
      \(RecordRows.table.select)
      WHERE principal_id = ?1 AND state NOT IN ('rejected', 'removed', 'expired') ORDER BY id
      """, [principal.id.number], RecordRows.read)
  }

  private func closeGuarantors(
    of principal: Record, at now: Instant, in transaction: Transaction
  ) throws {
    for var guarantor in try liveGuarantors(of: principal, in: transaction) {
      try change(&guarantor, .principalClosed, actor: Actor.bureau, at: now, in: transaction)
    }
  }

  private func judgeGuarantors(
    of principal: Record, at now: Instant, in transaction: Transaction
  ) throws {
    for var guarantor in try liveGuarantors(of: principal, in: transaction)
    where guarantor.record.reviewReasons.contains(ReviewReason.principal) {
      try judge(&guarantor, at: now, in: transaction)
    }
  }
}
