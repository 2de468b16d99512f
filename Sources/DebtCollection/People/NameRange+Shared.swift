import SQLDatabase

extension NameRange {
  /// Whether more people than so many have a name of the range.
  func isShared(byMoreThan limit: Int, in transaction: Transaction) throws -> Bool {
    let count = try transaction.first(
      """
      SELECT count(*) FROM (SELECT id FROM people
        WHERE \(condition(first: 1)) LIMIT \(limit + 1)) AS shared
      """, arguments
    ) { try $0.integer(0) }
    return (count ?? 0) > limit
  }
}
