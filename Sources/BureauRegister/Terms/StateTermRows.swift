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
  private static let columns = """
    rule_id, state, valid_from_on, valid_to_on, status, confidence, minimum_days_overdue, \
    law_notice_days, notice_days, in_business_days, counts_from, requires_receipt, media, \
    correction, removal, blocks_disputed, law, note, created_at, created_by, replaces, retired_at
    """

  /// Every row there ever was, by state and date.
  static func all(_ transaction: Transaction) throws -> [StateTermRow] {
    try transaction.query(
      "SELECT \(columns) FROM state_terms ORDER BY state, valid_from_on, rule_id", [], read)
  }

  private static func read(_ row: Row) throws -> StateTermRow {
    let unit = try row.text(1)
    let media = Set(
      try row.text(12).split(separator: " ").compactMap { StateRule.Medium(rawValue: String($0)) })
    let rule = StateRule(
      id: try row.text(0), state: unit == federal ? nil : FederativeUnit(code: unit),
      validFrom: try row.day(2), validTo: try row.optionalDay(3), status: try row.choice(4),
      confidence: try row.choice(5), minimumDaysOverdue: Int(try row.integer(6)),
      lawNoticeDays: try row.optionalInteger(7).map { Int($0) },
      appliedNoticeDays: Int(try row.integer(8)), noticeInBusinessDays: try row.bool(9),
      countsFrom: try row.choice(10), requiresReceipt: try row.bool(11), media: media,
      correction: try term(try row.text(13), column: 13),
      removal: try row.optionalText(14).map { try term($0, column: 14) },
      blocksDisputed: try row.bool(15), law: try row.text(16), note: try row.text(17))
    return StateTermRow(
      rule: rule, createdAt: try row.time(18), createdBy: try row.text(19),
      replaces: try row.optionalText(20), retiredAt: try row.optionalTime(21))
  }

  static func insert(
    _ rule: StateRule, replaces: String?, by actor: String, at now: Instant,
    _ transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      INSERT INTO state_terms (\(columns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
        ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, NULL)
      """,
      [
        rule.id, rule.state?.code ?? federal, column(rule.validFrom), column(rule.validTo),
        rule.status.rawValue, rule.confidence.rawValue, rule.minimumDaysOverdue,
        rule.lawNoticeDays, rule.noticeDays, rule.noticeInBusinessDays, rule.countsFrom.rawValue,
        rule.requiresReceipt, rule.media.map(\.rawValue).sorted().joined(separator: " "),
        text(rule.correction), rule.removal.map(text), rule.blocksDisputed, rule.law, rule.note,
        now.microseconds, actor, replaces,
      ])
  }

  static func retire(_ id: String, at now: Instant, _ transaction: Transaction) throws -> Bool {
    try transaction.execute(
      "UPDATE state_terms SET retired_at = ?2 WHERE rule_id = ?1 AND retired_at IS NULL",
      [id, now.microseconds]) == 1
  }

  /// How the rule of no state is written where a state stands.
  package static let federal = "BR"

  /// `5u` are five business days (dias úteis), `2` are two days.
  private static func text(_ term: StateRule.Term) -> String {
    "\(term.days)" + (term.inBusinessDays ? "u" : "")
  }

  private static func term(_ text: String, column: Int) throws -> StateRule.Term {
    let isBusiness = text.hasSuffix("u")
    guard let days = Int(isBusiness ? String(text.dropLast()) : text) else {
      throw DatabaseError.unexpectedValue(column: column, expected: "term")
    }
    return StateRule.Term(days: days, inBusinessDays: isBusiness)
  }
}
