import Credit
import Outbound
import SQLDatabase
import World

extension Transmissions {
  /// Whether the message is still ours to send, for a minute and more.
  func holds(_ transmission: Transmission) async throws -> Bool {
    let stale = transmission.claimedAt.adding(seconds: TransmissionPolicy.freshSeconds)
    if world.clock.now() < stale { return true }
    return try await database.write { transaction in
      try Outbox.renew(transmission, at: world.clock.now(), in: transaction)
    }
  }

  /// A later attempt; the bureau may say how much later, within what the law leaves.
  func postpone(
    _ transmission: Transmission, mustAsk: Bool, problem: String, pause: Pause? = nil
  ) async throws {
    let seconds = TransmissionPolicy.waitSeconds(
      attempts: transmission.attempts, kind: transmission.kind, mustAsk: mustAsk, pause: pause)
    try await database.write { transaction in
      try Outbox.postpone(
        transmission, mustAsk: mustAsk, problem: problem, seconds: seconds,
        at: world.clock.now(), in: transaction)
    }
  }

  /// The credentials were refused: nothing more is sent through this integration until a person
  /// changes them, so that the operator is not locked at the bureau. Where that person was faster,
  /// the message goes out again with what is there now.
  func stop(
    _ transmission: Transmission, _ access: BureauAccess, mustAsk: Bool, detail: String
  ) async throws {
    let now = world.clock.now()
    try await database.write { transaction in
      try office.inquiries.refuseCredentials(
        of: transmission.integration, version: access.version, at: now, in: transaction)
      try Outbox.postpone(
        transmission, mustAsk: mustAsk, problem: detail, seconds: 0, at: now, in: transaction)
    }
  }
}

extension Outbox {
  /// Ends whatever is still waiting for a listing that is closed.
  static func withdrawAll(
    of listing: Listing, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE transmissions SET state = 'withdrawn', finished_at = ?2
      WHERE listing_id = ?1 AND state = 'waiting'
      """, [listing.id, now])
  }
}
