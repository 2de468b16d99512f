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
    #expect(
      RemovalDeadline.breachedAt(availableOn: try day("2026-11-19")).description
        == "2026-11-28T03:00:00Z")
    #expect(RemovalDeadline.alarmOn(availableOn: try day("2026-11-19")) == (try day("2026-11-24")))
  }

  @Test func debtsAreHiddenOnTheFifthAnniversary() throws {
    for row in try fixtureTable("five-years.txt") {
      let limit = FiveYearLimit(dueOn: try day(row[0]))
      let hidden = try day(row[1])
      #expect(limit.hiddenFrom == hidden)
      #expect(limit.hardLimit == (try day(row[2])))
      #expect(limit.isHidden(on: hidden) && !limit.isHidden(on: hidden.adding(days: -1)))
    }
  }

  @Test func telecomDebtsWaitForNoticeSuspensionAndRescission() throws {
    for row in try fixtureTable("telecom-terms.txt") {
      let due = try day(row[0])
      let schedule = TelecomSchedule.earliest(dueOn: due)
      #expect(schedule.noticeOn == (try day(row[1])))
      #expect(schedule.suspendOn == (try day(row[2])))
      #expect(schedule.rescindOn == (try day(row[3])))
      #expect(schedule.shortfalls(dueOn: due).isEmpty)
      #expect(NoticeTerm.visibleFrom(noticeOn: try day(row[4]), days: 10) == (try day(row[5])))
    }
    let due = try day("2026-08-20")
    let hasty = TelecomSchedule(
      noticeOn: due, suspendOn: due.adding(days: 14), rescindOn: due.adding(days: 73))
    #expect(
      hasty.shortfalls(dueOn: due) == [
        .noticeBeforeDefault, .suspendedTooEarly(daysAfterNotice: 14),
        .rescindedTooEarly(daysAfterSuspension: 59),
      ])
  }
}
