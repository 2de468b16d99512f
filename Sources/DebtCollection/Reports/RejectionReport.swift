package import Credit
import JSONText
import SQLDatabase

/// A listing that the bureau refused, with its reasons.
package struct RejectionLine: Sendable {
  package let listing: ListingSummary
  package let refusedAt: Instant
  package let rejections: [Rejection]
}

/// How often the bureau gave a reason; a listing counts at each of its reasons.
package struct RejectionSum: Sendable {
  package let code: String
  /// The sentence of the newest of them.
  package let detail: String
  package let count: Int
  package let amount: Cents
}

extension Reports {
  /// Refused listings that were asked for in some days, the newest first.
  package func rejectionReport(
    from: CivilDate, to: CivilDate, before place: ID<Listing>?, limit: Int
  ) async throws -> [RejectionLine] {
    try await database.read { transaction in
      try transaction.query(
        """
        \(ListingBrowseQuery.columns), l.updated_at, l.rejections
        FROM listings l \(ListingBrowseQuery.joins)
        WHERE l.state = 'rejected' AND l.id < ?1 AND l.requested_at >= ?2
          AND l.requested_at < ?3
        ORDER BY l.id DESC LIMIT \(limit)
        """,
        [
          place ?? ID<Listing>(Int64.max), from.startOfDay, to.adding(days: 1).startOfDay,
        ]
      ) { row in
        RejectionLine(
          listing: try ListingBrowseQuery.decode(row), refusedAt: try row.instant(16),
          rejections: try Self.rejections(try row.optionalText(17)))
      }
    }
  }

  /// The reasons of the same listings, the most frequent first.
  package func rejectionSums(from: CivilDate, to: CivilDate) async throws -> [RejectionSum] {
    try await database.read { transaction in
      var sums: [String: (detail: String, count: Int, amount: Cents)] = [:]
      try transaction.forEach(
        """
        SELECT rejections, amount_cents FROM listings
        WHERE state = 'rejected' AND requested_at >= ?1 AND requested_at < ?2 ORDER BY id
        """, [from.startOfDay, to.adding(days: 1).startOfDay]
      ) { row in
        let amount = try row.cents(1)
        var counted: Set<String> = []
        for rejection in try Self.rejections(try row.optionalText(0))
        where counted.insert(rejection.code).inserted {
          let known = sums[rejection.code] ?? ("", 0, .zero)
          sums[rejection.code] = (rejection.detail, known.count + 1, known.amount + amount)
        }
      }
      return sums.map {
        RejectionSum(
          code: $0.key, detail: $0.value.detail, count: $0.value.count, amount: $0.value.amount)
      }.sorted { ($1.count, $0.code) < ($0.count, $1.code) }
    }
  }

  private static func rejections(_ text: String?) throws -> [Rejection] {
    guard let text else { return [] }
    return (try JSON.parse(text).elements ?? []).map {
      Rejection(code: $0["code"]?.string ?? "", detail: $0["detail"]?.string ?? "")
    }
  }
}
