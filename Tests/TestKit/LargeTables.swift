/// Tables that grow with the business, which no page may read from end to end.
package enum LargeTables {
  package static let all: Set<String> = [
    "people", "contracts", "receivables", "payments", "listings", "timeline", "transmissions",
    "inquiries", "access_log", "published_events", "webhook_deliveries", "collection_decisions",
    "bank_return_lines", "import_faults",
  ]

  /// Statements that read a part of a large table that stays small, or sum up an index that covers
  /// them; each begins so, with the reason.
  package static let reasoned: [(start: String, reason: String)] = [
    ("SELECT state, count(*)", "the dashboard sums an index that covers it"),
    (
      "SELECT count(notice_issued_on), count(visible_at)",
      "the page of the virtual clock, which only rehearsals have"
    ),
  ]

  /// The same for PostgreSQL, which names a partial index that it reads whole.
  package static let reasonedOnPostgres =
    reasoned + [
      (
        "SELECT removal_due_on, count(*)",
        "the index holds what waits for its removal, and no more"
      ),
      (
        "SELECT l.state, count(*), CAST(sum(l.amount_cents) AS BIGINT)",
        "sums a period, by its index; one of all years sums all rows, by whatever is smaller"
      ),
    ]

  package static func isReasoned(
    _ sql: String, by reasons: [(start: String, reason: String)]
  ) -> Bool {
    let line = sql.split(separator: "\n").joined(separator: " ")
    return reasons.contains { line.hasPrefix($0.start) }
  }
}
