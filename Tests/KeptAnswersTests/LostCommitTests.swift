import Credit
import DebtCollection
import HTTPService
import KeptAnswers
import Logging
import SQLDatabase
import Sealing
import TestKit
import Testing
import World

/// A COMMIT whose answer is lost: nobody is told that nothing was written, the key stays taken, and
/// a repetition finds out.
@Suite("Lost COMMIT")
struct LostCommitTests {
  private static var available: [TestDatabase] {
    TestDatabase.available.filter { $0 == .postgres }
  }

  @Test(
    "a payment is not made twice, whether its COMMIT came through or not", arguments: available,
    [PostgresProxy.Loss.answerOfCommit, .commit])
  func payment(_ engine: TestDatabase, _ loss: PostgresProxy.Loss) async throws {
    try await LostCommit.with { test in
      let title = try await test.title()
      let claim = try await test.claim()
      let outcome = await #expect(throws: DatabaseError.self) {
        try await test.store.perform(claim) {
          test.proxy.lose(loss)
          try await test.pay(title)
        }
      }
      #expect(outcome == .commitUnknown)
      #expect(test.proxy.lost == 1)
      // The database cannot be told, nor asked: the key is not given back.
      await #expect(throws: DatabaseError.self) { try await test.store.settle(claim) }
      await #expect(throws: DatabaseError.self) { try await test.claim() }
      test.proxy.allow()
      switch loss {
      case .answerOfCommit:
        #expect(try await test.store.claim(LostCommit.key, now: test.now) == .done)
        #expect(try await test.payments() == 1)
      case .commit:
        let again = try await test.claim()
        #expect(again.number != claim.number)
        try await test.store.perform(again) { try await test.pay(title) }
        #expect(try await test.payments() == 1)
      }
    }
  }

  @Test(
    "another process, which knows of no doubt, waits for the lease and then finds out",
    arguments: available)
  func otherProcess(_ engine: TestDatabase) async throws {
    try await LostCommit.with { test in
      let title = try await test.title()
      let claim = try await test.claim()
      await #expect(throws: DatabaseError.commitUnknown) {
        try await test.store.perform(claim) {
          test.proxy.lose(.answerOfCommit)
          try await test.pay(title)
        }
      }
      test.proxy.allow()
      let other = KeptAnswers(database: test.office.database, sealer: test.office.sealer)
      #expect(try await other.claim(LostCommit.key, now: test.now) == .inProgress)
      let later = test.now.adding(seconds: IdempotencyKey.orphanedAfterMinutes * 60 + 1)
      #expect(try await other.claim(LostCommit.key, now: later) == .done)
      #expect(try await test.payments() == 1)
    }
  }
}

/// An office behind the proxy.
private struct LostCommit {
  static let key = IdempotencyKey(scope: "erp", key: "k-1", requestHash: [1])

  let proxy: PostgresProxy
  let database: any Database
  let office: Office
  let store: KeptAnswers
  let now: Instant

  static func with(_ body: (LostCommit) async throws -> Void) async throws {
    let (proxy, url) = try await TestDatabase.proxied()
    defer { proxy.close() }
    var options = DatabaseOptions()
    // One, so that no other connection is left after the loss.
    options.postgresWriters = 1
    options.postgresReaders = 1
    let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    let database = try await openDatabase(url: url, options: options, logger: logger)
    do {
      try await database.migrate(CreditorSchema.migrations)
      let random = SeededRandom(seed: 3)
      let key = MasterKey.generate(random: random)
      let now = CivilDate(year: 2026, month: 11, day: 24)!.at(hour: 12)
      let clock = VirtualClock(startingAt: now, running: false)
      let office = Office(
        database: database, world: World(clock: clock, random: random, logger: logger),
        sealer: Sealer(masterKey: key, random: random), documents: DocumentIndex(masterKey: key),
        connectors: [:], publicURL: nil)
      try await body(
        LostCommit(
          proxy: proxy, database: database, office: office,
          store: KeptAnswers(database: office.database, sealer: office.sealer), now: now))
    } catch {
      await database.close()
      throw error
    }
    await database.close()
  }

  func claim() async throws -> ClaimedKey {
    guard case .fresh(let claim) = try await store.claim(Self.key, now: now) else {
      throw NotFresh()
    }
    return claim
  }

  struct NotFresh: Error {}

  func title() async throws -> ID<Receivable> {
    var change = PersonChange()
    change.stage = .customer
    change.document = "529.982.247-25"
    change.name = "José da Conceição"
    let person = try await office.people.createPerson(change).id
    return try await office.receivables.createReceivable(
      NewReceivable(
        person: person, number: "DOC-1", dueOn: now.civilDate.adding(days: -150),
        amount: Cents(10_000))
    ).id
  }

  func pay(_ title: ID<Receivable>) async throws {
    _ = try await office.payments.recordPayment(
      NewPayment(
        receivable: title, amount: Cents(4_000), paidOn: now.civilDate, availableOn: nil,
        origin: .api, signature: nil), actor: Actor("key:erp"))
  }

  func payments() async throws -> Int64 {
    try await database.read { transaction in
      try transaction.first("SELECT count(*) FROM payments") { try $0.integer(0) }
    } ?? -1
  }
}
