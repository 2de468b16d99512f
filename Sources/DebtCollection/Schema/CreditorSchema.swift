package import Coordination
package import SQLDatabase

/// The creditor's tables. Integers hold cents, days since 1970 (`…_on`) and microseconds UTC
/// (`…_at`); flags are 0 or 1. What the rules forbid is forbidden here again.
package enum CreditorSchema {
  /// Something that the key of the house sealed, in a database that was used before keys were
  /// checked; nil where there is nothing.
  package static let sealedSample: KeyCheck.Sample = { transaction in
    try transaction.first(
      "SELECT id, document_sealed FROM people WHERE document_sealed IS NOT NULL LIMIT 1"
    ) { (try $0.bytes(1), DebtorRow.documentPlace(try $0.id(0))) }
  }

  /// In the order in which they are applied; an applied one is never changed.
  package static let migrations: [Migration] = [
    migration1, migration2, migration3, migration4, migration5, migration6, migration7,
    migration8, migration9, migration10, migration11, migration12, migration13, migration14,
    migration15, migration16, migration17, migration18, migration19, migration20, migration21,
    migration22, migration23, migration24, migration25, migration26, accessMigration,
    keysMigration, branchLimitMigration, migrationMoney, witnessMigration, migrationImportFiles,
    migrationTrail,
  ]
}
