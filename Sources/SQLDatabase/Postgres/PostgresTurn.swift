/// The order of the serializable writes on PostgreSQL. They run side by side, each with a share of
/// the turn. One that the server undid several times takes the turn alone: it waits until those
/// under way have ended, the others wait for it, and so nobody is undone for ever.
///
/// The turn is a lock on a table without columns, because LOCK TABLE takes no snapshot: what a
/// transaction that waited for it then reads is no older than the lock.
enum PostgresTurn {
  static let table = "writing_turn"

  static let shared = "LOCK TABLE \(table) IN ROW SHARE MODE"
  static let alone = "LOCK TABLE \(table) IN EXCLUSIVE MODE"
}
