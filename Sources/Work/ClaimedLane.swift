package import Credit
import Logging
package import SQLDatabase
package import World

/// A lane whose rows need somebody outside or many transactions: each is claimed for a while by
/// one worker, and done beside the others in a slot. A slot that ends takes the next row at once.
package struct ClaimedLane: Duty {
  /// Does one row. What it throws is counted, and the row comes again later.
  package typealias Perform = @Sendable (WorkClaim) async throws -> WorkEnding

  package struct Settings: Sendable {
    /// Rows under way at once in this process.
    package let slots: Int
    /// After so long without renewal a claim counts as left behind by a process that died.
    package let leaseSeconds: Int
    /// Names the process in the claims, for people.
    package let worker: String
    /// Rows of one run at the most, so that a run ends although new ones keep coming.
    package let itemLimit: Int

    package init(slots: Int, leaseSeconds: Int, worker: String, itemLimit: Int = 2_000) {
      self.itemLimit = itemLimit
      self.slots = slots
      self.leaseSeconds = leaseSeconds
      self.worker = worker
    }
  }

  package let lane: Lane
  private let settings: Settings
  private let database: any Database
  private let world: World
  private let perform: Perform

  package init(
    _ lane: Lane, _ settings: Settings, database: any Database, world: World,
    perform: @escaping Perform
  ) {
    self.lane = lane
    self.settings = settings
    self.database = database
    self.world = world
    self.perform = perform
  }

  package var name: String { lane.name }

  package func nextDue() async throws -> Instant? {
    try await database.read { try lane.nextDue(in: $0) }
  }

  package func failedCount() async throws -> Int {
    try await database.read { try lane.failedCount(in: $0) }
  }

  package func runDue() async throws -> Bool {
    try await Slots(count: settings.slots, itemLimit: settings.itemLimit).run(
      next: { free in try await claim(free) }, perform: { await attempt($0) })
  }

  /// Claims rows up to the free slots.
  private func claim(_ free: Int) async throws -> [WorkClaim] {
    let now = world.clock.now()
    guard let due = try await nextDue(), due <= now else { return [] }
    let (claims, crashed) = try await database.write(.claims) { transaction in
      var claims: [WorkClaim] = []
      var crashed: [Int64] = []
      let rows = try lane.rows.due(lane: lane.name, at: now, limit: free, in: transaction)
      for row in rows {
        let claim = try WorkClaim.take(
          row.id, lane: lane.name, worker: settings.worker, leaseSeconds: settings.leaseSeconds,
          at: now, in: transaction)
        guard let claim else { continue }
        if claim.attempts > lane.policy.attempts {
          // Every attempt ended without a word: whoever does it dies of it.
          try WorkItems.setAside(
            row.id, lane: lane, error: Self.died, at: now, in: transaction)
          crashed.append(row.id)
        } else {
          claims.append(claim)
        }
      }
      return (claims, crashed)
    }
    for row in crashed { tell(row, Self.died, isLast: true) }
    return claims
  }

  private static let died = "O processo parou a cada tentativa antes de dizer o que houve."

  private func attempt(_ claim: WorkClaim) async {
    do {
      do {
        try await end(claim, try await perform(claim))
      } catch is ClaimLost {
        return
      } catch  where WorkFault.isOfRow(error) {
        try await fail(claim, error)
      } catch {
        try await release(claim, after: error)
      }
    } catch {
      // The claim ends by itself, and whoever does the row then asks first.
      world.logger.error(
        "how a row of work ended could not be stored",
        metadata: [
          "lane": "\(lane.name)", "row": "\(lane.subject(claim.row))", "error": "\(error)",
        ])
    }
  }

  private func end(_ claim: WorkClaim, _ ending: WorkEnding) async throws {
    let now = world.clock.now()
    try await database.write(.claims) { transaction in
      switch ending {
      case .done: try claim.finish(in: transaction)
      case .later(let instant, let why):
        try claim.release(
          until: instant, mustAsk: false, error: why, isCounted: false, in: transaction)
      case .ask(let instant):
        try claim.release(until: instant, mustAsk: true, isCounted: false, in: transaction)
      case .failed(let problem):
        try claim.require(in: transaction)
        try WorkItems.setAside(
          claim.row, lane: lane, error: problem, at: now, in: transaction)
      }
    }
    if case .failed(let problem) = ending { tell(claim.row, problem, isLast: true) }
  }

  /// Counts a failure of the row; after the last one it is set aside.
  private func fail(_ claim: WorkClaim, _ error: any Error) async throws {
    let now = world.clock.now()
    let text = lane.sentence(error)
    let isLast = try await database.write(.claims) { transaction in
      try claim.require(in: transaction)
      let attempts = try transaction.first(
        "SELECT attempts FROM work_items WHERE lane = ?1 AND row_id = ?2", [claim.lane, claim.row]
      ) { Int(try $0.integer(0)) }
      let count = attempts ?? claim.attempts
      guard count < lane.policy.attempts else {
        try WorkItems.setAside(claim.row, lane: lane, error: text, at: now, in: transaction)
        return true
      }
      try claim.release(
        until: now.adding(seconds: lane.policy.pause(after: count)), mustAsk: true, error: text,
        isCounted: true, in: transaction)
      return false
    }
    tell(claim.row, text, isLast: isLast)
  }

  /// The database or the process was to blame: the row comes again soon.
  private func release(_ claim: WorkClaim, after error: any Error) async throws {
    let next = world.clock.now().adding(seconds: lane.policy.firstSeconds)
    try await database.write(.claims) { transaction in
      _ = try claim.release(
        until: next, mustAsk: true, error: WorkFault.text(error), isCounted: false,
        in: transaction)
    }
  }

  private func tell(_ row: Int64, _ text: String, isLast: Bool) {
    world.logger.log(
      level: isLast ? .error : .warning,
      isLast ? "a row of work was set aside" : "a row of work failed",
      metadata: [
        "lane": "\(lane.name)", "row": "\(lane.subject(row))", "error": "\(text)",
      ])
  }
}
