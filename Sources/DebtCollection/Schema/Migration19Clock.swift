import Coordination
import SQLDatabase

extension CreditorSchema {
  static let migration19 = Migration(
    number: 19, note: "The processes that live by the clock of the database, and its key",
    sql: CoordinationSchema.clockHolders + "\n" + CoordinationSchema.keyCheck)
}
