package import Credit
import SQLDatabase

/// A collection rule (parâmetros de cobrança; manual, items 52-56).
package struct CollectionRuleRow: Sendable {
  package let id: ID<CollectionRule>
  package var name: String
  /// Nil: for every branch that has no rule of its own.
  package var branch: ID<Branch>?
  package var isActive: Bool
  /// "Trata cobrança por título".
  package var perTitle: Bool
  /// "Dias para executar", counted from the due date.
  package var daysToRun: Int
  package var listAutomatically: Bool
  package var removeAutomatically: Bool
  package var minimumAmount: Cents
  package var maximumPerRun: Int
}

enum CollectionRuleRows {
  private static let select = """
    SELECT id, name, branch_id, active, per_title, days_to_run, list_automatically,
      remove_automatically, minimum_cents, maximum_per_run
    FROM collection_rules
    """

  static func find(
    _ id: ID<CollectionRule>, in transaction: Transaction
  ) throws -> CollectionRuleRow? {
    try transaction.first(select + " WHERE id = ?1", [id], decode)
  }

  /// The rules of a run: the chosen one, even while it is off, or every active one.
  static func active(
    only rule: ID<CollectionRule>?, in transaction: Transaction
  ) throws -> [CollectionRuleRow] {
    if let rule { return try transaction.query(select + " WHERE id = ?1", [rule], decode) }
    return try transaction.query(select + " WHERE active = 1 ORDER BY id", [], decode)
  }

  static func list(
    after: ID<CollectionRule>?, limit: Int, in transaction: Transaction
  ) throws -> [CollectionRuleRow] {
    try transaction.query(
      select + " WHERE id > ?1 ORDER BY id LIMIT ?2",
      [after ?? ID<CollectionRule>(0), limit], decode)
  }

  static func insert(
    _ rule: CollectionRuleRow, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      INSERT INTO collection_rules (id, name, branch_id, active, per_title, days_to_run,
        list_automatically, remove_automatically, minimum_cents, maximum_per_run, created_at,
        updated_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11)
      """, arguments(rule) + [now])
  }

  static func update(
    _ rule: CollectionRuleRow, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE collection_rules SET name = ?2, branch_id = ?3, active = ?4, per_title = ?5,
        days_to_run = ?6, list_automatically = ?7, remove_automatically = ?8, minimum_cents = ?9,
        maximum_per_run = ?10, updated_at = ?11
      WHERE id = ?1
      """, arguments(rule) + [now])
  }

  private static func arguments(_ rule: CollectionRuleRow) -> [any SQLConvertible] {
    [
      rule.id, rule.name, rule.branch, rule.isActive, rule.perTitle, rule.daysToRun,
      rule.listAutomatically, rule.removeAutomatically, rule.minimumAmount, rule.maximumPerRun,
    ]
  }

  private static func decode(_ row: Row) throws -> CollectionRuleRow {
    CollectionRuleRow(
      id: try row.id(0), name: try row.text(1), branch: try row.optionalID(2),
      isActive: try row.bool(3), perTitle: try row.bool(4), daysToRun: Int(try row.integer(5)),
      listAutomatically: try row.bool(6), removeAutomatically: try row.bool(7),
      minimumAmount: try row.cents(8), maximumPerRun: Int(try row.integer(9)))
  }
}
