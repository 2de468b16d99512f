package import Credit

/// Work that falls due by the clock: the outbox, the scheduler, the bureau's letters and terms.
package protocol Duty: Sendable {
  /// For logs and metrics, kebab-case.
  var name: String { get }

  /// When something falls due next; nil where nothing is known to. May lie in the past.
  func nextDue() async throws -> Instant?

  /// Does everything that is due by the clock, in order; tells whether there was anything.
  func runDue() async throws -> Bool

  /// When it runs while a virtual clock is moved.
  var whileClockMoves: DutyTurn { get }

  /// Rows of its work that were set aside because they failed, and that nobody has looked after.
  func failedCount() async throws -> Int
}

extension Duty {
  package var whileClockMoves: DutyTurn { .whenDue }

  package func failedCount() async throws -> Int { 0 }
}

/// What a duty could not do while a virtual clock was moved.
package struct DutyFailure: Hashable, Sendable {
  package let duty: String
  /// Rows that were set aside on the way.
  package let rows: Int
  /// What the duty as a whole failed with, the last time; nil where only rows did.
  package let error: String?
}

/// When a duty runs while a virtual clock is moved.
package enum DutyTurn: Sendable {
  /// At the instants at which it falls due.
  case whenDue
  /// At every instant at which anything falls due.
  case always
  /// Not at all: the clock does not wait for it.
  case never
}
