import Coordination
import Credit
import Logging
import SQLDatabase
import Sealing
import Synchronization
import TestKit
import Testing
import World

/// Two `SentForms` on one database stand for two processes.
@Suite struct SentFormsTests {
  private struct House: Sendable {
    let database: any Database
    let clock = VirtualClock(startingAt: TryCounterTests.noon, running: false)
    let random = SeededRandom(seed: 5)
    let key = MasterKey.generate(random: SeededRandom(seed: 9))

    /// - Parameter wait: what passes between two looks of a repetition.
    func process(wait: @escaping @Sendable () async throws -> Void = {}) -> SentForms {
      SentForms(
        database: database, sealer: Sealer(masterKey: key, random: random), random: random,
        clock: clock, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
        wait: wait)
    }
  }

  private static func send(
    _ forms: SentForms, _ form: String, work: @escaping @Sendable () async throws -> String?
  ) async throws -> String? {
    try await forms.once(
      Array(form.utf8),
      encode: { answer, hasWritten in
        (answer ?? (hasWritten ? "refused" : nil)).map { Array($0.utf8) }
      },
      decode: { String(decoding: $0, as: UTF8.self) }, work: work)
  }

  private static func with(
    _ engine: TestDatabase, _ body: @escaping @Sendable (House) async throws -> Void
  ) async throws {
    try await engine.withDatabase(migrations: TryCounterTests.schema) { database in
      try await body(House(database: database))
    }
  }

  @Test(arguments: TestDatabase.available)
  func anotherProcessWaitsForTheFirstAndGivesItsAnswer(_ engine: TestDatabase) async throws {
    try await Self.with(engine) { house in
      let (begun, goOn) = (Signal(), Signal())
      let looks = Mutex(0)
      async let first = Self.send(house.process(), "receive 10,00") {
        await begun.fire()
        await goOn.wait()
        return "received"
      }
      await begun.wait()
      let waiting = house.process {
        // The first one is let go only once the second has found it at work twice.
        let isSecond = looks.withLock { count in
          count += 1
          return count == 2
        }
        if isSecond { await goOn.fire() }
        await Task.yield()
      }
      let second = try await Self.send(waiting, "receive 10,00") {
        Issue.record("the work was done twice")
        return "twice"
      }
      #expect(second == "received")
      #expect(try await first == "received")
      #expect(looks.withLock { $0 } >= 2)
      // Another form is another piece of work; the same one is a new one after its time.
      #expect(try await Self.send(house.process(), "receive 20,00") { "other" } == "other")
      house.clock.move(to: house.clock.now().adding(seconds: 601))
      #expect(try await Self.send(house.process(), "receive 10,00") { "anew" } == "anew")
    }
  }

  @Test(arguments: TestDatabase.available)
  func whatDidNothingIsDoneAnew(_ engine: TestDatabase) async throws {
    struct Refused: Error {}
    try await Self.with(engine) { house in
      let nothing = try await Self.send(house.process(), "form") { nil }
      #expect(nothing == nil)
      await #expect(throws: Refused.self) {
        try await Self.send(house.process(), "form") { throw Refused() }
      }
      #expect(try await Self.send(house.process(), "form") { "done" } == "done")
      #expect(try await Self.send(house.process(), "form") { "again" } == "done")
    }
  }

  /// A refusal after a write is not the work of nobody: it is not done a second time.
  @Test(arguments: TestDatabase.available)
  func whatWroteBeforeItWasRefusedIsNotDoneAgain(_ engine: TestDatabase) async throws {
    struct Refused: Error {}
    try await Self.with(engine) { house in
      let database = AccompaniedDatabase(house.database)
      @Sendable func write() async throws { try await database.write { _ in } }
      let told = try await Self.send(house.process(), "told") {
        try await write()
        return nil
      }
      #expect(told == nil)
      #expect(try await Self.send(house.process(), "told") { "twice" } == "refused")
      await #expect(throws: Refused.self) {
        try await Self.send(house.process(), "thrown") {
          try await write()
          throw Refused()
        }
      }
      await #expect(throws: SentForms.Failure.unknown) {
        try await Self.send(house.process(), "thrown") { "twice" }
      }
    }
  }

  /// Counts how often the work was done.
  private final class Tally: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
      count.withLock { count in
        count += 1
        return count
      }
    }
  }

  /// After a refusal only one of many repetitions runs at a time.
  @Test(arguments: TestDatabase.available)
  func manyAtOnceAreOne(_ engine: TestDatabase) async throws {
    try await Self.with(engine) { house in
      let tally = Tally()
      let answers = try await withThrowingTaskGroup(of: String?.self) { group in
        for _ in 0..<8 {
          let process = house.process { await Task.yield() }
          group.addTask {
            try await Self.send(process, "form") { "\(tally.next())" }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers == Array(repeating: "1", count: 8))
    }
  }

  @Test(arguments: TestDatabase.available)
  func afterADeadProcessNobodyDoesItASecondTime(_ engine: TestDatabase) async throws {
    try await Self.with(engine) { house in
      let begun = Signal()
      // A process that is killed while it works: it never comes to its end.
      let dying = Task {
        try await Self.send(house.process(), "form") {
          await begun.fire()
          await Signal().wait()
          return nil
        }
      }
      await begun.wait()
      await #expect(throws: SentForms.Failure.atWork) {
        try await Self.send(house.process(), "form") { "second" }
      }
      house.clock.move(to: house.clock.now().adding(seconds: 61))
      await #expect(throws: SentForms.Failure.unknown) {
        try await Self.send(house.process(), "form") { "second" }
      }
      dying.cancel()
    }
  }

  @Test(arguments: TestDatabase.available)
  func answersAreSealed(_ engine: TestDatabase) async throws {
    try await Self.with(engine) { house in
      _ = try await Self.send(house.process(), "form") { "adk_secret of the house" }
      let kept = try await house.database.read { transaction in
        try transaction.query("SELECT answer FROM sent_forms") { try $0.bytes(0) }
      }
      #expect(kept.count == 1)
      #expect(!String(decoding: kept.joined(), as: UTF8.self).contains("secret"))
    }
  }
}

/// Lets tasks wait until something has happened.
private actor Signal {
  private var isFired = false
  private var waiters: [CheckedContinuation<Void, Never>] = []

  func fire() {
    isFired = true
    for waiter in waiters { waiter.resume() }
    waiters = []
  }

  func wait() async {
    guard !isFired else { return }
    await withCheckedContinuation { waiters.append($0) }
  }
}
