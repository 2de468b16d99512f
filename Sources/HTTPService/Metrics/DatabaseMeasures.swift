package import Measures
import Metrics
package import SQLDatabase
import Synchronization

/// Measures how busy a database is: connections, what waits for them, writes and the commits that
/// they shared.
package final class DatabaseMeasures: Sendable {
  private static let busyName = "adimple_database_connections_busy"
  private static let waitingName = "adimple_database_closures_waiting"
  private static let commitsName = "adimple_database_commits_total"
  private static let writesName = "adimple_database_writes_total"

  private let database: any Database
  /// What was counted of the database's own counters.
  private let counted = Mutex(DatabaseLoad())

  package init(of database: any Database) {
    self.database = database
  }

  package func measure(into metrics: PrometheusMetrics) {
    metrics.describe(Self.busyName, "Connections to the database that are at work.")
    metrics.describe(Self.waitingName, "Closures that wait for a connection.")
    metrics.describe(Self.commitsName, "Transactions that were committed.")
    metrics.describe(Self.writesName, "Writes in these; several may share one commit.")
    let load = database.load
    for (kind, side) in [("write", load.writing), ("read", load.reading)] {
      func set(_ name: String, _ value: Int) {
        Meter(label: name, dimensions: [("kind", kind)], factory: metrics).set(value)
      }
      set(Self.busyName, side.busy)
      set(Self.waitingName, side.waiting)
    }
    let before = counted.withLock { counted in
      defer { counted = load }
      return counted
    }
    Counter(label: Self.commitsName, factory: metrics)
      .increment(by: max(0, load.commits - before.commits))
    Counter(label: Self.writesName, factory: metrics)
      .increment(by: max(0, load.writes - before.writes))
  }
}
