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
        let count = PaymentRows.table.readCount
        return PaymentSummary(
          payment: try PaymentRows.decode(row), personName: try row.text(count),
          documentMasked: try row.optionalText(count + 1), titleNumber: try row.text(count + 2),
          recordedBy: try row.text(count + 3), recordedAt: try row.instant(count + 4))
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
