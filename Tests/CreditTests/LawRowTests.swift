import Testing

@testable import Credit

/// Every row of law stands as a person has read it.
@Suite("Rows of law")
struct LawRowTests {
  private func term(_ term: StateRule.Term?) -> String {
    term.map { "\($0.days)" + ($0.inBusinessDays ? "u" : "") } ?? "-"
  }

  private func flag(_ value: Bool) -> String { value ? "yes" : "no" }

  private func line(_ rule: StateRule) -> String {
    let media = StateRule.Medium.allCases.filter { rule.media.contains($0) }
    return [
      "rule", rule.id, rule.state?.code ?? "BR", "\(rule.validFrom)",
      rule.validTo.map { "\($0)" } ?? "-", rule.status.rawValue, rule.confidence.rawValue,
      "\(rule.minimumDaysOverdue)", rule.lawNoticeDays.map { "\($0)" } ?? "-",
      "\(rule.noticeDays)", flag(rule.noticeInBusinessDays), rule.countsFrom.rawValue,
      flag(rule.requiresReceipt), media.map(\.rawValue).joined(separator: " "),
      term(rule.correction), term(rule.removal), flag(rule.blocksDisputed), rule.law, rule.note,
    ].joined(separator: "|")
  }

  private func line(_ holiday: Holiday) -> String {
    let scope =
      switch holiday.scope {
      case .country: "BR"
      case .banks: "banks"
      case .state(let state): state.code
      case .municipality(let code): "\(code)"
      }
    let rule =
      switch holiday.rule {
      case .fixed(let month, let day): padded(month, 2) + "-" + padded(day, 2)
      case .easter(let offset): "easter" + (offset < 0 ? "\(offset)" : "+\(offset)")
      case .once(let date): "\(date)"
      }
    return [
      "holiday", scope, rule, "\(holiday.firstYear)", "\(holiday.lastYear)", holiday.name,
      holiday.law,
    ].joined(separator: "|")
  }

  @Test func termsOfTheStatesHolidaysAndStates() {
    expectGolden(
      StateTerms.standard.rules.map(line)
        + (HolidayTable.standard.holidays + HolidayTable.states.holidays).map(line)
        + FederativeUnit.allCases.map { "state|\($0.code)|\($0.name)" },
      "law-rows.txt")
  }

  @Test func holidaysOfTheStatesFallOnTheirDays() throws {
    let rows = try fixtureTable("state-holidays-2026.txt")
    #expect(rows.map { $0[0] } == FederativeUnit.allCases.map(\.code))
    for row in rows {
      let calendar = BusinessCalendar.local(state: try #require(FederativeUnit(code: row[0])))
      var own: [String] = []
      var date = try day("2026-01-01")
      while date.year == 2026 {
        if BusinessCalendar.national.holiday(on: date) == nil, calendar.holiday(on: date) != nil {
          own.append(date.description)
          #expect(!calendar.isBusinessDay(date), "\(row[0]) \(date)")
        }
        date = date.adding(days: 1)
      }
      #expect(own == row[1].split(separator: " ").map(String.init), "\(row[0])")
    }
  }

  @Test func holidaysBeginWithTheirLaws() throws {
    func isClosed(_ text: String) throws -> Bool {
      !BusinessCalendar.local(state: .sp).isBusinessDay(try day(text))
    }
    // Tuesdays to Fridays, before and after each law.
    #expect(try !isClosed("1996-07-09") && isClosed("1997-07-09"))
    #expect(try !isClosed("1979-10-12") && isClosed("1983-10-12"))
    #expect(try !isClosed("1950-04-21") && isClosed("1952-04-21"))
    #expect(try !isClosed("1946-05-01") && isClosed("1951-05-01"))
  }

  /// Limits that the law, a contract or a published layout gives, as they are written there.
  @Test func limits() throws {
    #expect(Cents.largest.description == "R$ 9.999.999.999,99")
    #expect(LateTerms.standard.fineBasisPoints == 200)
    #expect(LateTerms.standard.monthlyInterestBasisPoints == 100)
    #expect(LateTerms.standard.indexFactorPPM == 1_000_000)
    #expect(NoticeTerm.defaultDays == 10 && NoticeTerm.presumedDeliveryBusinessDays == 5)
    #expect(RemovalDeadline.businessDays == 5 && RemovalDeadline.alarmBusinessDays == 2)
    #expect(FiveYearLimit.years == 5)
    #expect(TelecomSchedule.noticeDays == 15 && TelecomSchedule.suspensionDays == 60)
    #expect(PostingCutOff.reference.hour == 18)
    #expect(EligibilityRules.routineMinimumDays == 60 && EligibilityRules.nearLimitDays == 31)
    #expect(EligibilityRules.majorityYears == 18)
    #expect(DueFactor.base.description == "1997-10-07" && DueFactor.cycle == 9_000)
    #expect(DueFactor.daysBack == 3_000 && DueFactor.daysAhead == 5_500)
    #expect(StateTerms.largestDays == 365)
    #expect(AgreementParts.largestCount == 120)
    #expect(DateBound.clockDays == 3_660)
    #expect(PersonStage.allCases.map(\.rank) == [0, 1, 2])
    #expect(CreditorSize.allCases.filter(\.isBoundByTelecomRules) == [.small, .large])
    #expect(BankSlip.maximumTextBytes == 256 && DocumentScan.longestText == 64)
    #expect(ReturnFileReader.maximumLineBytes == 2_048 && ReturnFileReader.maximumWarnings == 200)
    #expect(BankNumber.maximumDigits == 32)
    #expect(LetterMatrix.fixedLength == 115 && LetterMatrix.maximumClientLength == 54)
    #expect(CPF.fictitiousCount == 900_000_000 && CNPJ.fictitiousRoots == 100_000_000)
    #expect(Instant.first.microseconds == -62_135_596_800_000_000)
    #expect(BrasiliaTime.offsetMicroseconds == 10_800_000_000)
  }

  @Test(arguments: [
    (DateBound.any, "01/01/1900", "31/12/2199"), (.due, "01/01/1990", "31/12/2099"),
    (.birth, "01/01/1880", "31/12/2099"), (.event, "01/01/1990", "31/12/2199"),
    (.judged, "01/01/0001", "31/12/9999"),
  ])
  func bounds(_ bound: DateBound, _ first: String, _ last: String) {
    #expect(bound.days.lowerBound.brazilian == first && bound.days.upperBound.brazilian == last)
    #expect(bound.detail == "deve ficar entre \(first) e \(last).")
  }

  @Test func boundOfInstants() throws {
    #expect(DateBound.instants.lowerBound.description == "1900-01-01T03:00:00Z")
    #expect(DateBound.instants.upperBound.description == "2199-12-31T03:00:00Z")
  }

  @Test func lateTermsBeyondTheLawAreRefusedTogether() throws {
    _ = try LateTerms(fineBasisPoints: 0, monthlyInterestBasisPoints: 0, indexFactorPPM: 1)
    _ = try LateTerms(
      fineBasisPoints: 200, monthlyInterestBasisPoints: 100, indexFactorPPM: 100_000_000)
    let faults = #expect(throws: LateTerms.Faults.self) {
      try LateTerms(
        fineBasisPoints: 201, monthlyInterestBasisPoints: 101, indexFactorPPM: 100_000_001)
    }
    #expect(faults?.faults == [.fine(201), .interest(101), .index(100_000_001)])
    #expect(
      faults?.faults.map(\.code) == [
        "late-fine-out-of-range", "late-interest-out-of-range", "index-factor-out-of-range",
      ])
    let low = #expect(throws: LateTerms.Faults.self) {
      try LateTerms(fineBasisPoints: -1, monthlyInterestBasisPoints: -1, indexFactorPPM: 0)
    }
    #expect(low?.faults.count == 3)
  }

  /// What a letter cites: the federal law always, a state's where it is known well enough.
  @Test(arguments: [
    ("SP", "RS", "Lei SP 15.659/2015, red. Lei 16.624/2017; Lei RS 16.142/2024, arts. 1º a 3º"),
    ("PR", "PR", "Lei PR 22.130/2024, art. 183"), ("RJ", "RJ", ""), ("AP", "AP", ""),
    ("BA", "SC", ""), ("SC", "MT", "Lei MT 10.260/2015, red. Lei 13.033/2025"),
    ("PB", "GO", "Lei GO 14.072/2001"),
  ])
  func citations(_ debtor: String, _ creditor: String, _ laws: String) throws {
    let terms = StateTerms.standard.stricter(
      of: try #require(FederativeUnit(code: debtor)),
      try #require(FederativeUnit(code: creditor)), on: try day("2026-11-23"))
    let federal = "CDC, art. 43, § 2º"
    #expect(terms.citation == (laws.isEmpty ? federal : federal + "; " + laws))
    #expect(terms.state?.code == debtor)
  }

  @Test func theFederalRuleAndStruckOnesAreNotCited() throws {
    let rules = StateTerms.standard.rules
    #expect(try #require(rules.first { $0.state == nil }).citation == nil)
    #expect(try #require(rules.first { $0.status == .struck }).citation == nil)
    let old = StateTerms.standard.rule(for: .sp, on: try day("2014-01-01"))
    #expect(AppliedTerms(rules: [old]).citation == "CDC, art. 43, § 2º")
    #expect(AppliedTerms(rules: [old]).state == nil)
    // A law that two rows share is cited once.
    let goias = StateTerms.standard.rule(for: .go, on: try day("2026-11-23"))
    let twice = AppliedTerms(rules: [goias, goias])
    #expect(twice.citation == "CDC, art. 43, § 2º; Lei GO 14.072/2001")
    #expect(twice.law == "Lei GO 14.072/2001")
  }

  @Test func ofTwoRowsTheStricterTerms() throws {
    let day = try day("2026-11-23")
    func terms(_ debtor: FederativeUnit, _ creditor: FederativeUnit) -> AppliedTerms {
      StateTerms.standard.stricter(of: debtor, creditor, on: day)
    }
    #expect(terms(.am, .sp).lawNoticeDays == 15 && terms(.sp, .rj).lawNoticeDays == nil)
    #expect(terms(.pr, .mt).lawNoticeDays == 10 && terms(.sp, .pr).minimumDaysOverdue == 30)
    #expect(terms(.es, .sp).blocksDisputed && !terms(.sp, .rj).blocksDisputed)
    #expect(terms(.df, .sp).requiresReceipt && !terms(.go, .sp).requiresReceipt)
    #expect(terms(.go, .sp).media == [.letter] && terms(.sp, .rj).media.count == 3)
    #expect(terms(.ms, .sp).countsFrom == .receipt && terms(.sp, .rj).countsFrom == .posting)
    // Two business days in São Paulo, five elsewhere.
    #expect(terms(.sp, .rj).correctionDueOn(contestedOn: day).description == "2026-11-25")
    #expect(terms(.rj, .ba).correctionDueOn(contestedOn: day).description == "2026-11-30")
  }
}
