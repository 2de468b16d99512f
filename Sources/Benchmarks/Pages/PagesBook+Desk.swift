import Credit
import DebtCollection
import SQLDatabase
import World

extension PagesBook {
  /// What gathers at the desk: runs with their decisions, imports, deliveries, tasks, checks and
  /// the access log.
  func fillDesk(_ places: inout Places) async throws {
    places.rule = try await series(
      1,
      """
      INSERT INTO collection_rules (id, name, active, per_title, days_to_run, list_automatically,
        remove_automatically, minimum_cents, maximum_per_run, created_at, updated_at)
      SELECT ?3 + i, 'Regra', 1, 1, 60, 0, 1, 1000, 1000, 0, 0 FROM n
      """)
    places.runs = try await series(
      max(1, min(people / 500, 400)),
      """
      INSERT INTO collection_runs (id, rule_id, dry_run, state, run_on, started_by, started_at,
        finished_at, cursor_due_on, cursor_id, examined_count, listed_count, listed_cents,
        removed_count, removed_cents, left_out_count, left_out_cents, cost_cents)
      SELECT ?3 + i, ?4, 0, 'finished', ?5 - i, 'routine', 0, 1, 0, 0, 9, 0, 0, 0, 0, 9, 9, 0
      FROM n
      """, [places.rule, today])
    _ = try await series(
      receivables / 10,
      """
      INSERT INTO collection_decisions (run_id, receivable_id, outcome, amount_cents, reasons)
      SELECT ?4, ?5 + i, CASE WHEN i % 9 = 0 THEN 'listed' ELSE 'leftOut' END, 9990,
        '[{"code":"minimum","detail":"Abaixo do valor mínimo.","source":"regra"}]'
      FROM n
      """, [places.runs, places.receivables])
    try await fillFiles(&places)
    try await fillWebhooks(&places)
    try await fillLogs(&places)
  }

  private func fillFiles(_ places: inout Places) async throws {
    places.imports = try await series(
      max(1, min(people / 500, 300)),
      """
      INSERT INTO imports (id, kind, state, dry_run, content_hash, byte_count, position_bytes,
        position_line, created_count, updated_count, unchanged_count, refused_count, notices,
        started_by, started_at, finished_at)
      SELECT ?3 + i, CASE WHEN i % 2 = 0 THEN 'bank-return' ELSE 'people' END, 'finished', 0, ?4, 9,
        9, 9, 9, 0, 0, 9, '[]', 'command-line', 0, 1
      FROM n
      """, [[UInt8](repeating: 1, count: 32)])
    _ = try await series(
      receivables / 20,
      """
      INSERT INTO bank_return_lines (import_id, line, bank_number, document_number, occurrence,
        kind, paid_cents, occurred_on, available_on, outcome, receivable_id, detail)
      SELECT ?4, i + 2, '9' || CAST(i AS TEXT), 'T' || CAST(i AS TEXT), '06', 'full', 9990, ?5, ?5,
        'settled', ?6 + i, ''
      FROM n
      """, [places.imports, today, places.receivables])
    _ = try await office.database.write { transaction in
      try transaction.execute(
        """
        INSERT INTO bank_return_totals (import_id, kind, outcome, line_count, paid_cents)
        SELECT import_id, kind, outcome, count(*), CAST(sum(paid_cents) AS BIGINT)
        FROM bank_return_lines GROUP BY import_id, kind, outcome
        """)
    }
    places.reconciliations = try await series(
      max(1, min(people / 500, 100)),
      """
      INSERT INTO reconciliations (id, state, started_by, started_at, finished_at, matched_count)
      SELECT ?3 + i, 'finished', 'routine', 0, 1, 9 FROM n
      """)
    _ = try await series(
      max(1, min(people / 100, 2_000)),
      """
      INSERT INTO reconciliation_differences (reconciliation_id, sequence, kind, listing_id,
        bureau_reference, here, there, detail)
      SELECT ?4, i, 'onlyHere', ?5 + i, 'B' || CAST(i AS TEXT), 'active', NULL, 'Só aqui.' FROM n
      """, [places.reconciliations, places.listings])
  }

  private func fillWebhooks(_ places: inout Places) async throws {
    places.endpoint = try await series(
      1,
      """
      INSERT INTO webhook_endpoints (id, url, events, secret_sealed, active, created_at)
      SELECT ?3 + i, 'https://erp.example/avisos', '[]', ?4, 1, 0 FROM n
      """, [[UInt8](repeating: 0, count: 40)])
    let events = try await series(
      receivables / 10,
      """
      INSERT INTO published_events (id, name, at, data, dispatched)
      SELECT ?3 + i, 'listing.active', i, '{}', 1 FROM n
      """)
    _ = try await series(
      receivables / 10,
      """
      INSERT INTO webhook_deliveries (id, endpoint_id, event_id, state, attempts, next_attempt_at,
        last_status)
      SELECT ?3 + i, ?4, ?5 + i, CASE WHEN i % 1000 = 0 THEN 'given-up' ELSE 'done' END, 1, 0, 200
      FROM n
      """, [places.endpoint, events])
  }

  private func fillLogs(_ places: inout Places) async throws {
    _ = try await office.tasks.tasks()
    _ = try await series(
      max(1, people / 100),
      """
      INSERT INTO task_runs (id, task, started_at, finished_at, started_by, outcome, detail)
      SELECT ?3 + i, CASE WHEN i % 2 = 0 THEN 'collect' ELSE 'alarms' END, i, i, 'routine', 'done',
        'Feito.'
      FROM n
      """)
    places.checks = try await series(
      max(1, min(people / 500, 50)),
      """
      INSERT INTO audit_checks (id, state, started_by, started_at, finished_at, total_count,
        cursor_id, listing_count, entry_count, broken_count, broken)
      SELECT ?3 + i, 'finished', 'routine', 0, 1, 9, 9, 9, 27, 0, '[]' FROM n
      """)
    _ = try await series(
      receivables / 2,
      """
      INSERT INTO access_log (id, at, actor, action, subject, document_index, purpose)
      SELECT ?3 + i, ?6 - (?7 - i) * 30000000, 'user:ana' || CAST(i % 7 AS TEXT)
        || '@provedor.example',
        CASE WHEN i % 3 = 0 THEN 'inquiry.requested' WHEN i % 3 = 1 THEN 'session.begun'
          ELSE 'inquiry.report-opened' END,
        'per_' || CAST(i % ?5 AS TEXT), p.document_index, 'collection'
      FROM n JOIN people p ON p.id = ?4 + i % ?5
      """, [places.people, people, office.world.clock.now(), receivables / 2])
  }
}
