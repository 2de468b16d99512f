import SQLDatabase

extension NameRange {
  /// Whether more people than so many have a name of the range.
  func isShared(byMoreThan limit: Int, in transaction: Transaction) throws -> Bool {
    var arguments = StatementArguments()
    let condition = condition(&arguments)
    let count = try transaction.first(
      """
      SELECT count(*) FROM (SELECT id FROM people WHERE \(condition) LIMIT \(limit + 1)) AS shared
      """, arguments.values
    ) { try $0.integer(0) }
    return (count ?? 0) > limit
  }
}
