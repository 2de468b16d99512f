import Credit
import Measures
import Metrics
import SQLDatabase
import Work
import World

extension Figures {
  private static let removalsName = "adimple_removals_due"
  /// Removals that are due after so many days are counted together.
  private static let daysTold = 9

  /// Measures how the queues stand, and the removals that are due by the days that are left.
  package func measure() async throws {
    let now = world.clock.now()
    QueueStanding.measure(try await office.workQueues.queues(), at: now, into: world.metrics)
    let due = try await database.read { try Self.removalsDue(in: $0) }
    world.metrics.describe(
      Self.removalsName, "Removals that are not confirmed, by the days until their deadline.")
    var counts: [String: Int] = ["overdue": 0, "later": 0]
    for days in 0...Self.daysTold { counts[String(days)] = 0 }
    for day in due {
      let left = day.dueOn.daysSinceEpoch - now.civilDate.daysSinceEpoch
      let label = left < 0 ? "overdue" : left > Self.daysTold ? "later" : String(left)
      counts[label, default: 0] += day.count
    }
    for (days, count) in counts {
      Meter(label: Self.removalsName, dimensions: [("days", days)], factory: world.metrics)
        .set(count)
    }
  }
}
