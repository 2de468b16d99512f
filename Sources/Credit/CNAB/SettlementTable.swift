/// What an occurrence code means, bank by bank and layout by layout: the same number is a payment
/// in one bank and a refusal or a reversal in another.
struct SettlementTable: Sendable {
  struct Meaning: Hashable, Sendable {
    let group: OccurrenceClass
    let bankListing: BankListing?
    let detail: String
  }

  /// What a row asks for besides bank, layout and occurrence.
  enum Condition: Hashable, Sendable {
    case none
    /// Any of the record's reasons is one of these.
    case anyReason([String])
    /// The first reason is one of these, another bank received the money, and no credit date says
    /// when it is there.
    case elsewhere([String])
    /// A field of the record is one of these.
    case field(ReturnPlaces.Field, [String])
    /// A field of the record is neither blank nor zero.
    case filled(ReturnPlaces.Field)
  }

  /// The facts of a record that conditions look at.
  struct Facts {
    /// Reasons in their places, blanks included.
    var reasons: [String] = []
    var fields: [ReturnPlaces.Field: String] = [:]
    var bank = ""
    var hasCredit = false
  }

  struct Row: Sendable {
    let bank: String
    let layout: ReturnLayout
    let occurrences: [String]
    let condition: Condition
    let meaning: Meaning
  }

  private struct Key: Hashable, Sendable {
    let bank: String
    let layout: ReturnLayout
    let occurrence: String
  }

  /// Banks whose codes have nothing in common with those of others.
  static let ownCodes: Set<String> = ["070", "097", "104", "136"]

  private var index: [Key: [Row]] = [:]
  private var banks: Set<String> = []
  private(set) var rows: [Row] = []
  /// Lines of the text that are no rows; a test holds this empty.
  private(set) var malformed: [String] = []

  /// The table of the published manuals.
  static let published = SettlementTable(
    texts: [settlementTableText240, settlementTableText400])

  /// Parses `bank|layout|occurrences|condition|class|words` lines.
  init(texts: [String]) {
    for text in texts {
      for line in text.utf8.split(separator: 10) where line.first != UInt8(ascii: "#") {
        guard let row = SettlementTable.row(line.split(separator: UInt8(ascii: "|"))) else {
          malformed.append(String(Substring(line)))
          continue
        }
        rows.append(row)
        banks.insert(row.bank + String(row.layout.rawValue))
        for occurrence in row.occurrences {
          index[Key(bank: row.bank, layout: row.layout, occurrence: occurrence), default: []]
            .append(row)
        }
      }
    }
  }

  /// The meaning of an occurrence; the first row whose condition holds.
  ///
  /// In CNAB 240 a bank without rows is read by the FEBRABAN rows (`*`). A bank with rows is read
  /// by them alone where money is concerned; from the common rows it takes only what is no payment.
  func meaning(
    bank: String, layout: ReturnLayout, occurrence: String, facts: Facts
  ) -> Meaning {
    if let own = row(bank, layout, occurrence, facts) { return own }
    if !SettlementTable.ownCodes.contains(bank),
      let common = row("*", layout, occurrence, facts)
    {
      let isKnown = banks.contains(bank + String(layout.rawValue))
      switch common.group {
      case .full, .part, .wait, .other, .reversal, .bankListed:
        if !isKnown, layout == .cnab240 { return common }
      case .writtenOff, .protested, .entry, .rejected, .information, .unknown: return common
      }
    }
    return Meaning(
      group: .unknown, bankListing: nil,
      detail: "Ocorrência \(occurrence) não consta na tabela do banco \(bank)")
  }

  private func row(
    _ bank: String, _ layout: ReturnLayout, _ occurrence: String, _ facts: Facts
  ) -> Meaning? {
    index[Key(bank: bank, layout: layout, occurrence: occurrence)]?
      .first { SettlementTable.holds($0.condition, facts, bank) }?.meaning
  }

  private static func holds(_ condition: Condition, _ facts: Facts, _ bank: String) -> Bool {
    switch condition {
    case .none: true
    case .anyReason(let values): facts.reasons.contains { values.contains($0) }
    case .elsewhere(let values):
      values.contains(facts.reasons.first ?? "") && facts.bank != bank && !isBlank(facts.bank)
        && !facts.hasCredit
    case .field(let field, let values): values.contains(facts.fields[field] ?? "")
    case .filled(let field): !isBlank(facts.fields[field] ?? "")
    }
  }

  private static func isBlank(_ text: String) -> Bool { text.allSatisfy { $0 == "0" } }

  private static func row(_ line: [Substring.UTF8View]) -> Row? {
    let cells = line.map { String(Substring($0)) }
    guard cells.count == 6, let number = Int(cells[1]), let layout = ReturnLayout(rawValue: number),
      let condition = condition(cells[3])
    else { return nil }
    let words = cells[4].split(separator: " ").map(String.init)
    guard let first = words.first, let group = OccurrenceClass(rawValue: first) else { return nil }
    let listing = words.count > 1 ? BankListing(rawValue: words[1]) : nil
    return Row(
      bank: cells[0], layout: layout, occurrences: cells[2].split(separator: ",").map(String.init),
      condition: condition,
      meaning: Meaning(group: group, bankListing: listing, detail: cells[5]))
  }

  private static func condition(_ cell: String) -> Condition? {
    if cell == "-" { return Condition.none }
    if cell.hasSuffix(">0") {
      return ReturnPlaces.Field(rawValue: String(cell.dropLast(2))).map { .filled($0) }
    }
    let parts = cell.split(separator: "=").map(String.init)
    guard parts.count == 2 else { return nil }
    let values = parts[1].split(separator: ",").map(String.init)
    switch parts[0] {
    case "reason": return .anyReason(values)
    case "elsewhere": return .elsewhere(values)
    default: return ReturnPlaces.Field(rawValue: parts[0]).map { .field($0, values) }
    }
  }
}
