import Credit
import Outbound
import SQLDatabase
import Synchronization
import TestKit
import Testing
import World

@testable import DebtCollection

/// Two processes work off one outbox while the bureau is slow.
@Suite("Claims of the outbox")
struct ClaimTests {
  /// Three rounds of all lanes.
  private static let messages = 3 * TransmissionPolicy.concurrency

  @Test(
    "a claim is renewed before each sending, and what another worker took over is left to it",
    arguments: TestDatabase.available)
  func slowBureau(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let listings = try await registry.queuedListings(Self.messages)
      let lanes = TransmissionPolicy.concurrency
      let held = HeldCalls()
      registry.bureau.rest.answer(inclusions: { inclusion in
        await held.hold()
        return .answered(Self.record(of: inclusion))
      })
      let other = registry.secondProcess()
      other.bureau.rest.answer(inclusions: { .answered(Self.record(of: $0)) })
      other.bureau.rest.answer(findings: { _ in .answered(nil) })
      let first = TransmissionDuty(office: registry.office, worker: "first")
      let second = TransmissionDuty(office: other.office, worker: "second")

      let work = Task { try await first.runDue() }
      await held.until(lanes)
      // The first round comes back shortly before the claims end.
      registry.advance(seconds: TransmissionPolicy.claimSeconds - 20)
      held.release()
      await held.until(2 * lanes)
      // The claims as they were made are over; those of the second round were renewed.
      registry.advance(seconds: 40)
      #expect(try await second.runDue())
      // What was not sent yet went over to the second, which asked first.
      #expect(other.bureau.rest.sentInclusions.count == lanes)
      #expect(other.bureau.rest.asked.count == lanes)
      held.letThrough()
      #expect(try await work.value)

      #expect(registry.bureau.rest.sentInclusions.count == 2 * lanes)
      let sent = (registry.bureau.rest.sentInclusions + other.bureau.rest.sentInclusions)
        .map(\.reference)
      #expect(Set(sent).count == Self.messages && sent.count == Self.messages)
      for listing in listings {
        #expect(try await registry.listing(listing.id).state.word == .submitted)
      }
      #expect(try await first.nextDue() == nil)
      #expect(try await registry.office.auditTrail.verifyAudit().isIntact)
    }
  }

  @Test(
    "an outcome that comes after the claim was lost does not move the message of the other worker",
    arguments: TestDatabase.available)
  func lateAnswer(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let listing = try await registry.queuedListings(1)[0]
      let held = HeldCalls()
      registry.bureau.rest.answer(inclusions: { inclusion in
        await held.hold()
        return .unavailable(detail: "ocupado", pause: nil)
      })
      let other = registry.secondProcess()
      other.bureau.rest.answer(findings: { _ in
        .unavailable(detail: "ocupado", pause: 7_200)
      })
      let first = TransmissionDuty(office: registry.office, worker: "first")
      let second = TransmissionDuty(office: other.office, worker: "second")
      let work = Task { try await first.runDue() }
      await held.until(1)
      registry.advance(seconds: TransmissionPolicy.claimSeconds + 1)
      #expect(try await second.runDue())
      let due = try await second.nextDue()
      // Whatever the bureau asks for, an hour is the most.
      #expect(due == registry.clock.now().adding(seconds: 3_600))
      held.letThrough()
      #expect(try await work.value)
      // The first may not put off, nor send without asking, what is not its own any more.
      #expect(try await first.nextDue() == due)
      #expect(try await registry.mustAsk(listing))
    }
  }

  private static func record(of inclusion: BureauInclusion) -> BureauRecord {
    BureauRecord(reference: "B-" + inclusion.reference, version: 1, state: .received)
  }
}

/// Calls that wait until the test lets them go.
private final class HeldCalls: Sendable {
  private struct State {
    var arrived = 0
    var isOpen = false
    var held: [CheckedContinuation<Void, Never>] = []
    var watcher: (count: Int, continuation: CheckedContinuation<Void, Never>)?
  }

  private let state = Mutex(State())

  func hold() async {
    await withCheckedContinuation { call in
      let resumed = state.withLock { state -> [CheckedContinuation<Void, Never>] in
        state.arrived += 1
        var resumed: [CheckedContinuation<Void, Never>] = []
        if state.isOpen { resumed.append(call) } else { state.held.append(call) }
        if let watcher = state.watcher, state.arrived >= watcher.count {
          resumed.append(watcher.continuation)
          state.watcher = nil
        }
        return resumed
      }
      for continuation in resumed { continuation.resume() }
    }
  }

  /// Waits until so many calls have come, all in all.
  func until(_ count: Int) async {
    await withCheckedContinuation { continuation in
      let isThere = state.withLock { state in
        if state.arrived < count { state.watcher = (count, continuation) }
        return state.arrived >= count
      }
      if isThere { continuation.resume() }
    }
  }

  /// Lets those go that wait now.
  func release() {
    let held = state.withLock { state in
      defer { state.held = [] }
      return state.held
    }
    for call in held { call.resume() }
  }

  /// Holds nothing any more.
  func letThrough() {
    state.withLock { $0.isOpen = true }
    release()
  }
}

extension Registry {
  /// Listings of one person whose inclusions wait in the outbox.
  func queuedListings(_ count: Int) async throws -> [Listing] {
    let integration = try await office.integrations.createIntegration(Self.integrationChange)
    _ = try await office.integrations.syncCodes(of: integration.id)
    _ = try await office.branches.linkBranch(branch().id, to: integration.id)
    let person = try await office.people.createPerson(Self.personChange)
    var titles: [ID<Receivable>] = []
    for number in 1...count {
      titles.append(try await title(of: person.id, number: "DOC-\(number)").id)
    }
    return try await office.listings.requestListings(
      of: titles, restrictionCode: "A1", actor: Self.actor)
  }

  /// Another process of the same creditor, with a way to the bureau of its own.
  func secondProcess() -> Registry {
    let bureau = ListsBureau()
    let other = Office(
      database: office.database, world: office.world, sealer: office.sealer,
      documents: office.documents, connectors: ["credito-na-medida": bureau], publicURL: nil)
    return Registry(office: other, clock: clock, bureau: bureau)
  }

  func advance(seconds: Int) {
    clock.move(to: clock.now().adding(seconds: seconds))
  }

  fileprivate func mustAsk(_ listing: Listing) async throws -> Bool {
    try await office.database.read { transaction in
      try transaction.first(
        "SELECT must_ask FROM transmissions WHERE listing_id = ?1", [listing.id]
      ) { try $0.bool(0) }
    } ?? false
  }
}
