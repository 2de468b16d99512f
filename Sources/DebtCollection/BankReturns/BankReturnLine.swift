package import Credit
import SQLDatabase

/// What one line of a return file did here.
package struct BankReturnLine: Sendable {
  package enum Outcome: String, CaseIterable, Sendable {
    case settled, partial, waiting, reversed, ignored, unmatched, refused
    /// The title was paid or closed before: the money is kept, and owed back.
    case alreadyPaid
    /// Settled, and more came than was due: the rest is owed back.
    case paidAbove
    /// Settled after its listing had been taken off.
    case paidAfterRemoval
    /// A person said that it is no title of this house.
    case notOurs
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
  /// Three digits; nil in lines of before this was kept.
  package internal(set) var bank: String?
  package internal(set) var agreement: String?
  /// What counts against the debt: `paid` as the bank means it.
  package internal(set) var received: Cents
  /// Equal for the same record of the same event, however often the bank sends it.
  package internal(set) var signature: String?
  /// What it did to a listing, in words.
  package internal(set) var effect: String?
  /// Who decided a line that two witnesses did not.
  package internal(set) var decidedBy: String?
  package internal(set) var decidedAt: Instant?
  /// Titles that it may mean; written with it, and read on their own.
  var candidates: [ReturnCandidate] = []
  /// The occurrence in words, before the booking added to it.
  var words = ""

  init(_ entry: ReturnEntry) {
    line = entry.line
    bankNumber = entry.bankNumber
    documentNumber = entry.documentNumber
    occurrence = entry.occurrence
    kind = entry.kind
    paid = entry.paid
    occurredOn = entry.occurredOn
    availableOn = entry.availableOn
    outcome = .ignored
    detail = entry.detail
    bank = entry.bank
    agreement = entry.agreement
    received = entry.received
    signature = entry.signature
    words = entry.detail
  }
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
    case outcome, receivableId, paymentId, detail, bank, agreement, receivedCents, signature
    case effect, decidedBy, decidedAt
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
    try transaction.executeMany(
      """
      INSERT INTO bank_return_candidates
        (import_id, line, receivable_id, speaks_for, speaks_against)
      VALUES (?1, ?2, ?3, ?4, ?5)
      """,
      lines.flatMap { line in
        line.candidates.map { candidate in
          [
            id.sqlValue, line.line.sqlValue, candidate.title.id.sqlValue,
            words(candidate.speaksFor).sqlValue, words(candidate.speaksAgainst).sqlValue,
          ]
        }
      })
    try addTotals(of: lines, to: id, in: transaction)
  }

  private static func words(_ witnesses: [ReturnWitness]) -> String {
    witnesses.map(\.rawValue).joined(separator: ",")
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

  /// Writes what a person decided, and moves the line in the sums.
  static func decide(
    _ line: BankReturnLine, instead before: BankReturnLine, of id: ID<ImportJob>,
    in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE bank_return_lines SET outcome = ?3, receivable_id = ?4, payment_id = ?5, detail = ?6,
        effect = ?7, decided_by = ?8, decided_at = ?9
      WHERE import_id = ?1 AND line = ?2
      """,
      [
        id, line.line, line.outcome.rawValue, line.receivable, line.payment, line.detail,
        line.effect, line.decidedBy, line.decidedAt,
      ])
    let sum: [any SQLConvertible] = [id, before.kind.rawValue, before.outcome.rawValue]
    try transaction.execute(
      """
      DELETE FROM bank_return_totals
      WHERE import_id = ?1 AND kind = ?2 AND outcome = ?3 AND line_count = 1
      """, sum)
    try transaction.execute(
      """
      UPDATE bank_return_totals SET line_count = line_count - 1, paid_cents = paid_cents - ?4
      WHERE import_id = ?1 AND kind = ?2 AND outcome = ?3
      """, sum + [before.paid])
    try addTotals(of: [line], to: id, in: transaction)
  }

  static func decode(_ row: Row) throws -> BankReturnLine {
    try BankReturnLine(ColumnRow<Column>(row))
  }
}

extension BankReturnLine {
  fileprivate init(_ row: ColumnRow<BankReturnRows.Column>) throws {
    line = Int(try row.integer(.line))
    bankNumber = try row.text(.bankNumber)
    documentNumber = try row.text(.documentNumber)
    occurrence = try row.text(.occurrence)
    kind = try row.word(.kind)
    paid = try row.cents(.paidCents)
    occurredOn = try row.optionalDate(.occurredOn)
    availableOn = try row.optionalDate(.availableOn)
    outcome = try row.word(.outcome)
    receivable = try row.optionalID(.receivableId)
    payment = try row.optionalID(.paymentId)
    detail = try row.text(.detail)
    bank = try row.optionalText(.bank)
    agreement = try row.optionalText(.agreement)
    received = try row.cents(.receivedCents)
    signature = try row.optionalText(.signature)
    effect = try row.optionalText(.effect)
    decidedBy = try row.optionalText(.decidedBy)
    decidedAt = try row.optionalInstant(.decidedAt)
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
    case .bank: line.bank.sqlValue
    case .agreement: line.agreement.sqlValue
    case .receivedCents: line.received.sqlValue
    case .signature: line.signature.sqlValue
    case .effect: line.effect.sqlValue
    case .decidedBy: line.decidedBy.sqlValue
    case .decidedAt: line.decidedAt.sqlValue
    case .importId: file.sqlValue
    }
  }
}
