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
  enum Column: Int, TableColumn {
    static let table = "collection_rules"
    static var readCount: Int { createdAt.rawValue }

    case id, name, branchId, active, perTitle, daysToRun, listAutomatically, removeAutomatically
    case minimumCents, maximumPerRun
    /// Written only.
    case createdAt, updatedAt
  }

  private static let table = ColumnTable<Column>()
  private static let select = table.select
  private static let insertion = table.insert()
  private static let change = table.update(
    table.columns.filter { $0 != .id && $0 != .createdAt })

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
    try transaction.execute(insertion) { $0.value(of: rule, at: now) }
  }

  static func update(
    _ rule: CollectionRuleRow, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(change, keys: [rule.id.sqlValue]) { $0.value(of: rule, at: now) }
  }

  private static func decode(_ row: Row) throws -> CollectionRuleRow {
    let row = ColumnRow<Column>(row)
    return CollectionRuleRow(
      id: try row.id(.id), name: try row.text(.name), branch: try row.optionalID(.branchId),
      isActive: try row.bool(.active), perTitle: try row.bool(.perTitle),
      daysToRun: Int(try row.integer(.daysToRun)),
      listAutomatically: try row.bool(.listAutomatically),
      removeAutomatically: try row.bool(.removeAutomatically),
      minimumAmount: try row.cents(.minimumCents),
      maximumPerRun: Int(try row.integer(.maximumPerRun)))
  }
}

extension CollectionRuleRows.Column {
  fileprivate func value(of rule: CollectionRuleRow, at now: Instant) -> SQLValue {
    switch self {
    case .id: rule.id.sqlValue
    case .name: rule.name.sqlValue
    case .branchId: rule.branch.sqlValue
    case .active: rule.isActive.sqlValue
    case .perTitle: rule.perTitle.sqlValue
    case .daysToRun: rule.daysToRun.sqlValue
    case .listAutomatically: rule.listAutomatically.sqlValue
    case .removeAutomatically: rule.removeAutomatically.sqlValue
    case .minimumCents: rule.minimumAmount.sqlValue
    case .maximumPerRun: rule.maximumPerRun.sqlValue
    case .createdAt, .updatedAt: now.sqlValue
    }
  }
}
