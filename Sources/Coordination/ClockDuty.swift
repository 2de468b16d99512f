import Credit
import SQLDatabase
import Synchronization
import World

/// Keeps a process in the time of its database: says that it lives, writes down where its virtual
/// clock was moved to, and follows where another process moved it.
final class ClockDuty: Duty {
  /// Real time passes alike on both clocks; less than this is no move.
  static let driftMicroseconds: Int64 = 500_000
  /// How often it says that the process lives.
  static let beatSeconds = 5

  let name = "clock"
  /// What is done at an instant must not lie in the future of a process that starts again.
  let whileClockMoves = DutyTurn.always
  /// Nil where the process goes by the machine's clock.
  private let clock: VirtualClock?
  private let shared: SharedClock
  private let nextBeat = Mutex<Instant?>(nil)

  init(clock: VirtualClock?, shared: SharedClock) {
    self.clock = clock
    self.shared = shared
  }

  func nextDue() async throws -> Instant? { nil }

  func runDue() async throws -> Bool {
    let now = shared.machine.now()
    if let clock { try await follow(clock, at: now) }
    let isDue = nextBeat.withLock { next in
      if let next, now < next { return false }
      next = now.adding(seconds: Self.beatSeconds)
      return true
    }
    if isDue {
      let kind: ClockHolders.Kind = clock == nil ? .machine : .virtual
      let id = shared.id
      try await shared.database.write(.claims) {
        try ClockHolders.hold(kind, by: id, at: now, in: $0)
      }
    }
    return false
  }

  private func follow(_ clock: VirtualClock, at now: Instant) async throws {
    let place = try await shared.database.read { try ClockPlace.read(in: $0) }
    let own = ClockPlace(virtual: clock.now(), machine: now)
    let difference = place.map { own.lead - $0.lead }
    if let place, let difference, difference < -Self.driftMicroseconds {
      clock.move(to: place.now(at: now))
    } else if (difference ?? .max) > Self.driftMicroseconds {
      try await shared.database.write { try own.advance(in: $0) }
    }
  }
}
