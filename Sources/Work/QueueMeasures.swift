package import Credit
package import Measures
import Metrics

extension QueueStanding {
  private static let waitingName = "adimple_queue_waiting"
  private static let runningName = "adimple_queue_running"
  private static let failedName = "adimple_queue_failed"
  private static let oldestName = "adimple_queue_oldest_seconds"

  /// Measures how each queue stands: labels are the names of queues, of which there are few.
  ///
  /// - Parameter now: by the clock that the work goes by.
  package static func measure(
    _ standings: [QueueStanding], at now: Instant, into metrics: PrometheusMetrics
  ) {
    metrics.describe(waitingName, "Rows of work that are due and not begun.")
    metrics.describe(runningName, "Rows of work that somebody is doing.")
    metrics.describe(failedName, "Rows of work that were set aside and wait for a person.")
    metrics.describe(oldestName, "For how long the oldest row of work has been due.")
    for standing in standings {
      let queue = [("queue", standing.name)]
      func set(_ name: String, _ value: Int) {
        Meter(label: name, dimensions: queue, factory: metrics).set(value)
      }
      set(waitingName, standing.waiting)
      set(runningName, standing.running)
      set(failedName, standing.failed)
      let age = standing.oldestDueAt.map { max(0, now.microseconds(since: $0) / 1_000_000) } ?? 0
      set(oldestName, Int(clamping: age))
    }
  }
}
