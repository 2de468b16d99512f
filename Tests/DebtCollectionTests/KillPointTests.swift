import Credit
import SQLDatabase
import Synchronization
import TestKit
import Testing
import Work
import World

@testable import DebtCollection

/// A process of the creditor that dies after its n-th write, for every n until it lives through
/// the whole job; whatever it had sent by then has arrived. Another process goes on.
///
/// On one engine: what a dead process leaves behind is what it committed, on either.
@Suite("A process that dies after any write")
struct KillPointTests {
  /// More writes than the job needs.
  private static let writeLimit = 60
  private static let titles = 3

  @Test("lists no title twice, loses none and takes every paid one off")
  func everyKillPoint() async throws {
    var deaths = 0
    while deaths < Self.writeLimit, try await !Self.livesThrough(deaths + 1) { deaths += 1 }
    #expect(deaths < Self.writeLimit)
    // Each of them died at least in its run, after its claim, and after each sending.
    #expect(deaths > 2 + Self.titles)
  }

  /// The job with a process that dies after so many writes of each half of it. True where it did
  /// not die.
  private static func livesThrough(_ writes: Int) async throws -> Bool {
    let lived = Mutex(true)
    try await Registry.with(.sqlite) { registry in
      let bureau = KeepingBureau()
      bureau.serve(registry.bureau.rest)
      let titles = try await registry.titlesForTheRoutine(Self.titles)
      let first = await registry.work(dyingAfter: writes) { office in
        _ = try await office.collections.runCollections(dryRun: false, actor: .commandLine)
      }
      // Nobody takes the run while the dead process might still live.
      registry.advance(seconds: Collections.runLeaseSeconds)
      _ = try await CollectionRunDuty(office: registry.office).runDue()
      _ = try await registry.office.collections.runCollections(dryRun: false, actor: .commandLine)
      try await registry.goOn()
      let listings = try await registry.office.listings.listings(
        ListingFilter(), after: nil, limit: 50)
      #expect(listings.map(\.state.word) == titles.map { _ in .submitted }, "dead after \(writes)")
      #expect(Set(listings.map(\.receivable)) == Set(titles), "dead after \(writes)")
      #expect(bureau.references == listings.map(\.reference).sorted(), "dead after \(writes)")

      let paid = Array(titles.prefix(2))
      let second = await registry.work(dyingAfter: writes) { office in
        for title in paid { try await Self.pay(title, office) }
      }
      // The bank's file is read again where the first reading did not end.
      for title in paid where try await registry.office.receivables.receivable(title).open > .zero {
        try await Self.pay(title, registry.office)
      }
      try await registry.goOn()
      for listing in try await registry.office.listings.listings(
        ListingFilter(), after: nil, limit: 50)
      {
        let isPaid = paid.contains(listing.receivable)
        #expect(listing.state.word == (isPaid ? .removed : .submitted), "dead after \(writes)")
        #expect(
          bureau.state(of: listing.reference) == (isPaid ? .removed : .received),
          "dead after \(writes)")
      }
      #expect(bureau.references.count == titles.count, "dead after \(writes)")
      #expect(try await registry.office.auditTrail.verifyAudit().isIntact)
      lived.withLock { $0 = first && second }
    }
    return lived.withLock { $0 }
  }

  private static func pay(_ title: ID<Receivable>, _ office: Office) async throws {
    _ = try await office.payments.recordPayment(
      NewPayment(
        receivable: title, amount: Cents(10_000), paidOn: Registry.today, origin: .api),
      actor: Registry.actor)
  }
}

/// A bureau that keeps every inclusion it is sent: one that is sent twice is there twice.
private final class KeepingBureau: Sendable {
  private let records = Mutex<[(reference: String, state: BureauRecordState)]>([])

  var references: [String] { records.withLock { $0.map(\.reference).sorted() } }

  func state(of reference: String) -> BureauRecordState? {
    records.withLock { $0.last { $0.reference == reference }?.state }
  }

  func serve(_ bureau: ScriptedBureau) {
    bureau.answer(inclusions: { inclusion in
      self.records.withLock { $0.append((inclusion.reference, .received)) }
      return .answered(Self.record(inclusion.reference, .received))
    })
    bureau.answer(findings: { reference in
      .answered(self.state(of: reference).map { Self.record(reference, $0) })
    })
    bureau.answer(removals: { removal in
      self.records.withLock { records in
        guard let index = records.firstIndex(where: { $0.reference == removal.reference }) else {
          return .answered(.unknownRecord)
        }
        guard records[index].state != .removed else { return .answered(.alreadyRemoved) }
        records[index].state = .removed
        return .answered(.accepted)
      }
    })
  }

  private static func record(_ reference: String, _ state: BureauRecordState) -> BureauRecord {
    BureauRecord(
      reference: "B-" + reference, version: state == .removed ? 2 : 1, state: state)
  }
}

extension Registry {
  /// Titles of one person that "Atualizar cobranças" lists.
  func titlesForTheRoutine(_ count: Int) async throws -> [ID<Receivable>] {
    let integration = try await office.integrations.createIntegration(Self.integrationChange)
    _ = try await office.integrations.syncCodes(of: integration.id)
    _ = try await office.branches.linkBranch(branch().id, to: integration.id)
    var automatic = IntegrationChange()
    automatic.isAutomatic = true
    automatic.restrictionCodeNatural = "A1"
    automatic.restrictionCodeLegal = "A2"
    _ = try await office.integrations.updateIntegration(integration.id, automatic)
    var rule = CollectionRuleChange()
    rule.name = "Atualizar cobranças"
    rule.daysToRun = 60
    _ = try await office.collectionRules.createCollectionRule(rule)
    let person = try await office.people.createPerson(Self.personChange)
    var titles: [ID<Receivable>] = []
    for number in 1...count {
      titles.append(try await title(of: person.id, number: "DOC-\(number)").id)
    }
    return titles
  }

  /// A second process does `body` and works off the outbox, until it dies. True where it lived.
  fileprivate func work(
    dyingAfter writes: Int, _ body: (Office) async throws -> Void
  ) async -> Bool {
    let dying = DyingDatabase(office.database, afterWrites: writes)
    let doomed = Office(
      database: dying, world: office.world, sealer: office.sealer, documents: office.documents,
      connectors: office.connectors, publicURL: nil)
    let duty = TransmissionDuty(office: doomed, worker: "killed")
    do {
      try await body(doomed)
      while try await duty.runDue() {}
    } catch {
      #expect(dying.isDead, "\(error)")
    }
    return !dying.isDead
  }

  /// The process that is left works off the outbox, through every instant at which it has to.
  fileprivate func goOn() async throws {
    let duty = TransmissionDuty(office: office, worker: "left")
    for _ in 0..<50 {
      while try await duty.runDue() {}
      guard let due = try await duty.nextDue() else { return }
      clock.move(to: due)
    }
    Issue.record("the outbox does not come to rest")
  }
}
