package import Credit
package import SQLDatabase
package import World

/// The clock of all processes on one database. A virtual one has its place in the database: who
/// starts takes it from there, who moves it writes it there, and the others follow within a second
/// or two. Processes by the machine's clock and by a virtual one do not run together.
package struct SharedClock: Sendable {
  package enum Choice: Hashable, Sendable {
    /// The machine's clock. What a virtual clock left is forgotten.
    case machine
    /// A virtual one that starts here, or where the other processes already are.
    case virtual(Instant)
    /// A virtual one that goes on where the last stood, but not before this instant, or where
    /// there is none not before the machine's clock: no clock goes back.
    case resumed(notBefore: Instant?)
    /// As the other processes have it, the machine's where there are none.
    case joined
    /// The same for a command, which ends soon and does not count as a process.
    case asServed
  }

  /// Another process lives in another time.
  package enum Clash: Error, Hashable, Sendable {
    case virtualClockRuns
    case machineClockRuns
  }

  /// How long a process that died still counts, so that a start may be refused for its sake.
  package static let leaseSeconds = ClockHolders.leaseSeconds
  private static let idByteCount = 16

  let database: any Database
  let machine: any Clock
  let id: [UInt8]

  /// - Parameter machine: the machine's clock.
  package init(database: any Database, machine: any Clock, random: any RandomSource) {
    self.database = database
    self.machine = machine
    self.id = random.bytes(Self.idByteCount)
  }

  /// The clock that this process goes by. Throws `Clash`.
  package func open(_ choice: Choice) async throws -> any Clock {
    let now = machine.now()
    let start: Instant?
    if choice == .asServed {
      start = try await database.read { try ClockPlace.read(in: $0)?.now(at: now) }
    } else {
      start = try await database.write { try begin(choice, at: now, in: $0) }
    }
    return start.map { VirtualClock(startingAt: $0, running: true) } ?? machine
  }

  /// Nil for the machine's clock.
  private func begin(
    _ choice: Choice, at now: Instant, in transaction: Transaction
  ) throws -> Instant? {
    let others = try ClockHolders.isHeld(.virtual, besides: id, at: now, in: transaction)
    let known = try ClockPlace.read(in: transaction)
    let shared = others ? known?.now(at: now) : nil
    let start: Instant?
    switch choice {
    case .machine, .asServed:
      guard shared == nil else { throw Clash.virtualClockRuns }
      start = nil
    case .joined: start = shared
    case .virtual(let instant): start = max(instant, shared ?? instant)
    case .resumed(let instant):
      let earliest = instant ?? now
      start = max(shared ?? known?.virtual ?? earliest, earliest)
    }
    guard let start else {
      try ClockPlace.forget(in: transaction)
      try ClockHolders.hold(.machine, by: id, at: now, in: transaction)
      return nil
    }
    guard try !ClockHolders.isHeld(.machine, besides: id, at: now, in: transaction) else {
      throw Clash.machineClockRuns
    }
    try ClockPlace(virtual: start, machine: now).set(in: transaction)
    try ClockHolders.hold(.virtual, by: id, at: now, in: transaction)
    return start
  }

  /// This process is at its end; it does not stand in the way of others any more.
  package func release() async throws {
    let now = machine.now()
    try await database.write { [id] in try ClockHolders.release(id, at: now, in: $0) }
  }

  /// What a process does for the clock as long as it runs.
  package func duty(for clock: any Clock) -> any Duty {
    ClockDuty(clock: clock.virtual, shared: self)
  }
}
