import Credit
import SQLDatabase
import Work
import World

/// Decides disputes whose term is over: proof keeps the record, an answer without any takes it off,
/// and so does silence.
package struct DisputeDuty: LaneDuty {
  /// Disputes in one transaction.
  static let chunk = 100

  let lane: TransactionLane

  package init(register: Register) {
    lane = register.transactionLane(register.disputeLane, batch: Self.chunk) {
      id, now, transaction in
      if let dispute = try DisputeRow.find(ID(id), transaction), dispute.state == "open" {
        try register.decide(
          dispute, try Self.outcome(of: dispute, in: transaction), actor: Actor.bureau, at: now,
          in: transaction)
      }
      return .done
    }
  }

  private static func outcome(
    of dispute: DisputeRow, in transaction: Transaction
  ) throws -> DisputeOutcome {
    guard dispute.answeredAt != nil else { return .statementAccepted }
    let proofs = try transaction.first(
      "SELECT COUNT(*) FROM record_documents WHERE dispute_id = ?1 AND sent_by = 'creditor'",
      [dispute.id.number]
    ) { try $0.integer(0) }
    return proofs == 0 ? .notProven : .cleared
  }
}

extension Register {
  /// Disputes whose term is over and that nobody decided.
  var disputeLane: Lane {
    Lane(
      name: "disputes",
      rows: LaneRows(
        table: "disputes", condition: "r.state = 'open'",
        due: .on("r.answer_due_on", daysLater: 1), order: "r.answer_due_on, r.id"),
      policy: .inside, subject: { ID<Dispute>($0).description }, sentence: Self.workSentence)
  }
}
