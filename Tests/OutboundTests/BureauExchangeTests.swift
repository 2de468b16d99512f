import Credit
import Outbound
import Synchronization
import Testing

@testable import Bureaus

@Suite("Calls to a bureau")
struct BureauExchangeTests {
  static let start = Instant(microseconds: 1_795_910_400_000_000)

  @Test("an open circuit lets one call through after its time, not all")
  func oneProbe() {
    let breaker = CircuitBreaker()
    var now = Self.start
    for _ in 1..<CircuitBreaker.failuresToOpen {
      breaker.failed(at: now)
      #expect(breaker.secondsToWait(at: now) == nil)
    }
    breaker.failed(at: now)
    #expect(breaker.secondsToWait(at: now) == CircuitBreaker.openSeconds + 1)
    now = now.adding(seconds: CircuitBreaker.openSeconds)
    #expect((0..<20).map { _ in breaker.secondsToWait(at: now) }.filter { $0 == nil }.count == 1)
    // The one that went failed: another while, then one again.
    breaker.failed(at: now)
    #expect(breaker.secondsToWait(at: now.adding(seconds: 29)) != nil)
    now = now.adding(seconds: 30)
    #expect((0..<20).map { _ in breaker.secondsToWait(at: now) }.filter { $0 == nil }.count == 1)
    // It was answered: everybody goes.
    breaker.succeeded()
    #expect((0..<20).allSatisfy { _ in breaker.secondsToWait(at: now) == nil })
  }

  @Test("one that never comes back does not keep the circuit shut")
  func lostProbe() {
    let breaker = CircuitBreaker()
    for _ in 0..<CircuitBreaker.failuresToOpen { breaker.failed(at: Self.start) }
    let later = Self.start.adding(seconds: 30)
    #expect(breaker.secondsToWait(at: later) == nil)
    #expect(breaker.secondsToWait(at: later.adding(seconds: 30)) == nil)
  }

  @Test("the verdict on an old secret is not told to who asks with the new one")
  func twoSecrets() async {
    let cache = TokenCache()
    let integration = ID<Integration>(1)
    let (gate, opened) = AsyncStream<Void>.makeStream()
    let (arrivals, arrived) = AsyncStream<Void>.makeStream()
    let old = Task {
      await cache.token(for: integration, credentials: "old", at: Self.start) {
        arrived.yield()
        for await _ in gate { break }
        return .unauthorized("old secret")
      }
    }
    for await _ in arrivals { break }
    // The request with the old secret is under way.
    let new = await cache.token(for: integration, credentials: "new", at: Self.start) {
      .token(.init(text: "t", expiresAt: Self.start.adding(seconds: 900), credentials: "new"))
    }
    guard case .token(let token) = new else {
      Issue.record("\(new)")
      return
    }
    #expect(token.text == "t")
    opened.yield()
    guard case .unauthorized = await old.value else {
      Issue.record("the old one is refused")
      return
    }
    // What came late for the old secret changed nothing for the new one.
    let again = await cache.token(for: integration, credentials: "new", at: Self.start) {
      .unauthorized("asked again")
    }
    guard case .token(let kept) = again else {
      Issue.record("\(again)")
      return
    }
    #expect(kept.text == "t")
  }

  private final class Counter: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func add() { count.withLock { $0 += 1 } }
  }

  @Test("many who ask with the same secret ask once")
  func once() async {
    let cache = TokenCache()
    let count = Counter()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<50 {
        group.addTask {
          _ = await cache.token(for: ID(1), credentials: "s", at: Self.start) {
            count.add()
            return .token(
              .init(
                text: "t", expiresAt: Self.start.adding(seconds: 900), credentials: "s"))
          }
        }
      }
    }
    #expect(count.value == 1)
  }
}
