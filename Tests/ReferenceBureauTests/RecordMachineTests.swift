import Credit
import Testing

@testable import ReferenceBureau

/// Every state with every event: what it leads to, or why not.
struct RecordMachineTests {
  static let today = CivilDate(year: 2026, month: 11, day: 23)!
  static let now = today.at(hour: 12)
  static let rule = AppliedRule(
    state: "SP", noticeDays: 10, minimumDaysOverdue: 0, law: "CDC, art. 43")
  static let cutOff = today.at(hour: 18)

  static func record(
    _ state: RecordState, dueOn: CivilDate = today.adding(days: -90),
    role: DebtorRole = .principal
  ) -> Record {
    var record = Record(
      id: ID(1), participant: ID(1), reference: "r", role: role,
      principal: role == .guarantor ? ID(9) : nil, creditorBranchDocument: "12ABC34501DE35",
      contractNumber: "C-1", restrictionCode: "internet", dueOn: dueOn, amount: Cents(15_990),
      noticeChannel: .letter, receivedAt: today.adding(days: -30).at(hour: 9))
    record.state = state
    switch state {
    case .received, .underReview, .rejected: break
    case .noticePending:
      record.appliedRule = rule
      record.noticeDueAt = cutOff
    default:
      record.appliedRule = rule
      record.noticeIssuedOn = today.adding(days: -11)
      record.visibleFrom = today
    }
    if state == .suspended { record.suspendedFrom = .noticePeriod }
    return record
  }

  static let events: [(name: String, event: RecordEvent)] = [
    ("accepted", .accepted(rule: rule, noticeDueAt: cutOff)),
    ("reviewRequired", .reviewRequired),
    ("rejected", .rejected([RecordRejection(code: "not-overdue", detail: "d")])),
    ("noticeIssued", .noticeIssued),
    ("mailSent", .mailSent(isDelivered: false)),
    ("mailDelivered", .mailDelivered),
    ("mailBounced", .mailBounced),
    ("channelChanged", .channelChanged),
    ("returned", .noticeReturned(code: "moved", holds: true, holdUntil: today)),
    ("refused", .noticeReturned(code: "refused", holds: false, holdUntil: today)),
    ("addressCorrected", .addressCorrected(rule: rule, noticeDueAt: cutOff)),
    ("termEnded", .termEnded),
    ("removed", .removedByCreditor(reason: "payment")),
    ("bureauRemoved", .removedByBureau(reason: "administrative")),
    ("principalClosed", .principalClosed),
    ("suspended", .suspended),
    ("reinstated", .reinstated(noticeDueAt: cutOff)),
    ("keptSubJudice", .keptSubJudice),
    ("fiveYearsPassed", .fiveYearsPassed),
  ]

  /// One line a state: the events that lead on and where to. What is not named is refused.
  static let table: [RecordState: [String: RecordState]] = [
    .received: [
      "accepted": .noticePending, "reviewRequired": .underReview, "rejected": .rejected,
      "removed": .removed, "bureauRemoved": .removed, "suspended": .suspended,
    ],
    .underReview: [
      "accepted": .noticePending, "rejected": .rejected, "removed": .removed,
      "bureauRemoved": .removed, "suspended": .suspended,
    ],
    .rejected: [:],
    .noticePending: [
      "noticeIssued": .noticePeriod, "mailSent": .noticePeriod, "removed": .removed,
      "bureauRemoved": .removed,
      "suspended": .suspended,
    ],
    .noticePeriod: [
      "returned": .noticeFailed, "refused": .noticePeriod, "termEnded": .visible,
      "removed": .removed, "bureauRemoved": .removed, "suspended": .suspended,
    ],
    .noticeFailed: [
      "addressCorrected": .noticePending, "removed": .removed, "bureauRemoved": .removed,
      "suspended": .suspended,
    ],
    .visible: [
      "returned": .visible, "refused": .visible, "removed": .removed,
      "bureauRemoved": .removed, "suspended": .suspended, "keptSubJudice": .visibleSubJudice,
    ],
    .visibleSubJudice: [
      "returned": .visibleSubJudice, "refused": .visibleSubJudice, "removed": .removed,
      "bureauRemoved": .removed, "suspended": .suspended,
    ],
    .suspended: [
      "reinstated": .noticePeriod, "removed": .removed, "bureauRemoved": .removed,
    ],
    .removed: [:],
    .expired: [:],
  ]

  @Test(arguments: RecordState.allCases)
  func everyEventLeadsWhereTheTableSays(_ state: RecordState) throws {
    let expected = try #require(Self.table[state])
    for (name, event) in Self.events {
      var record = Self.record(state)
      let before = record
      do {
        let effects = try record.apply(event, at: Self.now)
        #expect(record.state == expected[name], "\(state) on \(name)")
        #expect(record.version == before.version + 1, "\(state) on \(name)")
        let told = effects.filter { if case .publish = $0 { true } else { false } }
        #expect(told.count == 1, "\(state) on \(name) tells once")
      } catch {
        #expect(expected[name] == nil, "\(state) on \(name) was refused: \(error)")
        #expect(record == before, "a refused event changes nothing")
      }
    }
  }

  @Test func theTermOfAnEMailRunsFromItsDelivery() throws {
    var record = Self.record(.noticePending)
    record.noticeChannel = .email
    _ = try record.apply(.mailSent(isDelivered: false), at: Self.now)
    #expect(record.state == .noticePeriod)
    #expect(record.visibleFrom == nil)
    var unproven = record
    #expect(throws: RecordRefusal.wrongState(.noticePeriod)) {
      try unproven.apply(.termEnded, at: Self.today.adding(days: 400).startOfDay)
    }
    let delivered = Self.today.adding(days: 1)
    _ = try record.apply(.mailDelivered, at: delivered.at(hour: 8))
    #expect(record.visibleFrom == delivered.adding(days: 11))
    _ = try record.apply(.mailBounced, at: delivered.at(hour: 9))
    #expect(record.visibleFrom == nil)
    let posted = Self.today.adding(days: 2)
    _ = try record.apply(.channelChanged, at: posted.at(hour: 18))
    #expect(record.noticeChannel == .letter)
    #expect(record.noticeIssuedOn == posted)
    #expect(record.visibleFrom == posted.adding(days: 11))
    #expect(throws: RecordRefusal.wrongState(.noticePeriod)) {
      try record.apply(.mailBounced, at: posted.at(hour: 19))
    }
  }

  @Test(arguments: RecordState.allCases.filter { !$0.isFinal })
  func theFifthAnniversaryClosesEveryLiveState(_ state: RecordState) throws {
    let due = Self.today.adding(years: -5)
    var record = Self.record(state, dueOn: due)
    _ = try record.apply(.fiveYearsPassed, at: Self.today.startOfDay)
    #expect(record.state == .expired)
    #expect(record.removalReason == "time-limit")
    var younger = Self.record(state, dueOn: due.adding(days: 1))
    #expect(throws: RecordRefusal.tooEarly(Self.today.adding(days: 1))) {
      _ = try younger.apply(.fiveYearsPassed, at: Self.today.startOfDay)
    }
  }

  @Test func nothingShowsBeforeItsDayOrOnTheAnniversary() {
    var early = Self.record(.noticePeriod)
    early.visibleFrom = Self.today.adding(days: 1)
    #expect(throws: RecordRefusal.tooEarly(Self.today.adding(days: 1))) {
      _ = try early.apply(.termEnded, at: Self.today.at(hour: 23, minute: 59, second: 59))
    }
    var old = Self.record(.noticePeriod, dueOn: Self.today.adding(years: -5))
    #expect(throws: RecordRefusal.wrongState(.noticePeriod)) {
      _ = try old.apply(.termEnded, at: Self.now)
    }
  }

  @Test func aRecordPaidInTheTermWasNeverVisible() throws {
    var record = Self.record(.noticePeriod)
    _ = try record.apply(.removedByCreditor(reason: "payment"), at: Self.now)
    #expect(record.visibleAt == nil)
    #expect(record.removedAt == Self.now)
  }

  @Test(arguments: [
    ("court-order", true), ("court-determination", true), ("payment", false), ("fraud", false),
  ])
  func onlyCourtsBlockReinclusion(_ reason: String, _ blocks: Bool) throws {
    var record = Self.record(.visible)
    let effects = try record.apply(.removedByCreditor(reason: reason), at: Self.now)
    #expect(effects.contains(.blockReinclusion) == blocks)
    #expect(effects.contains(.closeGuarantors))
  }

  @Test func aGuarantorFallsWithThePrincipalAndTakesNobodyAlong() throws {
    var guarantor = Self.record(.visible, role: .guarantor)
    let effects = try guarantor.apply(.principalClosed, at: Self.now)
    #expect(guarantor.state == .removed)
    #expect(guarantor.removalReason == "principal-closed")
    #expect(!effects.contains(.closeGuarantors))
  }

  @Test(arguments: [RecordState.visible, .noticePending, .noticeFailed])
  func aLiftedSuspensionReturnsToWhereItCameFrom(_ state: RecordState) throws {
    var record = Self.record(state)
    _ = try record.apply(.suspended, at: Self.now)
    #expect(record.noticeDueAt == nil)
    _ = try record.apply(.reinstated(noticeDueAt: Self.cutOff), at: Self.now)
    #expect(record.state == state)
    #expect(record.suspendedFrom == nil)
    #expect((record.noticeDueAt == Self.cutOff) == (state == .noticePending))
  }

  @Test(arguments: [
    // Ten full days pass after the day of posting.
    (10, 0, "2026-08-10", "2026-11-23", "2026-12-04"),
    (15, 0, "2026-08-10", "2026-11-23", "2026-12-09"),
    // Paraná: the debt must also be overdue for thirty days.
    (10, 30, "2026-11-20", "2026-11-23", "2026-12-20"),
    (10, 30, "2026-10-01", "2026-11-23", "2026-12-04"),
  ])
  func bothClocksMustHaveRun(
    _ days: Int, _ minimum: Int, _ due: String, _ posted: String, _ visible: String
  ) throws {
    let rule = AppliedRule(state: "PR", noticeDays: days, minimumDaysOverdue: minimum, law: "l")
    let dueOn = try #require(CivilDate(iso: due))
    let postedOn = try #require(CivilDate(iso: posted))
    #expect(rule.visibleFrom(postedOn: postedOn, dueOn: dueOn).description == visible)
  }
}
