package import Credit
import Logging
import SQLDatabase
import Synchronization
import Work
import World

/// The outbox's worker: claims messages, sends them, and brings every outcome back as an event of
/// the listing. An answer that was lost is never met by sending again: the bureau is asked first.
///
/// Messages are sent beside each other, and a slot that ends takes the next one at once: what takes
/// off or lowers before what lists, also where it came last.
package struct TransmissionDuty: Duty {
  package let name = Outbox.laneName
  private let office: Office
  /// Names the process in the claims, for people.
  private let worker: String

  package init(office: Office, worker: String) {
    self.office = office
    self.worker = worker
  }

  package func nextDue() async throws -> Instant? {
    try await office.database.read { try Outbox.nextDue(in: $0) }
  }

  package func failedCount() async throws -> Int {
    let lane = office.transmissions.transmissionLane
    return try await office.database.read { try lane.failed(in: $0).count }
  }

  package func runDue() async throws -> Bool {
    let ahead = ClaimsAhead()
    return try await Slots(
      count: TransmissionPolicy.concurrency, itemLimit: TransmissionPolicy.runLimit
    ).run(
      next: { free in
        try await fill(ahead)
        return ahead.take(free)
      }, perform: { await attempt($0) })
  }

  /// Claims some messages ahead of the free slots, so that not every one costs a transaction.
  private func fill(_ ahead: ClaimsAhead) async throws {
    let room = TransmissionPolicy.batchSize - ahead.count
    let now = office.world.clock.now()
    let isWorthIt = try await office.database.read { transaction in
      // With enough at hand only what is urgent is looked for: the rest costs a look at all.
      guard ahead.count < TransmissionPolicy.concurrency else {
        return try Outbox.hasUrgent(at: now, in: transaction)
      }
      return try Outbox.nextDue(in: transaction).map { $0 <= now } ?? false
    }
    guard room > 0, isWorthIt else { return }
    let worker = worker
    // Once in a run: it does not take from itself what a slow bureau keeps.
    let rescues = ahead.mayRescue()
    let claimed = try await office.database.write(.claims) { transaction in
      if rescues { _ = try Outbox.rescue(now: now, in: transaction) }
      return try Outbox.claim(worker: worker, now: now, limit: room, in: transaction)
    }
    ahead.add(claimed)
  }

  /// One message. It may have waited for its slot for longer than the claim lasts, and another
  /// worker may have it by now. A failure that is the message's own is counted, and after many it
  /// is set aside; any other leaves the claim, which is rescued later and asks first.
  private func attempt(_ transmission: Transmission) async {
    do {
      guard try await office.transmissions.holds(transmission) else { return }
      switch transmission.kind {
      case .inclusion: try await office.transmissions.sendInclusion(transmission)
      case .removal: try await office.transmissions.sendRemoval(transmission)
      case .amendment: try await office.amendments.sendAmendment(transmission)
      }
    } catch {
      office.world.logger.error(
        "a transmission was left for a later attempt",
        metadata: [
          "transmission": "\(transmission.id)", "listing": "\(transmission.listing)",
          "error": "\(error)",
        ])
      guard WorkFault.isOfRow(error) else { return }
      do {
        try await office.transmissions.count(error, of: transmission)
      } catch {
        office.world.logger.error(
          "how a transmission ended could not be stored",
          metadata: ["transmission": "\(transmission.id)", "error": "\(error)"])
      }
    }
  }
}

/// Messages that this worker has claimed and not begun, the most urgent first.
private final class ClaimsAhead: Sendable {
  private let claims = Mutex<[Transmission]>([])
  private let hasRescued = Mutex(false)

  /// True the first time.
  func mayRescue() -> Bool {
    hasRescued.withLock { hasRescued in
      defer { hasRescued = true }
      return !hasRescued
    }
  }

  var count: Int { claims.withLock { $0.count } }

  func add(_ more: [Transmission]) {
    claims.withLock { claims in
      claims += more
      claims.sort { ($0.kind.priority, $0.dueAt, $0.id) < ($1.kind.priority, $1.dueAt, $1.id) }
    }
  }

  func take(_ count: Int) -> [Transmission] {
    claims.withLock { claims in
      defer { claims.removeFirst(min(count, claims.count)) }
      return Array(claims.prefix(count))
    }
  }
}
