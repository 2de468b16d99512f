package import Credit
import Letters
import SQLDatabase
import Sealing
import World

extension Office {
  /// The report of an inquiry as PDF; that somebody opened it is logged. Throws 409
  /// `inquiry-running`, and 404 `report-erased` after its term of retention.
  package func printInquiry(_ id: ID<Inquiry>, actor: Actor) async throws -> [UInt8] {
    let opened = try await openInquiry(id, actor: actor)
    guard opened.record.state != .running else {
      throw Refusal(
        .conflict, code: "inquiry-running", detail: "A consulta ainda está em andamento.")
    }
    guard opened.report != nil || opened.record.outcome != .clean else {
      throw Refusal(
        .notFound, code: "report-erased",
        detail: "O relatório foi eliminado no fim do prazo de guarda; o resumo continua na "
          + "consulta.")
    }
    let row = try await database.read { transaction in
      try transaction.first(
        """
        SELECT i.document_sealed, b.name, source.completed_at, i.requested_at FROM inquiries i
        LEFT JOIN branches b ON b.id = COALESCE(i.branch_id, (SELECT MIN(id) FROM branches))
        LEFT JOIN inquiries source ON source.id = COALESCE(i.reused_id, i.id)
        WHERE i.id = ?1
        """, [id]
      ) { row in
        (
          sealed: try row.bytes(0), branch: try row.optionalText(1),
          answered: try row.optionalInstant(2) ?? row.instant(3)
        )
      }
    }
    guard let row else { throw Refusal.notFound("Consulta") }
    let document = try sealer.openText(row.sealed, place: InquiryRows.documentPlace(id))
    return try InquiryReportPDF.render(
      InquiryReportModel.make(
        opened, document: document, requester: row.branch ?? "Adimple", inquiredAt: row.answered,
        printedAt: world.clock.now()))
  }
}
