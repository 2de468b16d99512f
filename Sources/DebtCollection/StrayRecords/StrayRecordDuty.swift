import Credit
import Logging
import Outbound
import SQLDatabase
import Work
import World

/// Takes stray records off: asks the bureau for each, sends the removal where it still stands, and
/// asks again until the bureau says that it is gone.
package struct StrayRecordDuty: LaneDuty {
  /// Records that are asked about at once.
  private static let slots = 4
  let lane: ClaimedLane

  package init(office: Office, worker: String = "worker") {
    lane = ClaimedLane(
      office.strayRecords.strayRecordLane,
      .init(slots: Self.slots, leaseSeconds: 2 * TransmissionPolicy.claimSeconds, worker: worker),
      database: office.database, world: office.world
    ) { claim in
      if let stray = try await office.strayRecords.beginStrayRemoval(claim) {
        try await office.strayRecords.sendStrayRemoval(stray)
      }
      return .done
    }
  }
}

/// A stray record in the hands of one worker; the number of the attempt names the claim.
struct StrayClaim: Sendable {
  let record: StrayRecord
  let attempts: Int
}

extension StrayRecords {
  /// Stray records that are to be taken off.
  var strayRecordLane: Lane {
    Lane(
      name: "stray-records",
      rows: LaneRows(
        table: "stray_records",
        condition: """
          r.state = 'removing' AND EXISTS (SELECT 1 FROM integrations i
            WHERE i.id = r.integration_id AND i.credentials_refused_at IS NULL)
          """,
        due: .at("r.next_attempt_at"), order: "r.next_attempt_at, r.id"),
      policy: .outside, subject: { ID<StrayRecord>($0).description },
      sentence: WorkQueues.workSentence)
  }

  /// Counts the attempt, whose number names it at the bureau. Nil where nothing is left to do.
  func beginStrayRemoval(_ claim: WorkClaim) async throws -> StrayClaim? {
    let now = world.clock.now()
    return try await database.write { transaction in
      try claim.require(in: transaction)
      let attempts = try transaction.first(
        """
        UPDATE stray_records SET claimed_until_at = ?2, attempts = attempts + 1
        WHERE id = ?1 AND state = 'removing' RETURNING attempts
        """, [claim.row, now.adding(seconds: 2 * TransmissionPolicy.claimSeconds)]
      ) { Int(try $0.integer(0)) }
      guard let attempts else { return nil }
      return try transaction.first(
        StrayRecordRows.select + " WHERE id = ?1", [claim.row], StrayRecordRows.decode
      ).map { StrayClaim(record: $0, attempts: attempts) }
    }
  }

  /// Asks first: what was heard of the record may be old.
  func sendStrayRemoval(_ claim: StrayClaim) async throws {
    let (access, provider) = try await office.bureauEvents.bureauAccess(
      to: claim.record.integration)
    guard let connector = connectors[provider] else {
      return try await postpone(claim, "provedor sem conector: \(provider)")
    }
    guard try await isStanding(claim, access, connector) else { return }
    let answer = await Transmissions.remove(
      claim.record.reference, reasons: try await strayReasons(of: claim.record),
      // Every attempt is a message of its own: the bureau must not answer it like an earlier one.
      message: claim.record.id.number << 16 | Int64(claim.attempts & 0xFFFF), access, connector)
    switch answer.outcome {
    case .answered(.reasonNotTaken(let rejection)):
      try await postpone(
        claim, rejection.detail, seconds: TransmissionPolicy.refusalSeconds)
    case .answered:
      guard try await isStanding(claim, access, connector) else { return }
      try await postpone(claim, nil, seconds: TransmissionPolicy.confirmationSeconds)
    case .refused(let refusal):
      try await postpone(
        claim, refusal.detail,
        seconds: TransmissionPolicy.refusalSeconds)
    case .unauthorized(let detail): try await stop(claim, access, detail)
    case .unavailable(let detail, let pause):
      try await postpone(claim, detail, pause: pause)
    case .unclear(let detail): try await postpone(claim, detail)
    }
  }

  /// Whether the bureau still shows the record; where it does not, it is closed here. False too
  /// where nothing could be learned: then it is put off.
  private func isStanding(
    _ claim: StrayClaim, _ access: BureauAccess, _ connector: any BureauConnector
  ) async throws -> Bool {
    switch await connector.find(access, reference: claim.record.reference) {
    case .answered(let record?) where !record.state.isFinal: return true
    case .answered(let record): try await close(claim, record)
    case .refused(let refusal): try await postpone(claim, refusal.detail)
    case .unauthorized(let detail): try await stop(claim, access, detail)
    case .unavailable(let detail, let pause):
      try await postpone(claim, detail, pause: pause)
    case .unclear(let detail): try await postpone(claim, detail)
    }
    return false
  }

  /// The reason of the listing's own removal first, else that it has to be put right.
  private func strayReasons(of record: StrayRecord) async throws -> [RemovalReason] {
    guard let listing = record.listing else { return [.undueListing, .correction] }
    let reason = try await database.read {
      try ListingRows.find(listing, in: $0)?.state.removal?.reason
    }
    guard let reason else { return [.correction, .undueListing] }
    return [reason] + reason.substitutes
  }

  private func close(_ claim: StrayClaim, _ record: BureauRecord?) async throws {
    let now = world.clock.now()
    try await database.write { transaction in
      // The listing first, as where a report is taken, so that nobody waits in a circle.
      let listing = try claim.record.listing.flatMap { try ListingRows.lock($0, in: transaction) }
      guard let current = try StrayRecordRows.lock(claim.record.id, in: transaction),
        current.state == .removing
      else { return }
      try StrayRecordRows.close(current.id, by: record, at: now, in: transaction)
      guard var listing else { return }
      try remarkGone(current.bureauReference, on: &listing, in: transaction)
    }
  }

  /// The next attempt after a wait of ours, or after what the bureau asks for within its bounds.
  private func postpone(
    _ claim: StrayClaim, _ problem: String?, seconds: Int = 0, pause: Pause? = nil
  ) async throws {
    let wait = TransmissionPolicy.waitSeconds(
      attempts: claim.attempts, kind: .removal, pause: pause)
    let next = world.clock.now().adding(seconds: max(seconds, wait))
    _ = try await database.write { transaction in
      try transaction.execute(
        """
        UPDATE stray_records SET claimed_until_at = NULL, next_attempt_at = ?3, last_problem = ?4
        WHERE id = ?1 AND state = 'removing' AND attempts = ?2 AND claimed_until_at IS NOT NULL
        """, [claim.record.id, claim.attempts, next, problem])
    }
  }

  private func stop(
    _ claim: StrayClaim, _ access: BureauAccess, _ detail: String
  ) async throws {
    let now = world.clock.now()
    try await database.write {
      try office.inquiries.refuseCredentials(
        of: claim.record.integration, version: access.version, at: now, in: $0)
    }
    try await postpone(claim, detail)
  }
}
