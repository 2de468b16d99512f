package import Credit
import SQLDatabase

/// What came back of the listings whose letter was sent in one month.
package struct RecoveryMonth: Sendable {
  package let first: CivilDate
  package let noticed: Dashboard.Sum
  /// What the bureau charged for them.
  package let fees: Cents
  /// Paid within so many days of the letter, in the order of `Reports.recoveryTerms`; each term
  /// holds the ones before it.
  package let paid: [Dashboard.Sum]
  /// All that was paid from the day of the letter on, however late.
  package let recovered: Dashboard.Sum

  package init(
    first: CivilDate, noticed: Dashboard.Sum, fees: Cents, paid: [Dashboard.Sum],
    recovered: Dashboard.Sum
  ) {
    self.first = first
    self.noticed = noticed
    self.fees = fees
    self.paid = paid
    self.recovered = recovered
  }
}

/// What counts as recovered (recuperado), for the dashboard and the report alike.
enum RecoveredListing {
  /// Of a row `l` of `listings`: the days from the letter to the last payment that stands, where
  /// the listing went because its title was paid and that was not undone since. NULL where nothing
  /// was recovered, below zero where the title was paid before the letter.
  static let days = """
    CASE WHEN l.removal_reason = 'payment' AND l.payment_undone = 0 THEN
      (SELECT max(y.paid_on) FROM payments y
        WHERE y.receivable_id = l.receivable_id AND y.reversed_at IS NULL)
      - l.notice_issued_on END
    """
}

extension Reports {
  /// Days after the letter within which a payment counts as recovered.
  package static let recoveryTerms = [10, 30, 60]
  /// Months of one report at the most.
  package static let recoveryMonthsLimit = 36

  /// By the month of the letter (carta comunicado), the oldest first. A payment counts by the day
  /// on which the title was paid, and only where the listing was removed because of it; what was
  /// paid before the letter does not.
  package func recoveryReport(
    from: CivilDate, to: CivilDate
  ) async throws -> [RecoveryMonth] {
    var months: [CivilDate] = []
    var first = CivilDate.firstOfMonth(from)
    while first <= to, months.count < Self.recoveryMonthsLimit {
      months.append(first)
      first = CivilDate.firstOfMonth(first.adding(days: 31))
    }
    let starts = months
    return try await database.read { transaction in
      try starts.map { try Self.recovery(of: $0, in: transaction) }
    }
  }

  private static func recovery(
    of first: CivilDate, in transaction: Transaction
  ) throws -> RecoveryMonth {
    var noticed = Dashboard.Sum.zero
    var fees = Cents.zero
    var paid = recoveryTerms.map { _ in Dashboard.Sum.zero }
    var recovered = Dashboard.Sum.zero
    // Grouped by the days, they are looked up once for each listing: a sum over each term would
    // look for the payment again and again. Both indexes cover the statement.
    try transaction.forEach(
      """
      SELECT days, count(*), CAST(sum(amount_cents) AS BIGINT),
        \(BoundedSum.cents("fee_cents"))
      FROM (SELECT l.amount_cents, l.fee_cents, \(RecoveredListing.days) AS days
        FROM listings l
        WHERE l.notice_issued_on IS NOT NULL AND l.notice_issued_on >= ?1
          AND l.notice_issued_on < ?2) AS noticed
      GROUP BY days
      """, [first, CivilDate.firstOfMonth(first.adding(days: 31))]
    ) { row in
      let sum = Dashboard.Sum(count: Int(try row.integer(1)), amount: try row.cents(2))
      noticed = noticed + sum
      fees = fees + (try row.cents(3))
      guard let days = try row.optionalInteger(0), days >= 0 else { return }
      recovered = recovered + sum
      for (index, term) in recoveryTerms.enumerated() where days <= term {
        paid[index] = paid[index] + sum
      }
    }
    return RecoveryMonth(
      first: first, noticed: noticed, fees: fees, paid: paid, recovered: recovered)
  }
}
