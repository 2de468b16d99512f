package import Credit
package import JSONText
import Refusals
import SQLDatabase
import Sealing
import World

/// The creditor's answer to a dispute.
package struct DisputeAnswer: Sendable {
  package enum Position: String, CaseIterable, Sendable {
    /// The debt is owed, as the documents show.
    case maintains
    /// The person is right: the record goes.
    case accepts
  }

  package var position: Position
  package var statement: String
  package var proofs: [ProofDocument]

  package init(position: Position, statement: String, proofs: [ProofDocument]) {
    self.position = position
    self.statement = statement
    self.proofs = proofs
  }
}

extension Register {
  /// Takes the creditor's answer. Accepting takes the record off at once; maintaining waits for
  /// the bureau's decision.
  package func answerDispute(
    _ id: ID<Dispute>, _ answer: DisputeAnswer, participant: ID<Participant>
  ) async throws -> JSON {
    let now = world.clock.now()
    return try await database.write { transaction in
      let dispute = try openDispute(id, of: participant, in: transaction)
      guard dispute.answeredAt == nil else {
        throw Refusal.conflict(code: "dispute-answered", "A contestação já foi respondida.")
      }
      let content: JSON = [
        "position": .string(answer.position.rawValue), "statement": .string(answer.statement),
        "documents": .array(answer.proofs.map { .string($0.name) }),
      ]
      try transaction.execute(
        "UPDATE disputes SET answered_at = ?2, answer = ?3, updated_at = ?2 WHERE id = ?1",
        [
          id.number, now.microseconds,
          sealer.seal(content.text, place: Self.disputePlace(id, "answer")),
        ])
      try keep(answer.proofs, of: dispute.record, dispute: id, at: now, in: transaction)
      if answer.position == .accepts, var stored = try RecordRows.find(dispute.record, transaction)
      {
        try change(
          &stored, .removedByCreditor(reason: "undue-listing"), actor: Actor.creditor, at: now,
          in: transaction)
      }
      return try shown(id, in: transaction)
    }
  }

  /// Decides an open dispute.
  package func decideDispute(
    _ id: ID<Dispute>, of participant: ID<Participant>? = nil, _ outcome: DisputeOutcome,
    actor: String
  ) async throws -> JSON {
    let now = world.clock.now()
    return try await database.write { transaction in
      let dispute = try openDispute(id, of: participant, in: transaction)
      try decide(dispute, outcome, actor: actor, at: now, in: transaction)
      return try shown(id, in: transaction)
    }
  }

  func decide(
    _ dispute: DisputeRow, _ outcome: DisputeOutcome, actor: String, at now: Instant,
    in transaction: Transaction
  ) throws {
    guard var stored = try RecordRows.find(dispute.record, transaction) else {
      throw DatabaseError.unexpectedValue(column: 0, expected: "record")
    }
    if let reason = outcome.removalReason {
      // The removal ends the dispute by itself.
      return try change(
        &stored, .removedByBureau(reason: reason), actor: actor, at: now, in: transaction)
    }
    try change(
      &stored, .disputeCleared(noticeDueAt: nextCutOff(after: now)), actor: actor, at: now,
      in: transaction)
    try close(dispute.id, state: "dismissed", outcome.rawValue, at: now, in: transaction)
  }

  /// A record was closed while it was contested.
  func endDispute(about record: Record, at now: Instant, in transaction: Transaction) throws {
    guard let dispute = try DisputeRow.open(about: record.id, transaction) else { return }
    let reason = record.removalReason ?? record.state.rawValue
    let isRight = [
      KnownRemovalReason.debtNotProven, KnownRemovalReason.documentsMissing,
      KnownRemovalReason.consumerStatement, "undue-listing", "fraud", "dispute",
    ].contains(reason)
    try close(
      dispute.id, state: isRight ? "upheld" : "dismissed", reason, at: now, in: transaction)
  }

  private func close(
    _ id: ID<Dispute>, state: String, _ resolution: String, at now: Instant,
    in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE disputes SET state = ?2, resolution = ?3, resolved_at = ?4, updated_at = ?4
      WHERE id = ?1 AND state = 'open'
      """, [id.number, state, resolution, now.microseconds])
  }

  private func openDispute(
    _ id: ID<Dispute>, of participant: ID<Participant>?, in transaction: Transaction
  ) throws -> DisputeRow {
    guard let dispute = try DisputeRow.find(id, transaction),
      participant.map({ $0 == dispute.participant }) ?? true
    else { throw Refusal.missing("Não existe contestação com este id.") }
    guard dispute.state == "open" else {
      throw Refusal.conflict(code: "dispute-closed", "A contestação já foi decidida.")
    }
    return dispute
  }

  func shown(_ id: ID<Dispute>, in transaction: Transaction) throws -> JSON {
    guard let row = try DisputeRow.find(id, transaction) else {
      throw DatabaseError.unexpectedValue(column: 0, expected: "dispute")
    }
    return try json(row, in: transaction)
  }
}
