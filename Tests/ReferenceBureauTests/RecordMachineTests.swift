import Credit
import Testing

@testable import BureauRegister
@testable import BureauSite

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
      noticeChannel: .letter, receivedAt: today.adding(days: -30).at(hour: 9),
      supersedes: ID(8))
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
    if state == .suspended {
      record.suspendedFrom = .noticePeriod
      record.suspensions = [.court]
      record.suspendedOn = today
    }
    return record
  }

  static let events: [(name: String, event: RecordEvent)] = [
    ("accepted", .accepted(rule: rule, noticeDueAt: cutOff)),
    ("review required", .reviewRequired(reasons: ["high-value"], dueOn: today)),
    ("documents received", .documentsReceived(decisionDueOn: today)),
    ("rejected", .rejected([RecordRejection(code: "not-overdue", detail: "d")])),
    ("notice issued", .noticeIssued),
    ("e-mail sent, delivered", .mailSent(isDelivered: true)),
    ("e-mail sent, unproven", .mailSent(isDelivered: false)),
    ("e-mail delivered", .mailDelivered),
    ("e-mail bounced", .mailBounced),
    ("letter instead of e-mail", .channelChanged),
    ("notice returned, moved", .noticeReturned(code: "moved", holds: true, holdUntil: today)),
    ("notice returned, refused", .noticeReturned(code: "refused", holds: false, holdUntil: today)),
    ("address corrected", .addressCorrected(rule: rule, noticeDueAt: cutOff)),
    ("term ended", .termEnded),
    ("removed by creditor", .removedByCreditor(reason: "payment")),
    ("removed by creditor, court", .removedByCreditor(reason: "court-order")),
    ("removed by bureau", .removedByBureau(reason: "administrative")),
    ("removed by bureau, court", .removedByBureau(reason: "court-determination")),
    ("principal closed", .principalClosed),
    ("superseded", .superseded(reason: "correction")),
    ("carried over, visible", .carriedOver(from: superseded)),
    ("principal replaced", .principalReplaced(by: ID(7))),
    ("suspended by court", .suspended),
    ("court lifts", .reinstated(noticeDueAt: cutOff)),
    ("kept sub judice", .keptSubJudice),
    ("sub judice ended", .subJudiceEnded),
    ("dispute opened, hides", .disputeOpened(hides: true)),
    ("dispute opened, shows", .disputeOpened(hides: false)),
    ("dispute cleared", .disputeCleared(noticeDueAt: cutOff)),
    ("five years passed", .fiveYearsPassed),
  ]

  /// The record that the one under test corrects.
  static let superseded: Record = {
    var record = Record(
      id: ID(8), participant: ID(1), reference: "o", role: .principal, principal: nil,
      creditorBranchDocument: "12ABC34501DE35", contractNumber: "C-1",
      restrictionCode: "internet", dueOn: today.adding(days: -90), amount: Cents(20_000),
      noticeChannel: .letter, receivedAt: today.adding(days: -31).at(hour: 9))
    record.state = .visible
    record.acceptedAt = today.adding(days: -31).at(hour: 9)
    record.appliedRule = rule
    record.noticeIssuedOn = today.adding(days: -12)
    record.visibleFrom = today.adding(days: -1)
    record.visibleAt = today.adding(days: -1).startOfDay
    return record
  }()

  /// What each event is tried on: every state, and the ones whose answer depends on more.
  static var subjects: [(name: String, record: Record)] {
    var disputed = record(.visible)
    disputed.isDisputed = true
    var contested = record(.suspended)
    contested.suspensions = [.dispute]
    contested.isDisputed = true
    var twice = contested
    twice.suspensions = [.court, .dispute]
    return RecordState.allCases.map { ($0.rawValue, record($0)) } + [
      ("visible, disputed", disputed), ("suspended by dispute", contested),
      ("suspended twice", twice), ("visible, guarantor", record(.visible, role: .guarantor)),
      ("received, guarantor", record(.received, role: .guarantor)),
      ("visible, five years old", record(.visible, dueOn: today.adding(years: -5))),
    ]
  }

  /// Every subject with every event as text: where it leads, what is told, what follows.
  @Test func everyStateMeetsEveryEvent() throws {
    var lines = ["# state | event | leads to, or why not | told | follows"]
    for (name, subject) in Self.subjects {
      lines.append("")
      for (event, made) in Self.events {
        var record = subject
        do {
          let effects = try record.apply(made, at: Self.now)
          #expect(record.version == subject.version + 1, "\(name) on \(event)")
          let told = effects.compactMap { if case .publish(let type) = $0 { type } else { nil } }
          #expect(told.count == 1, "\(name) on \(event) tells once")
          let follows = effects.compactMap { effect -> String? in
            if case .publish = effect { nil } else { "\(effect)" }
          }
          lines.append(
            "\(name) | \(event) | \(record.state.rawValue) | \(told.joined()) | "
              + follows.joined(separator: " "))
        } catch {
          #expect(record == subject, "a refused event changes nothing: \(name) on \(event)")
          lines.append("\(name) | \(event) | - \(Self.word(for: error)) | |")
        }
      }
    }
    try expectFixture(lines.joined(separator: "\n") + "\n", "record-states.txt")
  }

  private static func word(for refusal: RecordRefusal) -> String {
    switch refusal {
    case .closed: "closed"
    case .damaged(let what): "damaged: \(what)"
    case .wrongState: "not in this state"
    case .sameAsBefore: "nothing to change"
    case .tooEarly: "too early"
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

  @Test(arguments: [RecordState.visible, .noticePending, .noticePeriod, .noticeFailed])
  func aLiftedSuspensionReturnsToWhereItCameFrom(_ state: RecordState) throws {
    var record = Self.record(state)
    record.holdUntil = state == .noticeFailed ? Self.today : nil
    record.visibleFrom = state == .noticePeriod ? Self.today.adding(days: 4) : record.visibleFrom
    let before = record
    _ = try record.apply(.suspended, at: Self.now)
    #expect(record.noticeDueAt == nil)
    _ = try record.apply(
      .reinstated(noticeDueAt: Self.cutOff), at: Self.now.adding(seconds: 7 * 86_400))
    #expect(record.state == state)
    #expect(record.suspendedFrom == nil && record.suspensions.isEmpty)
    #expect((record.noticeDueAt == Self.cutOff) == (state == .noticePending))
    // Days that had not run run afterwards; what was shown shows again at once.
    let rest = state == .noticePeriod ? 7 : 0
    #expect(record.visibleFrom == before.visibleFrom?.adding(days: rest))
    #expect(record.holdUntil == before.holdUntil?.adding(days: 7))
    #expect(record.expiresOn == before.expiresOn)
  }

  @Test func aRecordComesBackWhenItsLastCauseIsGone() throws {
    var record = Self.record(.visible)
    _ = try record.apply(.suspended, at: Self.now)
    _ = try record.apply(.disputeOpened(hides: true), at: Self.now)
    _ = try record.apply(.reinstated(noticeDueAt: Self.cutOff), at: Self.now)
    #expect(record.state == .suspended)
    _ = try record.apply(.disputeCleared(noticeDueAt: Self.cutOff), at: Self.now)
    #expect(record.state == .visible)
    #expect(!record.isDisputed)
  }

  @Test func aCorrectedDueDateDoesNotPutOffTheLimit() {
    let old = Self.record(.visible, dueOn: Self.today.adding(years: -4))
    let record = Record(
      id: ID(2), participant: ID(1), reference: "n", role: .principal, principal: nil,
      creditorBranchDocument: "12ABC34501DE35", contractNumber: "C-1",
      restrictionCode: "internet", dueOn: Self.today.adding(years: -1), amount: Cents(15_990),
      noticeChannel: .letter, receivedAt: Self.now, supersedes: old.id,
      hiddenFrom: old.expiresOn)
    #expect(record.expiresOn == old.expiresOn)
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
