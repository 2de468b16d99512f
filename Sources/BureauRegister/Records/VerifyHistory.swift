package import Credit
import SQLDatabase
import Sealing

extension Register {
  /// The records whose history is not what was written: a link that does not follow from the one
  /// before, a version that is missing, or a row that is at another version than its last link.
  package func alteredHistories() async throws -> [ID<ListedRecord>] {
    try await database.read { transaction in
      var altered: Set<ID<ListedRecord>> = []
      var current: ID<ListedRecord>?
      var link = HashChain.origin
      var version: Int64 = 0
      try transaction.forEach(
        """
        SELECT record_id, version, type, actor, at, body, hash, event, reason, note
        FROM happenings ORDER BY record_id, version
        """
      ) { row in
        let record = ID<ListedRecord>(try row.integer(0))
        if record != current { (current, link, version) = (record, HashChain.origin, 0) }
        version += 1
        let happening = Happening(
          type: try row.text(2), event: try row.optionalText(7), reason: try row.optionalText(8),
          note: try row.optionalText(9), actor: try row.text(3))
        link = HashChain.next(
          previous: link,
          fields: happening.hashed(
            of: record, version: try row.integer(1), at: try row.time(4), body: try row.text(5)))
        if try row.integer(1) != version || row.bytes(6) != link { altered.insert(record) }
      }
      let behind = try transaction.query(
        """
        SELECT id FROM records WHERE version <> (
          SELECT COALESCE(MAX(version), 0) FROM happenings WHERE record_id = records.id)
        """
      ) { ID<ListedRecord>(try $0.integer(0)) }
      return altered.union(behind).sorted()
    }
  }
}
