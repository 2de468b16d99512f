package import Credit
import SQLDatabase

/// Recebimento.
package struct PaymentRow: Sendable {
  package enum Origin: String, Sendable {
    case api, page
    case file = "import"
    case bankReturn = "bank-return"
  }

  package let id: ID<Payment>
  package let receivable: ID<Receivable>
  package let amount: Cents
  /// What of it lowered the open balance.
  package let applied: Cents
  /// What of it is fine and interest.
  package let charges: Cents
  /// What came above what was due, and is owed back.
  package let excess: Cents
  package let basis: SettlementBasis
  package let paidOn: CivilDate
  /// The day on which the money was fully available: Tema 735 counts from it.
  package let availableOn: CivilDate
  package let origin: Origin
  package let reversedAt: Instant?
  package let reversalReason: String?

  var split: (applied: Cents, charges: Cents, excess: Cents) { (applied, charges, excess) }
}

enum PaymentRows {
  /// In the order of `decode`.
  static let columns = [
    "id", "receivable_id", "amount_cents", "applied_cents", "charges_cents", "excess_cents",
    "basis", "paid_on", "available_on", "origin", "reversed_at", "reversal_reason",
  ]

  static let select = "SELECT \(columns.joined(separator: ", ")) FROM payments"

  static func decode(_ row: Row) throws -> PaymentRow {
    PaymentRow(
      id: try row.id(0), receivable: try row.id(1), amount: try row.cents(2),
      applied: try row.cents(3), charges: try row.cents(4), excess: try row.cents(5),
      basis: try row.word(6), paidOn: try row.date(7), availableOn: try row.date(8),
      origin: try row.word(9), reversedAt: try row.optionalInstant(10),
      reversalReason: try row.optionalText(11))
  }

  /// Fine and interest that standing payments of a title were taken for.
  static func chargesPaid(
    of title: ID<Receivable>, in transaction: Transaction
  ) throws -> Cents {
    try transaction.first(
      """
      SELECT CAST(coalesce(sum(charges_cents), 0) AS BIGINT) FROM payments
      WHERE receivable_id = ?1 AND reversed_at IS NULL
      """, [title]
    ) { try $0.cents(0) } ?? .zero
  }
}
