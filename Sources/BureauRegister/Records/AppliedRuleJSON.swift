import Credit
package import JSONText
import SQLDatabase

extension AppliedRule {
  package var json: JSON {
    [
      "state": .string(state), "noticeDays": .integer(Int64(noticeDays)),
      "inBusinessDays": .bool(inBusinessDays),
      "minimumDaysOverdue": .integer(Int64(minimumDaysOverdue)), "law": .string(law),
      "ruleId": .optional(ruleID), "countsFrom": .string(countsFrom.rawValue),
      "requiresReceipt": .bool(requiresReceipt), "allowsEmail": .bool(allowsEmail),
      "terms": .array(terms.map(\.json)), "citation": .string(citation),
    ]
  }

  var stored: String { json.text }

  package init(stored text: String) throws {
    guard let rule = AppliedRule(try JSON.parse(text)) else {
      throw DatabaseError.unexpectedValue(column: 20, expected: "applied rule")
    }
    self = rule
  }

  /// Members that older records lack keep the values that held then: one row, the debtor's, and
  /// letters that count from the posting wherever they go.
  package init?(_ json: JSON) {
    guard let law = json["law"]?.string, let minimum = json["minimumDaysOverdue"]?.integer else {
      return nil
    }
    let terms =
      json["terms"]?.elements.map { $0.map { Term($0, isOld: false) } }
      ?? [Term(json, isOld: true)]
    let known = terms.compactMap { $0 }
    guard !known.isEmpty, known.count == terms.count else { return nil }
    self.init(terms: known, minimumDaysOverdue: Int(minimum), law: law)
    citation = json["citation"]?.string ?? citation
    requiresReceipt = json["requiresReceipt"]?.bool ?? false
    allowsEmail = json["allowsEmail"]?.bool ?? true
  }
}

extension AppliedRule.Term {
  package var json: JSON {
    [
      "state": .string(state), "ruleId": .optional(ruleID),
      "noticeDays": .integer(Int64(noticeDays)), "inBusinessDays": .bool(inBusinessDays),
      "countsFrom": .string(countsFrom.rawValue),
    ]
  }

  fileprivate init?(_ json: JSON, isOld: Bool) {
    guard let state = json["state"]?.string, let days = json["noticeDays"]?.integer else {
      return nil
    }
    let start = json["countsFrom"]?.string.flatMap(StateRule.Start.init)
    self.init(
      state: state, ruleID: json["ruleId"]?.string, noticeDays: Int(days),
      inBusinessDays: json["inBusinessDays"]?.bool ?? false,
      countsFrom: isOld ? .posting : start ?? .posting)
  }
}
