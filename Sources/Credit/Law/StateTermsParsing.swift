extension StateTerms {
  /// The columns of the table as text.
  static let columns = [
    "id", "uf", "validFrom", "validTo", "status", "confidence", "minimumDaysOverdue",
    "noticeDays", "appliedDays", "businessDays", "countsFrom", "requiresReceipt", "channels",
    "correction", "removal", "blocksDisputed", "law", "note",
  ]

  /// Reads a table; throws all faults at once.
  ///
  /// `uf` is `BR` for the federal rule; `noticeDays` is empty where the law names no number and
  /// `appliedDays` where the product's default rule holds; terms are `N` for calendar days and
  /// `Nu` for business days (úteis); yes and no are `yes` and `no`.
  package init(parsing text: String) throws(TextTable.Faults) {
    let table = try TextTable(parsing: text, requiring: StateTerms.columns)
    var faults: [TextTable.Fault] = []
    var rules: [StateRule] = []
    for row in table.rows {
      var reader = RuleReader(row: row)
      if let rule = reader.rule() { rules.append(rule) }
      faults += reader.faults
    }
    guard faults.isEmpty else { throw TextTable.Faults(faults) }
    try self.init(rules: rules)
  }
}

/// Reads the cells of one row and gathers what is wrong with them.
private struct RuleReader {
  let row: TextTable.Row
  var faults: [TextTable.Fault] = []

  init(row: TextTable.Row) { self.row = row }

  mutating func rule() -> StateRule? {
    let state =
      row[column: "uf"] == "BR" ? nil : value("uf", "a sigla da UF ou BR", FederativeUnit.init)
    let validFrom = value("validFrom", "aaaa-mm-dd") { CivilDate(iso: $0) }
    let validTo = optional("validTo", "aaaa-mm-dd ou vazio") { CivilDate(iso: $0) }
    let status = value("status", "inForce, struck, doubtful ou practice", StateRule.Status.init)
    let confidence = value("confidence", "high, medium ou low", StateRule.Confidence.init)
    let overdue = value("minimumDaysOverdue", "um número de dias") { Int($0) }
    let law = optional("noticeDays", "um número de dias ou vazio") { Int($0) }
    let applied = optional("appliedDays", "um número de dias ou vazio") { Int($0) }
    let business = flag("businessDays")
    let start = value("countsFrom", "posting, delivery ou receipt", StateRule.Start.init)
    let receipt = flag("requiresReceipt")
    let media = value("channels", "letter, email e message", RuleReader.media)
    let correction = value("correction", "N ou Nu dias", RuleReader.term)
    let removal = optional("removal", "N ou Nu dias, ou vazio", RuleReader.term)
    let disputed = flag("blocksDisputed")
    guard faults.isEmpty, let validFrom, let status, let confidence, let overdue, let business,
      let start, let receipt, let media, let correction, let disputed
    else { return nil }
    return StateRule(
      id: row[column: "id"], state: state, validFrom: validFrom, validTo: validTo, status: status,
      confidence: confidence, minimumDaysOverdue: overdue, lawNoticeDays: law,
      appliedNoticeDays: applied, noticeInBusinessDays: business, countsFrom: start,
      requiresReceipt: receipt, media: media, correction: correction, removal: removal,
      blocksDisputed: disputed, law: row[column: "law"], note: row[column: "note"])
  }

  private mutating func value<Value>(
    _ column: String, _ expected: String, _ parse: (String) -> Value?
  ) -> Value? {
    if let value = parse(row[column: column]) { return value }
    faults.append(
      TextTable.Fault(
        line: row.line, code: "rule-" + column.lowercased(),
        message: "“\(row[column: column])” não vale na coluna “\(column)”; use \(expected)."))
    return nil
  }

  private mutating func optional<Value>(
    _ column: String, _ expected: String, _ parse: (String) -> Value?
  ) -> Value? {
    row[column: column].isEmpty ? nil : value(column, expected, parse)
  }

  private mutating func flag(_ column: String) -> Bool? {
    value(column, "yes ou no") { $0 == "yes" ? true : $0 == "no" ? false : nil }
  }

  private static func media(_ text: String) -> Set<StateRule.Medium>? {
    let words = text.split(separator: " ")
    let media = words.compactMap { StateRule.Medium(rawValue: String($0)) }
    return media.isEmpty || media.count != words.count ? nil : Set(media)
  }

  private static func term(_ text: String) -> StateRule.Term? {
    let business = text.hasSuffix("u")
    guard let days = Int(business ? String(text.dropLast()) : text),
      (0...StateTerms.largestDays).contains(days)
    else { return nil }
    return StateRule.Term(days: days, inBusinessDays: business)
  }
}
