import Credit
import HTTPService
import Synchronization

/// A store as the contract of the protocol asks for, in memory.
final class MemoryIdempotencyStore: IdempotencyStore, Sendable {
  struct Name: Hashable {
    let scope: String
    let key: String
  }

  struct Entry {
    let hash: [UInt8]
    var claimedAt: Instant
    var answer: StoredAnswer?
  }

  let entries = Mutex<[Name: Entry]>([:])

  func claim(_ key: IdempotencyKey, now: Instant) async throws -> IdempotencyClaim {
    entries.withLock { entries in
      let name = Name(scope: key.scope, key: key.key)
      if let entry = entries[name] {
        if entry.hash != key.requestHash { return .mismatch }
        if let answer = entry.answer { return .replay(answer) }
        if entry.claimedAt >= IdempotencyKey.orphanedBefore(now: now) { return .inProgress }
      }
      entries[name] = Entry(hash: key.requestHash, claimedAt: now)
      return .fresh
    }
  }

  func complete(_ key: IdempotencyKey, answer: StoredAnswer, now: Instant) async throws {
    entries.withLock { entries in
      let name = Name(scope: key.scope, key: key.key)
      if entries[name]?.answer == nil { entries[name]?.answer = answer }
    }
  }

  func release(_ key: IdempotencyKey) async throws {
    entries.withLock { entries in
      let name = Name(scope: key.scope, key: key.key)
      if entries[name]?.answer == nil { entries[name] = nil }
    }
  }
}
