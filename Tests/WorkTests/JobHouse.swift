import Credit
import Logging
import SQLDatabase
import Synchronization
import TestKit
import World

@testable import Work

/// A house whose only work are jobs: rows with a number and an instant.
struct JobHouse: Sendable {
  let database: any Database
  let clock: VirtualClock
  let world: World

  static let start = CivilDate(year: 2026, month: 11, day: 24)!.at(hour: 12)

  static func with(
    _ engine: TestDatabase, _ body: (JobHouse) async throws -> Void
  ) async throws {
    let migration = Migration(
      number: 1, note: "Jobs",
      sql: """
        CREATE TABLE jobs (
          id {integer} PRIMARY KEY,
          priority {integer} NOT NULL,
          due_at {integer} NOT NULL,
          done_at {integer},
          done_by TEXT,
          problem TEXT,
          amount {integer} NOT NULL CHECK (amount >= 0)
        ){strict};
        """ + "\n" + WorkSchema.sql)
    try await engine.withDatabase(migrations: [migration]) { database in
      let clock = VirtualClock(startingAt: start, running: false)
      let world = World(
        clock: clock, random: SeededRandom(seed: 3),
        logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
      try await body(JobHouse(database: database, clock: clock, world: world))
    }
  }

  func add(_ ids: some Sequence<Int64>, priority: Int = 1) async throws {
    let rows = ids.map { [SQLValue.integer($0), .integer(Int64(priority)), Self.start.sqlValue] }
    try await database.write { transaction in
      _ = try transaction.executeMany(
        "INSERT INTO jobs (id, priority, due_at, amount) VALUES (?1, ?2, ?3, 0)", rows)
    }
  }

  func lane(_ policy: RetryPolicy = .inside) -> Lane {
    Lane(
      name: "jobs",
      rows: LaneRows(
        table: "jobs", condition: "r.done_at IS NULL", due: .at("r.due_at"),
        order: "r.priority, r.id"),
      policy: policy,
      onFailure: { id, problem, _, transaction in
        try transaction.execute("UPDATE jobs SET problem = ?2 WHERE id = ?1", [id, problem])
      },
      onDiscard: { id, note, now, transaction in
        try transaction.execute(
          "UPDATE jobs SET done_at = ?2, problem = ?3 WHERE id = ?1",
          [id, now.microseconds, note])
      })
  }

  /// A lane of slots whose work is `body`, by a process of this name.
  func claimed(
    slots: Int, worker: String = "first", policy: RetryPolicy = .inside,
    _ body: @escaping @Sendable (WorkClaim) async throws -> WorkEnding
  ) -> ClaimedLane {
    ClaimedLane(
      lane(policy), .init(slots: slots, leaseSeconds: 60, worker: worker), database: database,
      world: world, perform: body)
  }

  func finish(_ claim: WorkClaim, by worker: String) async throws {
    let now = clock.now().microseconds
    try await database.write { transaction in
      try claim.require(in: transaction)
      try transaction.execute(
        "UPDATE jobs SET done_at = ?2, done_by = ?3 WHERE id = ?1", [claim.row, now, worker])
    }
  }

  func done() async throws -> [Int64] {
    try await database.read { transaction in
      try transaction.query("SELECT id FROM jobs WHERE done_at IS NOT NULL ORDER BY id") {
        try $0.integer(0)
      }
    }
  }

  func standing() async throws -> QueueStanding {
    let now = clock.now()
    return try await database.read { try lane().standing(at: now, in: $0) }
  }

  func failed() async throws -> [FailedWork] {
    try await database.read { try lane().failed(in: $0) }
  }

  /// Gives up rows that were set aside.
  func discard(_ ids: some Sequence<Int64> & Sendable) async throws {
    let now = clock.now()
    try await database.write { transaction in
      for id in ids {
        _ = try lane().discard(id, note: "não importa", by: "ana", at: now, in: transaction)
      }
    }
  }

  /// Runs a lane until nothing is left, moving the clock to each repetition.
  func exhaust(_ duty: any Duty) async throws {
    while let due = try await duty.nextDue() {
      clock.move(to: due)
      _ = try await duty.runDue()
    }
  }
}

extension Instant {
  var sqlValue: SQLValue { .integer(microseconds) }
}

/// What happened, in its order.
final class Diary<Entry: Sendable>: Sendable {
  private let entries = Mutex<[Entry]>([])

  var all: [Entry] { entries.withLock { $0 } }
  func add(_ entry: Entry) { entries.withLock { $0.append(entry) } }
}

/// A door that is closed until somebody opens it.
final class Door: Sendable {
  private struct State {
    var isOpen = false
    var waiting: [CheckedContinuation<Void, Never>] = []
    var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    var arrived = 0
  }

  private let state = Mutex(State())

  /// Waits before the door.
  func pass() async {
    await withCheckedContinuation { continuation in
      let (isOpen, told) = state.withLock { state in
        state.arrived += 1
        let told = state.watchers.filter { $0.count <= state.arrived }.map(\.continuation)
        state.watchers.removeAll { $0.count <= state.arrived }
        if !state.isOpen { state.waiting.append(continuation) }
        return (state.isOpen, told)
      }
      for watcher in told { watcher.resume() }
      if isOpen { continuation.resume() }
    }
  }

  /// Waits until so many stand before the door, or went through it.
  func arrivals(_ count: Int) async {
    await withCheckedContinuation { continuation in
      let isThere = state.withLock { state in
        if state.arrived < count { state.watchers.append((count, continuation)) }
        return state.arrived >= count
      }
      if isThere { continuation.resume() }
    }
  }

  func open() {
    let waiting = state.withLock { state in
      state.isOpen = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }
}
