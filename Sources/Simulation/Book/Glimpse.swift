import Credit
import DebtCollection
import SQLDatabase

/// A record as it stands in the bureau's database, read by SQL of the simulator's own.
struct RecordGlimpse: Hashable, Sendable {
  let id: Int64
  let reference: String
  let state: String
  let amount: Int64
  let dueOn: CivilDate
  let issuedOn: CivilDate?
  let visibleFrom: CivilDate?
  let visibleAt: Instant?
  let version: Int64

  var isFinal: Bool { ["rejected", "removed", "expired"].contains(state) }
  /// Accepted and not closed.
  var isLive: Bool { !isFinal && !["received", "underReview"].contains(state) }
  var isShown: Bool { state == "visible" || state == "visibleSubJudice" }

  static func all(in database: any Database) async throws -> [RecordGlimpse] {
    try await database.read { transaction in
      try transaction.query(
        """
        SELECT id, reference, state, amount_cents, due_on, notice_issued_on, visible_from_on,
          visible_at, version
        FROM records ORDER BY id
        """
      ) { row in
        RecordGlimpse(
          id: try row.integer(0), reference: try row.text(1), state: try row.text(2),
          amount: try row.integer(3), dueOn: try row.day(4) ?? .first, issuedOn: try row.day(5),
          visibleFrom: try row.day(6), visibleAt: try row.instant(7), version: try row.integer(8))
      }
    }
  }
}

/// A listing as it stands in the creditor's database.
struct ListingGlimpse: Hashable, Sendable {
  let id: Int64
  let title: Int64
  let state: String
  let amount: Int64
  let origin: String
  let requestedAt: Instant
  let removalReason: String?
  let removalAt: Instant?
  let removalDueOn: CivilDate?
  let removedAt: Instant?
  let rejections: String?
  let visibleFrom: CivilDate?

  var reference: String { ID<Listing>(id).description }
  var isFinal: Bool {
    ["rejected", "removed", "removedByBureau", "expired", "declined"].contains(state)
  }

  static func all(in database: any Database) async throws -> [ListingGlimpse] {
    try await database.read { transaction in
      try transaction.query(
        """
        SELECT id, receivable_id, state, amount_cents, origin, requested_at, removal_reason,
          removal_requested_at, removal_due_on, removed_at, rejections, visible_from_on
        FROM listings ORDER BY id
        """
      ) { row in
        ListingGlimpse(
          id: try row.integer(0), title: try row.integer(1), state: try row.text(2),
          amount: try row.integer(3), origin: try row.text(4),
          requestedAt: try row.instant(5) ?? .init(microseconds: 0),
          removalReason: try row.optionalText(6), removalAt: try row.instant(7),
          removalDueOn: try row.day(8), removedAt: try row.instant(9),
          rejections: try row.optionalText(10), visibleFrom: try row.day(11))
      }
    }
  }
}

/// A title with its payments as they stand in the creditor's database.
struct TitleGlimpse: Hashable, Sendable {
  struct Payment: Hashable, Sendable {
    let signature: String
    let amount: Int64
    let applied: Int64
    let charges: Int64
    let excess: Int64
    let isReversed: Bool
  }

  let id: Int64
  let amount: Int64
  let open: Int64
  let status: String
  var payments: [Payment] = []

  static func all(in database: any Database) async throws -> [TitleGlimpse] {
    try await database.read { transaction in
      var titles = try transaction.query(
        "SELECT id, amount_cents, open_cents, status FROM receivables ORDER BY id"
      ) { row in
        TitleGlimpse(
          id: try row.integer(0), amount: try row.integer(1), open: try row.integer(2),
          status: try row.text(3))
      }
      var places: [Int64: Int] = [:]
      for (place, title) in titles.enumerated() { places[title.id] = place }
      try transaction.forEach(
        """
        SELECT receivable_id, signature, amount_cents, applied_cents, charges_cents,
          excess_cents, reversed_at
        FROM payments ORDER BY id
        """
      ) { row in
        guard let place = places[try row.integer(0)] else { return }
        titles[place].payments.append(
          Payment(
            signature: Self.told(try row.optionalText(1) ?? ""), amount: try row.integer(2),
            applied: try row.integer(3), charges: try row.integer(4),
            excess: try row.integer(5), isReversed: !row.isNull(6)))
      }
      return titles
    }
  }

  /// A line of a file bears which of equal lines it was; the payment is the same.
  private static func told(_ signature: String) -> String {
    guard signature.hasPrefix("import|") else { return signature }
    return signature.split(separator: "|").dropLast().joined(separator: "|")
  }
}

extension Row {
  func day(_ column: Int) throws -> CivilDate? {
    try optionalInteger(column).map { CivilDate(daysSinceEpoch: Int32(clamping: $0)) }
  }

  func instant(_ column: Int) throws -> Instant? {
    try optionalInteger(column).map { Instant(microseconds: $0) }
  }
}
