import Coordination
import Credit
import SQLDatabase
import TestKit
import Testing
import World

/// Several `SharedClock` on one database stand for several processes. The machine's clock is one
/// that the test moves.
@Suite struct SharedClockTests {
  private static let schema = [
    Migration(
      number: 1, note: "shared",
      sql: CoordinationSchema.clockPlace + "\n" + CoordinationSchema.clockHolders)
  ]
  private static let start = Instant(rfc3339: "2027-03-01T12:00:00Z")!

  private struct House: Sendable {
    let database: any Database
    let machine = VirtualClock(startingAt: TryCounterTests.noon, running: false)
    let random = SeededRandom(seed: 3)

    func process() -> SharedClock {
      SharedClock(database: database, machine: Machine(clock: machine), random: random)
    }

    func wait(seconds: Int) { machine.move(to: machine.now().adding(seconds: seconds)) }
  }

  /// A clock that is moved by the test and does not say so.
  private struct Machine: Clock {
    let clock: VirtualClock
    var virtual: VirtualClock? { nil }
    func now() -> Instant { clock.now() }
  }

  private static func with(
    _ engine: TestDatabase, _ body: @escaping @Sendable (House) async throws -> Void
  ) async throws {
    try await engine.withDatabase(migrations: schema) { try await body(House(database: $0)) }
  }

  /// Real time passes while a test runs: a virtual clock that runs is met within minutes.
  private static func isAt(_ clock: any Clock, _ instant: Instant) -> Bool {
    (0..<600_000_000).contains(clock.now().microseconds(since: instant))
  }

  @Test(arguments: TestDatabase.available)
  func allProcessesFollowTheOneThatMovesTheClock(_ engine: TestDatabase) async throws {
    try await Self.with(engine) { house in
      let (first, second) = (house.process(), house.process())
      let one = try await first.open(.virtual(Self.start))
      let two = try await second.open(.virtual(Self.start))
      #expect(Self.isAt(one, Self.start) && Self.isAt(two, Self.start))
      let target = Self.start.adding(seconds: 40 * 86_400)
      try #require(one.virtual).move(to: target)
      _ = try await first.duty(for: one).runDue()
      _ = try await second.duty(for: two).runDue()
      #expect(Self.isAt(two, target))
      // The one that is behind does not take the others back.
      _ = try await first.duty(for: one).runDue()
      #expect(Self.isAt(one, target))
      // Who comes later is in the same time: another server, a worker, a command.
      for choice in [SharedClock.Choice.virtual(Self.start), .joined, .asServed] {
        #expect(Self.isAt(try await house.process().open(choice), target), "\(choice)")
      }
    }
  }

  @Test(arguments: TestDatabase.available)
  func theTwoKindsOfClockDoNotRunTogether(_ engine: TestDatabase) async throws {
    try await Self.with(engine) { house in
      let rehearsal = house.process()
      let clock = try await rehearsal.open(.virtual(Self.start))
      await #expect(throws: SharedClock.Clash.virtualClockRuns) {
        _ = try await house.process().open(.machine)
      }
      // It says now and then that it lives.
      house.wait(seconds: SharedClock.leaseSeconds - 1)
      _ = try await rehearsal.duty(for: clock).runDue()
      house.wait(seconds: SharedClock.leaseSeconds - 1)
      await #expect(throws: SharedClock.Clash.virtualClockRuns) {
        _ = try await house.process().open(.machine)
      }
      // The refused start left nothing that stands in the way of anybody.
      #expect(Self.isAt(try await house.process().open(.asServed), Self.start))
      // Once it is dead for long enough, or has stopped, its time is forgotten.
      house.wait(seconds: SharedClock.leaseSeconds + 1)
      let server = house.process()
      #expect(try await server.open(.machine).virtual == nil)
      #expect(try await house.process().open(.asServed).virtual == nil)
      await #expect(throws: SharedClock.Clash.machineClockRuns) {
        _ = try await house.process().open(.virtual(Self.start))
      }
      #expect(try await house.process().open(.joined).virtual == nil)
    }
  }

  @Test(arguments: TestDatabase.available)
  func whoStopsStandsInNobodysWay(_ engine: TestDatabase) async throws {
    try await Self.with(engine) { house in
      let rehearsal = house.process()
      _ = try await rehearsal.open(.virtual(Self.start))
      try await rehearsal.release()
      // A restart begins where it is told to, before the old place too.
      let earlier = Self.start.adding(seconds: -86_400)
      let again = house.process()
      #expect(Self.isAt(try await again.open(.virtual(earlier)), earlier))
      try await again.release()
      #expect(Self.isAt(try await house.process().open(.resumed(notBefore: nil)), earlier))
    }
  }
}
