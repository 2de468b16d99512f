import Credit
import SQLDatabase

/// How much of its limit each rule has used up in a run.
extension CollectionRunRows {
  static func listedByRule(
    of run: ID<CollectionRun>, in transaction: Transaction
  ) throws -> [ID<CollectionRule>: Int] {
    let rows = try transaction.query(
      "SELECT rule_id, listed_count FROM collection_run_rules WHERE run_id = ?1", [run]
    ) { (rule: try $0.id(0) as ID<CollectionRule>, count: Int(try $0.integer(1))) }
    return Dictionary(rows.map { ($0.rule, $0.count) }, uniquingKeysWith: { $1 })
  }

  static func keepListedByRule(
    of run: CollectionRunReport, in transaction: Transaction
  ) throws {
    try transaction.executeMany(
      """
      INSERT INTO collection_run_rules (run_id, rule_id, listed_count) VALUES (?1, ?2, ?3)
      ON CONFLICT (run_id, rule_id) DO UPDATE SET listed_count = excluded.listed_count
      """,
      run.listedByRule.sorted { $0.key.number < $1.key.number }.map {
        [run.id.sqlValue, $0.key.sqlValue, $0.value.sqlValue]
      })
  }
}
