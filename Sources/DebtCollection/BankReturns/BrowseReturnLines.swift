package import Credit
import SQLDatabase

/// A line of a return file with the title that it speaks of.
package struct ReturnLineSummary: Sendable {
  package let line: BankReturnLine
  package let titleNumber: String?
  package let personName: String?
}

extension BankReturns {
  /// The lines of a return file behind a line, with one outcome or with any.
  package func browseReturnLines(
    of id: ID<ImportJob>, outcome: BankReturnLine.Outcome?, afterLine: Int, limit: Int
  ) async throws -> [ReturnLineSummary] {
    let narrowed = outcome.map(Self.condition) ?? ""
    return try await database.read { transaction in
      try transaction.query(
        """
        SELECT \(BankReturnRows.table.list(of: "b")), r.number, p.name
        FROM (SELECT * FROM bank_return_lines
          WHERE import_id = ?1 AND line > ?2\(narrowed) ORDER BY line LIMIT ?3) AS b
        LEFT JOIN receivables r ON r.id = b.receivable_id
        LEFT JOIN people p ON p.id = r.person_id
        ORDER BY b.line
        """, [id, afterLine, limit]
      ) { row in
        let own = BankReturnRows.Column.readCount
        return ReturnLineSummary(
          line: try BankReturnRows.decode(row), titleNumber: try row.optionalText(own),
          personName: try row.optionalText(own + 1))
      }
    }
  }

  /// Lines that were not settled are few among many and have an index of their own, which is seen
  /// to fit by its own words.
  private static func condition(_ outcome: BankReturnLine.Outcome) -> String {
    " AND outcome = '\(outcome.rawValue)'"
      + (outcome == .settled ? "" : " AND outcome <> 'settled'")
  }

  /// How many lines a return file has of each outcome, and the money in them.
  package func returnOutcomes(
    of id: ID<ImportJob>
  ) async throws -> [(outcome: BankReturnLine.Outcome, count: Int, paid: Cents)] {
    try await database.read { transaction in
      try transaction.query(
        """
        SELECT outcome, CAST(SUM(line_count) AS BIGINT), CAST(SUM(paid_cents) AS BIGINT)
        FROM bank_return_totals
        WHERE import_id = ?1 AND line_count > 0 GROUP BY outcome ORDER BY outcome
        """, [id]
      ) {
        (outcome: try $0.word(0), count: Int(try $0.integer(1)), paid: try $0.cents(2))
      }
    }
  }
}
