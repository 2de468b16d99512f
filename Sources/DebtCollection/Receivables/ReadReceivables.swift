package import Credit
import Refusals
import SQLDatabase
import World

/// Which titles are asked for; nil means any.
package struct ReceivableFilter: Sendable {
  package var person: ID<Person>?
  package var contract: ID<Contract>?
  package var status: ReceivableStatus?
  package var number: String?
  /// Open and due before today.
  package var isOverdue = false

  package init() {}
}

extension Receivables {
  package func receivable(_ id: ID<Receivable>) async throws -> ReceivableRow {
    guard let row = try await database.read({ try ReceivableRows.find(id, in: $0) }) else {
      throw Refusal.notFound("Título")
    }
    return row
  }

  package func receivables(
    _ filter: ReceivableFilter, after: ID<Receivable>?, limit: Int
  ) async throws -> [ReceivableRow] {
    var sql = ReceivableRows.select + " WHERE id > ?1"
    var arguments: [any SQLConvertible] = [after ?? ID<Receivable>(0)]
    func narrow(_ condition: String, _ value: (any SQLConvertible)?) {
      guard let value else { return }
      arguments.append(value)
      sql += " AND \(condition) ?\(arguments.count)"
    }
    narrow("person_id =", filter.person)
    narrow("contract_id =", filter.contract)
    narrow("status =", filter.status?.rawValue)
    narrow("number =", filter.number)
    if filter.isOverdue {
      sql += " AND status IN ('open', 'partiallyPaid')"
      narrow("due_on <", world.clock.now().civilDate)
    }
    arguments.append(limit)
    let (text, values) = (sql + " ORDER BY id LIMIT ?\(arguments.count)", arguments)
    return try await database.read { transaction in
      try transaction.query(text, values, ReceivableRows.decode).map {
        try ReceivableRows.withBlocks($0, in: transaction) ?? $0
      }
    }
  }
}
