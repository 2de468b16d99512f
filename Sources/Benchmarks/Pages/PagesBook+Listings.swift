import Credit
import DebtCollection
import SQLDatabase
import Sealing
import World

extension PagesBook {
  /// The states that a listing of an open title has, by a digit of its number.
  private static let states = """
    CASE WHEN r.status = 'paid' THEN 'removed'
      WHEN n.i % 2 = 0 THEN 'active'
      WHEN n.i / 2 % 20 = 0 THEN 'awaitingApproval' WHEN n.i / 2 % 20 = 1 THEN 'queued'
      WHEN n.i / 2 % 20 = 2 THEN 'rejected' WHEN n.i / 2 % 20 = 3 THEN 'removalQueued'
      WHEN n.i / 2 % 20 = 4 THEN 'noticeProblem' ELSE 'inNotice' END
    """

  func fillListings(_ places: Places) async throws -> Int64 {
    let first = try await series(
      listings,
      """
      INSERT INTO listings (id, receivable_id, person_id, branch_id, integration_id,
        restriction_code, amount_cents, due_on, origin, state, applied_rule, requested_by,
        requested_at, submitted_at, bureau_reference, bureau_version, bureau_state, accepted_at,
        notice_issued_on, visible_from_on, visible_at, expires_on, removal_reason,
        removal_requested_at, removal_due_on, removed_at, rejections, timeline_length,
        timeline_head, updated_at)
      SELECT ?3 + i, rid, pid, branch, ?4, 'internet', cents, due, origin, state, '{}', 'routine',
        asked, asked, reference, version, CASE WHEN version IS NULL THEN NULL
          WHEN state = 'removed' THEN 'removed' WHEN state = 'inNotice' THEN 'noticePeriod'
          WHEN state = 'noticeProblem' THEN 'noticeFailed' ELSE 'visible' END,
        CASE WHEN version IS NULL THEN NULL ELSE asked END,
        CASE WHEN version IS NULL THEN NULL ELSE due + 62 END,
        CASE WHEN version IS NULL THEN NULL ELSE due + 75 END,
        CASE WHEN state IN ('active', 'removed', 'removalQueued') THEN asked ELSE NULL END,
        due + 1825, reason, removal, CASE WHEN reason IS NULL THEN NULL ELSE due + 90 END,
        CASE WHEN state = 'removed' THEN removal ELSE NULL END,
        CASE WHEN state = 'rejected' THEN '[{"code":"x","detail":"y"}]' ELSE NULL END, 3, ?5, asked
      FROM (SELECT listed.*,
          CASE WHEN state IN ('awaitingApproval', 'queued', 'rejected') THEN NULL
            ELSE 'B' || CAST(i AS TEXT) END AS reference,
          CASE WHEN state IN ('awaitingApproval', 'queued', 'rejected') THEN NULL
            ELSE CAST(1 AS BIGINT) END AS version,
          CASE WHEN state IN ('removed', 'removalQueued') THEN 'payment' ELSE NULL END AS reason,
          CASE WHEN state IN ('removed', 'removalQueued')
            THEN CAST(due + 85 AS BIGINT) * 86400000000 ELSE NULL END AS removal
        FROM (SELECT n.i AS i, r.id AS rid, r.person_id AS pid, r.branch_id AS branch,
            r.amount_cents AS cents, r.due_on AS due,
            CASE WHEN n.i % 5 = 0 THEN 'manual' ELSE 'routine' END AS origin,
            \(Self.states) AS state, CAST(r.due_on + 61 AS BIGINT) * 86400000000 AS asked
          FROM n JOIN receivables r ON r.id = ?6 + n.i * 20 + n.i % 20) AS listed) AS stated
      """,
      [places.integration, [UInt8](repeating: 0, count: 32), places.receivables])
    _ = try await office.database.write { transaction in
      try transaction.execute(
        """
        UPDATE receivables SET live_listing_id = (SELECT l.id FROM listings l
          WHERE l.receivable_id = receivables.id AND l.state NOT IN ('removed', 'rejected'))
        WHERE id IN (SELECT receivable_id FROM listings
          WHERE state NOT IN ('removed', 'rejected'))
        """)
      return try transaction.execute(
        """
        INSERT INTO timeline (listing_id, sequence, at, event, actor, detail, hash)
        SELECT l.id, s.number, l.requested_at + s.number, 'requested', l.requested_by, 'pedido',
          ?1
        FROM listings l
          CROSS JOIN (SELECT 1 AS number UNION ALL SELECT 2 UNION ALL SELECT 3) AS s
        """, [[UInt8](repeating: 0, count: 32)])
    }
    return first
  }

  func fillInquiries(_ places: Places) async throws -> Int64 {
    let first = try await series(
      inquiries,
      """
      INSERT INTO inquiries (id, person_id, document_index, document_sealed, document_masked,
        branch_id, integration_id, product, purpose, state, outcome, cost_cents, requested_by,
        requested_at, completed_at, protocol_number, summary)
      SELECT ?3 + i, p.id, p.document_index, p.document_sealed, p.document_masked, p.branch_id, ?4,
        'basic', 'credit-granting', 'completed',
        CASE WHEN i % 4 = 0 THEN 'restricted' ELSE 'clean' END, 250,
        'user:ana' || CAST(i % 7 AS TEXT) || '@provedor.example', ?5 - i * 60000000,
        ?5 - i * 60000000, 'P' || CAST(i AS TEXT), '{"restricted":false,"partial":false}'
      FROM n JOIN people p ON p.id = ?6 + i % ?7
      """,
      [places.integration, office.world.clock.now(), places.people, people])
    try await sealDocuments(ofInquiriesFrom: first)
    return first
  }

  /// What is sealed for the row of a person opens there only: each inquiry has its own.
  private func sealDocuments(ofInquiriesFrom first: Int64) async throws {
    for start in stride(from: 0, to: inquiries, by: Self.batch) {
      _ = try await office.database.write { transaction in
        try transaction.executeMany(
          "UPDATE inquiries SET document_sealed = ?2 WHERE id = ?1",
          (start..<min(start + Self.batch, inquiries)).map { index in
            let id = first + Int64(index)
            return [
              id.sqlValue,
              office.sealer.seal(
                Self.document(index % people).bare, place: "inquiries.document_sealed/\(id)"
              ).sqlValue,
            ]
          })
      }
    }
  }
}
