import Credit
import SQLDatabase
import Synchronization
import TestKit
import Testing
import Work

@testable import DebtCollection

@Suite("Reconciliation")
struct ReconciliationTests {
  private func record(
    _ reference: String, _ state: BureauRecordState, version: Int64 = 3
  ) -> BureauRecord {
    BureauRecord(
      reference: reference, version: version, state: state,
      visibleAt: Desk.start.at(hour: 1), removedAt: state == .removed ? Desk.start.at(hour: 2) : nil
    )
  }

  @Test("what agrees is counted, what differs is named", arguments: TestDatabase.available)
  func mixture(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let person = try await desk.addPerson()
      let same = try await desk.addListing(.active(record("b1", .visible)), of: person)
      let missed = try await desk.addListing(.active(record("b2", .visible)), of: person)
      let lost = try await desk.addListing(.uncertain, of: person)
      let removal = Removal(
        reason: .payment, requestedAt: Desk.start.at(hour: 9), dueOn: Desk.start)
      let closed = try await desk.addListing(
        .removed(removal, record("b3", .removed), at: Desk.start.at(hour: 9)), of: person)
      let amount = try await desk.addListing(.active(record("b4", .visible)), of: person)
      let absent = try await desk.addListing(.active(record("b5", .visible)), of: person)
      let queued = try await desk.addListing(.queued, of: person)
      desk.advance(days: 1)
      let ten = Cents(10_000)
      desk.bureau.script.withLock {
        $0.pages = [
          .answered(
            BureauPage(
              records: [
                (same.description, record("b1", .visible), ten),
                (missed.description, record("b2", .removed, version: 4), ten),
                (lost.description, record("b9", .noticePeriod), ten),
              ], nextCursor: "2")),
          .answered(
            BureauPage(
              records: [
                (closed.description, record("b3", .visible, version: 5), ten),
                (amount.description, record("b4", .visible), Cents(9_999)),
                ("ALHEIA-1", record("b7", .visible), ten),
                (same.description, record("b1", .visible), ten),
              ], nextCursor: nil)),
        ]
      }
      let result = try await desk.office.reconciliations.reconcile(actor: desk.actor)
      #expect(result.state == .finished)
      #expect(result.matched == 3)
      // Newer reports were applied: a removal that nobody told us of, and a lost answer.
      #expect(try await desk.office.listings.listing(missed).listing.state.word == .removedByBureau)
      #expect(try await desk.office.listings.listing(lost).listing.state.word == .inNotice)
      #expect(try await desk.office.listings.listing(queued).listing.state.word == .queued)
      let found = try await desk.office.reconciliations.reconciliationDifferences(of: result.id)
        .items
      #expect(found.map(\.kind) == [.different, .different, .onlyThere, .onlyHere])
      #expect(found.map(\.listing) == [closed, amount, nil, absent])
      #expect(found.first?.detail == "Aqui encerrada, no birô visível.")
      #expect(try await desk.number("SELECT count(*) FROM reconciliation_marks") == 0)
      // What lives there without a listing here is taken off, or waits for a person.
      let strays = try await desk.office.strayRecords.strayRecords().items.reversed()
      #expect(strays.map(\.bureauReference) == ["b3", "b7"])
      #expect(strays.map(\.state) == [.removing, .found])
      #expect(strays.map(\.listing) == [closed, nil])
      #expect(try await desk.office.listings.listing(closed).timeline.last?.event == "stray-record")
    }
  }

  @Test(
    "a reconciliation is work of a duty, and goes on where a crash left it",
    arguments: TestDatabase.available)
  func resumed(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let person = try await desk.addPerson()
      let first = try await desk.addListing(.active(record("b1", .visible)), of: person)
      let second = try await desk.addListing(.active(record("b2", .visible)), of: person)
      desk.advance(days: 1)
      let ten = Cents(10_000)
      let pages = [
        BureauPage(
          records: [
            (first.description, record("b1", .visible), ten),
            ("ALHEIA-1", record("b7", .visible), ten),
          ], nextCursor: "2"),
        BureauPage(
          records: [(second.description, record("b2", .visible), ten)], nextCursor: nil),
      ]
      desk.bureau.script.withLock { $0.pages = [.answered(pages[0]), .answered(pages[1])] }
      let started = try await desk.office.reconciliations.startReconciliation(actor: desk.actor)
      #expect(started.state == .running && started.finishedAt == nil && started.matched == 0)
      // Killed after the first page was written and before it was told where the second is read.
      let dying = DyingDatabase(desk.office.database, afterWrites: 3)
      let doomed = Office(
        database: dying, world: desk.office.world, sealer: desk.office.sealer,
        documents: desk.office.documents, connectors: desk.office.connectors, publicURL: nil)
      await #expect(throws: DatabaseError.self) {
        try await ReconciliationDuty(office: doomed).runDue()
      }
      let duty = ReconciliationDuty(office: desk.office)
      // Nobody takes it while the dead process might still live.
      #expect(try await !duty.runDue())
      desk.advance(seconds: Reconciliations.reconciliationClaimSeconds)
      desk.bureau.script.withLock { $0.pages = [.answered(pages[1])] }
      #expect(try await duty.runDue())
      let done = try await desk.office.reconciliations.reconciliation(started.id)
      #expect(done.state == .finished && done.matched == 2 && done.finishedAt != nil)
      let found = try await desk.office.reconciliations.reconciliationDifferences(of: started.id)
        .items
      #expect(found.map(\.kind) == [.onlyThere])
      #expect(try await !duty.runDue())
      #expect(try await duty.nextDue() == nil)
    }
  }

  @Test(
    "a bureau that cannot be asked is a reconciliation that failed",
    arguments: TestDatabase.available)
  func failed(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let result = try await desk.office.reconciliations.reconcile(actor: desk.actor)
      #expect(result.state == .failed)
      #expect(result.problem != nil && result.finishedAt != nil)
    }
  }

  @Test("every pair of states has an opinion; closed here and there never beside live")
  func standings() {
    for word in ListingState.Word.allCases {
      for state in BureauRecordState.known {
        let here = Standing(word)
        let there = Standing(state)
        if here == .closed, there != .closed { #expect(!here.agrees(with: there)) }
        if here != .closed, there == .closed { #expect(!here.agrees(with: there)) }
        if here == there, here != .unclear { #expect(here.agrees(with: there)) }
      }
    }
    #expect(Standing.leaving.agrees(with: .visible))
    #expect(!Standing.pending.agrees(with: .visible))
  }
}
