package import Credit
import Refusals
import SQLDatabase

/// A payment as a line of a list.
package struct PaymentSummary: Sendable {
  package let payment: PaymentRow
  package let personName: String
  package let documentMasked: String?
  package let titleNumber: String
  package let recordedBy: String
  package let recordedAt: Instant
}

extension Receivables {
  /// Payments, newest first; of one title where one is given.
  package func browsePayments(
    of receivable: ID<Receivable>? = nil, before: ID<Payment>?, limit: Int
  ) async throws -> [PaymentSummary] {
    let narrowed = receivable == nil ? "" : " AND y.receivable_id = ?3"
    var arguments: [any SQLConvertible] = [before ?? ID<Payment>(Int64.max), limit]
    if let receivable { arguments.append(receivable) }
    let values = arguments
    return try await database.read { transaction in
      try transaction.query(
        """
        SELECT \(PaymentRows.table.list(of: "y")), p.name, p.document_masked, r.number,
          y.recorded_by, y.recorded_at
        FROM payments y JOIN receivables r ON r.id = y.receivable_id
          JOIN people p ON p.id = r.person_id
        WHERE y.id < ?1\(narrowed) ORDER BY y.id DESC LIMIT ?2
        """, values
      ) { row in
        PaymentSummary(
          payment: try PaymentRows.decode(row), personName: try row.text(9),
          documentMasked: try row.optionalText(10), titleNumber: try row.text(11),
          recordedBy: try row.text(12), recordedAt: try row.instant(13))
      }
    }
  }

  /// A payment with the title that it is for.
  package func payment(_ id: ID<Payment>) async throws -> PaymentRow {
    let found = try await database.read { transaction in
      try transaction.first(PaymentRows.select + " WHERE id = ?1", [id], PaymentRows.decode)
    }
    guard let found else { throw Refusal.notFound("Recebimento") }
    return found
  }
}
