package import Credit
package import SQLDatabase

/// Where the virtual clock of a rehearsal stands, for the commands that work beside the process
/// that has it.
package struct VirtualClockPlace: Hashable, Sendable {
  package let virtual: Instant
  /// What the machine's clock told at that moment.
  package let machine: Instant

  package init(virtual: Instant, machine: Instant) {
    self.virtual = virtual
    self.machine = machine
  }

  package static func read(in transaction: Transaction) throws -> VirtualClockPlace? {
    try transaction.first("SELECT virtual_at, machine_at FROM virtual_clock") {
      VirtualClockPlace(virtual: try $0.instant(0), machine: try $0.instant(1))
    }
  }

  package func keep(in transaction: Transaction) throws {
    try transaction.execute(
      """
      INSERT INTO virtual_clock (only_row, virtual_at, machine_at) VALUES (1, ?1, ?2)
      ON CONFLICT (only_row)
        DO UPDATE SET virtual_at = excluded.virtual_at, machine_at = excluded.machine_at
      """, [virtual, machine])
  }

  package static func forget(in transaction: Transaction) throws {
    try transaction.execute("DELETE FROM virtual_clock")
  }
}
