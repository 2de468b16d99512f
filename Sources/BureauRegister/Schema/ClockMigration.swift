import Coordination
import SQLDatabase

extension BureauSchema {
  static let clock = Migration(
    number: 16, note: "The clock of the database, its processes and key, and the sessions of pages",
    sql: [
      CoordinationSchema.clockPlace, CoordinationSchema.clockHolders, CoordinationSchema.keyCheck,
      CoordinationSchema.pageSessions,
    ].joined(separator: "\n"))
}
