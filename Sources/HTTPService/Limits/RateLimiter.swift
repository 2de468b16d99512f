import Credit
package import HTTPTypes
import Synchronization
package import World

/// A token bucket for each caller, by the clock that is passed in.
package final class RateLimiter: Sendable {
  /// How many requests in how much time.
  package struct Policy: Sendable, Hashable {
    package let name: String
    /// Requests that may come at once.
    package let quota: Int
    /// The time in which a whole quota grows back.
    package let windowSeconds: Int

    package init(name: String = "default", quota: Int, windowSeconds: Int) {
      precondition(quota > 0 && windowSeconds > 0, "quota \(quota) in \(windowSeconds) s")
      self.name = name
      self.quota = quota
      self.windowSeconds = windowSeconds
    }
  }

  /// Callers that are remembered; beyond them the one with the fullest bucket is forgotten.
  package static let callerLimit = 10_000

  private struct Bucket {
    /// Millionths of a request.
    var tokens: Int64
    var at: Instant
  }

  private static let unit: Int64 = 1_000_000

  private let policy: Policy
  private let clock: any Clock
  private let buckets = Mutex<[String: Bucket]>([:])

  package init(policy: Policy, clock: any Clock) {
    self.policy = policy
    self.clock = clock
  }

  /// Takes one request from a caller's bucket and answers the headers that tell what is left
  /// (`RateLimit`, `RateLimit-Policy`); 429 with `Retry-After` where nothing is.
  package func spend(key: String) throws(Problem) -> HTTPFields {
    let now = clock.now()
    let tokens = buckets.withLock { buckets -> Int64 in
      if buckets.count >= Self.callerLimit, buckets[key] == nil { forget(&buckets, now: now) }
      var bucket = buckets[key] ?? Bucket(tokens: full, at: now)
      let left = grown(bucket, now: now) - Self.unit
      // A refusal leaves the bucket as it was: what grows is rounded down, and rounding at every
      // refusal would put off the moment that `Retry-After` promised.
      guard left >= 0 else { return left }
      bucket.tokens = left
      bucket.at = max(bucket.at, now)
      buckets[key] = bucket
      return left
    }
    let refill = { (missing: Int64) in
      // Rounded up: who waits this long finds a request in the bucket.
      let (seconds, rest) = (missing * Int64(self.policy.windowSeconds))
        .quotientAndRemainder(dividingBy: self.full)
      return Int(seconds) + (rest > 0 ? 1 : 0)
    }
    guard tokens >= 0 else {
      let wait = max(1, refill(-tokens))
      var problem = Problem.tooManyRequests(retryAfterSeconds: wait)
      problem.headers.append(contentsOf: headers(remaining: 0, reset: wait))
      throw problem
    }
    return headers(remaining: tokens / Self.unit, reset: refill(full - tokens))
  }

  /// Throws 429 where nothing is left, and takes nothing: for what counts only when it fails.
  package func check(key: String) throws(Problem) {
    let now = clock.now()
    let tokens = buckets.withLock { buckets in
      buckets[key].map { grown($0, now: now) } ?? full
    }
    guard tokens < Self.unit else { return }
    let missing = Self.unit - tokens
    let seconds = missing * Int64(policy.windowSeconds) / full + 1
    throw .tooManyRequests(retryAfterSeconds: Int(seconds))
  }

  private var full: Int64 { Int64(policy.quota) * Self.unit }

  private func grown(_ bucket: Bucket, now: Instant) -> Int64 {
    let elapsed = max(0, now.microseconds(since: bucket.at))
    let window = Int64(policy.windowSeconds) * 1_000_000
    guard elapsed < window else { return full }
    // elapsed / window of a quota; both are below 2^50, so that the product fits in 128 bits.
    let (high, low) = full.multipliedFullWidth(by: elapsed)
    return min(full, bucket.tokens + window.dividingFullWidth((high, low)).quotient)
  }

  private func forget(_ buckets: inout [String: Bucket], now: Instant) {
    buckets = buckets.filter { grown($0.value, now: now) < full }
    guard buckets.count >= Self.callerLimit else { return }
    let fullest = buckets.max { grown($0.value, now: now) < grown($1.value, now: now) }
    if let fullest { buckets[fullest.key] = nil }
  }

  private func headers(remaining: Int64, reset: Int) -> HTTPFields {
    [
      .rateLimit: "\"\(policy.name)\";r=\(remaining);t=\(reset)",
      .rateLimitPolicy: "\"\(policy.name)\";q=\(policy.quota);w=\(policy.windowSeconds)",
    ]
  }
}

extension HTTPField.Name {
  /// draft-ietf-httpapi-ratelimit-headers.
  package static let rateLimit = HTTPField.Name("RateLimit")!
  package static let rateLimitPolicy = HTTPField.Name("RateLimit-Policy")!
}
