package import Credit
import Logging
import SQLDatabase
import World

/// Takes stray records off: asks the bureau for each, sends the removal where it still stands, and
/// asks again until the bureau says that it is gone.
package struct StrayRecordDuty: Duty {
  package let name = "stray-records"
  private let office: Office
  private static let batch = 16

  package init(office: Office) {
    self.office = office
  }

  package func nextDue() async throws -> Instant? {
    try await office.database.read { transaction in
      try transaction.first(
        """
        SELECT MIN(COALESCE(s.claimed_until_at, s.next_attempt_at)) FROM stray_records s
        JOIN integrations i ON i.id = s.integration_id
        WHERE s.state = 'removing' AND i.credentials_refused_at IS NULL
        """
      ) { try $0.optionalInstant(0) } ?? nil
    }
  }

  package func runDue() async throws -> Bool {
    let now = office.world.clock.now()
    guard let due = try await nextDue(), due <= now else { return false }
    let claimed = try await office.database.write { try Self.claim(at: now, in: $0) }
    for claim in claimed {
      do {
        try await office.sendStrayRemoval(claim)
      } catch {
        office.world.logger.error(
          "a stray record was left for a later attempt",
          metadata: ["record": "\(claim.record.id)", "error": "\(error)"])
      }
    }
    return !claimed.isEmpty
  }

  private static func claim(
    at now: Instant, in transaction: Transaction
  ) throws -> [StrayClaim] {
    let lock = transaction.engine == .postgres ? "FOR UPDATE OF s SKIP LOCKED" : ""
    let claimed = try transaction.query(
      """
      UPDATE stray_records SET claimed_until_at = ?2, attempts = attempts + 1
      WHERE id IN (
        SELECT s.id FROM stray_records s JOIN integrations i ON i.id = s.integration_id
        WHERE s.state = 'removing' AND s.next_attempt_at <= ?1
          AND (s.claimed_until_at IS NULL OR s.claimed_until_at <= ?1)
          AND i.credentials_refused_at IS NULL
        ORDER BY s.next_attempt_at, s.id LIMIT \(batch) \(lock))
      RETURNING id, attempts
      """,
      [now, now.adding(seconds: batch * TransmissionPolicy.claimSeconds)]
    ) { (id: try $0.id(0) as ID<StrayRecord>, attempts: Int(try $0.integer(1))) }
    return try claimed.sorted { $0.id.number < $1.id.number }.compactMap { claim in
      try transaction.first(
        StrayRecordRows.select + " WHERE id = ?1", [claim.id], StrayRecordRows.decode
      ).map { StrayClaim(record: $0, attempts: claim.attempts) }
    }
  }
}

/// A stray record in the hands of one worker; the number of the attempt names the claim.
struct StrayClaim: Sendable {
  let record: StrayRecord
  let attempts: Int
}

extension Office {
  /// Asks first: what was heard of the record may be old.
  func sendStrayRemoval(_ claim: StrayClaim) async throws {
    let (access, provider) = try await bureauAccess(to: claim.record.integration)
    guard let connector = connectors[provider] else {
      return try await postpone(claim, "provedor sem conector: \(provider)")
    }
    guard try await isStanding(claim, access, connector) else { return }
    let answer = await Self.remove(
      claim.record.reference, reasons: try await strayReasons(of: claim.record),
      // Every attempt is a message of its own: the bureau must not answer it like an earlier one.
      message: claim.record.id.number << 16 | Int64(claim.attempts & 0xFFFF), access, connector)
    switch answer.outcome {
    case .answered(.reasonNotTaken(let rejection)):
      try await postpone(
        claim, rejection.detail, wait: TransmissionPolicy.refusalSeconds)
    case .answered:
      guard try await isStanding(claim, access, connector) else { return }
      try await postpone(claim, nil, wait: TransmissionPolicy.confirmationSeconds)
    case .refused(let refusal):
      try await postpone(claim, refusal.detail, wait: TransmissionPolicy.refusalSeconds)
    case .unauthorized(let detail): try await stop(claim, detail)
    case .unavailable(let detail, let seconds):
      try await postpone(claim, detail, asked: seconds)
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
    case .unauthorized(let detail): try await stop(claim, detail)
    case .unavailable(let detail, let seconds):
      try await postpone(claim, detail, asked: seconds)
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
    guard let reason, reason != .declined else { return [.correction, .undueListing] }
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

  /// A later attempt.
  ///
  /// - Parameters:
  ///   - asked: seconds that the bureau named; they count within `TransmissionPolicy.pauseSeconds`.
  ///   - wait: seconds that we let pass at the least.
  private func postpone(
    _ claim: StrayClaim, _ problem: String?, asked: Int? = nil, wait: Int = 0
  ) async throws {
    let pause = TransmissionPolicy.pauseSeconds(
      asked: asked, attempts: claim.attempts, kind: .removal)
    let next = world.clock.now().adding(seconds: max(pause, wait))
    _ = try await database.write { transaction in
      try transaction.execute(
        """
        UPDATE stray_records SET claimed_until_at = NULL, next_attempt_at = ?3, last_problem = ?4
        WHERE id = ?1 AND state = 'removing' AND attempts = ?2 AND claimed_until_at IS NOT NULL
        """, [claim.record.id, claim.attempts, next, problem])
    }
  }

  private func stop(_ claim: StrayClaim, _ detail: String) async throws {
    let now = world.clock.now()
    try await database.write {
      try refuseCredentials(of: claim.record.integration, at: now, in: $0)
    }
    try await postpone(claim, detail)
  }
}
