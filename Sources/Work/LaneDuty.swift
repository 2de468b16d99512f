package import Credit
package import World

/// A duty that stands on a lane: what is due and what failed are the lane's, and the name is
/// unless it says another.
package protocol LaneDuty: Duty {
  associatedtype Base: Duty

  var lane: Base { get }
}

extension LaneDuty {
  package var name: String { lane.name }

  package func nextDue() async throws -> Instant? { try await lane.nextDue() }
  package func runDue() async throws -> Bool { try await lane.runDue() }
  package func failedCount() async throws -> Int { try await lane.failedCount() }
}
