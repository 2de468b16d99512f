import DebtCollection
import Dispatch
import SQLDatabase
import Synchronization
import TestKit
import Testing

/// Two writers at once are as one after the other: what is told and what is kept equals one of the
/// two orders.
@Suite("Two writers at once")
struct TwoWritersTests {
  /// The first one stands still before each of its statements in turn while the second does all of
  /// its work, or waits for a lock of the first. On SQLite, whose one writer nobody can overtake,
  /// the two start together.
  @Test(
    "what they are told and leave is that of one order or the other",
    arguments: TestDatabase.available, WriterGroup.all)
  func oneOrderOrTheOther(_ engine: TestDatabase, _ group: WriterGroup) async throws {
    try await WriterHouse.with(engine, group) { house, writers in
      let office = house.registry.office
      var orders: Set<[String]> = []
      orders.insert(
        try await house.outcome(of: writers) {
          let one = await hearing(writers.first, office)
          return (one, await hearing(writers.second, office))
        })
      orders.insert(
        try await house.outcome(of: writers) {
          let two = await hearing(writers.second, office)
          return (await hearing(writers.first, office), two)
        })
      if let refusal = writers.refusal {
        for (isFirst, work) in [(true, writers.first), (false, writers.second)] {
          orders.insert(
            try await house.outcome(of: writers) {
              let heard = await hearing(work, office)
              return isFirst ? (heard, refusal) : (refusal, heard)
            })
        }
      }
      guard engine == .postgres else {
        let together = try await house.outcome(of: writers) {
          async let one = hearing(writers.first, office)
          async let two = hearing(writers.second, office)
          return (await one, await two)
        }
        #expect(
          orders.contains(together), "\(writers.name): \(Self.difference(together, orders))")
        return
      }
      var stop = 1
      while true {
        let met = try await house.outcome(of: writers) {
          await Self.meet(house.registry, writers, at: stop)
        }
        guard met[1] != Self.notBegun else { return }
        #expect(
          orders.contains(met),
          "\(writers.name), before statement \(stop): \(Self.difference(met, orders))")
        stop += 1
      }
    }
  }

  fileprivate static let notBegun = "not begun"

  /// The first stands still before a statement; then the second runs to its end or to a lock.
  private static func meet(
    _ registry: Registry, _ writers: PreparedCase, at stop: Int
  ) async -> (String, String) {
    let (reached, feed) = AsyncStream.makeStream(of: Bool.self)
    let gate = DispatchSemaphore(value: 0)
    let slow = registry.office(
      on: SteppedDatabase(registry.office.database) { step in
        guard step.number == stop else { return }
        feed.yield(true)
        gate.wait()
      })
    let one = Task {
      let heard = await hearing(writers.first, slow)
      feed.yield(false)
      return heard
    }
    var events = reached.makeAsyncIterator()
    guard await events.next() == true else { return (await one.value, notBegun) }
    let ended = Flag()
    let two = Task {
      let heard = await hearing(writers.second, registry.office)
      ended.raise()
      return heard
    }
    await registry.untilWriterWaits(or: { ended.isRaised })
    gate.signal()
    return (await one.value, await two.value)
  }

  /// What the two orders do not have in common with what happened, for whoever reads the failure.
  private static func difference(_ met: [String], _ orders: Set<[String]>) -> String {
    let closest = orders.min {
      Set($0).symmetricDifference(met).count < Set($1).symmetricDifference(met).count
    }
    let wanted = closest ?? []
    let gone = wanted.filter { !met.contains($0) }.map { "- " + $0 }
    let new = met.filter { !wanted.contains($0) }.map { "+ " + $0 }
    return (gone + new).joined(separator: "\n")
  }
}

extension WriterHouse {
  /// What the two were told, and the tables after.
  fileprivate func outcome(
    of writers: PreparedCase, _ body: () async throws -> (String, String)
  ) async throws -> [String] {
    try await put(back: writers.before)
    let (first, second) = try await body()
    return [
      "first: " + first, second == TwoWritersTests.notBegun ? second : "second: " + second,
    ] + (try await dump()).masked
  }
}

extension Registry {
  /// Returns when some writer of this database waits for a lock, or `isOver`.
  func untilWriterWaits(or isOver: @Sendable () -> Bool) async {
    while !isOver() {
      let waiting = try? await office.database.read { transaction in
        try transaction.first(
          """
          SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'
            AND application_name = current_setting('application_name')
          """
        ) { try $0.integer(0) }
      }
      if (waiting ?? 0) > 0 { return }
    }
  }
}

/// Raised once, by one task, seen by another.
final class Flag: Sendable {
  private let raised = Mutex(false)

  var isRaised: Bool { raised.withLock { $0 } }
  func raise() { raised.withLock { $0 = true } }
}
