import Credit
import SQLDatabase
import Synchronization
import TestKit
import Testing
import World

@testable import DebtCollection

/// Several processes write to one title, and work off one outbox, at the same moment. On
/// PostgreSQL they meet at locks; SQLite has one writer.
@Suite("Writers at the same moment")
struct ConcurrentWritersTests {
  @Test(
    "payments, a removal and the bureau's reports of one title leave one removal and whole books",
    arguments: TestDatabase.available)
  func oneTitle(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let listed = try await registry.listedTitle()
      try await registry.endInclusion(of: listed.listing)
      let payers = 10
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<payers {
          group.addTask { _ = try await registry.pay(listed.title.id, 1_000) }
        }
        for _ in 0..<3 {
          group.addTask {
            _ = try await registry.office.removals.removeListings(
              [listed.listing.id], reason: .dispute, actor: Registry.actor)
          }
        }
        for version: Int64 in 4...9 {
          group.addTask { try await registry.report(listed.listing, .visible, version: version) }
        }
        try await group.waitForAll()
      }
      let title = try await registry.office.receivables.receivable(listed.title.id)
      #expect(title.open == .zero && title.status == .paid)
      #expect(try await registry.count("payments") == Int64(payers))
      let listing = try await registry.listing(listed.listing.id)
      #expect(listing.state.word == .removalQueued)
      #expect(listing.state.record?.version == 9)
      #expect(
        try await registry.count(
          "transmissions WHERE kind = 'removal' AND state IN ('waiting', 'claimed')") == 1)
      let events = try await registry.office.listings.listing(listing.id).timeline.map(\.event)
      #expect(events.count { $0 == "removal-requested" } == 1)
      #expect(try await registry.office.auditTrail.verifyAudit().isIntact)
    }
  }

  @Test(
    "one payment that is told of several times at the same moment counts once",
    arguments: TestDatabase.available)
  func samePayment(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let listed = try await registry.listedTitle()
      try await registry.endInclusion(of: listed.listing)
      // One payment that comes by several ways at once: it counts once, and each is told which.
      let settled = try await withThrowingTaskGroup(of: Settlement.self) { group in
        for _ in 0..<6 {
          group.addTask {
            try await registry.pay(
              listed.title.id, 10_000, signature: "return:341:00012345")
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(settled.count { $0.isNew } == 1 && Set(settled.map(\.payment)).count == 1)
      #expect(settled.allSatisfy { $0.open == .zero && $0.status == .paid })
      #expect(try await registry.count("payments") == 1)
      #expect(try await registry.count("transmissions WHERE kind = 'removal'") == 1)
    }
  }

  @Test(
    "workers of several processes send each message once", arguments: TestDatabase.available)
  func severalWorkers(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let count = 40
      let listings = try await registry.queuedListings(count)
      let sent = Mutex<[String]>([])
      let processes = [registry, registry.secondProcess(), registry.secondProcess()]
      for process in processes {
        process.bureau.rest.answer(inclusions: { inclusion in
          sent.withLock { $0.append(inclusion.reference) }
          await Task.yield()
          return .answered(
            BureauRecord(reference: "B-" + inclusion.reference, version: 1, state: .received))
        })
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (number, process) in processes.enumerated() {
          group.addTask {
            let duty = TransmissionDuty(office: process.office, worker: "worker-\(number)")
            while try await duty.runDue() {}
          }
        }
        try await group.waitForAll()
      }
      #expect(sent.withLock { $0.sorted() } == listings.map(\.reference).sorted())
      for listing in listings {
        #expect(try await registry.listing(listing.id).state.word == .submitted)
      }
      #expect(
        try await registry.count("transmissions WHERE state <> 'done' OR attempts <> 1") == 0)
    }
  }
}
