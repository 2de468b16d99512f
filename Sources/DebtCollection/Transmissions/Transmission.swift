import Credit
import Outbound
import SQLDatabase

/// One message of the outbox, claimed by a worker.
struct Transmission: Sendable {
  let id: Int64
  let listing: ID<Listing>
  let integration: ID<Integration>
  let kind: Outbox.Kind
  /// The answer of an earlier attempt was lost: the bureau is asked before anything is sent.
  let mustAsk: Bool
  /// This attempt counts. Every claim counts one up, so the number also names the claim: whoever
  /// holds an older one has lost it.
  let attempts: Int
  /// When this claim was made.
  let claimedAt: Instant
  /// Since when it was due.
  let dueAt: Instant
}

/// How the outbox is worked off.
enum TransmissionPolicy {
  /// Messages that one worker has claimed and not begun, at the most.
  static let batchSize = 64
  /// Messages of one run of the duty at the most, so that a run ends although new ones keep coming.
  static let runLimit = 2_000
  /// Requests to a bureau at the same time, for each worker.
  static let concurrency = 8
  /// After so long a claim counts as left behind by a process that died. One that is not fresh is
  /// renewed before every request to the bureau, each of which takes a minute at the most.
  static let claimSeconds = 120
  /// A claim that is no older needs no renewal: a message takes a minute at the most, which ends
  /// long before the claim does.
  static let freshSeconds = 20
  /// After so long without a word on a removal that the bureau took, it is asked for the record,
  /// and where that still stands the removal is sent again.
  static let confirmationSeconds = 3_600

  /// The longest wait before the next attempt, whatever the bureau asks for: an hour; a quarter of
  /// an hour for a removal or a correction, which have five working days by law and must not lose
  /// one of them.
  static func longestWaitSeconds(_ kind: Outbox.Kind) -> Int {
    kind == .inclusion ? 3_600 : 900
  }

  /// The longest wait of our own before the bureau is asked again for what it has perhaps received.
  /// Attempts that a dead process or a lost database cut off count too, and nobody is to stay in
  /// doubt for an hour because of them; a question changes nothing, and the circuit breaker keeps
  /// it from a bureau that is down.
  static let longestDoubtSeconds = 60

  /// Seconds until the next attempt: 5 s, then double, or the bureau's pause where that is longer;
  /// the longest wait at the most.
  static func waitSeconds(
    attempts: Int, kind: Outbox.Kind, mustAsk: Bool = false, pause: Pause? = nil
  ) -> Int {
    let doubled = 5 << min(max(attempts, 1) - 1, 10)
    let ours = mustAsk ? min(doubled, longestDoubtSeconds) : doubled
    return min(max(ours, pause?.seconds ?? 0), longestWaitSeconds(kind))
  }

  /// Seconds until a removal is asked for again that the bureau refused: an hour, however often it
  /// did, because nothing that a bureau says puts a removal off for longer.
  static let refusalSeconds = 3_600
}

extension Outbox {
  /// Claims what is due, removals first; several workers on PostgreSQL never claim the same row.
  static func claim(
    worker: String, now: Instant, limit: Int, in transaction: Transaction
  ) throws -> [Transmission] {
    let lock = transaction.engine == .postgres ? "FOR UPDATE OF t SKIP LOCKED" : ""
    return try transaction.query(
      """
      UPDATE transmissions SET state = 'claimed', claimed_by = ?1, claimed_until_at = ?2,
        attempts = attempts + 1
      WHERE id IN (
        SELECT t.id FROM transmissions t
        JOIN integrations i ON i.id = t.integration_id
        WHERE t.state = 'waiting' AND t.next_attempt_at <= ?3
          AND i.credentials_refused_at IS NULL
          AND \(isFree)
        ORDER BY t.priority, t.next_attempt_at, t.id LIMIT ?4 \(lock))
      RETURNING id, listing_id, integration_id, kind, must_ask, attempts, next_attempt_at
      """,
      [worker, now.adding(seconds: TransmissionPolicy.claimSeconds), now, limit]
    ) { row in
      Transmission(
        id: try row.integer(0), listing: try row.id(1), integration: try row.id(2),
        kind: try row.word(3), mustAsk: try row.bool(4), attempts: Int(try row.integer(5)),
        claimedAt: now, dueAt: try row.instant(6))
    }
  }

  /// Gives back what a dead process had claimed. Whether it was sent is not known, so the next
  /// attempt asks first.
  static func rescue(now: Instant, in transaction: Transaction) throws -> Int {
    try transaction.execute(
      """
      UPDATE transmissions SET state = 'waiting', claimed_by = NULL, claimed_until_at = NULL,
        must_ask = 1, next_attempt_at = ?1
      WHERE state = 'claimed' AND claimed_until_at <= ?1
      """, [now])
  }

  /// Holds a claim for another while, before something is sent. False where it was lost: another
  /// worker has the message, or it was withdrawn.
  static func renew(
    _ transmission: Transmission, at now: Instant, in transaction: Transaction
  ) throws -> Bool {
    try transaction.execute(
      """
      UPDATE transmissions SET claimed_until_at = ?3
      WHERE id = ?1 AND state = 'claimed' AND attempts = ?2
      """,
      [
        transmission.id, transmission.attempts,
        now.adding(seconds: TransmissionPolicy.claimSeconds),
      ]) == 1
  }

  /// Ends a message. False where the claim was lost: it is left to the worker that has it.
  @discardableResult
  static func finish(
    _ transmission: Transmission, state: String = "done", problem: String? = nil, at now: Instant,
    in transaction: Transaction
  ) throws -> Bool {
    try transaction.execute(
      """
      UPDATE transmissions SET state = ?2, claimed_by = NULL, claimed_until_at = NULL,
        last_problem = COALESCE(?3, last_problem), finished_at = ?4
      WHERE id = ?1 AND state = 'claimed' AND attempts = ?5
      """, [transmission.id, state, problem, now, transmission.attempts]) == 1
  }

  /// Puts a message back for a later attempt; one whose claim was lost is left alone.
  static func postpone(
    _ transmission: Transmission, mustAsk: Bool, problem: String, seconds: Int, at now: Instant,
    in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE transmissions SET state = 'waiting', claimed_by = NULL, claimed_until_at = NULL,
        must_ask = ?2, last_problem = ?3, next_attempt_at = ?4
      WHERE id = ?1 AND state = 'claimed' AND attempts = ?5
      """,
      [
        transmission.id, mustAsk, problem, now.adding(seconds: seconds), transmission.attempts,
      ])
  }

  /// When the next message or the next abandoned claim falls due.
  static func nextDue(in transaction: Transaction) throws -> Instant? {
    try transaction.first(
      """
      SELECT MIN(at) FROM (
        SELECT MIN(t.next_attempt_at) AS at FROM transmissions t
        JOIN integrations i ON i.id = t.integration_id
        WHERE t.state = 'waiting' AND i.credentials_refused_at IS NULL AND \(isFree)
        UNION ALL
        SELECT MIN(claimed_until_at) AS at FROM transmissions WHERE state = 'claimed') AS due
      """
    ) { try $0.optionalInstant(0) } ?? nil
  }
}
