import Testing

@testable import Credit

@Suite("Deadlines")
struct DeadlineTests {
  @Test func removalIsDueAtTheEndOfTheFifthBusinessDay() throws {
    for row in try fixtureTable("removal-deadlines.txt") {
      let available = try day(row[0])
      #expect(RemovalDeadline.dueOn(availableOn: available) == (try day(row[1])), "\(row[0])")
      #expect(
        RemovalDeadline.dueOn(availableOn: available, calendar: .bank) == (try day(row[2])),
        "\(row[0])")
    }
  }

  @Test func debtsAreHiddenOnTheFifthAnniversary() throws {
    for row in try fixtureTable("five-years.txt") {
      let limit = FiveYearLimit(dueOn: try day(row[0]))
      let hidden = try day(row[1])
      #expect(limit.hiddenFrom == hidden)
      // One day before showing it is unlawful.
      #expect(hidden.adding(days: 1) == (try day(row[2])))
    }
  }

  @Test func telecomDebtsWaitForNoticeSuspensionAndRescission() throws {
    for row in try fixtureTable("telecom-terms.txt") {
      let due = try day(row[0])
      let schedule = TelecomSchedule.earliest(dueOn: due)
      #expect(schedule.noticeOn == (try day(row[1])))
      #expect(schedule.suspendOn == (try day(row[2])))
      #expect(schedule.rescindOn == (try day(row[3])))
      #expect(NoticeTerm.visibleFrom(noticeOn: try day(row[4]), days: 10) == (try day(row[5])))
    }
  }
}
