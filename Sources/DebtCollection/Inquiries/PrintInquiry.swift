package import Credit
package import Letters
import Refusals
import SQLDatabase
import Sealing
import World

/// A report ready to be shown or printed.
package struct ShownInquiry: Sendable {
  package let record: InquiryRecord
  package let personName: String?
  package let personStage: PersonStage?
  /// Words and figures; where the report was erased, the figures alone.
  package let report: InquiryReport
  /// The lists are gone at the end of their term of retention; the summary stays.
  package let isErased: Bool
}

extension Inquiries {
  /// The report of an inquiry in words, for the screen; that somebody opened it is logged.
  package func showInquiry(_ id: ID<Inquiry>, actor: Actor) async throws -> ShownInquiry {
    let opened = try await openInquiry(id, actor: actor)
    let row = try await database.read { transaction in
      try transaction.first(
        """
        SELECT i.document_sealed, b.name, source.completed_at, i.requested_at, p.name, p.stage,
          COALESCE(q.name, i.product) FROM inquiries i
        LEFT JOIN branches b ON b.id = COALESCE(i.branch_id, (SELECT MIN(id) FROM branches))
        LEFT JOIN inquiries source ON source.id = COALESCE(i.reused_id, i.id)
        LEFT JOIN people p ON p.id = i.person_id
        LEFT JOIN integration_products q
          ON q.integration_id = i.integration_id AND q.code = i.product
        WHERE i.id = ?1
        """, [id]
      ) { row in
        (
          sealed: try row.bytes(0), branch: try row.optionalText(1),
          answered: try row.optionalInstant(2) ?? row.instant(3), name: try row.optionalText(4),
          stage: row.isNull(5) ? nil : try row.word(5) as PersonStage, product: try row.text(6)
        )
      }
    }
    guard let row else { throw Refusal.notFound("Consulta") }
    let document = try sealer.openText(row.sealed, place: InquiryRows.documentPlace(id))
    var report = InquiryReportModel.make(
      opened, document: document, requester: row.branch ?? "Adimple", inquiredAt: row.answered,
      printedAt: world.clock.now())
    report.product = row.product
    report.registeredName = opened.record.identityDiffers ? row.name : nil
    report.personName = report.personName ?? row.name
    let hadReport = opened.record.digest != nil
    return ShownInquiry(
      record: opened.record, personName: row.name, personStage: row.stage, report: report,
      isErased: hadReport && opened.report == nil)
  }

  /// The report of an inquiry as PDF; that somebody opened it is logged. Throws 409
  /// `inquiry-running`, and 404 `report-erased` after its term of retention.
  ///
  /// - Parameter seesCost: whether what it cost is printed.
  package func printInquiry(
    _ id: ID<Inquiry>, seesCost: Bool, actor: Actor
  ) async throws -> [UInt8] {
    let shown = try await showInquiry(id, actor: actor)
    guard shown.record.state != .running else {
      throw Refusal(
        .conflict, code: "inquiry-running", detail: "A consulta ainda está em andamento.")
    }
    guard !(shown.isErased && shown.record.outcome == .clean) else {
      throw Refusal(
        .notFound, code: "report-erased",
        detail: "O relatório foi eliminado no fim do prazo de guarda; o resumo continua na "
          + "consulta.")
    }
    var report = shown.report
    if !seesCost { report.cost = nil }
    let printed = report
    return try await printing.run { try InquiryReportPDF.render(printed) }
  }
}
