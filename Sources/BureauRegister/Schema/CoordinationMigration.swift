import Coordination
import SQLDatabase

extension BureauSchema {
  static let coordination = Migration(
    number: 15, note: "Forms already sent and counted tries, known to all processes",
    sql: CoordinationSchema.formsAndTries)
}
