import Credit
import Sealing
import Synchronization
package import World

/// Sessions that live in the process and end with it: for pages whose login is not a matter of the
/// database. Only the hash of a secret is kept.
package final class PageSessions<Holder: Sendable>: Sendable {
  private struct Entry {
    let holder: Holder
    let begunAt: Instant
    var usedAt: Instant
  }

  private let clock: any Clock
  private let idleSeconds: Int
  private let absoluteSeconds: Int
  private let limit: Int
  private let entries = Mutex<[[UInt8]: Entry]>([:])

  /// - Parameters:
  ///   - clock: the time of people; a clock that jumps would end every session.
  ///   - idleSeconds: without a request for so long, a session ends.
  ///   - absoluteSeconds: whatever happens, it ends then.
  ///   - limit: sessions at once; one more ends the one that was not used for longest.
  package init(clock: any Clock, idleSeconds: Int, absoluteSeconds: Int, limit: Int) {
    self.clock = clock
    self.idleSeconds = idleSeconds
    self.absoluteSeconds = absoluteSeconds
    self.limit = limit
  }

  /// Begins a session; answers the secret for the cookie.
  package func begin(_ holder: Holder, random: any RandomSource) -> String {
    let secret = SecretHash.generate(prefix: "", random: random)
    let now = clock.now()
    entries.withLock { entries in
      entries = entries.filter { isAlive($0.value, at: now) }
      if entries.count >= limit,
        let oldest = entries.min(by: { $0.value.usedAt < $1.value.usedAt })
      {
        entries[oldest.key] = nil
      }
      entries[SecretHash.hash(of: secret)] = Entry(holder: holder, begunAt: now, usedAt: now)
    }
    return secret
  }

  /// Whose session it is; nil where it never was or has ended.
  package func holder(of secret: String) -> Holder? {
    let now = clock.now()
    return entries.withLock { entries in
      let key = SecretHash.hash(of: secret)
      guard var entry = entries[key], isAlive(entry, at: now) else {
        entries[key] = nil
        return nil
      }
      entry.usedAt = now
      entries[key] = entry
      return entry.holder
    }
  }

  package func end(_ secret: String) {
    entries.withLock { $0[SecretHash.hash(of: secret)] = nil }
  }

  private func isAlive(_ entry: Entry, at now: Instant) -> Bool {
    now < entry.usedAt.adding(seconds: idleSeconds)
      && now < entry.begunAt.adding(seconds: absoluteSeconds)
  }
}
