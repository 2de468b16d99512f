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
  enum Column: Int, TableColumn {
    static let table = "payments"
    static var readCount: Int { signature.rawValue }

    case id, receivableId, amountCents, appliedCents, chargesCents, excessCents, basis, paidOn
    case availableOn, origin, reversedAt, reversalReason
    /// Written only.
    case signature, recordedBy, recordedAt
  }

  static let table = ColumnTable<Column>()
  static let select = table.select
  private static let insertion = table.insert()

  static func insert(
    _ payment: NewPayment, id: ID<Payment>, split: PaymentSplit, by actor: Actor,
    at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(insertion) { column in
      switch column {
      case .id: id.sqlValue
      case .receivableId: payment.receivable.sqlValue
      case .amountCents: payment.amount.sqlValue
      case .appliedCents: split.applied.sqlValue
      case .chargesCents: split.charges.sqlValue
      case .excessCents: split.excess.sqlValue
      case .basis: payment.basis.rawValue.sqlValue
      case .paidOn: payment.paidOn.sqlValue
      case .availableOn: payment.availableOn.sqlValue
      case .origin: payment.origin.rawValue.sqlValue
      case .reversedAt, .reversalReason: .null
      case .signature: payment.signature.sqlValue
      case .recordedBy: actor.name.sqlValue
      case .recordedAt: now.sqlValue
      }
    }
  }

  static func decode(_ row: Row) throws -> PaymentRow {
    let row = ColumnRow<Column>(row)
    return PaymentRow(
      id: try row.id(.id), receivable: try row.id(.receivableId),
      amount: try row.cents(.amountCents), applied: try row.cents(.appliedCents),
      charges: try row.cents(.chargesCents), excess: try row.cents(.excessCents),
      basis: try row.word(.basis), paidOn: try row.date(.paidOn),
      availableOn: try row.date(.availableOn),
      origin: try row.word(.origin), reversedAt: try row.optionalInstant(.reversedAt),
      reversalReason: try row.optionalText(.reversalReason))
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
