import Credit
import DebtCollection
import JSONText

extension Message {
  /// The report of an inquiry. It is kept and printed whole, so all of it is bounded, also what
  /// this version does not know.
  static func report(_ json: JSON) throws -> BureauReport {
    guard let restricted = json["restricted"]?.bool, let partial = json["partial"]?.bool,
      let at = try instant(json, "at")
    else { throw MessageError(member: "restricted") }
    if let cost = json["costCents"], !cost.isNull {
      _ = try integer(json, "costCents", AnswerBound.price)
    }
    try checkScore(json["score"])
    for row in json["summary"]?.elements ?? [] {
      if row["count"] != nil { _ = try integer(row, "count", AnswerBound.count) }
    }
    var left = AnswerBound.reportValues
    try check(json, "report", &left)
    return BureauReport(
      protocolNumber: try string(json, "protocol", AnswerBound.id), at: at,
      name: try optional(json, "name", AnswerBound.name), restricted: restricted,
      partial: partial, body: json)
  }

  /// A score is a number, or an object with the ends of its scale; the scale has a length.
  private static func checkScore(_ json: JSON?) throws {
    guard let json, !json.isNull else { return }
    if let value = json.integer {
      guard AnswerBound.score.contains(value) else { throw MessageError(member: "score") }
      return
    }
    for name in ["value", "minimum", "maximum"] where json[name].map({ !$0.isNull }) ?? false {
      _ = try integer(json, name, AnswerBound.score)
    }
    guard json["minimum"]?.integer ?? 0 < json["maximum"]?.integer ?? 1_000,
      (json["reasons"]?.elements ?? []).count <= AnswerBound.scoreReasons
    else { throw MessageError(member: "score") }
  }

  /// Every text, number and list of a report, however deep.
  private static func check(_ json: JSON, _ name: String, _ left: inout Int) throws {
    left -= 1
    guard left >= 0 else { throw MessageError(member: name) }
    switch json {
    case .null, .bool: return
    case .integer(let number):
      guard AnswerBound.number.contains(number) else { throw MessageError(member: name) }
    case .decimal(let text):
      guard text.utf8.count <= AnswerBound.word else { throw MessageError(member: name) }
    case .string(let text):
      guard text.unicodeScalars.count <= AnswerBound.reportText,
        TextBound.isPrintable(text)
      else { throw MessageError(member: name) }
    case .array(let elements):
      guard elements.count <= AnswerBound.reportList else { throw MessageError(member: name) }
      for element in elements { try check(element, name, &left) }
    case .object(let members):
      guard members.count <= AnswerBound.reportMembers else { throw MessageError(member: name) }
      for member in members {
        guard member.name.unicodeScalars.count <= AnswerBound.word,
          TextBound.isPrintable(member.name, lines: false)
        else { throw MessageError(member: name) }
        try check(member.value, member.name, &left)
      }
    }
  }
}
