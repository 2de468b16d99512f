package import Credit
import SQLDatabase

extension Collections {
  /// What a run made of each title, with title and person, by the title's id.
  package func browseDecisions(
    of run: ID<CollectionRun>, outcome: CollectionDecision.Outcome?, after: ID<Receivable>?,
    limit: Int
  ) async throws -> [DecisionLine] {
    let narrowed = outcome.map(CollectionRunRows.condition) ?? ""
    return try await database.read { transaction in
      try transaction.query(
        """
        SELECT d.receivable_id, d.outcome, d.amount_cents, d.reasons, r.number, r.due_on,
          r.person_id, p.name, p.document_masked
        FROM (SELECT receivable_id, outcome, amount_cents, reasons FROM collection_decisions
          WHERE run_id = ?1 AND receivable_id > ?2\(narrowed)
          ORDER BY receivable_id LIMIT ?3) AS d
        JOIN receivables r ON r.id = d.receivable_id JOIN people p ON p.id = r.person_id
        ORDER BY d.receivable_id
        """, [run, after ?? ID<Receivable>(0), limit]
      ) { row in
        DecisionLine(
          decision: try CollectionRunRows.decodeDecision(row), titleNumber: try row.text(4),
          dueOn: try row.date(5), person: try row.id(6), personName: try row.text(7),
          documentMasked: try row.optionalText(8))
      }
    }
  }

  /// The reasons of a run, those with the most titles first.
  package func reasonSums(of run: ID<CollectionRun>) async throws -> [ReasonSum] {
    try await database.read { transaction in
      try transaction.query(
        """
        SELECT outcome, code, title_count, amount_cents FROM collection_run_reasons
        WHERE run_id = ?1 ORDER BY title_count DESC, outcome, code
        """, [run]
      ) {
        ReasonSum(
          outcome: try $0.word(0), code: try $0.text(1), count: Int(try $0.integer(2)),
          amount: try $0.cents(3))
      }
    }
  }

  /// Titles that a running run still has before it.
  package func titlesAhead(of run: CollectionRunReport) async throws -> Int {
    guard run.state == .running else { return 0 }
    return try await database.read { transaction in
      let rules = try CollectionRuleRows.active(only: run.rule, in: transaction)
      guard let days = rules.filter(\.listAutomatically).map(\.daysToRun).min() else { return 0 }
      return try transaction.first(
        """
        SELECT count(*) FROM receivables
        WHERE status IN ('open', 'partiallyPaid') AND live_listing_id IS NULL
          AND listing_closed_on IS NULL AND due_on <= ?1 AND (due_on, id) > (?2, ?3)
        """, [run.runOn.adding(days: -days), run.cursor.dueOn, run.cursor.id]
      ) { Int(try $0.integer(0)) } ?? 0
    }
  }
}
