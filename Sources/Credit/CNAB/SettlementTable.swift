/// What an occurrence code means, bank by bank and layout by layout: the same number is a payment
/// in one bank and a refusal or a reversal in another.
struct SettlementTable: Sendable {
  struct Meaning: Hashable, Sendable {
    let kind: SettlementKind
    let bankListing: BankListing?
    let detail: String
  }

  /// What a row asks for besides bank, layout and occurrence.
  enum Condition: Hashable, Sendable {
    case none
    case nature([String])
    case anyReason([String])
    case secondReason([String])
    case settlementCode([String])
  }

  /// The facts of a record that conditions look at.
  struct Facts {
    var nature = ""
    /// Pairs in their places, blanks included.
    var reasons: [String] = []
    var settlementCode = ""
  }

  private struct Key: Hashable, Sendable {
    let bank: String
    let layout: ReturnLayout
    let occurrence: String
  }

  private struct Bank: Hashable, Sendable {
    let bank: String
    let layout: ReturnLayout
  }

  private var rows: [Key: [(condition: Condition, meaning: Meaning)]] = [:]
  private var banks: Set<Bank> = []

  /// The table of the published manuals.
  static let published = SettlementTable(text: settlementTableText)

  /// Parses `bank|layout|occurrences|condition|kind|detail` lines; the text is our own, so a
  /// mistake in it is a programmer's.
  init(text: String) {
    for line in text.utf8.split(separator: 10) where line.first != UInt8(ascii: "#") {
      let cells = line.split(separator: UInt8(ascii: "|")).map { String(Substring($0)) }
      precondition(cells.count == 6, "settlement table: \(cells)")
      let kindAndListing = cells[4].split(separator: " ").map(String.init)
      guard let number = Int(cells[1]), let layout = ReturnLayout(rawValue: number),
        let kind = SettlementKind(rawValue: kindAndListing[0])
      else { preconditionFailure("settlement table: \(cells)") }
      let listing = kindAndListing.count > 1 ? BankListing(rawValue: kindAndListing[1]) : nil
      let meaning = Meaning(kind: kind, bankListing: listing, detail: cells[5])
      let condition = SettlementTable.condition(cells[3])
      banks.insert(Bank(bank: cells[0], layout: layout))
      for occurrence in cells[2].split(separator: ",") {
        let key = Key(bank: cells[0], layout: layout, occurrence: String(occurrence))
        rows[key, default: []].append((condition, meaning))
      }
    }
  }

  /// The meaning of an occurrence; the first row whose condition holds.
  ///
  /// A bank without rows is read by the FEBRABAN rows (`*`). A bank with rows is read by them alone
  /// where money is concerned; from the FEBRABAN rows it takes only what is no payment. An
  /// occurrence that no row knows is no payment, or waits for a person if it comes with money.
  func meaning(
    bank: String, layout: ReturnLayout, occurrence: String, facts: Facts, paid: Cents
  ) -> Meaning {
    if let own = row(bank, layout, occurrence, facts) { return own }
    if let common = row("*", layout, occurrence, facts) {
      let isKnown = banks.contains(Bank(bank: bank, layout: layout))
      if !isKnown || common.kind == .notPayment || common.kind == .rejected { return common }
    }
    let text = "Ocorrência \(occurrence) não consta na tabela do banco \(bank)"
    return paid > .zero
      ? Meaning(
        kind: .waiting, bankListing: nil, detail: text + "; há valor pago: confirme com o banco")
      : Meaning(kind: .notPayment, bankListing: nil, detail: text)
  }

  private func row(
    _ bank: String, _ layout: ReturnLayout, _ occurrence: String, _ facts: Facts
  ) -> Meaning? {
    rows[Key(bank: bank, layout: layout, occurrence: occurrence)]?
      .first { SettlementTable.holds($0.condition, facts) }?.meaning
  }

  private static func holds(_ condition: Condition, _ facts: Facts) -> Bool {
    switch condition {
    case .none: true
    case .nature(let values): values.contains(facts.nature)
    case .anyReason(let values): facts.reasons.contains { values.contains($0) }
    case .secondReason(let values):
      facts.reasons.count > 1 && values.contains(facts.reasons[1])
    case .settlementCode(let values): values.contains(facts.settlementCode)
    }
  }

  private static func condition(_ cell: String) -> Condition {
    if cell == "-" { return .none }
    let parts = cell.split(separator: "=")
    precondition(parts.count == 2, "settlement condition: \(cell)")
    let values = parts[1].split(separator: ",").map(String.init)
    switch parts[0] {
    case "nature": return .nature(values)
    case "reason": return .anyReason(values)
    case "second": return .secondReason(values)
    case "code": return .settlementCode(values)
    default: preconditionFailure("settlement condition: \(cell)")
    }
  }
}
