package import Credit
import SQLDatabase

/// What one line of a return file did here.
package struct BankReturnLine: Sendable {
  package enum Outcome: String, CaseIterable, Sendable {
    case settled, partial, waiting, reversed, ignored, unmatched, refused
    /// The title was paid or closed before: the money is kept, and owed back.
    case alreadyPaid
  }

  package let line: Int
  package let bankNumber: String
  package let documentNumber: String
  package let occurrence: String
  package let kind: SettlementKind
  package let paid: Cents
  package let occurredOn: CivilDate?
  package let availableOn: CivilDate?
  package internal(set) var outcome: Outcome
  package internal(set) var receivable: ID<Receivable>?
  /// Nil in a dry run, which undoes it.
  package internal(set) var payment: ID<Payment>?
  package internal(set) var detail: String
}

/// How many lines of a kind, and the money in them.
package struct BankReturnTotal: Sendable {
  package let kind: SettlementKind
  package let count: Int
  package let paid: Cents
}

enum BankReturnRows {
  static func insert(
    _ lines: [BankReturnLine], of id: ID<ImportJob>, in transaction: Transaction
  ) throws {
    guard !lines.isEmpty else { return }
    try transaction.executeMany(
      """
      INSERT INTO bank_return_lines (import_id, line, bank_number, document_number, occurrence,
        kind, paid_cents, occurred_on, available_on, outcome, receivable_id, payment_id, detail)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
      """,
      lines.map {
        [
          id.sqlValue, $0.line.sqlValue, $0.bankNumber.sqlValue, $0.documentNumber.sqlValue,
          $0.occurrence.sqlValue, $0.kind.rawValue.sqlValue, $0.paid.sqlValue,
          $0.occurredOn.sqlValue, $0.availableOn.sqlValue, $0.outcome.rawValue.sqlValue,
          $0.receivable.sqlValue, $0.payment.sqlValue, $0.detail.sqlValue,
        ]
      })
    try addTotals(of: lines, to: id, in: transaction)
  }

  /// The sums that a page shows, so that none reads all lines of a file.
  private static func addTotals(
    of lines: [BankReturnLine], to id: ID<ImportJob>, in transaction: Transaction
  ) throws {
    let groups = Dictionary(grouping: lines) { [$0.kind.rawValue, $0.outcome.rawValue] }
    try transaction.executeMany(
      """
      INSERT INTO bank_return_totals (import_id, kind, outcome, line_count, paid_cents)
      VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT (import_id, kind, outcome) DO UPDATE SET
        line_count = bank_return_totals.line_count + excluded.line_count,
        paid_cents = bank_return_totals.paid_cents + excluded.paid_cents
      """,
      groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { words, lines in
        let paid = lines.reduce(Cents.zero) { $0 + $1.paid }
        return [
          id.sqlValue, words[0].sqlValue, words[1].sqlValue, lines.count.sqlValue, paid.sqlValue,
        ]
      })
  }

  static let select = """
    SELECT line, bank_number, document_number, occurrence, kind, paid_cents, occurred_on,
      available_on, outcome, receivable_id, payment_id, detail
    FROM bank_return_lines
    """

  static func decode(_ row: Row) throws -> BankReturnLine {
    BankReturnLine(
      line: Int(try row.integer(0)), bankNumber: try row.text(1), documentNumber: try row.text(2),
      occurrence: try row.text(3), kind: try row.word(4), paid: try row.cents(5),
      occurredOn: try row.optionalDate(6), availableOn: try row.optionalDate(7),
      outcome: try row.word(8), receivable: try row.optionalID(9),
      payment: try row.optionalID(10), detail: try row.text(11))
  }
}
