import Credit
import HTTPService
import Synchronization

/// A store as the contract of the protocol asks for, in memory. Its work writes nothing, unless a
/// test says so.
final class MemoryIdempotencyStore: IdempotencyStore, Sendable {
  struct Name: Hashable {
    let scope: String
    let key: String

    init(_ key: IdempotencyKey) {
      scope = key.scope
      self.key = key.key
    }
  }

  struct Entry {
    let hash: [UInt8]
    var claim: Int64
    var claimedAt: Instant
    var isInDoubt = false
    var wrote = false
    var answer: StoredAnswer?
  }

  let entries = Mutex<[Name: Entry]>([:])
  private let claims = Mutex<Int64>(0)

  func claim(_ key: IdempotencyKey, now: Instant) async throws -> IdempotencyClaim {
    let number = claims.withLock { claims in
      claims += 1
      return claims
    }
    return entries.withLock { entries in
      if let entry = entries[Name(key)] {
        if entry.hash != key.requestHash { return .mismatch }
        if let answer = entry.answer { return .replay(answer) }
        let isOpen = entry.isInDoubt || entry.claimedAt < IdempotencyKey.orphanedBefore(now: now)
        if !isOpen { return .inProgress }
        if entry.wrote { return .done }
      }
      entries[Name(key)] = Entry(hash: key.requestHash, claim: number, claimedAt: now)
      return .fresh(ClaimedKey(key: key, number: number))
    }
  }

  func perform<Value>(
    _ claim: ClaimedKey, _ work: () async throws -> Value
  ) async rethrows -> Value {
    try await work()
  }

  func complete(_ claim: ClaimedKey, answer: StoredAnswer, now: Instant) async throws {
    change(claim) { if $0?.answer == nil { $0?.answer = answer } }
  }

  func release(_ claim: ClaimedKey) async throws {
    change(claim) { if $0?.answer == nil { $0 = nil } }
  }

  func settle(_ claim: ClaimedKey) async throws {
    change(claim) { entry in
      guard let found = entry, found.answer == nil else { return }
      if found.wrote { entry?.isInDoubt = true } else { entry = nil }
    }
  }

  private func change(_ claim: ClaimedKey, _ body: (inout Entry?) -> Void) {
    entries.withLock { entries in
      let name = Name(claim.key)
      if entries[name]?.claim == claim.number { body(&entries[name]) }
    }
  }
}
