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
  /// died: the next request with the key takes it over.
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

/// What a store finds for a key.
package enum IdempotencyClaim: Sendable, Hashable {
  /// Nobody has it: it is the caller's now, to complete or release.
  case fresh
  /// It was answered before.
  case replay(StoredAnswer)
  /// The first request with it is still running.
  case inProgress
  /// The key was used for another request.
  case mismatch
}

/// Keeps claims and answers; the databases of both servers implement it.
package protocol IdempotencyStore: Sendable {
  /// Claims a key in one atomic step. A claim older than `IdempotencyKey.orphanedBefore` and not
  /// completed is given to the caller as fresh, if the request is the same.
  func claim(_ key: IdempotencyKey, now: Instant) async throws -> IdempotencyClaim
  /// Stores the answer of a claimed key. Does nothing where it was completed already, because a
  /// use case stored the answer within its own transaction.
  func complete(_ key: IdempotencyKey, answer: StoredAnswer, now: Instant) async throws
  /// Gives a claimed key back, because nothing was done. Leaves a completed one alone.
  func release(_ key: IdempotencyKey) async throws
}
