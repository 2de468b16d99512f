/// What is simulated.
package struct SimulationSetting: Sendable {
  package var seed: UInt64
  package var days: Int
  package var people = 12
  package var faults: Set<SimulatedFault> = Set(SimulatedFault.allCases)
  /// What is broken on purpose; nil leaves the product as it is.
  package var mutation: Mutation?
  /// A PostgreSQL server whose schemas of the simulation are made anew; nil takes SQLite in memory.
  package var url: String?

  /// A hundred years; a life is drawn as a whole before it is lived.
  package static let dayRange = 1...36_500
  package static let peopleRange = 1...10_000

  package init(seed: UInt64, days: Int) {
    self.seed = seed
    self.days = days
  }
}

/// What the world does to both sides, each by its name of `--faults`.
package enum SimulatedFault: String, CaseIterable, Sendable {
  /// A call that is never received.
  case requestLost = "request-lost"
  /// A call that is received, and whose answer is lost.
  case answerLost = "answer-lost"
  /// A call that is received twice.
  case repeated
  /// A call that is received minutes after its caller gave it up: webhooks overtake each other.
  case delayed
  /// Server errors of the bureau, before and after it did what was asked.
  case bureauErrors = "bureau-errors"
  /// The bureau is not reached for hours or days.
  case bureauDown = "bureau-down"
  /// A worker that dies at a statement and leaves its claims behind.
  case workerDropped = "worker-dropped"
  /// A statement that fails: its transaction is undone.
  case statementFails = "statement-fails"
  /// A COMMIT that is done and whose answer is lost.
  case commitLost = "commit-lost"
}

/// What is broken on purpose, to see that the invariants find it.
package enum Mutation: String, CaseIterable, Sendable {
  /// The network answers that a removal was taken, and nobody receives it.
  case swallowedRemovals = "swallowed-removals"
  /// A payment settles its title and asks for no removal.
  case silentSettlement = "silent-settlement"
  /// Blocks vanish over night.
  case freedBlocks = "freed-blocks"
  /// Minors are made adults over night.
  case agedMinors = "aged-minors"
  /// Every letter's term is over on the day after the posting.
  case skippedTerm = "skipped-term"
  /// What was promised for one day comes five days later.
  case brokenPromise = "broken-promise"
  /// Records are kept for longer than five years.
  case keptForEver = "kept-for-ever"
  /// A record that was removed shows again.
  case resurrected
  /// A second record for what is listed already.
  case listedTwice = "listed-twice"
  /// A record vanishes at the bureau in the quiet days at the end, and nobody is told.
  case vanishedRecord = "vanished-record"
  /// A payment is booked a second time.
  case doubledPayment = "doubled-payment"
  /// A payment that was answered is not there any more.
  case lostPayment = "lost-payment"
  /// A cent of what is owed disappears.
  case lostCent = "lost-cent"
  /// The bureau shows a cent more than what is owed.
  case raisedAmount = "raised-amount"
  /// A title is left out without a reason.
  case silentRefusal = "silent-refusal"
  /// A duty is never run.
  case starvedDuty = "starved-duty"
  /// Alarms are erased before anybody saw them.
  case mutedAlarm = "muted-alarm"
  /// A line of a timeline is written over.
  case forgedTimeline = "forged-timeline"
  /// A document stands in the log.
  case loggedDocument = "logged-document"
}
