import Credit
import DebtCollection
import SQLDatabase
import World

/// The clock of the creditor's database. A process with a virtual clock keeps its place in the
/// database, so that the commands that work beside it live in the same time, and so that a restart
/// of the demo does not see its own records in the future.
struct ServedClock: Sendable {
  enum Choice: Sendable {
    /// The machine's clock. What a virtual clock left is forgotten.
    case system
    /// A virtual one, which runs from here on.
    case virtual(VirtualClock)
    /// A virtual one that goes on where the last stood, but not before this instant, or where
    /// there is none not before the machine's clock: no clock goes back.
    case resumed(notBefore: Instant?)
    /// As the process that serves the database has it.
    case asServed
  }

  let database: any Database

  func clock(_ choice: Choice) async throws -> any Clock {
    let machine = SystemClock().now()
    switch choice {
    case .system:
      try await database.write { try VirtualClockPlace.forget(in: $0) }
      return SystemClock()
    case .virtual(let clock):
      try await keep(clock)
      return clock
    case .resumed(let start):
      let place = try await database.read { try VirtualClockPlace.read(in: $0) }
      let earliest = start ?? machine
      let clock = VirtualClock(
        startingAt: max(place?.virtual ?? earliest, earliest), running: true)
      try await keep(clock)
      return clock
    case .asServed:
      guard let place = try await database.read({ try VirtualClockPlace.read(in: $0) }) else {
        return SystemClock()
      }
      let passed = max(0, machine.microseconds(since: place.machine))
      return VirtualClock(
        startingAt: place.virtual.adding(microseconds: passed), running: true)
    }
  }

  fileprivate func keep(_ clock: VirtualClock) async throws {
    let place = VirtualClockPlace(virtual: clock.now(), machine: SystemClock().now())
    try await database.write { try place.keep(in: $0) }
  }

  /// Keeps the place while the process runs: at every move, and from time to time between them.
  final class Keeping: Duty {
    /// Real time passes alike on both clocks, so that only a move needs to be kept at once.
    static let driftSeconds: Int64 = 2

    let name = "virtual-clock"
    /// What is done at an instant must not lie in the future of a process that starts again.
    let whileClockMoves = DutyTurn.always
    private let clock: VirtualClock
    private let database: any Database

    init(clock: VirtualClock, database: any Database) {
      self.clock = clock
      self.database = database
    }

    func nextDue() async throws -> Instant? { nil }

    func runDue() async throws -> Bool {
      let place = try await database.read { try VirtualClockPlace.read(in: $0) }
      let machine = SystemClock().now()
      let offset = clock.now().microseconds(since: machine)
      let kept = place.map { $0.virtual.microseconds(since: $0.machine) }
      if let kept, abs(kept - offset) < Self.driftSeconds * 1_000_000 { return false }
      try await ServedClock(database: database).keep(clock)
      return false
    }
  }
}
