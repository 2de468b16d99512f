package import Credit
package import JSONText
package import Refusals
import SQLDatabase
import World

/// What in a real bureau comes from outside: the post office, courts, the bureau's own people.
package enum ForcedEvent: Hashable, Sendable {
  case noticeReturn(code: String)
  case suspension
  case reinstatement
  case subJudice
  case subJudiceEnd
  case bureauRemoval(reason: String)
}

extension Register {
  /// The event of the machine; refuses codes that do not exist on the day.
  package func recordEvent(
    _ forced: ForcedEvent, policy: BureauPolicy, codes: BureauCodes, at now: Instant
  ) throws(Refusal) -> RecordEvent {
    switch forced {
    case .noticeReturn(let word):
      guard let code = codes.find(word, in: .noticeReturn, on: now.civilDate) else {
        throw .invalid([
          .init(
            pointer: "/code", code: "unknown-code", detail: "Este código de devolução não existe.")
        ])
      }
      return .noticeReturned(
        code: word, holds: code.isMarked, holdUntil: now.civilDate.adding(days: policy.holdDays))
    case .suspension: return .suspended
    case .reinstatement: return .reinstated(noticeDueAt: nextCutOff(after: now))
    case .subJudice: return .keptSubJudice
    case .subJudiceEnd: return .subJudiceEnded
    case .bureauRemoval(let reason):
      guard codes.find(reason, in: .removal, on: now.civilDate) != nil else {
        throw .invalid([
          .init(
            pointer: "/reason", code: "removal-reason",
            detail: "Este motivo não existe; veja /v1/codes/removal.")
        ])
      }
      return .removedByBureau(reason: reason)
    }
  }

  /// A record that somebody may rehearse with: a participant its own, the bureau itself (nil) any.
  func rehearsed(
    _ id: ID<ListedRecord>, by participant: ID<Participant>?, in transaction: Transaction
  ) throws -> StoredRecord {
    guard let stored = try RecordRows.find(id, transaction),
      participant.map({ $0 == stored.record.participant }) ?? true
    else { throw Refusal.missing("Não existe registro com este id.") }
    return stored
  }

  /// Makes an event happen that in a real bureau comes from outside.
  package func force(
    _ forced: ForcedEvent, on id: ID<ListedRecord>, of participant: ID<Participant>? = nil,
    note: String?
  ) async throws -> JSON {
    let now = world.clock.now()
    return try await database.write { transaction in
      var stored = try rehearsed(id, by: participant, in: transaction)
      let event = try recordEvent(
        forced, policy: try policy(in: transaction),
        codes: try codesBook.codes(in: transaction), at: now)
      if case .noticeReturned(let code, _, _) = event {
        try markReturned(stored.record, code: code, at: now, in: transaction)
      }
      try refusable {
        try change(
          &stored, event, actor: Actor.simulation, note: note, at: now, in: transaction)
      }
      return stored.record.json(evidence: try evidence(of: stored.record, in: transaction))
    }
  }

  /// Writes the return on the newest notice of a record.
  private func markReturned(
    _ record: Record, code: String, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE notices SET return_code = ?3, returned_at = ?4
      WHERE id = (SELECT MAX(id) FROM notices WHERE record_id = ?1 OR record_id = ?2)
      """, [record.id.number, column(record.noticeRecord), code, now.microseconds])
  }
}
