package import Credit
import Refusals
import SQLDatabase
import World

extension Register {
  /// Keeps one more document of the person with the open dispute about a record. The creditor reads
  /// of it as of every change of a dispute.
  package func attachProof(
    _ proof: ProofDocument, toDisputeAbout record: ID<ListedRecord>
  ) async throws {
    let now = world.clock.now()
    try await database.write { transaction in
      guard let dispute = try DisputeRow.open(about: record, transaction) else {
        throw Refusal.conflict(
          code: "dispute-closed",
          "Não há contestação em aberto; conteste primeiro, ou aguarde a decisão.")
      }
      let sent = try DisputeDocumentRow.all(of: dispute.id, in: transaction)
        .count { $0.sender == .person }
      guard sent < ProofDocument.countLimit else {
        throw Refusal.conflict(
          code: "too-many-documents",
          "A contestação já tem \(ProofDocument.countLimit) documentos seus; junte os que faltam "
            + "num só arquivo em uma nova contestação ou leve-os ao atendimento.")
      }
      try keep(
        [proof], of: record, dispute: dispute.id, from: .person, at: now, in: transaction)
      try transaction.execute(
        "UPDATE disputes SET updated_at = ?2 WHERE id = ?1", [dispute.id.number, now.microseconds])
    }
  }
}
