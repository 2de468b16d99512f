package import Credit
import SQLDatabase

/// Título.
package struct ReceivableRow: Sendable {
  package let id: ID<Receivable>
  package var externalCode: String?
  package var person: ID<Person>
  package var contract: ID<Contract>?
  package var branch: ID<Branch>?
  package var number: String
  /// Nosso número.
  package var bankNumber: String?
  package var issuedOn: CivilDate?
  package var dueOn: CivilDate
  package var amount: Cents
  package var open: Cents
  package var status: ReceivableStatus
  package var isDisputed: Bool
  package var hasCourtOrder: Bool
  package var disputeReason: String?
  package var isListedByBank: Bool
  package var isReinclusionBlocked: Bool
  package var liveListing: ID<Listing>?
  /// Why, by whom and when it was cancelled or renegotiated; nil for those closed before this
  /// was asked.
  package var closedReason: String?
  package var closedBy: String?
  package var closedAt: Instant?
  /// The title whose debt went into the agreement (novação) that this one is a part of.
  package var agreementOf: ID<Receivable>?
  /// Linha digitável of its boleto, digits only.
  package var slipLine: String?

  /// Whether a payment can lower what is owed.
  package var isPayable: Bool { status == .open || status == .partiallyPaid }
  var isClosedUnpaid: Bool { status == .cancelled || status == .renegotiated }
}

/// A new title.
package struct NewReceivable: Sendable {
  package var externalCode: String?
  package var person: ID<Person>
  package var contract: ID<Contract>?
  package var branch: ID<Branch>?
  package var number: String
  package var bankNumber: String?
  package var issuedOn: CivilDate?
  package var dueOn: CivilDate
  package var amount: Cents
  /// Linha digitável of its boleto.
  package var slipLine: String?

  package init(person: ID<Person>, number: String, dueOn: CivilDate, amount: Cents) {
    self.person = person
    self.number = number
    self.dueOn = dueOn
    self.amount = amount
  }
}

enum ReceivableRows {
  static let select = """
    SELECT id, external_code, person_id, contract_id, branch_id, number, bank_number, issued_on,
      due_on, amount_cents, open_cents, status, disputed, court_order, dispute_reason,
      bank_listed, reinclusion_blocked, live_listing_id, closed_reason, closed_by, closed_at,
      agreement_of_id, slip_line
    FROM receivables
    """

  static let insertSQL = """
    INSERT INTO receivables (id, external_code, person_id, contract_id, branch_id, number,
      bank_number, issued_on, due_on, amount_cents, open_cents, status, disputed, court_order,
      bank_listed, reinclusion_blocked, created_at, updated_at, slip_line)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10, 'open', 0, 0, 0, 0, ?11, ?11, ?12)
    """

  static func find(
    _ id: ID<Receivable>, in transaction: Transaction
  ) throws -> ReceivableRow? {
    try transaction.first(select + " WHERE id = ?1", [id], decode)
  }

  /// The same, held against every other writer until the transaction ends.
  static func lock(
    _ id: ID<Receivable>, in transaction: Transaction
  ) throws -> ReceivableRow? {
    let lock = transaction.engine == .postgres ? " FOR UPDATE" : ""
    return try transaction.first(select + " WHERE id = ?1" + lock, [id], decode)
  }

  static func decode(_ row: Row) throws -> ReceivableRow {
    ReceivableRow(
      id: try row.id(0), externalCode: try row.optionalText(1), person: try row.id(2),
      contract: try row.optionalID(3), branch: try row.optionalID(4), number: try row.text(5),
      bankNumber: try row.optionalText(6), issuedOn: try row.optionalDate(7),
      dueOn: try row.date(8), amount: try row.cents(9), open: try row.cents(10),
      status: try row.word(11), isDisputed: try row.bool(12), hasCourtOrder: try row.bool(13),
      disputeReason: try row.optionalText(14), isListedByBank: try row.bool(15),
      isReinclusionBlocked: try row.bool(16), liveListing: try row.optionalID(17),
      closedReason: try row.optionalText(18), closedBy: try row.optionalText(19),
      closedAt: try row.optionalInstant(20), agreementOf: try row.optionalID(21),
      slipLine: try row.optionalText(22))
  }

  static func arguments(
    _ title: NewReceivable, id: ID<Receivable>, at now: Instant
  ) -> [SQLValue] {
    [
      id.sqlValue, title.externalCode.sqlValue, title.person.sqlValue, title.contract.sqlValue,
      title.branch.sqlValue, title.number.sqlValue, title.bankNumber.sqlValue,
      title.issuedOn.sqlValue, title.dueOn.sqlValue, title.amount.sqlValue, now.sqlValue,
      title.slipLine.sqlValue,
    ]
  }

  static func setStatus(
    _ id: ID<Receivable>, _ status: ReceivableStatus, open: Cents, at now: Instant,
    in transaction: Transaction
  ) throws {
    try transaction.execute(
      "UPDATE receivables SET status = ?2, open_cents = ?3, updated_at = ?4 WHERE id = ?1",
      [id, status.rawValue, open, now])
  }
}
