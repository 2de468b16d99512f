import Credit
import SQLDatabase
import TestKit
import Testing
import World

@testable import DebtCollection

@Suite("Alarms of removals")
struct AlarmTests {
  @Test("the first near day is the first from which the count reaches the deadline")
  func nearFrom() {
    for offset in 0..<800 {
      let due = CivilDate(year: 2026, month: 1, day: 1)!.adding(days: offset)
      for days in 1...5 {
        let day = AlarmDuty.nearFrom(due, businessDays: days)
        let calendar = BusinessCalendar.national
        #expect(calendar.adding(businessDays: days, to: day) >= due, "\(due) \(days)")
        #expect(calendar.adding(businessDays: days, to: day.adding(days: -1)) < due, "\(due)")
      }
    }
  }

  @Test(
    "an alarm comes before the deadline, another after it, and both end with the removal",
    arguments: TestDatabase.available)
  func course(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      // Tuesday 24 November; due on Tuesday 1 December; near from Friday 27.
      let due = CivilDate(year: 2026, month: 12, day: 1)!
      let removal = Removal(reason: .payment, requestedAt: desk.clock.now(), dueOn: due)
      let listing = try await desk.addListing(
        .removalQueued(removal, nil), of: try await desk.addPerson())
      let duty = AlarmDuty(office: desk.office)
      #expect(try await !duty.runDue())
      let near = CivilDate(year: 2026, month: 11, day: 27)!.startOfDay
      #expect(try await duty.nextDue() == near)
      desk.clock.move(to: near.adding(microseconds: -1))
      #expect(try await !duty.runDue())
      desk.clock.move(to: near)
      #expect(try await duty.runDue())
      #expect(try await !duty.runDue())
      #expect(
        try await desk.office.alarms.alarmCounts()
          == AlarmCounts(pending: 1, near: 1, overdue: 0, earliestDueOn: due))
      let late = due.adding(days: 1).startOfDay
      #expect(try await duty.nextDue() == late)
      desk.clock.move(to: late)
      #expect(try await duty.runDue())
      #expect(try await desk.office.alarms.alarmCounts().overdue == 1)
      #expect(try await desk.office.alarms.updateAlarms() == 0)
      let events = try await desk.office.eventLog.events(name: "removal.overdue").items
      #expect(events.map(\.listing) == [listing])
      _ = try await desk.office.database.write {
        try $0.execute("UPDATE listings SET state = 'removed', removed_at = 1")
      }
      #expect(try await duty.runDue())
      #expect(
        try await desk.office.alarms.alarmCounts()
          == AlarmCounts(pending: 0, near: 0, overdue: 0, earliestDueOn: nil))
      #expect(try await duty.nextDue() == nil)
    }
  }
}
