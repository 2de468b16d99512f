package import Credit
import SQLDatabase

/// Which listings a report is about: those that were asked for in some days.
package struct ListingReportFilter: Sendable {
  /// Both included.
  package var from: CivilDate
  package var to: CivilDate
  /// None means any.
  package var states: [ListingState.Word] = []
  package var origin: Listing.Origin?

  package init(from: CivilDate, to: CivilDate) {
    self.from = from
    self.to = to
  }
}

/// A line of the report.
package struct ListingReportLine: Sendable {
  package let listing: ListingSummary
  /// What the bureau charges for it, where that is known.
  package let fee: Cents?
  package let removalReason: RemovalReason?
}

/// Listings of one state in the report.
package struct ListingReportSum: Sendable {
  package let state: ListingState.Word
  package let count: Int
  package let amount: Cents
  package let fees: Cents
}

/// The last line of the page before.
package struct ListingReportPlace: Hashable, Sendable {
  package let requestedAt: Instant
  package let id: ID<Listing>

  package init(requestedAt: Instant, id: ID<Listing>) {
    self.requestedAt = requestedAt
    self.id = id
  }
}

extension Reports {
  /// The lines of the report, the newest first.
  package func listingReport(
    _ filter: ListingReportFilter, after place: ListingReportPlace?, limit: Int
  ) async throws -> [ListingReportLine] {
    var (clause, arguments) = Self.clause(filter, database.engine)
    if let place {
      clause += " AND (l.requested_at, l.id) < (?3, ?4)"
      arguments += [place.requestedAt.sqlValue, place.id.sqlValue]
    }
    let (text, values) = (clause, arguments)
    return try await database.read { transaction in
      try transaction.query(
        """
        \(ListingBrowseQuery.columns), l.fee_cents, l.removal_reason
        FROM listings l \(ListingBrowseQuery.joins) WHERE \(text)
        ORDER BY l.requested_at DESC, l.id DESC LIMIT \(limit)
        """, values
      ) { row in
        ListingReportLine(
          listing: try ListingBrowseQuery.decode(row),
          fee: try row.optionalInteger(16).map { Cents($0) },
          removalReason: row.isNull(17) ? nil : try row.word(17))
      }
    }
  }

  /// How many listings of the report are in each state, with their money and fees.
  package func listingReportSums(
    _ filter: ListingReportFilter
  ) async throws -> [ListingReportSum] {
    let (clause, arguments) = Self.clause(filter, database.engine)
    let state = database.engine.unindexed("l.state")
    return try await database.read { transaction in
      try transaction.query(
        """
        SELECT \(state), count(*), CAST(sum(l.amount_cents) AS BIGINT),
          \(BoundedSum.cents("l.fee_cents"))
        FROM listings l WHERE \(clause) GROUP BY 1 ORDER BY 2 DESC, 1
        """, arguments
      ) {
        ListingReportSum(
          state: try $0.word(0), count: Int(try $0.integer(1)), amount: try $0.cents(2),
          fees: try $0.cents(3))
      }
    }
  }

  /// The index by the day of the request covers the report; one by state or origin would look up
  /// every listing of it.
  private static func clause(
    _ filter: ListingReportFilter, _ engine: DatabaseEngine
  ) -> (text: String, arguments: [SQLValue]) {
    var text = "l.requested_at >= ?1 AND l.requested_at < ?2"
    if !filter.states.isEmpty {
      let words = filter.states.map { "'\($0.rawValue)'" }.joined(separator: ", ")
      text += " AND \(engine.unindexed("l.state")) IN (\(words))"
    }
    if let origin = filter.origin {
      text += " AND \(engine.unindexed("l.origin")) = '\(origin.rawValue)'"
    }
    return (
      text,
      [filter.from.startOfDay.sqlValue, filter.to.adding(days: 1).startOfDay.sqlValue]
    )
  }
}
