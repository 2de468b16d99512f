import Credit
import JSONText

/// Whom a code or product is for.
enum PersonScope: String, Hashable, CaseIterable, Sendable {
  case natural, legal, any

  func includes(_ kind: PersonKind) -> Bool {
    self == .any || rawValue == kind.rawValue
  }
}

/// The lists of codes: dated data, in the bureau's own words.
enum CodeList: String, Hashable, CaseIterable, Sendable {
  case restriction, removal, rejection
  case noticeReturn = "notice-return"
}

/// A code of one of the bureau's lists, valid from a day on.
struct ListedCode: Hashable, Sendable {
  let list: CodeList
  let code: String
  let name: String
  let person: PersonScope
  let validFrom: CivilDate
  /// The last day of its validity; nil while it has none.
  let validTo: CivilDate?
  /// Removal: only the bureau uses it. Notice return: the record is held.
  let isMarked: Bool

  func isValid(on day: CivilDate) -> Bool {
    validFrom <= day && validTo.map { day <= $0 } ?? true
  }

  /// Whether the register gives it by itself: rejections, and some removals. Such a code always has
  /// a row in force.
  var isGiven: Bool {
    switch list {
    case .rejection: true
    case .removal: BureauCodes.givenReasons.contains(code)
    case .restriction, .noticeReturn: false
    }
  }

  /// Removal codes tell whether creditors may send them.
  var json: JSON {
    let members: [JSON.Member] = [
      .init("code", .string(code)), .init("name", .string(name)),
      .init("person", .string(person.rawValue)),
      .init("validFrom", .string(validFrom.description)), .init("validTo", .optional(validTo)),
    ]
    guard list == .removal else { return .object(members) }
    return .object(members + [.init("sentBy", isMarked ? "bureau" : "creditor")])
  }
}

/// All lists as they stand.
struct BureauCodes: Hashable, Sendable {
  private let lists: [CodeList: [ListedCode]]

  init(_ codes: [ListedCode]) {
    lists = Dictionary(grouping: codes, by: \.list)
  }

  /// Every code of a list that there ever was, in its order.
  func codes(_ list: CodeList) -> [ListedCode] { lists[list] ?? [] }

  func find(_ code: String, in list: CodeList, on day: CivilDate) -> ListedCode? {
    codes(list).first { $0.code == code && $0.isValid(on: day) }
  }

  /// The newest name of a code, or the code where it is none of the list.
  func name(_ code: String, in list: CodeList) -> String {
    codes(list).last { $0.code == code }?.name ?? code
  }

  /// Reasons that the register itself gives: they are never without a row in force.
  static let givenReasons: Set<String> = [
    KnownRemovalReason.courtDetermination, KnownRemovalReason.noticeReturned,
    KnownRemovalReason.principalClosed, KnownRemovalReason.timeLimit,
    KnownRemovalReason.correction, KnownRemovalReason.death, KnownRemovalReason.contractEnded,
    KnownRemovalReason.debtNotProven, KnownRemovalReason.documentsMissing,
    KnownRemovalReason.consumerStatement, KnownRemovalReason.administrative,
  ]
}
