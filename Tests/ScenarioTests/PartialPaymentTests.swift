import Credit
import DebtCollection
import SQLDatabase
import TestKit
import Testing
import World

@testable import BureauRegister
@testable import BureauSite

/// A part of a listed title is paid, over both sides: what the bureau shows falls with what is
/// owed, the notice stands, and the rest that is paid takes it off, whatever answers are lost.
@Suite struct PartialPaymentTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let engine: TestDatabase
    let seed: UInt64
    let lost: Int

    var testDescription: String { "\(engine.rawValue), seed \(seed), \(lost) % lost" }
  }

  static let cases = TestDatabase.available.flatMap { engine in
    (engine == .sqlite ? [(UInt64(3), 0), (5, 40), (19, 40)] : [(5, 40)]).map {
      Case(engine: engine, seed: $0.0, lost: $0.1)
    }
  }

  @Test(
    "manual-checklist 63: a part lowers the amount, the rest takes the listing off",
    arguments: cases)
  func partsAndRest(_ given: Case) async throws {
    try await Rehearsal.run(on: given.engine, seed: given.seed) { rehearsal in
      _ = try await rehearsal.setUp()
      let book = FatedBook(
        seed: given.seed, people: 36, today: rehearsal.clock.now().civilDate)
      let imported = try await ImportedBook.take(book, into: rehearsal)
      let job = Parts(rehearsal: rehearsal, book: imported)
      _ = try await rehearsal.office.collections.runCollections(dryRun: false, actor: .commandLine)
      // Some pay a part before anything left, some while the letter is out, some when it shows.
      let titles = book.titles(.listed)
      try await job.payPart(of: Array(titles.prefix(2)))
      try await rehearsal.settle()
      var faults = FaultPlan.Settings()
      faults.rates[.answerLost] = given.lost * 100
      faults.rates[.error] = given.lost * 50
      faults.rates[.webhookDuplicate] = given.lost * 100
      faults.rates[.webhookLoss] = given.lost * 50
      faults.seed = given.seed
      rehearsal.bureau.register.faults.set(faults)
      try await rehearsal.advance(hours: 12)
      let noticed = Array(titles[2..<5])
      try await job.payPart(of: noticed)
      try await rehearsal.advance(days: 16)
      try await job.payPart(of: Array(titles[5..<8]))
      try await rehearsal.advance(days: 1)
      try await job.expectAmounts(of: Array(titles.prefix(8)))
      try await job.expectOneNotice(of: noticed)
      try await job.payRest(of: Array(titles.prefix(8)))
      rehearsal.bureau.register.faults.set(FaultPlan.Settings())
      try await rehearsal.advance(days: 2)
      try await job.expectGone(Array(titles.prefix(8)))
      let done = try await rehearsal.office.reconciliations.reconcile(actor: .commandLine)
      #expect(done.state == .finished, "\(done.problem ?? "")")
      let found = try await rehearsal.office.reconciliations.reconciliationDifferences(of: done.id)
        .items
      #expect(found.isEmpty, "\(found.map(\.detail))")
      #expect(try await rehearsal.office.auditTrail.verifyAudit().isIntact)
    }
  }

  @Test(
    "a conflict at the bureau is a lost answer, never a verdict",
    arguments: TestDatabase.available)
  func conflict(_ engine: TestDatabase) async throws {
    try await Rehearsal.run(on: engine, seed: 1) { rehearsal in
      _ = try await rehearsal.setUp()
      let book = FatedBook(seed: 1, people: 1, today: rehearsal.clock.now().civilDate)
      let imported = try await ImportedBook.take(book, into: rehearsal)
      _ = try await rehearsal.office.collections.runCollections(dryRun: false, actor: .commandLine)
      let title = try imported.id(of: book.titles(.listed)[0])
      // The bureau works on every key that comes: an earlier sending of the same is under way.
      let now = rehearsal.clock.now().microseconds
      try await Self.run(
        engine == .sqlite ? [Self.busySQLite(now)] : Self.busyPostgres(now), in: rehearsal)
      try await rehearsal.settle()
      let listing = try #require(try await rehearsal.office.listings.latestListing(of: title))
      #expect(listing.state.word == .uncertain)
      try await Self.run(
        [
          engine == .sqlite ? "DROP TRIGGER busy" : "DROP TRIGGER busy ON kept_answers",
          "DELETE FROM kept_answers",
        ], in: rehearsal)
      try await rehearsal.advance(hours: 2)
      let after = try #require(try await rehearsal.office.listings.latestListing(of: title))
      #expect(after.id == listing.id && after.state.record != nil)
      let records = try await rehearsal.bureauRecords()
      #expect(records.count == book.titles(.listed).count)
      #expect(Set(records.map(\.reference)).count == records.count)
    }
  }

  private static func run(_ statements: [String], in rehearsal: Rehearsal) async throws {
    try await rehearsal.bureauDatabase.write { transaction in
      for statement in statements { try transaction.execute(statement) }
    }
  }

  /// Whatever claims a key finds it claimed by a request that goes on.
  private static func busySQLite(_ now: Int64) -> String {
    """
    CREATE TRIGGER busy BEFORE INSERT ON kept_answers
    WHEN NEW.claimed_at >= \(now) AND NEW.key LIKE 'lst_%'
    BEGIN
      INSERT OR IGNORE INTO kept_answers (scope, key, request_hash, claimed_at)
      SELECT NEW.scope, NEW.key, NEW.request_hash, \(now) - 1
      WHERE NOT EXISTS (
        SELECT 1 FROM kept_answers WHERE scope = NEW.scope AND key = NEW.key);
    END;
    """
  }

  private static func busyPostgres(_ now: Int64) -> [String] {
    [
      """
      CREATE FUNCTION make_busy() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.claimed_at >= \(now) AND NEW.key LIKE 'lst_%' THEN
          INSERT INTO kept_answers (scope, key, request_hash, claimed_at)
          VALUES (NEW.scope, NEW.key, NEW.request_hash, \(now) - 1)
          ON CONFLICT DO NOTHING;
        END IF;
        RETURN NEW;
      END $$
      """,
      """
      CREATE TRIGGER busy BEFORE INSERT ON kept_answers
      FOR EACH ROW EXECUTE FUNCTION make_busy()
      """,
    ]
  }
}

private struct Parts {
  let rehearsal: Rehearsal
  let book: ImportedBook

  private var office: Office { rehearsal.office }

  private func pay(_ title: FatedBook.Title, _ amount: Cents) async throws {
    _ = try await office.payments.recordPayment(
      NewPayment(
        receivable: try book.id(of: title), amount: amount,
        paidOn: rehearsal.clock.now().civilDate, origin: .api), actor: .commandLine)
  }

  func payPart(of titles: [FatedBook.Title]) async throws {
    for title in titles { try await pay(title, Cents(title.open.amount / 3)) }
  }

  func payRest(of titles: [FatedBook.Title]) async throws {
    for title in titles {
      try await pay(title, try await office.receivables.receivable(try book.id(of: title)).open)
    }
  }

  /// Our references of a title, oldest first.
  private func listings(of title: FatedBook.Title) async throws -> [Listing] {
    try await office.listings.listings(
      ListingFilter(receivable: try book.id(of: title)), after: nil, limit: 20)
  }

  func expectAmounts(of titles: [FatedBook.Title]) async throws {
    let records = try await rehearsal.bureauRecords()
    for title in titles {
      let open = try await office.receivables.receivable(try book.id(of: title)).open
      let ours = try await listings(of: title)
      let live = ours.filter { !$0.state.word.isFinal }
      #expect(live.map(\.amount) == [open], "\(title.code): \(ours.map(\.state.word))")
      let references = Set(ours.map(\.reference))
      let there = records.filter {
        references.contains($0.reference) && !["removed", "rejected"].contains($0.state)
      }
      #expect(there.map(\.amount) == [open], "\(title.code): \(there.map(\.state))")
      #expect(there.map(\.reference) == live.map(\.reference), "\(title.code)")
    }
  }

  /// The amount fell while the letter was out: no second letter, and the same day of visibility.
  func expectOneNotice(of titles: [FatedBook.Title]) async throws {
    let records = try await rehearsal.bureauRecords()
    for title in titles {
      let references = Set(try await listings(of: title).map(\.reference))
      let family = records.filter { references.contains($0.reference) }
      #expect(family.count >= 2, "\(title.code)")
      #expect(family.reduce(0) { $0 + $1.letters } == 1, "\(title.code)")
      #expect(Set(family.compactMap(\.visibleFrom)).count == 1, "\(title.code)")
    }
  }

  func expectGone(_ titles: [FatedBook.Title]) async throws {
    let records = try await rehearsal.bureauRecords()
    for title in titles {
      let ours = try await listings(of: title)
      #expect(ours.allSatisfy { $0.state.word == .removed }, "\(title.code)")
      #expect(ours.last?.state.removal?.reason == .payment, "\(title.code)")
      let references = Set(ours.map(\.reference))
      for record in records where references.contains(record.reference) {
        #expect(record.state == "removed", "\(record.reference) of \(title.code)")
      }
    }
  }
}
