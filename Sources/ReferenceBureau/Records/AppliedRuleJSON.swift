import Credit
import JSONText
import SQLDatabase

extension AppliedRule {
  var json: JSON {
    [
      "state": .string(state), "noticeDays": .integer(Int64(noticeDays)),
      "inBusinessDays": .bool(inBusinessDays),
      "minimumDaysOverdue": .integer(Int64(minimumDaysOverdue)), "law": .string(law),
      "ruleId": .optional(ruleID), "countsFrom": .string(countsFrom.rawValue),
      "requiresReceipt": .bool(requiresReceipt), "allowsEmail": .bool(allowsEmail),
    ]
  }

  var stored: String { json.text }

  init(stored text: String) throws {
    guard let rule = AppliedRule(try JSON.parse(text)) else {
      throw DatabaseError.unexpectedValue(column: 20, expected: "applied rule")
    }
    self = rule
  }

  /// Members that older records lack keep the values that held then.
  init?(_ json: JSON) {
    guard let state = json["state"]?.string, let law = json["law"]?.string,
      let days = json["noticeDays"]?.integer, let minimum = json["minimumDaysOverdue"]?.integer
    else { return nil }
    self.init(
      state: state, noticeDays: Int(days), minimumDaysOverdue: Int(minimum), law: law)
    inBusinessDays = json["inBusinessDays"]?.bool ?? false
    ruleID = json["ruleId"]?.string
    countsFrom = json["countsFrom"]?.string.flatMap(StateRule.Start.init) ?? .posting
    requiresReceipt = json["requiresReceipt"]?.bool ?? false
    allowsEmail = json["allowsEmail"]?.bool ?? true
  }
}
