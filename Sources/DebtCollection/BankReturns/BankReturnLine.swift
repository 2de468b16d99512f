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
  enum Column: Int, TableColumn {
    static let table = "bank_return_lines"
    static var readCount: Int { importId.rawValue }

    case line, bankNumber, documentNumber, occurrence, kind, paidCents, occurredOn, availableOn
    case outcome, receivableId, paymentId, detail
    /// Written only.
    case importId
  }

  static let table = ColumnTable<Column>()
  static let select = table.select
  private static let insertion = table.insert()

  static func insert(
    _ lines: [BankReturnLine], of id: ID<ImportJob>, in transaction: Transaction
  ) throws {
    guard !lines.isEmpty else { return }
    try transaction.executeMany(
      insertion.sql,
      lines.map { line in insertion.arguments { $0.value(of: line, file: id) } })
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

  static func decode(_ row: Row) throws -> BankReturnLine {
    let row = ColumnRow<Column>(row)
    return BankReturnLine(
      line: Int(try row.integer(.line)), bankNumber: try row.text(.bankNumber),
      documentNumber: try row.text(.documentNumber),
      occurrence: try row.text(.occurrence), kind: try row.word(.kind),
      paid: try row.cents(.paidCents),
      occurredOn: try row.optionalDate(.occurredOn),
      availableOn: try row.optionalDate(.availableOn),
      outcome: try row.word(.outcome), receivable: try row.optionalID(.receivableId),
      payment: try row.optionalID(.paymentId), detail: try row.text(.detail))
  }
}

extension BankReturnRows.Column {
  fileprivate func value(of line: BankReturnLine, file: ID<ImportJob>) -> SQLValue {
    switch self {
    case .line: line.line.sqlValue
    case .bankNumber: line.bankNumber.sqlValue
    case .documentNumber: line.documentNumber.sqlValue
    case .occurrence: line.occurrence.sqlValue
    case .kind: line.kind.rawValue.sqlValue
    case .paidCents: line.paid.sqlValue
    case .occurredOn: line.occurredOn.sqlValue
    case .availableOn: line.availableOn.sqlValue
    case .outcome: line.outcome.rawValue.sqlValue
    case .receivableId: line.receivable.sqlValue
    case .paymentId: line.payment.sqlValue
    case .detail: line.detail.sqlValue
    case .importId: file.sqlValue
    }
  }
}
