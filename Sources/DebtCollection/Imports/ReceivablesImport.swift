import Credit
import SQLDatabase
import World

private enum Column {
  static let code = 0, person = 1, contract = 2, branch = 3, number = 4, bankNumber = 5
  static let issued = 6, due = 7, amount = 8, slipLine = 9
  static let bank = 10, agreement = 11
}

/// Writes a chunk of `receivables.csv`.
struct ReceivablesImport {
  private let people: [String: ID<Person>]
  private let branches: [String: ID<Branch>]
  private var contracts: [String: (id: ID<Contract>, person: ID<Person>)] = [:]
  private var known: [String: ReceivableRow] = [:]
  private var numbered: [NumberPlace: ID<Receivable>] = [:]
  private var outcome = ImportOutcome()
  private var inserts: [ID<Receivable>: NewReceivable] = [:]
  private var updates: [ID<Receivable>: ReceivableRow] = [:]

  static func run(
    _ lines: [ImportLine], office: Office, in transaction: Transaction
  ) throws -> ImportOutcome {
    var work = try ReceivablesImport(lines.filter(\.isReadable), in: transaction)
    for line in lines { try work.take(line, in: transaction) }
    try work.flush(at: office.world.clock.now(), in: transaction)
    return work.outcome
  }

  private init(_ lines: [ImportLine], in transaction: Transaction) throws {
    people = try ImportReferences.people(
      Set(lines.map { $0.text(Column.person) }), in: transaction)
    branches = try ImportReferences.branches(in: transaction)
    try KeyedRows.forEach(
      "SELECT external_code, id, person_id FROM contracts WHERE external_code IN",
      keys: Set(lines.compactMap { $0.optional(Column.contract) }).map(\.sqlValue),
      in: transaction
    ) { contracts[try $0.text(0)] = (try $0.id(1), try $0.id(2)) }
    // Held against the payments that other writers record meanwhile.
    try KeyedRows.forEach(
      ReceivableRows.select + " WHERE external_code IN",
      keys: Set(lines.map { $0.text(Column.code) }).map(\.sqlValue),
      suffix: transaction.engine == .postgres ? " FOR UPDATE" : "", in: transaction
    ) { row in
      let title = try ReceivableRows.decode(row)
      if let code = title.externalCode { known[code] = title }
    }
    try readNumbers(of: lines, in: transaction)
  }

  /// Open titles that have a number of these lines. A line may leave the bank to what is known.
  private mutating func readNumbers(
    of lines: [ImportLine], in transaction: Transaction
  ) throws {
    let keys = lines.compactMap { line -> String? in
      guard let number = line.optional(Column.bankNumber) else { return nil }
      let bank = line.optional(Column.bank) ?? known[line.text(Column.code)]?.bank
      return bank.flatMap { BankNumber.key(number, bank: $0) }
    }
    try KeyedRows.forEach(
      """
      SELECT id, bank, agreement, bank_key FROM receivables
      WHERE status IN ('open', 'partiallyPaid') AND bank IS NOT NULL AND agreement IS NOT NULL
        AND bank_key IN
      """, keys: Set(keys).map(\.sqlValue), in: transaction
    ) { row in
      let place = NumberPlace(
        bank: try row.text(1), agreement: try row.text(2), key: try row.text(3))
      numbered[place] = try row.id(0)
    }
  }

  private mutating func take(_ read: ImportLine, in transaction: Transaction) throws {
    var line = read
    guard line.isReadable else { return outcome.refuse(line) }
    let code = line.code(Column.code, named: "o código")
    guard let title = parse(&line, code: code, existing: known[code]), !line.isRefused else {
      return outcome.refuse(line)
    }
    guard let existing = known[code] else {
      let id = ID<Receivable>(try transaction.nextIdentifier())
      guard takes(NumberPlace(title), for: id, &line) else { return outcome.refuse(line) }
      inserts[id] = title
      known[code] = ReceivableRow(title, id: id)
      outcome.created += 1
      return
    }
    var next = existing
    next.take(title)
    if next.content == existing.content {
      outcome.unchanged += 1
      return
    }
    if let reason = existing.whyDebtIsFixed, next.debt != existing.debt {
      line.refuse(reason.code, reason.detail)
      return outcome.refuse(line)
    }
    // What stood twice before is not made worse by a line that changes something else.
    let place = NumberPlace(existing)
    if NumberPlace(next) != place {
      guard takes(NumberPlace(next), for: next.id, &line) else { return outcome.refuse(line) }
      if let place, numbered[place] == next.id { numbered[place] = nil }
    }
    if existing.status == .open { next.open = next.amount }
    known[code] = next
    if inserts[next.id] == nil { updates[next.id] = next } else { inserts[next.id] = title }
    outcome.updated += 1
  }

  /// Gives a title its number where no other has it: a bank gives one once inside an agreement.
  private mutating func takes(
    _ place: NumberPlace?, for id: ID<Receivable>, _ line: inout ImportLine
  ) -> Bool {
    guard let place else { return true }
    guard numbered[place, default: id] == id else {
      line.refuse("bank-number-taken", ReceivableRules.numberTaken)
      return false
    }
    numbered[place] = id
    return true
  }

  private func parse(
    _ line: inout ImportLine, code: String, existing: ReceivableRow?
  ) -> NewReceivable? {
    let person = people[line.text(Column.person)]
    if person == nil {
      line.refuse("unknown-customer", "O cliente não existe; importe as pessoas antes.")
    }
    // A column that the file does not have says nothing: what is known stays.
    var contract =
      line.has(Column.contract) || existing?.person != person ? nil : existing?.contract
    if let text = line.optional(Column.contract) {
      let found = contracts[text]
      contract = found?.id
      if found == nil {
        line.refuse("unknown-contract", "O contrato não existe; importe os contratos antes.")
      } else if let person, found?.person != person {
        line.refuse("other-person", "O contrato é de outra pessoa.")
      }
    }
    let branch =
      line.has(Column.branch)
      ? ImportReferences.branch(line.text(Column.branch), among: branches, &line)
      : existing?.branch
    let issued =
      line.has(Column.issued)
      ? line.date(Column.issued, named: "a emissão") : existing?.issuedOn
    let due = line.date(Column.due, named: "o vencimento", isRequired: true)
    let amount = line.money(Column.amount)
    // Values that are absent have their fault already; the rules judge the others.
    var title = NewReceivable(
      person: person ?? ID(0), number: line.text(Column.number),
      dueOn: due ?? issued ?? CivilDate(daysSinceEpoch: 18_262), amount: amount ?? Cents(1))
    title.externalCode = code
    title.contract = contract
    title.branch = branch
    title.bankNumber =
      line.has(Column.bankNumber) ? line.optional(Column.bankNumber) : existing?.bankNumber
    title.bank = line.has(Column.bank) ? line.optional(Column.bank) : existing?.bank
    title.agreement =
      line.has(Column.agreement) ? line.optional(Column.agreement) : existing?.agreement
    title.issuedOn = issued
    title.slipLine = line.optional(Column.slipLine)
    title = title.withBareSlipLine
    var faults = FaultList()
    ReceivableRules.check(title, into: &faults)
    line.refuse(faults)
    return title
  }

  private func flush(at now: Instant, in transaction: Transaction) throws {
    try transaction.executeMany(
      ReceivableRows.insertion.sql,
      inserts.sorted { $0.key < $1.key }.map {
        ReceivableRows.arguments($0.value, id: $0.key, at: now)
      })
    try transaction.executeMany(
      """
      UPDATE receivables SET person_id = ?2, contract_id = ?3, branch_id = ?4, number = ?5,
        bank_number = ?6, issued_on = ?7, due_on = ?8, amount_cents = ?9, slip_line = ?10,
        bank = ?11, agreement = ?12, bank_key = ?13, open_cents = ?14,
        listing_closed_on = CASE WHEN due_on = ?8 THEN listing_closed_on END, updated_at = ?15
      WHERE id = ?1
      """,
      updates.values.sorted { $0.id < $1.id }.map {
        [$0.id.sqlValue] + $0.content + [$0.open.sqlValue, now.sqlValue]
      })
  }
}

/// A bank's number inside an agreement.
private struct NumberPlace: Hashable {
  let bank: String
  let agreement: String
  let key: String

  init(bank: String, agreement: String, key: String) {
    self.bank = bank
    self.agreement = agreement
    self.key = key
  }

  /// Nil where the bank, the agreement or the number is not known.
  init?(_ title: NewReceivable) {
    guard let bank = title.bank, let agreement = title.agreement, let key = title.bankKey else {
      return nil
    }
    self.init(bank: bank, agreement: agreement, key: key)
  }

  init?(_ title: ReceivableRow) {
    guard title.isPayable, let bank = title.bank, let agreement = title.agreement,
      let key = title.bankKey
    else { return nil }
    self.init(bank: bank, agreement: agreement, key: key)
  }
}

extension ReceivableRow {
  fileprivate init(_ title: NewReceivable, id: ID<Receivable>) {
    self.init(
      id: id, externalCode: title.externalCode, person: title.person, contract: title.contract,
      branch: title.branch, number: title.number, bankNumber: title.bankNumber,
      bank: title.bank, agreement: title.agreement, issuedOn: title.issuedOn, dueOn: title.dueOn,
      amount: title.amount, open: title.amount,
      status: .open, isDisputed: false, hasCourtOrder: false, disputeReason: nil,
      isListedByBank: false, isReinclusionBlocked: false, liveListing: nil,
      slipLine: title.slipLine)
  }

  fileprivate mutating func take(_ title: NewReceivable) {
    person = title.person
    contract = title.contract
    branch = title.branch
    number = title.number
    bankNumber = title.bankNumber
    issuedOn = title.issuedOn
    dueOn = title.dueOn
    amount = title.amount
    // A file without the column says nothing of it.
    bank = title.bank ?? bank
    agreement = title.agreement ?? agreement
    slipLine = title.slipLine ?? slipLine
  }

  /// What a file may say of a title.
  fileprivate var content: [SQLValue] {
    [
      person.sqlValue, contract.sqlValue, branch.sqlValue, number.sqlValue, bankNumber.sqlValue,
      issuedOn.sqlValue, dueOn.sqlValue, amount.sqlValue, slipLine.sqlValue,
      bank.sqlValue, agreement.sqlValue, bankKey.sqlValue,
    ]
  }

  /// Who owes how much since when.
  fileprivate var debt: [SQLValue] {
    [person.sqlValue, dueOn.sqlValue, amount.sqlValue]
  }

  /// What a bureau was told, and what was paid, cannot be changed behind their backs.
  fileprivate var whyDebtIsFixed: (code: String, detail: String)? {
    if liveListing != nil {
      return (
        "receivable-listed",
        "O título está negativado: dê baixa na negativação antes de mudar cliente, vencimento ou"
          + " valor."
      )
    }
    if status != .open {
      return (
        "receivable-not-open",
        "O título já tem recebimento ou foi encerrado: cliente, vencimento e valor não mudam mais."
      )
    }
    return nil
  }
}
