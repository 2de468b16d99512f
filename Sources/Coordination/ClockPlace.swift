import Credit
import SQLDatabase

/// Where the virtual clock of a database stands: the truth for every process on it.
struct ClockPlace: Hashable, Sendable {
  let virtual: Instant
  /// What the machine's clock told at that moment.
  let machine: Instant

  /// The virtual time at a moment of the machine's clock: both run alike between moves.
  func now(at moment: Instant) -> Instant {
    virtual.adding(microseconds: max(0, moment.microseconds(since: machine)))
  }

  /// How far the virtual clock is ahead of the machine's, in microseconds.
  var lead: Int64 { virtual.microseconds(since: machine) }

  static func read(in transaction: Transaction) throws -> ClockPlace? {
    try transaction.first("SELECT virtual_at, machine_at FROM virtual_clock") {
      ClockPlace(
        virtual: Instant(microseconds: try $0.integer(0)),
        machine: Instant(microseconds: try $0.integer(1)))
    }
  }

  /// Puts the clock here, wherever it stood.
  func set(in transaction: Transaction) throws {
    try transaction.execute(
      """
      INSERT INTO virtual_clock (only_row, virtual_at, machine_at) VALUES (1, ?1, ?2)
      ON CONFLICT (only_row)
        DO UPDATE SET virtual_at = excluded.virtual_at, machine_at = excluded.machine_at
      """, [virtual.microseconds, machine.microseconds])
  }

  /// Puts the clock here unless another process has moved it further: it never goes back.
  func advance(in transaction: Transaction) throws {
    if let known = try Self.read(in: transaction), known.lead >= lead { return }
    try set(in: transaction)
  }

  static func forget(in transaction: Transaction) throws {
    try transaction.execute("DELETE FROM virtual_clock")
  }
}

/// The processes that live by a database's clock at this moment, each with the kind of its clock.
/// A process that dies is forgotten after a while.
enum ClockHolders {
  enum Kind: String, Sendable {
    case machine, virtual
  }

  static let leaseSeconds = 30

  static func hold(
    _ kind: Kind, by id: [UInt8], at machine: Instant, in transaction: Transaction
  ) throws {
    let end = machine.adding(seconds: leaseSeconds)
    try transaction.execute(
      """
      INSERT INTO clock_holders (holder, clock, held_until_at) VALUES (?1, ?2, ?3)
      ON CONFLICT (holder)
        DO UPDATE SET clock = excluded.clock, held_until_at = excluded.held_until_at
      """, [id, kind.rawValue, end.microseconds])
  }

  /// Whether a process other than this one lives by that kind of clock.
  static func isHeld(
    _ kind: Kind, besides id: [UInt8], at machine: Instant, in transaction: Transaction
  ) throws -> Bool {
    try transaction.first(
      """
      SELECT 1 FROM clock_holders WHERE clock = ?1 AND holder <> ?2 AND held_until_at > ?3 LIMIT 1
      """, [kind.rawValue, id, machine.microseconds]
    ) { _ in true } ?? false
  }

  static func release(_ id: [UInt8], at machine: Instant, in transaction: Transaction) throws {
    try transaction.execute(
      "DELETE FROM clock_holders WHERE holder = ?1 OR held_until_at <= ?2",
      [id, machine.microseconds])
  }
}
