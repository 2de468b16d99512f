package import Credit
package import JSONText

/// Whom a code or product is for.
package enum PersonScope: String, Hashable, CaseIterable, Sendable {
  case natural, legal, any

  package func includes(_ kind: PersonKind) -> Bool {
    self == .any || rawValue == kind.rawValue
  }
}

/// The lists of codes: dated data, in the bureau's own words.
package enum CodeList: String, Hashable, CaseIterable, Sendable {
  case restriction, removal, rejection
  case noticeReturn = "notice-return"
}

/// A code of one of the bureau's lists, valid from a day on.
package struct ListedCode: Hashable, Sendable {
  package let list: CodeList
  package let code: String
  package let name: String
  package let person: PersonScope
  package let validFrom: CivilDate
  /// The last day of its validity; nil while it has none.
  package let validTo: CivilDate?
  /// Removal: only the bureau uses it. Notice return: the record is held.
  package let isMarked: Bool

  package func isValid(on day: CivilDate) -> Bool {
    validFrom <= day && validTo.map { day <= $0 } ?? true
  }

  /// Whether the register gives it by itself: rejections, and some removals. Such a code always has
  /// a row in force.
  package var isGiven: Bool {
    switch list {
    case .rejection: true
    case .removal: BureauCodes.givenReasons.contains(code)
    case .restriction, .noticeReturn: false
    }
  }

  /// Removal codes tell whether creditors may send them.
  package var json: JSON {
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
package struct BureauCodes: Hashable, Sendable {
  private let lists: [CodeList: [ListedCode]]

  package init(_ codes: [ListedCode]) {
    lists = Dictionary(grouping: codes, by: \.list)
  }

  /// Every code of a list that there ever was, in its order.
  package func codes(_ list: CodeList) -> [ListedCode] { lists[list] ?? [] }

  package func find(_ code: String, in list: CodeList, on day: CivilDate) -> ListedCode? {
    codes(list).first { $0.code == code && $0.isValid(on: day) }
  }

  /// The newest name of a code, or the code where it is none of the list.
  package func name(_ code: String, in list: CodeList) -> String {
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
