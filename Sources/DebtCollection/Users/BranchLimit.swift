package import Credit
package import SQLDatabase

/// The branches (filiais) that a user or a key for programs is limited to: of others it sees
/// nothing, on no page and list, in no file, search and operation.
///
/// A person, a title and an inquiry without a branch belong to the first branch, as they are listed
/// and inquired. A title is seen where its person is seen too; what hangs on it is seen with it.
/// What belongs to the whole house is not seen: runs, imports, reconciliations, records without a
/// listing of ours, the access log, webhooks.
package struct BranchLimit: Hashable, Sendable {
  /// Branches of one limit.
  package static let countLimit = 100
  /// What concerns the whole house, so that nobody with a limit may do it.
  package static let houseWide: Set<Permission> = [
    .configure, .audit, .runRoutine, .reconcile, .importFiles,
  ]

  /// At least one, in their order.
  package let branches: [ID<Branch>]

  /// Nil where there is none, and so no limit.
  package init?(_ branches: some Sequence<ID<Branch>>) {
    let numbers = Set(branches.map(\.number)).sorted()
    guard !numbers.isEmpty else { return nil }
    self.branches = numbers.map { ID($0) }
  }

  /// From the text of the database.
  init?(stored text: String) {
    self.init(text.split(separator: " ").compactMap { Int64($0) }.map { ID<Branch>($0) })
  }

  var stored: String { branches.map { String($0.number) }.joined(separator: " ") }

  /// What is seen of each table. Every table of the schema stands here or in `open`; a test holds
  /// them to it.
  package var scope: RowScope {
    let list = branches.map { String($0.number) }.joined(separator: ", ")
    let own = "COALESCE(branch_id, (SELECT MIN(id) FROM {all}branches)) IN (\(list))"
    let tables: [(String, String)] = [
      (
        "integrations",
        """
        branch_id IS NULL OR branch_id IN (\(list)) OR id IN (
          SELECT integration_id FROM {all}branches WHERE id IN (\(list)))
        """
      ),
      ("integration_trials", "integration_id IN (SELECT id FROM integrations)"),
      ("integration_codes", "integration_id IN (SELECT id FROM integrations)"),
      ("integration_products", "integration_id IN (SELECT id FROM integrations)"),
      ("collection_rules", "branch_id IS NULL OR branch_id IN (\(list))"),
      ("people", own),
      ("contracts", "person_id IN (SELECT id FROM people)"),
      (
        "contract_guarantors",
        "contract_id IN (SELECT id FROM contracts) AND person_id IN (SELECT id FROM people)"
      ),
      ("receivables", "\(own) AND person_id IN (SELECT id FROM people)"),
      ("payments", "receivable_id IN (SELECT id FROM receivables)"),
      ("listing_blocks", "receivable_id IN (SELECT id FROM receivables)"),
      ("listings", "\(own) AND receivable_id IN (SELECT id FROM receivables)"),
      ("timeline", "listing_id IN (SELECT id FROM listings)"),
      ("transmissions", "listing_id IN (SELECT id FROM listings)"),
      ("alarms", "listing_id IN (SELECT id FROM listings)"),
      ("disputes", "listing_id IN (SELECT id FROM listings)"),
      ("dispute_documents", "dispute_id IN (SELECT id FROM disputes)"),
      ("published_events", "listing_id IN (SELECT id FROM listings)"),
      (
        "inquiries",
        "\(own) AND (person_id IS NULL OR person_id IN (SELECT id FROM people))"
      ),
      ("collection_decisions", "receivable_id IN (SELECT id FROM receivables)"),
      ("branches", "id IN (\(list))"),
    ]
    return RowScope(
      Self.hidden.map { RowScope.Table($0, "1 = 0") } + tables.map { RowScope.Table($0.0, $0.1) },
      home: branches.first?.number)
  }

  /// Tables of the whole house, of which nothing is seen.
  static let hidden = [
    "access_log", "audit_checks", "bank_number_decisions", "bank_return_candidates",
    "bank_return_lines", "bank_return_totals", "bureau_events",
    "collection_run_reasons", "collection_run_rules", "collection_runs", "import_faults",
    "imports", "reconciliation_differences", "reconciliation_marks", "reconciliations",
    "scheduled_tasks", "stray_records", "task_runs", "trail_heads", "trail_start", "upload_pieces",
    "uploads", "webhook_deliveries", "webhook_endpoints", "work_items",
  ]

  /// Tables that say nothing of a branch: who logs in, what processes share, what all go by.
  package static let open: Set<String> = [
    "api_keys", "clock_holders", "counted_tries", "kept_answers", "key_check",
    "login_steps", "parameters", "password_codes", "recovery_codes",
    "second_factors", "sent_forms", "sessions", "set_up_codes", "users", "virtual_clock",
  ]
}

extension Transaction {
  /// The branch of a new row: the one that was asked for, and where none was, of somebody with a
  /// limit the first that he sees.
  func branch(orHomeOf asked: ID<Branch>?) -> ID<Branch>? {
    asked ?? scope?.home.map { ID($0) }
  }
}
