import BureauRegister
import Credit
import DebtCollection
import Fictitious
import SQLDatabase
import Sealing
import World

/// One life of both sides, lived action by action.
actor Run {
  let history: History
  let sides: TwoSides
  var book = Book()
  var watch = Watch()
  /// Until then something is broken that nobody here can help: what must come meanwhile may wait.
  var unrestUntil = History.start
  var branch = ID<Branch>(0)
  var integration = ID<Integration>(0)
  var ruleID = ID<CollectionRule>(0)
  var clientID = ""
  var clientSecret = ""
  /// When something ends that was begun for a while.
  var endings: [(at: Instant, work: Ending)] = []
  var step = 0
  var hasWrongSecret = false
  /// When a payment or its reversal last changed what a title is owed.
  var lastChange: [Int: Instant] = [:]

  private let duties: [any Duty]
  /// When each duty falls due, as far as that is known.
  private var dues: [Instant?]
  private var isKnown: [Bool]
  private(set) var lines: [String] = []
  private var digest = RunningDigest()

  /// What ends after a while.
  enum Ending: Sendable {
    case bureauErrors, wrongSecret
  }

  init(_ history: History, sides: TwoSides) {
    self.history = history
    self.sides = sides
    duties = sides.duties
    dues = Array(repeating: nil, count: duties.count)
    isKnown = Array(repeating: false, count: duties.count)
  }

  /// Lives through the history and, afterwards, some quiet days.
  func live() async throws -> RunOutcome {
    do {
      try await setUp()
      try await settle()
      for action in history.actions where action.at < history.end {
        try await advance(to: action.at)
        tell(action.line + " → " + (try await perform(action)))
        forgetDues()
        try await settle()
      }
      try await advance(to: history.end)
      try await comeToRest()
    } catch let broken as BrokenInvariant {
      tell(broken.line)
      return outcome(broken)
    } catch let error where !(error is CancellationError) {
      let broken = broken(.failsForAReason, "\(error)")
      tell(broken.line)
      return outcome(broken)
    }
    return outcome(nil)
  }

  private func outcome(_ broken: BrokenInvariant?) -> RunOutcome {
    RunOutcome(
      lines: lines, hash: Hexadecimal.encode(digest.finish()), steps: step, broken: broken)
  }

  var now: Instant { sides.clock.now() }
  var today: CivilDate { now.civilDate }

  func tell(_ line: String) {
    lines.append(line)
    note(line)
  }

  /// Into the hash alone.
  func note(_ line: String) { digest.add(Array(line.utf8) + [10]) }

  /// How long nothing has been broken.
  var calmSeconds: Int { seconds(since: restedSince) }

  /// Since when nothing has been broken.
  var restedSince: Instant { hasWrongSecret ? now : min(now, unrestUntil) }

  func seconds(since instant: Instant) -> Int {
    Int(now.microseconds(since: instant) / 1_000_000)
  }

  func disturb(seconds: Int) { unrestUntil = max(unrestUntil, now.adding(seconds: seconds)) }

  // MARK: Time

  private func forgetDues() {
    isKnown = Array(repeating: false, count: duties.count)
  }

  private func learnDue(_ index: Int) async throws {
    guard !isKnown[index] else { return }
    dues[index] = try await duties[index].nextDue()
    isKnown[index] = true
  }

  /// Moves the clock through every instant at which something falls due.
  func advance(to target: Instant) async throws {
    while true {
      try Task.checkCancellation()
      for index in duties.indices { try await learnDue(index) }
      let coming =
        dues.compactMap { $0 } + [sides.network.nextArrival].compactMap { $0 }
        + endings.map(\.at)
      guard let next = coming.filter({ $0 > now }).min(), next <= target else { break }
      let before = today
      sides.clock.move(to: next)
      if today != before { try await mutateOverNight() }
      try await settle()
    }
    sides.clock.move(to: target)
  }

  /// Does what is due now and what follows from it, in an order drawn for the instant, then looks
  /// whether everything still holds.
  private func settle() async throws {
    step += 1
    try await endWhatEnds()
    if await sides.network.deliverHeld() { forgetDues() }
    var numbers = SeededNumbers(
      seed: history.setting.seed ^ UInt64(bitPattern: now.microseconds))
    let order = duties.indices.shuffled(using: &numbers)
    var rounds = 0
    var isBusy = true
    while isBusy {
      isBusy = false
      rounds += 1
      guard rounds < 1_000 else {
        throw broken(.noDutyStarves, "the work of one instant has no end")
      }
      for index in order {
        try await learnDue(index)
        guard isDue(index) else { continue }
        if try await runDuty(index) {
          isBusy = true
          forgetDues()
        } else {
          isKnown[index] = false
        }
      }
    }
    try await check()
  }

  private func isDue(_ index: Int) -> Bool {
    duties[index].whileClockMoves == .always || dues[index].map { $0 <= now } ?? false
  }

  private func runDuty(_ index: Int) async throws -> Bool {
    if history.setting.mutation == .starvedDuty, duties[index].name == "records" { return false }
    do {
      let isBusy = try await duties[index].runDue()
      if isBusy { note("\(now) \(duties[index].name)") }
      return isBusy
    } catch let error as DatabaseError where error.isAdversity {
      note("\(now) \(duties[index].name): \(error)")
      return false
    }
  }

  private func endWhatEnds() async throws {
    let over = endings.filter { $0.at <= now }
    endings.removeAll { $0.at <= now }
    for ending in over {
      switch ending.work {
      case .bureauErrors: sides.register.faults.set(FaultPlan.Settings())
      case .wrongSecret: try await enterRightSecret()
      }
      forgetDues()
    }
  }

  /// Somebody enters the right secret, and tries again where the database fails.
  private func enterRightSecret() async throws {
    do {
      _ = try await changeCredentials(isRight: true)
    } catch let error as DatabaseError where error.isAdversity {
      note("\(now) the secret: \(error)")
      endings.append((now.adding(seconds: 600), .wrongSecret))
    }
  }

  /// Duties that are overdue, with the instant at which they fell due.
  var overdueDuties: [(name: String, since: Instant)] {
    zip(duties, dues).compactMap { duty, due in
      guard duty.whileClockMoves != .never, let due, due < now else { return nil }
      return (duty.name, due)
    }
  }

  /// The world grows quiet: everything is mended, and some days pass.
  private func comeToRest() async throws {
    try await mendEverything()
    forgetDues()
    try await settle()
    for _ in 0..<12 { try await advance(to: now.adding(seconds: 12 * 3_600)) }
    try await settle()
    try await checkAgreement()
    try await checkChains()
  }
}

/// How a life went.
package struct RunOutcome: Sendable {
  /// What was done, and what came of it.
  package let lines: [String]
  /// SHA-256 over everything that happened.
  package let hash: String
  package let steps: Int
  package let broken: BrokenInvariant?
}
