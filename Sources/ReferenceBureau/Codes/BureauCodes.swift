import Credit
import JSONText

/// Whom a code or product is for.
enum PersonScope: String, Hashable, CaseIterable, Sendable {
  case natural, legal, any

  func includes(_ kind: PersonKind) -> Bool {
    self == .any || rawValue == kind.rawValue
  }
}

/// A code of one of the bureau's lists, valid from a day on.
struct ListedCode: Hashable, Sendable {
  let code: String
  let name: String
  let person: PersonScope
  let validFrom: CivilDate
  let validTo: CivilDate?
  /// Removal: only the bureau uses it. Notice return: the record is held.
  let isMarked: Bool

  /// As the list of removal codes shows it: whether creditors may send the code.
  var removalJSON: JSON {
    .object((json.members ?? []) + [.init("sentBy", isMarked ? "bureau" : "creditor")])
  }

  func isValid(on day: CivilDate) -> Bool {
    validFrom <= day && validTo.map { day <= $0 } ?? true
  }

  var json: JSON {
    [
      "code": .string(code), "name": .string(name), "person": .string(person.rawValue),
      "validFrom": .string(validFrom.description), "validTo": .optional(validTo),
    ]
  }
}

/// The lists of codes: dated data, in the bureau's own words.
enum CodeList: String, Hashable, CaseIterable, Sendable {
  case restriction, removal, rejection
  case noticeReturn = "notice-return"

  var codes: [ListedCode] {
    switch self {
    case .restriction: BureauCodes.restriction
    case .removal: BureauCodes.removal
    case .rejection: BureauCodes.rejection
    case .noticeReturn: BureauCodes.noticeReturn
    }
  }

  func find(_ code: String, on day: CivilDate) -> ListedCode? {
    codes.first { $0.code == code && $0.isValid(on: day) }
  }
}

enum BureauCodes {
  static let restriction = parse(CodeTexts.restriction)
  static let removal = parse(CodeTexts.removal)
  static let rejection = parse(CodeTexts.rejection)
  static let noticeReturn = parse(CodeTexts.noticeReturn)

  /// One code a line: `code;person;valid from;valid to;mark;name`. The text is ours: a line that
  /// cannot be read is a programmer's mistake.
  static func parse(_ text: String) -> [ListedCode] {
    text.split(separator: "\n").map { line in
      let fields = line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 6, let person = PersonScope(rawValue: fields[1]),
        let from = CivilDate(iso: fields[2]), fields[3].isEmpty || CivilDate(iso: fields[3]) != nil
      else { preconditionFailure("a line of a code list is wrong: \(line)") }
      return ListedCode(
        code: fields[0], name: fields[5], person: person, validFrom: from,
        validTo: CivilDate(iso: fields[3]), isMarked: fields[4] == "x")
    }
  }
}
