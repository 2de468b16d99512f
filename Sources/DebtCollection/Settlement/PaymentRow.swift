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
  /// What of it lowered the open balance; the rest is fine, interest or too much.
  package let applied: Cents
  package let paidOn: CivilDate
  /// The day on which the money was fully available: Tema 735 counts from it.
  package let availableOn: CivilDate
  package let origin: Origin
  package let reversedAt: Instant?
  package let reversalReason: String?
}

enum PaymentRows {
  static let select = """
    SELECT id, receivable_id, amount_cents, applied_cents, paid_on, available_on, origin,
      reversed_at, reversal_reason
    FROM payments
    """

  static func decode(_ row: Row) throws -> PaymentRow {
    PaymentRow(
      id: try row.id(0), receivable: try row.id(1), amount: try row.cents(2),
      applied: try row.cents(3), paidOn: try row.date(4), availableOn: try row.date(5),
      origin: try row.word(6), reversedAt: try row.optionalInstant(7),
      reversalReason: try row.optionalText(8))
  }
}
