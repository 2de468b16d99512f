import Logging
import Synchronization
import TestKit
import Testing

@testable import SQLDatabase

/// Queues that are full, and callers that go.
@Suite struct JobQueueTests {
  @Test func itHandsOutInOrderAroundItsEnd() {
    let queue = JobQueue<Int>(limit: 1_000)
    var next = 0
    var expected = 0
    for round in 0..<200 {
      for _ in 0..<(round % 37) {
        #expect(queue.push(next) == .taken)
        next += 1
      }
      for _ in 0..<(round % 36) where expected < next {
        #expect(queue.takeWaiting() == expected)
        expected += 1
      }
    }
    queue.close()
    while let taken = queue.take() {
      #expect(taken == expected)
      expected += 1
    }
    #expect(expected == next)
    #expect(queue.push(0) == .closed)
  }

  @Test func itRefusesWhatIsBeyondItsLimit() {
    let queue = JobQueue<Int>(limit: 20)
    for job in 0..<20 { #expect(queue.push(job) == .taken) }
    #expect(queue.push(20) == .full)
    #expect(queue.takeWaiting() == 0)
    #expect(queue.push(21) == .taken)
  }

  @Test(arguments: TestDatabase.available)
  func aFullQueueIsToldAsBusy(_ engine: TestDatabase) async throws {
    try await with(engine, waiting: 2) { database in
      let gate = SnapshotGate()
      let holders = try await self.holdWriters(of: database, engine, gate)
      // Two of five may wait; nothing of them ends before the holders do, but the refusals.
      let outcomes = await withTaskGroup(of: Bool.self) { group in
        for id in 1...5 as ClosedRange<Int64> {
          group.addTask {
            do {
              try await database.write { try $0.addPerson(id) }
              return true
            } catch {
              #expect(error as? DatabaseError == .busy)
              return false
            }
          }
        }
        var outcomes: [Bool] = []
        for await outcome in group {
          outcomes.append(outcome)
          if outcomes.count == 3 { for _ in holders { gate.done() } }
        }
        return outcomes
      }
      #expect(outcomes == [false, false, false, true, true])
      for task in holders { try await task.value }
      #expect(try await database.read { try $0.countPeople() } == 2)
    }
  }

  @Test(arguments: [Job.Kind.read, .write(.serializable), .rehearsal])
  func whoGoesWhileWaitingIsNotServed(_ kind: Job.Kind) async throws {
    let queue = JobQueue<Job>(limit: 100)
    let ran = Tally()
    let callers = (1...10).map { _ in
      Task { _ = try await Job.submit(kind, to: queue) { _ in ran.add() } }
    }
    while queue.waiting < callers.count { await Task.yield() }
    for caller in callers { caller.cancel() }
    for caller in callers {
      await #expect(throws: CancellationError.self) { try await caller.value }
    }
    queue.close()
    while let job = queue.take() { #expect(!job.begin()) }
    #expect(ran.count == 0)
  }

  @Test(arguments: TestDatabase.available)
  func aWriteThatRunsIsLetFinishAndTold(_ engine: TestDatabase) async throws {
    try await with(engine, waiting: 100) { database in
      let gate = SnapshotGate()
      let write = Task {
        try await database.write { transaction in
          gate.open()
          gate.waitUntilDone()
          try transaction.addPerson(1)
        }
      }
      await gate.opened()
      write.cancel()
      gate.done()
      try await write.value
      #expect(try await database.read { try $0.countPeople() } == 1)
    }
  }

  @Test(arguments: TestDatabase.available)
  func aReadThatRunsIsCutOff(_ engine: TestDatabase) async throws {
    // A memory database reads and writes on one connection, which nobody interrupts.
    guard engine == .postgres else { return }
    try await with(engine, waiting: 100) { database in
      // A connection that has been used can be told from which one to end a statement on.
      for _ in 1...8 { _ = try await database.read { try $0.countPeople() } }
      let gate = SnapshotGate()
      let read = Task {
        try await database.read { transaction in
          gate.open()
          _ = try transaction.first("SELECT pg_sleep(120)") { _ in 0 }
        }
      }
      await gate.opened()
      read.cancel()
      await #expect(throws: CancellationError.self) { try await read.value }
      for _ in 1...8 { #expect(try await database.read { try $0.countPeople() } == 0) }
    }
  }

  @Test(arguments: TestDatabase.available)
  func slowReadsHoldNoWriteBack(_ engine: TestDatabase) async throws {
    guard engine == .postgres else { return }
    try await with(engine, waiting: 100) { database in
      let gate = SnapshotGate()
      let reads = (1...8).map { _ in
        Task {
          try await database.read { _ in
            gate.open()
            gate.waitUntilDone()
          }
        }
      }
      for _ in 0..<TestDatabase.readers { await gate.opened() }
      try await database.write { try $0.addPerson(1) }
      for _ in reads { gate.done() }
      for read in reads { try await read.value }
    }
  }

  private func with(
    _ engine: TestDatabase, waiting limit: Int,
    _ body: (any Database) async throws -> Void
  ) async throws {
    var options = DatabaseOptions()
    options.waitingLimit = limit
    try await engine.withDatabase(migrations: TestSchema.migrations, options: options, body)
  }

  /// Keeps every connection that writes at work until the gate says done.
  private func holdWriters(
    of database: any Database, _ engine: TestDatabase, _ gate: SnapshotGate
  ) async throws -> [Task<Void, any Error>] {
    let count = engine == .sqlite ? 1 : TestDatabase.writers
    var holders: [Task<Void, any Error>] = []
    for _ in 0..<count {
      holders.append(
        Task {
          try await database.write { _ in
            gate.open()
            gate.waitUntilDone()
          }
        })
      await gate.opened()
    }
    return holders
  }
}
