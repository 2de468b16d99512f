import Credit
import SQLDatabase
import World

extension Figures {
  /// Days back to which what was recovered is counted.
  package static let recoveryDays = 30
  /// Bands of the ageing: the first day of each.
  static let ageBands = [1, 31, 61, 91, 181, 361]
  /// Months of inquiries and cost that are drawn.
  static let monthsShown = 12

  package func bookFigures() async throws -> BookFigures {
    let today = world.clock.now().civilDate
    return try await database.read { transaction in
      var figures = BookFigures(today: today)
      figures.ages = try Self.ages(today, in: transaction)
      figures.listings = try Self.listingSums(in: transaction)
      figures.recovered = try Self.recovered(today, in: transaction)
      figures.rejected = try Self.rejected(today, in: transaction)
      figures.months = try Self.months(today, in: transaction)
      return figures
    }
  }

  /// Out of the index of open titles by due date alone, a day at a time as the index has them.
  private static func ages(
    _ today: CivilDate, in transaction: Transaction
  ) throws -> [BookFigures.Age] {
    var sums = [Dashboard.Sum](repeating: .zero, count: ageBands.count)
    try transaction.forEach(
      """
      SELECT due_on, count(*), CAST(sum(open_cents) AS BIGINT) FROM receivables
      WHERE status IN ('open', 'partiallyPaid') AND due_on < ?1 GROUP BY due_on
      """, [today]
    ) { row in
      let days = today.days(since: try row.date(0))
      guard let band = ageBands.lastIndex(where: { $0 <= days }) else { return }
      sums[band] = sums[band] + (try sum(row, 1))
    }
    return zip(ageBands, sums).enumerated().map { index, band in
      let next = index + 1 < ageBands.count ? ageBands[index + 1] - 1 : nil
      return BookFigures.Age(from: band.0, to: next, sum: band.1)
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

  private static func recovered(
    _ today: CivilDate, in transaction: Transaction
  ) throws -> Dashboard.Sum {
    let since = today.adding(days: -recoveryDays).startOfDay
    return try transaction.first(
      """
      SELECT count(*), CAST(coalesce(sum(amount_cents), 0) AS BIGINT)
      FROM (SELECT l.amount_cents, \(RecoveredListing.days) AS days FROM listings l
        WHERE l.removal_reason = 'payment' AND l.removal_requested_at >= ?1) AS removed
      WHERE days >= 0
      """, [since]
    ) { try sum($0, 0) } ?? .zero
  }

  private static func rejected(
    _ today: CivilDate, in transaction: Transaction
  ) throws -> Int {
    try transaction.first(
      "SELECT count(*) FROM listings WHERE state = 'rejected' AND updated_at >= ?1",
      [today.adding(days: -recoveryDays).startOfDay]
    ) { Int(try $0.integer(0)) } ?? 0
  }

  /// Each month by its own stretch of the indexes.
  private static func months(
    _ today: CivilDate, in transaction: Transaction
  ) throws -> [BookFigures.Month] {
    var first = CivilDate.firstOfMonth(today)
    var end = today.adding(days: 1)
    var months: [BookFigures.Month] = []
    for _ in 0..<monthsShown {
      let range: [any SQLConvertible] = [first.startOfDay, end.startOfDay]
      let inquiries = try transaction.first(
        """
        SELECT count(*), \(BoundedSum.cents("cost_cents")) FROM inquiries
        WHERE requested_at >= ?1 AND requested_at < ?2
        """, range
      ) { try sum($0, 0) }
      let listings = try transaction.first(
        """
        SELECT count(*), \(BoundedSum.cents("fee_cents")) FROM listings
        WHERE requested_at >= ?1 AND requested_at < ?2
        """, range
      ) { try sum($0, 0) }
      months.append(
        BookFigures.Month(
          first: first, inquiries: inquiries ?? .zero, listings: listings ?? .zero))
      end = first
      first = CivilDate.firstOfMonth(first.adding(days: -1))
    }
    return months.reversed()
  }

  private static func sum(_ row: Row, _ column: Int) throws -> Dashboard.Sum {
    Dashboard.Sum(count: Int(try row.integer(column)), amount: try row.cents(column + 1))
  }
}

extension CivilDate {
  /// The first day of the month of a day.
  static func firstOfMonth(_ day: CivilDate) -> CivilDate {
    day.adding(days: 1 - day.day)
  }
}
