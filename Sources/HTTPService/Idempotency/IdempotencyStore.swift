package import Credit

/// Whether an operation keeps its answer for a repeated request (`Idempotency-Key`).
package enum IdempotencyRule: Sendable, Hashable {
  /// It changes nothing, or repeating it changes nothing more.
  case none
  /// A request with a key is done once; one without is simply done.
  case optional
  /// A request without a key is refused.
  case required
}

/// What a client calls one attempt to create or move something.
package struct IdempotencyKey: Sendable, Hashable {
  /// Characters of a key at the most.
  package static let lengthLimit = 255
  /// A claim that was neither completed nor released after this time belongs to a process that
  /// died: the next request with the key finds out what came of it.
  package static let orphanedAfterMinutes = 10
  /// How long a stored answer is kept.
  package static let keptForHours = 72

  /// Principal and operation: the same key of another client is another key.
  package let scope: String
  package let key: String
  /// SHA-256 of method, path and body, 32 bytes.
  package let requestHash: [UInt8]

  package init(scope: String, key: String, requestHash: [UInt8]) {
    self.scope = scope
    self.key = key
    self.requestHash = requestHash
  }

  /// Claims that were made before this instant and are still open are orphaned.
  package static func orphanedBefore(now: Instant) -> Instant {
    now.adding(seconds: -orphanedAfterMinutes * 60)
  }
}

/// An answer as it is kept.
package struct StoredAnswer: Sendable, Hashable {
  package let status: Int
  /// Name and value, in their order; only those that `Idempotency.keptHeaders` names.
  package let headers: [[String]]
  package let body: [UInt8]

  package init(status: Int, headers: [[String]], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// A key in the hands of one request.
package struct ClaimedKey: Sendable, Hashable {
  package let key: IdempotencyKey
  /// Names the claim: no other one, of this key or another, has the same number.
  package let number: Int64

  package init(key: IdempotencyKey, number: Int64) {
    self.key = key
    self.number = number
  }
}

/// What a store finds for a key.
package enum IdempotencyClaim: Sendable, Hashable {
  /// Nobody has it: it is the caller's now, to complete, release or settle.
  case fresh(ClaimedKey)
  /// It was answered before.
  case replay(StoredAnswer)
  /// The first request with it is still running.
  case inProgress
  /// The key was used for another request.
  case mismatch
  /// Its work was written, and its answer was lost.
  case done
}

/// Keeps claims and answers; the databases of both servers implement it.
package protocol IdempotencyStore: Sendable {
  /// Claims a key in one atomic step. A claim that is in doubt, or older than
  /// `IdempotencyKey.orphanedBefore`, and not completed, is given to the caller as fresh, if the
  /// request is the same and nothing was written for it.
  func claim(_ key: IdempotencyKey, now: Instant) async throws -> IdempotencyClaim
  /// Does the work of a claim, so that what it writes is known to belong to it.
  func perform<Value>(
    _ claim: ClaimedKey, _ work: () async throws -> Value
  ) async rethrows -> Value
  /// Stores the answer of a claimed key. Does nothing where it was completed already, or where the
  /// claim is another's by now.
  func complete(_ claim: ClaimedKey, answer: StoredAnswer, now: Instant) async throws
  /// The work was refused. The key is given back where nothing had been written before; otherwise
  /// it stays taken, and a repetition hears `done`. A completed one is left alone.
  func release(_ claim: ClaimedKey) async throws
  /// The work ended and it is not known what came of it. The key is given back where nothing was
  /// written; otherwise it stays taken, and a repetition hears `done`. A completed one is left
  /// alone.
  func settle(_ claim: ClaimedKey) async throws
}
