package import Credit
import Logging
import SQLDatabase
import World

/// The outbox's worker: claims messages, sends them, and brings every outcome back as an event of
/// the listing. An answer that was lost is never met by sending again: the bureau is asked first.
package struct TransmissionDuty: Duty {
  package let name = "transmissions"
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

  package func runDue() async throws -> Bool {
    let now = office.world.clock.now()
    guard let due = try await nextDue(), due <= now else { return false }
    let worker = worker
    let (rescued, claimed) = try await office.database.write { transaction in
      let rescued = try Outbox.rescue(now: now, in: transaction)
      let claimed = try Outbox.claim(
        worker: worker, now: now, limit: TransmissionPolicy.batchSize, in: transaction)
      return (rescued, claimed)
    }
    guard !claimed.isEmpty else { return rescued > 0 }
    await send(claimed.sorted { $0.id < $1.id })
    return true
  }

  private func send(_ transmissions: [Transmission]) async {
    await withDiscardingTaskGroup { group in
      var lanes: [[Transmission]] = Array(repeating: [], count: TransmissionPolicy.concurrency)
      for (index, transmission) in transmissions.enumerated() {
        lanes[index % lanes.count].append(transmission)
      }
      for lane in lanes where !lane.isEmpty {
        group.addTask {
          for transmission in lane { await self.attempt(transmission) }
        }
      }
    }
  }

  /// One message. It may have waited in its lane for longer than the claim lasts, and another
  /// worker may have it by now. A failure of ours leaves the claim, which is rescued later and asks
  /// first.
  private func attempt(_ transmission: Transmission) async {
    do {
      guard try await office.holds(transmission) else { return }
      switch transmission.kind {
      case .inclusion: try await office.sendInclusion(transmission)
      case .removal: try await office.sendRemoval(transmission)
      case .amendment: try await office.sendAmendment(transmission)
      }
    } catch {
      office.world.logger.error(
        "a transmission was left for a later attempt",
        metadata: [
          "transmission": "\(transmission.id)", "listing": "\(transmission.listing)",
          "error": "\(error)",
        ])
    }
  }
}
