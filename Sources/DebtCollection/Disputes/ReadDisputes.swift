package import Credit
import Refusals
import SQLDatabase
import Sealing

/// A contestation as lists show it.
package struct DisputeSummary: Sendable {
  package let dispute: ListingDispute
  package let personName: String
  package let titleNumber: String
  package let amount: Cents
  /// The person's own words.
  package let text: String
}

/// A contestation with its words and documents.
package struct DisputeFile: Sendable {
  package let summary: DisputeSummary
  /// What we answered.
  package let note: String?
  package let documents: [DisputeDocument]

  package var dispute: ListingDispute { summary.dispute }
}

extension Disputes {
  /// Contestations, newest first; of one state or all. That the words of persons were read is
  /// recorded.
  package func disputes(
    state: ListingDispute.State? = nil, page: PageRequest = PageRequest(), actor: Actor
  ) async throws -> ResultPage<DisputeSummary> {
    var conditions = Conditions()
    if let state { conditions.add("d.state = ?", state.rawValue) }
    if let cursor = page.cursor { conditions.add("d.id < ?", cursor) }
    let chosen = conditions
    let rows = try await database.write { transaction in
      let rows = try transaction.query(
        Self.summarySelect + chosen.clause + " ORDER BY d.id DESC LIMIT \(page.limit + 1)",
        chosen.arguments, summary)
      if !rows.isEmpty {
        try office.accessRecords.logAccess(
          actor, "dispute.list-read", subject: state?.rawValue ?? "all", in: transaction)
      }
      return rows
    }
    return ResultPage(rows: rows, limit: page.limit) { $0.dispute.id.number }
  }

  /// One contestation, with all that was said and sent. That it was read is recorded.
  package func dispute(_ id: ID<ListingDispute>, actor: Actor) async throws -> DisputeFile {
    try await database.write { transaction in
      let found = try transaction.first(
        Self.summarySelect + " WHERE d.id = ?1", [id], summary)
      guard let found else { throw Refusal.notFound("Contestação") }
      try office.accessRecords.logAccess(
        actor, "dispute.read", subject: id.description, in: transaction)
      return DisputeFile(
        summary: found,
        note: try found.dispute.sealedNote.map {
          try sealer.openText($0, place: ListingDisputeRows.notePlace(id))
        },
        documents: try ListingDisputeRows.documents(of: id, in: transaction))
    }
  }

  /// The content of one document of a contestation. That it was opened is recorded.
  package func disputeDocument(
    _ document: ID<DisputeDocument>, of id: ID<ListingDispute>, actor: Actor
  ) async throws -> (name: String, mediaType: String, content: [UInt8]) {
    let found = try await database.write { transaction in
      let found = try transaction.first(
        """
        SELECT name, media_type, content_sealed FROM dispute_documents
        WHERE id = ?1 AND dispute_id = ?2 AND content_sealed IS NOT NULL
        """, [document, id]
      ) { (name: try $0.text(0), mediaType: try $0.text(1), sealed: try $0.bytes(2)) }
      guard let found else { throw Refusal.notFound("Documento") }
      try office.accessRecords.logAccess(
        actor, "dispute.document-opened", subject: id.description, purpose: found.name,
        in: transaction)
      return found
    }
    return (
      found.name, found.mediaType,
      try sealer.open(found.sealed, place: ListingDisputeRows.contentPlace(document))
    )
  }

  /// The contestation of a listing that is not closed; nil where there is none.
  package func openDispute(of listing: ID<Listing>) async throws -> ListingDispute? {
    try await database.read { transaction in
      try transaction.first(
        ListingDisputeRows.select
          + " WHERE listing_id = ?1 AND state <> 'closed' ORDER BY id DESC LIMIT 1",
        [listing], ListingDisputeRows.decode)
    }
  }

  private static let summarySelect = """
    SELECT d.id, d.integration_id, d.bureau_reference, d.listing_id, d.receivable_id, d.person_id,
      d.state, d.reason, d.opened_at, d.due_on, d.alarmed_at, d.answer, d.answered_at,
      d.answered_by, d.sending, d.problem, d.outcome, d.resolution, d.closed_at, d.text_sealed,
      d.note_sealed, d.bureau_updated_at, p.name, r.number, l.amount_cents
    FROM disputes d JOIN people p ON p.id = d.person_id
    JOIN receivables r ON r.id = d.receivable_id JOIN listings l ON l.id = d.listing_id
    """

  private func summary(_ row: Row) throws -> DisputeSummary {
    let dispute = try ListingDisputeRows.decode(row)
    return DisputeSummary(
      dispute: dispute, personName: try row.text(22), titleNumber: try row.text(23),
      amount: try row.cents(24),
      text: try sealer.openText(
        dispute.sealedText, place: ListingDisputeRows.textPlace(dispute.id)))
  }
}
