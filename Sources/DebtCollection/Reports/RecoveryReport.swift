package import Credit
import SQLDatabase

/// What came back of the listings whose letter was sent in one month.
package struct RecoveryMonth: Sendable {
  package let first: CivilDate
  package let noticed: Dashboard.Sum
  /// What the bureau charged for them.
  package let fees: Cents
  /// Paid within so many days of the letter, in the order of `Office.recoveryTerms`; each term
  /// holds the ones before it.
  package let paid: [Dashboard.Sum]

  package init(
    first: CivilDate, noticed: Dashboard.Sum, fees: Cents, paid: [Dashboard.Sum]
  ) {
    self.first = first
    self.noticed = noticed
    self.fees = fees
    self.paid = paid
  }
}

extension Office {
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
    let terms = recoveryTerms.map { days in
      """
      CAST(coalesce(sum(CASE WHEN days BETWEEN 0 AND \(days) THEN 1 ELSE 0 END), 0) AS BIGINT),
        CAST(coalesce(sum(CASE WHEN days BETWEEN 0 AND \(days) THEN amount_cents ELSE 0 END), 0)
          AS BIGINT)
      """
    }
    let month = try transaction.first(
      """
      SELECT count(*), CAST(coalesce(sum(amount_cents), 0) AS BIGINT),
        CAST(coalesce(sum(fee_cents), 0) AS BIGINT), \(terms.joined(separator: ", "))
      FROM (SELECT l.amount_cents, l.fee_cents, CASE WHEN l.removal_reason = 'payment' THEN
          (SELECT max(y.paid_on) FROM payments y
            WHERE y.receivable_id = l.receivable_id AND y.reversed_at IS NULL)
          - l.notice_issued_on END AS days
        FROM listings l
        WHERE l.notice_issued_on IS NOT NULL AND l.notice_issued_on >= ?1
          AND l.notice_issued_on < ?2) AS noticed
      """, [first, CivilDate.firstOfMonth(first.adding(days: 31))]
    ) { row in
      func sum(_ column: Int) throws -> Dashboard.Sum {
        Dashboard.Sum(count: Int(try row.integer(column)), amount: try row.cents(column + 1))
      }
      return RecoveryMonth(
        first: first, noticed: try sum(0), fees: try row.cents(2),
        paid: try recoveryTerms.indices.map { try sum(3 + 2 * $0) })
    }
    return month
      ?? RecoveryMonth(
        first: first, noticed: .zero, fees: .zero,
        paid: recoveryTerms.map { _ in Dashboard.Sum.zero })
  }
}
