package import Credit
import Refusals
import SQLDatabase
import World

extension Register {
  /// Keeps one more document of the person with the open dispute about a record, or about the one
  /// that stands for it now. The creditor reads of it as of every change of a dispute. The same
  /// content again changes nothing.
  package func attachProof(
    _ proof: ProofDocument, toDisputeAbout record: ID<ListedRecord>
  ) async throws {
    let now = world.clock.now()
    try await database.write { transaction in
      let named = try rehearsed(record, by: nil, in: transaction)
      let current = try successor(of: named, in: transaction).record.id
      guard let dispute = try DisputeRow.open(about: current, transaction) else {
        throw Refusal.conflict(
          code: "dispute-closed", "Não há contestação em aberto; conteste primeiro.")
      }
      guard try !DisputeDocumentRow.isSent(proof, with: dispute.id, in: transaction) else { return }
      let sent = try DisputeDocumentRow.all(of: dispute.id, in: transaction)
        .count { $0.sender == .person }
      guard sent < ProofDocument.countLimit else {
        throw Refusal.conflict(
          code: "too-many-documents",
          "A contestação já tem \(ProofDocument.countLimit) documentos seus; leve os que faltam ao "
            + "atendimento do birô.")
      }
      try keep(
        [proof], of: current, dispute: dispute.id, from: .person, at: now, in: transaction)
      try transaction.execute(
        "UPDATE disputes SET updated_at = ?2 WHERE id = ?1", [dispute.id.number, now.microseconds])
    }
  }
}
