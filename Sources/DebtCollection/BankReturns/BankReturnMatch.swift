import Credit
import SQLDatabase

/// What of a return line and a title is held against each other.
package enum ReturnWitness: String, CaseIterable, Sendable {
  case number, bank, agreement, document, face, dueOn, decision

  /// Where one of these differs, the line is not the title's, whatever else agrees.
  static let binding: Set<ReturnWitness> = [.number, .bank, .agreement, .face, .dueOn]

  package var portuguese: String {
    switch self {
    case .number: "nosso número"
    case .bank: "banco"
    case .agreement: "convênio"
    case .document: "número do documento"
    case .face: "valor"
    case .dueOn: "vencimento"
    case .decision: "decisão guardada"
    }
  }
}

/// A title that a line may mean, and what speaks for it and against it.
package struct ReturnCandidate: Sendable {
  package let title: ReceivableRow
  package let speaksFor: [ReturnWitness]
  package let speaksAgainst: [ReturnWitness]

  init(_ title: ReceivableRow, _ entry: ReturnEntry) {
    var speaksFor: [ReturnWitness] = []
    var against: [ReturnWitness] = []
    func judge(_ witness: ReturnWitness, _ agrees: Bool?) {
      guard let agrees else { return }
      if agrees { speaksFor.append(witness) } else { against.append(witness) }
    }
    let key = title.bankKey
    judge(
      .number,
      key.flatMap { entry.number.isAbsent ? nil : entry.number.isSame(asKey: $0) })
    judge(.bank, title.bank.flatMap { $0 == entry.bank ? nil : false })
    judge(.agreement, title.agreement.flatMap { Self.agrees($0, entry.agreement) })
    judge(.document, Self.isBlank(entry.documentNumber) ? nil : Self.isNamed(title, entry))
    judge(
      .face,
      entry.face == .zero ? nil : entry.face == title.amount || entry.face == title.open)
    judge(.dueOn, entry.dueOn.map { $0 == title.dueOn })
    self.title = title
    self.speaksFor = speaksFor
    speaksAgainst = against
  }

  /// Whether the debt is the line's: its value, and its due date where the line tells one.
  func hasDebt(_ entry: ReturnEntry) -> Bool {
    speaksFor.contains(.face) && (entry.dueOn == nil || speaksFor.contains(.dueOn))
  }

  /// Two witnesses and none against: number and debt, number and document, or document and debt. A
  /// layout that no manual describes needs the document and the debt.
  func isProven(_ entry: ReturnEntry) -> Bool {
    guard !speaksAgainst.contains(where: ReturnWitness.binding.contains) else { return false }
    let isNamed = speaksFor.contains(.document)
    let hasDebt = hasDebt(entry)
    guard entry.witness == .manual else {
      return isNamed && (speaksFor.contains(.face) || speaksFor.contains(.dueOn))
    }
    return speaksFor.contains(.number) && (hasDebt || isNamed) || isNamed && hasDebt
  }

  private static func isNamed(_ title: ReceivableRow, _ entry: ReturnEntry) -> Bool {
    title.number == entry.documentNumber || title.externalCode == entry.documentNumber
  }

  static func isBlank(_ text: String) -> Bool { text.allSatisfy { $0 == "0" } }

  /// Agreements are written with account and agency or without: one holds the other.
  private static func agrees(_ own: String, _ told: String) -> Bool? {
    func digits(_ text: String) -> String {
      String(text.filter { $0.isASCII && $0.isNumber }.drop { $0 == "0" })
    }
    let (own, told) = (digits(own), digits(told))
    if own.isEmpty || told.isEmpty { return nil }
    return own.contains(told) || told.contains(own) ? nil : false
  }
}

/// Which title an entry of a return file speaks of.
enum BankReturnMatch {
  /// Proven by two witnesses, or by what a person decided before.
  case found(ReceivableRow)
  /// Not proven: what a person may choose from, and why in a sentence.
  case open([ReturnCandidate], String)

  /// Titles that a person is shown of a line at the most.
  static let candidateLimit = 5
  /// Titles that are looked at for one number at the most.
  private static let searchLimit = 20

  static func find(_ entry: ReturnEntry, in transaction: Transaction) throws -> BankReturnMatch {
    if let title = try decided(entry, in: transaction) { return .found(title) }
    let (titles, isNumberCut, isDocumentCut) = try titles(entry, in: transaction)
    let candidates = titles.map { ReturnCandidate($0, entry) }
    let proven = candidates.filter { $0.isProven(entry) }
    if let chosen = only(proven, isNumberCut: isNumberCut, isDocumentCut: isDocumentCut),
      !hasRival(chosen, candidates, entry)
    {
      return .found(chosen.title)
    }
    let shown = candidates.sorted { left, right in
      (right.speaksFor.count, left.speaksAgainst.count, left.title.id)
        < (left.speaksFor.count, right.speaksAgainst.count, right.title.id)
    }
    return .open(Array(shown.prefix(candidateLimit)), sentence(shown, proven: proven.count))
  }

  /// The one title that is proven. The bank's number tells more than the creditor's own, which many
  /// titles may share (`2026/10`). Whether a title is still owed tells nothing: the one that is
  /// paid may be the one that was meant. Where not all titles were looked at, none is the only one.
  private static func only(
    _ proven: [ReturnCandidate], isNumberCut: Bool, isDocumentCut: Bool
  ) -> ReturnCandidate? {
    if isNumberCut { return nil }
    let numbered = proven.filter { $0.speaksFor.contains(.number) }
    if let first = numbered.first { return numbered.count == 1 ? first : nil }
    return isDocumentCut || proven.count != 1 ? nil : proven[0]
  }

  /// Whether document and debt, or the number, name another title as well.
  private static func hasRival(
    _ chosen: ReturnCandidate, _ candidates: [ReturnCandidate], _ entry: ReturnEntry
  ) -> Bool {
    candidates.contains { other in
      guard other.title.id != chosen.title.id else { return false }
      let namesOther = other.speaksFor.contains(.document) && other.hasDebt(entry)
      if namesOther, !chosen.speaksFor.contains(.document) { return true }
      return other.speaksFor.contains(.number) && !chosen.speaksFor.contains(.number)
        && !other.speaksAgainst.contains(.bank)
    }
  }

  private static func sentence(_ candidates: [ReturnCandidate], proven: Int) -> String {
    guard let best = candidates.first else {
      return "Nenhum título tem este nosso número nem este número de documento."
    }
    if proven > 1 {
      return "Mais de um título confere com esta linha; escolha o título ou registre à mão."
    }
    let against = best.speaksAgainst.map(\.portuguese).joined(separator: ", ")
    let reason =
      against.isEmpty ? "falta uma segunda prova" : "não confere: \(against)"
    return "Nenhum título confere por duas provas (\(reason)); escolha o título ou diga que não é"
      + " desta empresa."
  }

  /// What a person decided and kept for a number of the bank and agreement. A bank may give the
  /// number again after the title was paid, so the title must still be owed and its value the
  /// line's; or the line is one that was booked on it before.
  private static func decided(
    _ entry: ReturnEntry, in transaction: Transaction
  ) throws -> ReceivableRow? {
    guard let key = entry.number.reductions.first,
      let id: ID<Receivable> = try transaction.first(
        """
        SELECT receivable_id FROM bank_number_decisions
        WHERE bank = ?1 AND agreement = ?2 AND number_key = ?3
        """, [entry.bank, entry.agreement, key], { try $0.id(0) })
    else { return nil }
    guard let title = try ReceivableRows.find(id, in: transaction) else { return nil }
    let isTheDebt = !ReturnCandidate(title, entry).speaksAgainst.contains(.face)
    if title.isPayable, isTheDebt { return title }
    let isBooked: Int64? = try transaction.first(
      "SELECT 1 FROM payments WHERE signature = ?1 AND receivable_id = ?2",
      [BankReturnBooking.signature(entry.signature), id]
    ) { try $0.integer(0) }
    return isBooked == nil ? nil : title
  }

  /// Titles with the number in any of its forms, and titles with the creditor's own number; and
  /// whether there may be more of either.
  private static func titles(
    _ entry: ReturnEntry, in transaction: Transaction
  ) throws -> (titles: [ReceivableRow], isNumberCut: Bool, isDocumentCut: Bool) {
    var found: [ID<Receivable>: ReceivableRow] = [:]
    var isDocumentCut = false
    try KeyedRows.forEach(
      ReceivableRows.select + " WHERE bank_key IN",
      keys: entry.number.reductions.map(\.sqlValue), suffix: " LIMIT \(searchLimit)",
      in: transaction
    ) { row in
      let title = try ReceivableRows.decode(row)
      found[title.id] = title
    }
    let isNumberCut = found.count >= searchLimit
    if !ReturnCandidate.isBlank(entry.documentNumber) {
      let own = try transaction.query(
        ReceivableRows.select
          + " WHERE number = ?1 OR external_code = ?1 ORDER BY id LIMIT \(searchLimit)",
        [entry.documentNumber], ReceivableRows.decode)
      isDocumentCut = own.count >= searchLimit
      for title in own { found[title.id] = title }
    }
    return (found.values.sorted { $0.id < $1.id }, isNumberCut, isDocumentCut)
  }
}
