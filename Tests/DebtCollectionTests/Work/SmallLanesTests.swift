import Credit
import JSONText
import SQLDatabase
import TestKit
import Testing
import Work
import World

@testable import DebtCollection

@Suite("One bad row of the small queues stops no other")
struct SmallLanesTests {
  private static let attempts = RetryPolicy.inside.attempts

  private static func exhaust(_ duty: any Duty, _ desk: Desk) async throws {
    while let due = try await duty.nextDue(), due <= desk.clock.now().adding(seconds: 3_600) {
      if due > desk.clock.now() { desk.clock.move(to: due) }
      _ = try await duty.runDue()
    }
  }

  @Test(
    "an endpoint that cannot be read keeps no event from the others",
    arguments: TestDatabase.available)
  func unreadableEndpoint(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let (bad, _) = try await desk.office.webhookEndpoints.addWebhookEndpoint(
        url: "https://a.example/h", events: [], actor: desk.actor)
      _ = try await desk.office.webhookEndpoints.addWebhookEndpoint(
        url: "https://b.example/h", events: [], actor: desk.actor)
      try await desk.office.database.write { transaction in
        try transaction.execute(
          "UPDATE webhook_endpoints SET events = '{' WHERE id = ?1", [bad.id])
        for name in ["listing.active", "listing.removed"] {
          try desk.office.eventLog.publish(name, data: .object([]), in: transaction)
        }
      }
      let duty = WebhookDispatchDuty(office: desk.office)
      #expect(try await duty.runDue())
      #expect(try await duty.nextDue() == nil)
      #expect(try await desk.number("SELECT count(*) FROM webhook_deliveries") == 2)
      let failed = try await desk.office.workQueues.failedWork(in: "webhook-dispatch")
      #expect(failed.count == 2)
      #expect(failed.first?.lastError.contains(bad.id.description) == true)

      try await desk.office.webhookEndpoints.removeWebhookEndpoint(bad.id, actor: desk.actor)
      for work in failed {
        try await desk.office.workQueues.retryWork(
          work.id, in: "webhook-dispatch", actor: desk.actor)
      }
      #expect(try await duty.runDue())
      #expect(try await desk.number("SELECT count(*) FROM webhook_deliveries") == 2)
      #expect(
        try await desk.number("SELECT count(*) FROM published_events WHERE dispatched = 0") == 0)
    }
  }

  @Test("an event that cannot be distributed is set aside", arguments: TestDatabase.available)
  func event(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      _ = try await desk.office.webhookEndpoints.addWebhookEndpoint(
        url: "https://a.example/h", events: [], actor: desk.actor)
      try await desk.office.database.write { transaction in
        for name in ["listing.active", "listing.removed"] {
          try desk.office.eventLog.publish(name, data: .object([]), in: transaction)
        }
      }
      let first = try #require(try await desk.number("SELECT MIN(id) FROM published_events"))
      try await desk.office.database.poison("published_events", "id", is: first)
      let duty = WebhookDispatchDuty(office: desk.office)
      #expect(try await duty.runDue())
      #expect(try await desk.number("SELECT count(*) FROM webhook_deliveries") == 1)
      try await Self.exhaust(duty, desk)
      #expect(try await duty.failedCount() == 1)
      let work = try #require(
        try await desk.office.workQueues.failedWork(in: "webhook-dispatch").first)
      #expect(work.attempts == Self.attempts)
      try await desk.office.database.heal("published_events")
      try await desk.office.workQueues.discardWork(
        work.id, in: "webhook-dispatch", note: "não interessa", actor: desk.actor)
      #expect(try await duty.nextDue() == nil)
    }
  }

  @Test("an inquiry that cannot be given up is set aside", arguments: TestDatabase.available)
  func inquiry(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      for number: UInt64 in 1...3 {
        _ = try await desk.office.database.write {
          try desk.office.inquiries.openInquiry(
            InquiryRequest(
              subject: .document(.cpf(CPF.fictitious(number: number))), product: "basic",
              purpose: .creditGranting), actor: desk.actor, in: $0)
        }
      }
      let first = try #require(try await desk.number("SELECT MIN(id) FROM inquiries"))
      try await desk.office.database.poison("inquiries", "id", is: first)
      desk.advance(seconds: Inquiries.inquiryStaleSeconds)
      let duty = InquiryRescueDuty(office: desk.office)
      #expect(try await duty.runDue())
      #expect(
        try await desk.number("SELECT count(*) FROM inquiries WHERE state = 'failed'") == 2)
      try await Self.exhaust(duty, desk)
      let failed = try await desk.office.workQueues.failedWork(in: "inquiry-rescue")
      #expect(failed.map(\.subject) == [ID<Inquiry>(first).description])
      #expect(failed.first?.attempts == Self.attempts)
    }
  }

  @Test("a removal of which nobody can be warned is set aside", arguments: TestDatabase.available)
  func alarm(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let due = CivilDate(year: 2026, month: 12, day: 1)!
      let removal = Removal(reason: .payment, requestedAt: desk.clock.now(), dueOn: due)
      var listings: [ID<Listing>] = []
      for number: UInt64 in 1...3 {
        listings.append(
          try await desk.addListing(
            .removalQueued(removal, nil), of: try await desk.addPerson(number: number)))
      }
      try await desk.office.database.poison(
        "alarms", "listing_id", is: listings[0].number, on: "INSERT")
      let duty = AlarmDuty(office: desk.office)
      desk.clock.move(to: try #require(try await duty.nextDue()))
      #expect(try await duty.runDue())
      #expect(try await desk.office.alarms.alarmCounts().near == 2)
      try await Self.exhaust(duty, desk)
      #expect(
        try await desk.office.workQueues.failedWork(in: "alarms").map(\.subject) == [
          listings[0].description
        ])
      #expect(try await desk.office.workQueues.queues().first { $0.name == "alarms" }?.failed == 1)
      desk.clock.move(to: due.adding(days: 1).startOfDay)
      #expect(try await duty.runDue())
      #expect(try await desk.office.alarms.alarmCounts().overdue == 2)
      #expect(try await duty.failedCount() == 1)

      try await desk.office.database.heal("alarms")
      let work = try #require(try await desk.office.workQueues.failedWork(in: "alarms").first)
      try await desk.office.workQueues.retryWork(work.id, in: "alarms", actor: desk.actor)
      while try await duty.runDue() {}
      #expect(try await desk.office.alarms.alarmCounts().overdue == 3)
      #expect(try await desk.number("SELECT count(*) FROM work_items") == 0)
    }
  }

  @Test(
    "a check of the trail that cannot be kept is set aside, and the next one is done",
    arguments: TestDatabase.available)
  func auditCheck(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      try await desk.addListing(.queued, of: try await desk.addPerson())
      let bad = try await desk.office.auditTrail.startAuditCheck(actor: desk.actor)
      try await desk.office.database.poison("audit_checks", "id", is: bad.number)
      let duty = AuditCheckDuty(office: desk.office)
      try await Self.exhaust(duty, desk)
      #expect(try await duty.failedCount() == 1)
      let work = try #require(try await desk.office.workQueues.failedWork(in: "audit-check").first)
      #expect(work.subject == bad.description)
      try await desk.office.workQueues.discardWork(
        work.id, in: "audit-check", note: "outra vez", actor: desk.actor)
      let good = try await desk.office.auditTrail.startAuditCheck(actor: desk.actor)
      #expect(good != bad)
      while try await duty.runDue() {}
      let check = try await desk.office.auditTrail.auditCheck(good)
      #expect(check.finishedAt != nil && check.report.isIntact && check.report.listings == 1)
    }
  }

  @Test("an entry that cannot be read is a broken link, and the walk goes on")
  func unreadableLink() {
    let listing = ID<Listing>(7)
    let entry = TimelineEntry(
      sequence: 2, at: Desk.start.startOfDay, event: "x", actor: "y", detail: "z")
    let origin = Timeline.origin
    var chain = ChainCheck(listing: listing)
    chain.skip()
    let hash = Timeline.hash(previous: origin, listing: listing, entry: entry)
    chain.take(entry, hash: hash)
    chain.close(length: 2, head: hash)
    #expect(chain.broken == [BrokenLink(listing: listing, sequence: 1, kind: .unreadable)])
    #expect(chain.count == 2)
  }
}
