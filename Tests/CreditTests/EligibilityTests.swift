import Credit
import Testing

/// Eligibility: one title that may be listed, changed in one point at a time.
@Suite("Eligibility")
struct EligibilityTests {
  typealias Code = EligibilityReason.Code

  static let today = CivilDate(iso: "2026-11-24")!
  /// Due 100 days before: every term of the routine, the state and ANATEL has passed.
  static let due = today.adding(days: -100)

  static var eligible: EligibilityFacts {
    EligibilityFacts(
      today: today,
      title: .init(
        issuedOn: due.adding(days: -20), dueOn: due, open: Cents(12_990), status: .open),
      debtor: .init(
        isNatural: true, stage: .customer, birthDate: CivilDate(iso: "1990-05-17"),
        hasPostalAddress: true),
      agreement: .init(
        kind: .telecom, status: .rescinded, suspendedOn: due.adding(days: 16),
        rescindedOn: due.adding(days: 76)),
      stateRule: .init(
        minimumDaysOverdue: 0, visibleFrom: today.adding(days: 11), law: "CDC, art. 43, §2º"),
      creditorSize: .small, minimumAmount: Cents(1_000),
      asker: .routine(minimumDaysOverdue: 60),
      channel: .init(hasIntegration: true, isAutomatic: true, hasRestrictionCode: true))
  }

  struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    let codes: [Code]
    /// Days from today to the first day on which it may be asked for; nil: never by time alone.
    let waits: Int?
    let change: @Sendable (inout EligibilityFacts) -> Void

    init(
      _ name: String, _ codes: [Code], waits: Int? = nil,
      change: @escaping @Sendable (inout EligibilityFacts) -> Void
    ) {
      self.name = name
      self.codes = codes
      self.waits = waits
      self.change = change
    }

    var testDescription: String { name }
  }

  static let rows: [Row] = [
    Row("nothing in the way", [], waits: 0) { _ in },
    // Title.
    Row("a live listing", [.alreadyListed]) { $0.title.hasLiveListing = true },
    Row("paid", [.paid]) { $0.title.status = .paid },
    Row("cancelled", [.cancelled]) { $0.title.status = .cancelled },
    Row("renegotiated", [.renegotiated]) { $0.title.status = .renegotiated },
    Row("nothing open", [.noOpenBalance]) { $0.title.open = .zero },
    Row("a cent below the minimum", [.belowMinimumAmount]) { $0.title.open = Cents(999) },
    Row("exactly the minimum", [], waits: 0) { $0.title.open = Cents(1_000) },
    Row("a rest of a partial payment", [], waits: 0) { $0.title.status = .partiallyPaid },
    Row("disputed", [.disputed]) { $0.title.isDisputed = true },
    Row("court order", [.courtOrder]) { $0.title.hasCourtOrder = true },
    Row("may not come again", [.reinclusionBlocked]) {
      $0.title.block = ListingBlock(reason: .undueListing)
    },
    Row("listed by the bank", [.listedByBank]) { $0.title.isListedByBank = true },
    Row("refused before, routine", [.rejectedByBureau]) { $0.title.hasStandingRejection = true },
    Row("refused before, a person asks", [], waits: 0) {
      $0.title.hasStandingRejection = true
      $0.asker = .person
    },
    // Age.
    Row("due today, a person asks", [.notOverdue], waits: 1) {
      $0.title.dueOn = today
      $0.agreement = nil
      $0.asker = .person
    },
    Row("due yesterday, a person asks", [], waits: 0) {
      $0.title.dueOn = today.adding(days: -1)
      $0.agreement = nil
      $0.asker = .person
    },
    Row("59 days, routine", [.minimumDaysOverdue], waits: 1) {
      $0.title.dueOn = today.adding(days: -59)
      $0.agreement = nil
    },
    Row("60 days, routine", [], waits: 0) {
      $0.title.dueOn = today.adding(days: -60)
      $0.agreement = nil
    },
    Row("29 days where the state wants 30", [.stateMinimumDays], waits: 1) {
      $0.title.dueOn = today.adding(days: -29)
      $0.agreement = nil
      $0.asker = .person
      $0.stateRule.minimumDaysOverdue = 30
    },
    Row("30 days where the state wants 30", [], waits: 0) {
      $0.title.dueOn = today.adding(days: -30)
      $0.agreement = nil
      $0.asker = .person
      $0.stateRule.minimumDaysOverdue = 30
    },
    Row("five years", [.fiveYears]) { $0.title.dueOn = CivilDate(iso: "2021-11-24")! },
    Row("the last day of five years", [.nearFiveYears]) {
      $0.title.dueOn = CivilDate(iso: "2021-11-25")!
    },
    Row("31 days before five years", [.nearFiveYears]) {
      $0.title.dueOn = CivilDate(iso: "2021-12-25")!
    },
    Row("32 days before five years", [], waits: 0) {
      $0.title.dueOn = CivilDate(iso: "2021-12-26")!
    },
    // Telecommunication.
    Row("active contract", [.contractNotRescinded]) { $0.agreement?.status = .active },
    Row("suspended contract", [.contractNotRescinded]) { $0.agreement?.status = .suspended },
    Row("active contract of a micro provider", [.contractNotRescindedWarning], waits: 0) {
      $0.agreement?.status = .active
      $0.creditorSize = .micro
    },
    Row("active contract of another kind", [], waits: 0) {
      $0.agreement?.status = .active
      $0.agreement?.kind = .other
    },
    Row("75 days after the due date", [.telecomTerm], waits: 1) {
      $0.title.dueOn = today.adding(days: -75)
      $0.agreement?.suspendedOn = nil
    },
    Row("76 days after the due date", [], waits: 0) {
      $0.title.dueOn = today.adding(days: -76)
      $0.agreement?.suspendedOn = nil
    },
    Row("75 days, micro provider", [.telecomTermWarning], waits: 0) {
      $0.title.dueOn = today.adding(days: -75)
      $0.agreement?.suspendedOn = nil
      $0.creditorSize = .micro
    },
    Row("rescinded too soon after the suspension", [.telecomTermWarning], waits: 0) {
      $0.agreement?.suspendedOn = due.adding(days: 17)
    },
    // Debtor.
    Row("a lead", [.notACustomer]) { $0.debtor.stage = .lead },
    Row("a prospect", [.notACustomer]) { $0.debtor.stage = .prospect },
    Row("no address", [.addressIncomplete]) { $0.debtor.hasPostalAddress = false },
    Row("deceased", [.deceased]) { $0.debtor.deceasedOn = today },
    Row("birth date unknown", [.birthDateUnknown], waits: 0) { $0.debtor.birthDate = nil },
    Row("a company has none", [], waits: 0) {
      $0.debtor.birthDate = nil
      $0.debtor.isNatural = false
    },
    Row("eighteen the day after the issue", [.minor]) {
      $0.debtor.birthDate = due.adding(days: -19).adding(years: -18)
    },
    Row("eighteen on the day of the issue", [], waits: 0) {
      $0.debtor.birthDate = due.adding(days: -20).adding(years: -18)
    },
    Row("no issue: the due date counts", [], waits: 0) {
      $0.title.issuedOn = nil
      $0.debtor.birthDate = due.adding(years: -18)
    },
    // Channel.
    Row("no integration", [.integrationMissing]) { $0.channel.hasIntegration = false },
    Row("not automatic, routine", [.integrationNotAutomatic]) { $0.channel.isAutomatic = false },
    Row("no code, routine", [.restrictionCodeMissing]) { $0.channel.hasRestrictionCode = false },
    Row("a person chooses the code", [], waits: 0) {
      $0.asker = .person
      $0.channel.isAutomatic = false
      $0.channel.hasRestrictionCode = false
    },
    // Several at once: all are told, and the longest wait counts.
    Row("all at once", [.stateMinimumDays, .minimumDaysOverdue], waits: 40) {
      $0.title.dueOn = today.adding(days: -20)
      $0.agreement = nil
      $0.stateRule.minimumDaysOverdue = 30
    },
    Row("time does not help the one that stays", [.disputed, .minimumDaysOverdue]) {
      $0.title.dueOn = today.adding(days: -59)
      $0.agreement = nil
      $0.title.isDisputed = true
    },
  ]

  @Test(arguments: rows)
  func everyReasonAndNoOther(_ row: Row) {
    var facts = Self.eligible
    row.change(&facts)
    let judged = EligibilityRules.judge(facts)
    #expect(Set(judged.reasons.map(\.code)) == Set(row.codes))
    #expect(judged.reasons.count == row.codes.count, "no reason twice")
    #expect(judged.isEligible == !row.codes.contains { $0.blocks })
    #expect(judged.earliestRequestOn == row.waits.map { Self.today.adding(days: $0) })
    #expect(judged.visibleFrom == (judged.isEligible ? facts.stateRule.visibleFrom : nil))
    #expect(judged.expiresOn == FiveYearLimit(dueOn: facts.title.dueOn).hiddenFrom)
    for reason in judged.reasons {
      #expect(reason.detail.hasSuffix(".") && !reason.source.isEmpty)
    }
  }

  @Test("every code of the rules has a row")
  func everyCodeIsReached() {
    // The limit of a run is the routine's to tell, not the title's.
    let elsewhere: Set<Code> = [.runLimitReached]
    let reached = Set(Self.rows.flatMap(\.codes))
    #expect(Set(Code.allCases).subtracting(reached) == elsewhere)
  }
}
