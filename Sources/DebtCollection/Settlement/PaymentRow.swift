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
  enum Column: Int, TableColumn {
    static let table = "payments"
    static var readCount: Int { signature.rawValue }

    case id, receivableId, amountCents, appliedCents, paidOn, availableOn, origin, reversedAt
    case reversalReason
    /// Written only.
    case signature, recordedBy, recordedAt
  }

  static let table = ColumnTable<Column>()
  static let select = table.select
  private static let insertion = table.insert()

  static func insert(
    _ payment: NewPayment, id: ID<Payment>, applied: Cents, by actor: Actor, at now: Instant,
    in transaction: Transaction
  ) throws {
    try transaction.execute(insertion) { column in
      switch column {
      case .id: id.sqlValue
      case .receivableId: payment.receivable.sqlValue
      case .amountCents: payment.amount.sqlValue
      case .appliedCents: applied.sqlValue
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
      amount: try row.cents(.amountCents),
      applied: try row.cents(.appliedCents), paidOn: try row.date(.paidOn),
      availableOn: try row.date(.availableOn),
      origin: try row.word(.origin), reversedAt: try row.optionalInstant(.reversedAt),
      reversalReason: try row.optionalText(.reversalReason))
  }
}
