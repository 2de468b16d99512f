import Coordination
import SQLDatabase

extension CreditorSchema {
  static let migration17 = Migration(
    number: 17, note: "Forms already sent and counted tries, known to all processes",
    sql: CoordinationSchema.formsAndTries)
}
