package import Credit
import SQLDatabase
import World

/// The picture of today: how the book stands and what waits for a person.
package struct Dashboard: Sendable {
  /// A number of things and their sum.
  package struct Sum: Hashable, Sendable {
    package let count: Int
    package let amount: Cents

    package init(count: Int, amount: Cents) {
      self.count = count
      self.amount = amount
    }
  }

  /// Open titles by days overdue.
  package struct Age: Sendable {
    /// The first and the last day of the band; nil without an end.
    package let from: Int
    package let to: Int?
    package let sum: Sum
  }

  /// Removals that the law wants done by a day.
  package struct DueDay: Sendable {
    package let dueOn: CivilDate
    package let count: Int
  }

  package var ages: [Age] = []
  package var listings: [ListingState.Word: Sum] = [:]
  package var removalsDue: [DueDay] = []
  /// Removals whose legal term passed without a confirmation: the number that must be zero.
  package var overdueRemovals = 0
  /// Listed titles that were paid in the last `Office.recoveryDays`.
  package var recovered = Sum(count: 0, amount: .zero)
  package var lastRuns: [CollectionRunReport] = []
}

extension Office {
  /// Days back to which what was recovered is counted.
  package static let recoveryDays = 30
  /// Bands of the ageing: the first day of each.
  static let ageBands = [1, 31, 61, 91, 181, 361]
  /// Days of due removals that are shown one by one.
  static let dueDaysShown = 10

  package func dashboard() async throws -> Dashboard {
    let today = world.clock.now().civilDate
    let runs = try await collectionRuns(before: nil, limit: 3)
    return try await database.read { transaction in
      var board = Dashboard()
      board.lastRuns = runs
      board.ages = try Self.ages(today, in: transaction)
      board.listings = try Self.listingSums(in: transaction)
      (board.removalsDue, board.overdueRemovals) = try Self.removalsDue(today, in: transaction)
      board.recovered = try Self.recovered(today, in: transaction)
      return board
    }
  }

  private static func ages(
    _ today: CivilDate, in transaction: Transaction
  ) throws -> [Dashboard.Age] {
    let cases = ageBands.enumerated().reversed().map { index, day in
      "WHEN due_on <= \(today.adding(days: -day).daysSinceEpoch) THEN \(index)"
    }
    var sums = [Dashboard.Sum](
      repeating: Dashboard.Sum(count: 0, amount: .zero), count: ageBands.count)
    try transaction.forEach(
      """
      SELECT band, count(*), CAST(sum(open_cents) AS BIGINT) FROM (
        SELECT CASE \(cases.joined(separator: " ")) END AS band, open_cents FROM receivables
        WHERE status IN ('open', 'partiallyPaid') AND due_on < ?1
      ) AS aged GROUP BY band
      """, [today]
    ) { row in
      sums[Int(try row.integer(0))] = try sum(row, 1)
    }
    return zip(ageBands, sums).enumerated().map { index, band in
      let next = index + 1 < ageBands.count ? ageBands[index + 1] - 1 : nil
      return Dashboard.Age(from: band.0, to: next, sum: band.1)
    }
  }

  private static func listingSums(
    in transaction: Transaction
  ) throws -> [ListingState.Word: Dashboard.Sum] {
    var sums: [ListingState.Word: Dashboard.Sum] = [:]
    try transaction.forEach(
      "SELECT state, count(*), CAST(sum(amount_cents) AS BIGINT) FROM listings GROUP BY state"
    ) { sums[try $0.word(0)] = try sum($0, 1) }
    return sums
  }

  private static func removalsDue(
    _ today: CivilDate, in transaction: Transaction
  ) throws -> (days: [Dashboard.DueDay], overdue: Int) {
    let days = try transaction.query(
      """
      SELECT removal_due_on, count(*) FROM listings
      WHERE state IN ('removalQueued', 'removalSubmitted')
      GROUP BY removal_due_on ORDER BY removal_due_on
      """
    ) { Dashboard.DueDay(dueOn: try $0.date(0), count: Int(try $0.integer(1))) }
    let overdue = days.filter { $0.dueOn < today }.reduce(0) { $0 + $1.count }
    return (Array(days.filter { $0.dueOn >= today }.prefix(dueDaysShown)), overdue)
  }

  private static func recovered(
    _ today: CivilDate, in transaction: Transaction
  ) throws -> Dashboard.Sum {
    let since = today.adding(days: -recoveryDays).startOfDay
    return try transaction.first(
      """
      SELECT count(*), CAST(coalesce(sum(amount_cents), 0) AS BIGINT) FROM listings
      WHERE removal_reason = 'payment' AND removal_requested_at >= ?1
      """, [since]
    ) { try sum($0, 0) } ?? Dashboard.Sum(count: 0, amount: .zero)
  }

  private static func sum(_ row: Row, _ column: Int) throws -> Dashboard.Sum {
    Dashboard.Sum(count: Int(try row.integer(column)), amount: try row.cents(column + 1))
  }
}
