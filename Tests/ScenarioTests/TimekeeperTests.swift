import Credit
import Logging
import Synchronization
import Testing
import World

/// How the duties of a process run while a virtual clock is moved.
@Suite("A clock that is moved")
struct TimekeeperTests {
  private static let start = Instant(rfc3339: "2026-03-02T12:00:00Z")!

  @Test("each instant runs what is due there and what that made due, in the order of the duties")
  func instants() async throws {
    let diary = Diary()
    let clock = VirtualClock(startingAt: Self.start, running: false)
    let first = Work("first", due: [10, 30], clock, diary)
    // What the second does at an instant makes work for the first at the same instant.
    let second = Work("second", due: [10, 20], clock, diary, makes: first)
    let keeping = Work("keeping", due: [], clock, diary, turn: .always)
    let printing = Work("printing", due: [5, 10, 15], clock, diary, turn: .never)
    let keeper = Timekeeper(
      clock: clock, duties: [keeping, first, second, printing],
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))

    try await keeper.advance(clock, to: Self.start.adding(seconds: 40))

    #expect(clock.now() == Self.start.adding(seconds: 40))
    #expect(
      diary.lines.withLock { $0 } == [
        "0 keeping", "10 keeping", "10 first", "10 second", "10 keeping", "10 first",
        "10 keeping", "20 keeping", "20 second", "20 keeping", "20 first", "20 keeping",
        "30 keeping", "30 first", "30 keeping", "40 keeping",
      ])
  }
}

private final class Diary: Sendable {
  let lines = Mutex<[String]>([])
}

/// Work that is due at some seconds after the start, and finds work for another.
private final class Work: Duty {
  let name: String
  let whileClockMoves: DutyTurn
  private let due: Mutex<[Instant]>
  private let clock: VirtualClock
  private let start: Instant
  private let diary: Diary
  private let other: Work?

  init(
    _ name: String, due: [Int], _ clock: VirtualClock, _ diary: Diary, turn: DutyTurn = .whenDue,
    makes other: Work? = nil
  ) {
    self.name = name
    self.whileClockMoves = turn
    self.start = clock.now()
    self.due = Mutex(due.map { clock.now().adding(seconds: $0) })
    self.clock = clock
    self.diary = diary
    self.other = other
  }

  func nextDue() async throws -> Instant? { due.withLock { $0.min() } }

  func runDue() async throws -> Bool {
    let now = clock.now()
    let found = due.withLock { due in
      let count = due.count
      due.removeAll { $0 <= now }
      return due.count < count
    }
    if found || whileClockMoves == .always {
      let seconds = now.microseconds(since: start) / 1_000_000
      diary.lines.withLock { $0.append("\(seconds) \(name)") }
    }
    if found, let other { other.due.withLock { $0.append(now) } }
    return found
  }
}
