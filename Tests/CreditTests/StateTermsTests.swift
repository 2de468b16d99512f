import Testing

@testable import Credit

@Suite("State terms")
struct StateTermsTests {
  @Test func theRowOfTheDayApplies() throws {
    let available = try day("2026-11-19")
    for row in try fixtureTable("state-terms.txt") {
      let state = try #require(FederativeUnit(code: row[0]))
      let rule = StateTerms.standard.rule(for: state, on: try day(row[1]))
      #expect(rule.id == row[2], "\(row)")
      #expect(rule.minimumDaysOverdue == Int(row[3]), "\(row)")
      #expect(rule.lawNoticeDays == Int(row[4]), "\(row)")
      #expect(rule.noticeDays == Int(row[5]), "\(row)")
      #expect(rule.requiresReceipt == (row[6] == "yes"), "\(row)")
      #expect(rule.removalDueOn(availableOn: available) == (try day(row[7])), "\(row)")
    }
  }

  @Test func everyStateHasItsRowAndNoStruckOneApplies() throws {
    let today = try day("2026-11-23")
    #expect(FederativeUnit.allCases.count == 27)
    for state in FederativeUnit.allCases {
      let rule = StateTerms.standard.rule(for: state, on: today)
      #expect(rule.state == state)
      #expect(rule.status != .struck)
      #expect(rule.noticeDays >= NoticeTerm.defaultDays)
      #expect(!rule.law.isEmpty && rule.media.contains(.letter))
    }
  }

  @Test func theStricterTermOfTwoStatesHolds() throws {
    let today = try day("2026-11-23")
    let terms = StateTerms.standard.stricter(of: .pr, .am, on: today)
    #expect(terms.ruleIDs == ["PR-2025-1", "AM-2016-1"])
    #expect(terms.minimumDaysOverdue == 30)
    #expect(terms.noticeDays == 15)
    #expect(terms.requiresReceipt)
    #expect(terms.media == [.letter])
    #expect(terms.visibleFrom(noticeOn: today) == (try day("2026-12-09")))
    #expect(terms.law == "Lei PR 22.130/2024, art. 183; Lei Promulgada AM 339/2016")
    #expect(StateTerms.standard.stricter(of: .ms, .ms, on: today).rules.count == 1)
    #expect(StateTerms.standard.stricter(of: .sp, .ms, on: today).countsFrom == .receipt)
    #expect(
      StateTerms.standard.stricter(of: .sp, .df, on: today)
        .removalDueOn(availableOn: try day("2026-11-19")) == (try day("2026-11-21")))
  }

  @Test func faultyRowsAreRefusedTogether() throws {
    let rules = StateTerms.standard.rules
    let parana = try #require(rules.first { $0.state == .pr })
    let faults = try #require(throws: TextTable.Faults.self) {
      try StateTerms(rules: [parana, parana])
    }
    #expect(faults.faults.map(\.code) == ["rule-id", "rule-overlap", "rule-federal-missing"])
    #expect(try StateTerms(rules: rules).rules == rules)
  }
}
