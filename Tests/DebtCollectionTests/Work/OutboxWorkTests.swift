import Credit
import SQLDatabase
import Synchronization
import TestKit
import Testing
import Work
import World

@testable import DebtCollection

@Suite("The outbox as work")
struct OutboxWorkTests {
  @Test(
    "a removal that comes last goes out before the inclusions that wait",
    arguments: TestDatabase.available)
  func removalFirst(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let (title, listed) = try await registry.listedTitle()
      let person = listed.person
      var titles: [ID<Receivable>] = []
      for number in 1...(3 * TransmissionPolicy.concurrency) {
        titles.append(try await registry.title(of: person, number: "N-\(number)").id)
      }
      _ = try await registry.office.listings.requestListings(
        of: titles, restrictionCode: "A1", actor: Registry.actor)
      let sent = Mutex<[String]>([])
      let payment = Mutex<Task<Void, any Error>?>(nil)
      registry.bureau.rest.answer(inclusions: { inclusion in
        sent.withLock { $0.append("inclusion") }
        // Paid while the first inclusions are on their way: none comes back before.
        let paying = payment.withLock { payment in
          let task = payment ?? Task { _ = try await registry.pay(title.id, 10_000) }
          payment = task
          return task
        }
        do {
          try await paying.value
        } catch {
          Issue.record("the payment failed: \(error)")
        }
        return .answered(
          BureauRecord(reference: "B-" + inclusion.reference, version: 1, state: .received))
      })
      registry.bureau.rest.answer(removals: { _ in
        sent.withLock { $0.append("removal") }
        return .answered(.accepted)
      })
      let duty = TransmissionDuty(office: registry.office, worker: "test")
      while try await duty.runDue() {}
      let order = sent.withLock { $0 }
      let place = try #require(order.firstIndex(of: "removal"))
      #expect(place < 2 * TransmissionPolicy.concurrency, "sent as number \(place + 1)")
      #expect(order.count == titles.count + 2 || order.count == titles.count + 1)
    }
  }

  @Test(
    "a message of which nothing can be made is set aside, and those behind it go out",
    arguments: TestDatabase.available)
  func poison(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let listings = try await registry.queuedListings(4)
      registry.bureau.rest.answer(inclusions: {
        .answered(BureauRecord(reference: "B-" + $0.reference, version: 1, state: .received))
      })
      // Its secret cannot be opened: whatever is tried fails here, not at the bureau.
      try await registry.office.database.write { transaction in
        _ = try transaction.execute(
          """
          UPDATE people SET document_sealed = ?1
          WHERE id = (SELECT person_id FROM listings WHERE id = ?2)
          """, [[UInt8](repeating: 7, count: 40), listings[0].id])
      }
      var change = Registry.personChange
      change.document = CPF.fictitious(number: 5).bare
      let healthy = try await registry.office.people.createPerson(change)
      let title = try await registry.title(of: healthy.id, number: "LAST")
      _ = try await registry.office.listings.requestListings(
        of: [title.id], restrictionCode: "A1", actor: Registry.actor)
      let duty = TransmissionDuty(office: registry.office, worker: "test")
      #expect(try await duty.runDue())
      #expect(registry.bureau.rest.sentInclusions.count == 1)
      while let due = try await duty.nextDue() {
        registry.clock.move(to: due)
        _ = try await duty.runDue()
      }
      let failed = try await registry.office.workQueues.failedWork(in: "transmissions")
      #expect(failed.count == 4)
      #expect(failed.allSatisfy { !$0.lastError.isEmpty && $0.attempts == 12 })
      #expect(registry.bureau.rest.sentInclusions.count == 1)
      let standing = try await registry.office.workQueues.queues().first {
        $0.name == "transmissions"
      }
      #expect(standing?.failed == 4 && standing?.waiting == 0 && standing?.running == 0)
      for work in failed {
        try await registry.office.workQueues.discardWork(
          work.id, in: "transmissions", note: "cadastro perdido", actor: Registry.actor)
      }
      #expect(try await duty.nextDue() == nil)
    }
  }

  @Test(
    "while the switch of the house is off nothing is listed", arguments: TestDatabase.available)
  func switchedOff(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      _ = try await registry.queuedListings(1)
      registry.bureau.rest.answer(inclusions: {
        .answered(BureauRecord(reference: "B-" + $0.reference, version: 1, state: .received))
      })
      try await registry.office.database.write { transaction in
        _ = try transaction.execute("UPDATE parameters SET uses_credit_analysis = 0")
      }
      let duty = TransmissionDuty(office: registry.office, worker: "test")
      while try await duty.runDue() {}
      #expect(registry.bureau.rest.sentInclusions.isEmpty)
      try await registry.office.database.write { transaction in
        _ = try transaction.execute("UPDATE parameters SET uses_credit_analysis = 1")
      }
      let due = try #require(try await duty.nextDue())
      registry.clock.move(to: due)
      while try await duty.runDue() {}
      #expect(registry.bureau.rest.sentInclusions.count == 1)
    }
  }
}
