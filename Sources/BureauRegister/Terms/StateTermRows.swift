package import Credit
import SQLDatabase

/// A row of the state terms with its history.
package struct StateTermRow: Sendable {
  package let rule: StateRule
  package let createdAt: Instant
  package let createdBy: String
  /// The row that it took the place of.
  package let replaces: String?
  package let retiredAt: Instant?
}

package enum StateTermRows {
  enum Column: Int, TableColumn {
    static let table = "state_terms"

    case ruleId, state, validFromOn, validToOn, status, confidence, minimumDaysOverdue
    case lawNoticeDays, noticeDays, inBusinessDays, countsFrom, requiresReceipt, media
    case correction, removal, blocksDisputed, law, note, createdAt, createdBy, replaces
    case retiredAt
  }

  private static let table = ColumnTable<Column>()
  private static let insertion = table.insert()

  /// Every row there ever was, by state and date.
  static func all(_ transaction: Transaction) throws -> [StateTermRow] {
    try transaction.query(
      table.select + " ORDER BY state, valid_from_on, rule_id", [], read)
  }

  private static func read(_ row: Row) throws -> StateTermRow {
    let row = ColumnRow<Column>(row)
    let unit = try row.text(.state)
    let media = Set(
      try row.text(.media).split(separator: " ").compactMap {
        StateRule.Medium(rawValue: String($0))
      })
    let rule = StateRule(
      id: try row.text(.ruleId), state: unit == federal ? nil : FederativeUnit(code: unit),
      validFrom: try row.day(.validFromOn), validTo: try row.optionalDay(.validToOn),
      status: try row.choice(.status),
      confidence: try row.choice(.confidence),
      minimumDaysOverdue: Int(try row.integer(.minimumDaysOverdue)),
      lawNoticeDays: try row.optionalInteger(.lawNoticeDays).map { Int($0) },
      appliedNoticeDays: Int(try row.integer(.noticeDays)),
      noticeInBusinessDays: try row.bool(.inBusinessDays),
      countsFrom: try row.choice(.countsFrom), requiresReceipt: try row.bool(.requiresReceipt),
      media: media,
      correction: try term(try row.text(.correction), of: .correction),
      removal: try row.optionalText(.removal).map { try term($0, of: .removal) },
      blocksDisputed: try row.bool(.blocksDisputed), law: try row.text(.law),
      note: try row.text(.note))
    return StateTermRow(
      rule: rule, createdAt: try row.time(.createdAt), createdBy: try row.text(.createdBy),
      replaces: try row.optionalText(.replaces), retiredAt: try row.optionalTime(.retiredAt))
  }

  static func insert(
    _ rule: StateRule, replaces: String?, by actor: String, at now: Instant,
    _ transaction: Transaction
  ) throws {
    let row = StateTermRow(
      rule: rule, createdAt: now, createdBy: actor, replaces: replaces, retiredAt: nil)
    try transaction.execute(insertion) { $0.value(of: row) }
  }

  static func retire(_ id: String, at now: Instant, _ transaction: Transaction) throws -> Bool {
    try transaction.execute(
      "UPDATE state_terms SET retired_at = ?2 WHERE rule_id = ?1 AND retired_at IS NULL",
      [id, now.microseconds]) == 1
  }

  /// How the rule of no state is written where a state stands.
  package static let federal = "BR"

  /// `5u` are five business days (dias úteis), `2` are two days.
  fileprivate static func text(_ term: StateRule.Term) -> String {
    "\(term.days)" + (term.inBusinessDays ? "u" : "")
  }

  private static func term(_ text: String, of column: Column) throws -> StateRule.Term {
    let isBusiness = text.hasSuffix("u")
    guard let days = Int(isBusiness ? String(text.dropLast()) : text) else {
      throw DatabaseError.unexpectedValue(column: column.rawValue, expected: "term")
    }
    return StateRule.Term(days: days, inBusinessDays: isBusiness)
  }
}

extension StateTermRows.Column {
  fileprivate func value(of row: StateTermRow) -> SQLValue {
    let rule = row.rule
    return switch self {
    case .ruleId: rule.id.sqlValue
    case .state: (rule.state?.code ?? StateTermRows.federal).sqlValue
    case .validFromOn: column(rule.validFrom)
    case .validToOn: column(rule.validTo)
    case .status: rule.status.rawValue.sqlValue
    case .confidence: rule.confidence.rawValue.sqlValue
    case .minimumDaysOverdue: rule.minimumDaysOverdue.sqlValue
    case .lawNoticeDays: rule.lawNoticeDays.sqlValue
    case .noticeDays: rule.noticeDays.sqlValue
    case .inBusinessDays: rule.noticeInBusinessDays.sqlValue
    case .countsFrom: rule.countsFrom.rawValue.sqlValue
    case .requiresReceipt: rule.requiresReceipt.sqlValue
    case .media: rule.media.map(\.rawValue).sorted().joined(separator: " ").sqlValue
    case .correction: StateTermRows.text(rule.correction).sqlValue
    case .removal: rule.removal.map(StateTermRows.text).sqlValue
    case .blocksDisputed: rule.blocksDisputed.sqlValue
    case .law: rule.law.sqlValue
    case .note: rule.note.sqlValue
    case .createdAt: column(row.createdAt)
    case .createdBy: row.createdBy.sqlValue
    case .replaces: row.replaces.sqlValue
    case .retiredAt: column(row.retiredAt)
    }
  }
}
