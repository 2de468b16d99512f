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
  /// The bank and the agreement that the number is of, where the source says so.
  package var bank: String?
  package var agreement: String?
  package var issuedOn: CivilDate?
  package var dueOn: CivilDate
  package var amount: Cents
  package var open: Cents
  package var status: ReceivableStatus
  package var isDisputed: Bool
  package var hasCourtOrder: Bool
  package var disputeReason: String?
  package var isListedByBank: Bool
  /// A block was set and nobody freed it; `blocks` tells whether one stands today.
  package var isReinclusionBlocked: Bool
  package var liveListing: ID<Listing>?
  /// The blocks that nobody freed, lapsed ones too.
  package var blocks: [TitleBlock] = []
  /// Why, by whom and when it was cancelled or renegotiated; nil for those closed before this
  /// was asked.
  package var closedReason: String?
  package var closedBy: String?
  package var closedAt: Instant?
  /// The title whose debt went into the agreement (novação) that this one is a part of.
  package var agreementOf: ID<Receivable>?
  /// Linha digitável of its boleto, digits only.
  package var slipLine: String?

  /// What the bank's number is found and compared by.
  var bankKey: String? { bankNumber.flatMap { BankNumber.key($0, bank: bank) } }

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
  /// Three digits.
  package var bank: String?
  package var agreement: String?
  package var issuedOn: CivilDate?
  package var dueOn: CivilDate
  package var amount: Cents
  /// Linha digitável of its boleto.
  package var slipLine: String?

  var bankKey: String? { bankNumber.flatMap { BankNumber.key($0, bank: bank) } }

  package init(person: ID<Person>, number: String, dueOn: CivilDate, amount: Cents) {
    self.person = person
    self.number = number
    self.dueOn = dueOn
    self.amount = amount
  }
}

enum ReceivableRows {
  enum Column: Int, TableColumn {
    static let table = "receivables"
    static var readCount: Int { bankKey.rawValue }

    case id, externalCode, personId, contractId, branchId, number, bankNumber, issuedOn, dueOn
    case amountCents, openCents, status, disputed, courtOrder, disputeReason, bankListed
    case reinclusionBlocked, liveListingId, closedReason, closedBy, closedAt, agreementOfId
    case slipLine, bank, agreement
    /// Written only.
    case bankKey, createdAt, updatedAt
  }

  private static let table = ColumnTable<Column>()
  static let select = table.select
  static let insertion = table.insert()

  static func find(
    _ id: ID<Receivable>, in transaction: Transaction
  ) throws -> ReceivableRow? {
    try withBlocks(transaction.first(select + " WHERE id = ?1", [id], decode), in: transaction)
  }

  /// The same, held against every other writer until the transaction ends.
  static func lock(
    _ id: ID<Receivable>, in transaction: Transaction
  ) throws -> ReceivableRow? {
    let lock = transaction.engine == .postgres ? " FOR UPDATE" : ""
    return try withBlocks(
      transaction.first(select + " WHERE id = ?1" + lock, [id], decode), in: transaction)
  }

  /// The row with its blocks, where it has any.
  static func withBlocks(
    _ row: ReceivableRow?, in transaction: Transaction
  ) throws -> ReceivableRow? {
    guard var row, row.isReinclusionBlocked else { return row }
    row.blocks = try TitleBlockRows.open(of: row.id, in: transaction)
    return row
  }

  static func decode(_ row: Row) throws -> ReceivableRow {
    let row = ColumnRow<Column>(row)
    return ReceivableRow(
      id: try row.id(.id), externalCode: try row.optionalText(.externalCode),
      person: try row.id(.personId),
      contract: try row.optionalID(.contractId), branch: try row.optionalID(.branchId),
      number: try row.text(.number),
      bankNumber: try row.optionalText(.bankNumber), bank: try row.optionalText(.bank),
      agreement: try row.optionalText(.agreement), issuedOn: try row.optionalDate(.issuedOn),
      dueOn: try row.date(.dueOn), amount: try row.cents(.amountCents),
      open: try row.cents(.openCents),
      status: try row.word(.status), isDisputed: try row.bool(.disputed),
      hasCourtOrder: try row.bool(.courtOrder),
      disputeReason: try row.optionalText(.disputeReason),
      isListedByBank: try row.bool(.bankListed),
      isReinclusionBlocked: try row.bool(.reinclusionBlocked),
      liveListing: try row.optionalID(.liveListingId),
      closedReason: try row.optionalText(.closedReason),
      closedBy: try row.optionalText(.closedBy), closedAt: try row.optionalInstant(.closedAt),
      agreementOf: try row.optionalID(.agreementOfId),
      slipLine: try row.optionalText(.slipLine))
  }

  static func arguments(
    _ title: NewReceivable, id: ID<Receivable>, at now: Instant
  ) -> [SQLValue] {
    insertion.arguments { $0.value(of: title, id: id, at: now) }
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

extension ReceivableRows.Column {
  /// What stands in the column of a new title: open, and neither disputed nor listed.
  fileprivate func value(
    of title: NewReceivable, id: ID<Receivable>, at now: Instant
  ) -> SQLValue {
    switch self {
    case .id: id.sqlValue
    case .externalCode: title.externalCode.sqlValue
    case .personId: title.person.sqlValue
    case .contractId: title.contract.sqlValue
    case .branchId: title.branch.sqlValue
    case .number: title.number.sqlValue
    case .bankNumber: title.bankNumber.sqlValue
    case .issuedOn: title.issuedOn.sqlValue
    case .dueOn: title.dueOn.sqlValue
    case .amountCents, .openCents: title.amount.sqlValue
    case .status: ReceivableStatus.open.rawValue.sqlValue
    case .disputed, .courtOrder, .bankListed, .reinclusionBlocked: false.sqlValue
    case .disputeReason, .liveListingId, .closedReason, .closedBy, .closedAt, .agreementOfId:
      .null
    case .slipLine: title.slipLine.sqlValue
    case .bank: title.bank.sqlValue
    case .agreement: title.agreement.sqlValue
    case .bankKey: title.bankKey.sqlValue
    case .createdAt, .updatedAt: now.sqlValue
    }
  }
}
