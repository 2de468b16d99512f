package import SQLDatabase

/// Texts that try to leave the place where a page shows them.
package enum HostileText {
  /// Quotes, markup, a quotation mark with combining marks behind it (one `Character`, two
  /// scalars), a variation selector, a right-to-left override, an emoji of several scalars, an
  /// ampersand that begins an entity, and template marks; padded to 200 letters.
  package static let text: String = {
    let start =
      "\"\u{301} onfocus=alert(1) autofocus x='\"\u{FE0F}><script src=//x></script>"
      + "<img src=x onerror=alert(2)>&lt;b&gt;&amp;{{x}}\u{202E}esrever\u{2066}"
      + "👩‍👩‍👧‍👦é\u{302}\u{0}"
    let letters = start.unicodeScalars.filter { $0.value != 0 }.map(Character.init)
    let padding = String(repeating: "W", count: 200 - letters.count)
    return start.filter { $0 != "\u{0}" } + padding
  }()

  /// Columns whose text has a form of its own that the code reads back; by `table.column`.
  static let structured: Set<String> = [
    "collection_decisions.reasons", "kept_answers.headers", "imports.header",
    "imports.notices", "inquiries.summary", "integration_products.sections",
    "integrations.provider", "integrations.base_url", "integrations.posting_terms",
    "listings.applied_rule",
    "listings.rejections", "published_events.data", "scheduled_tasks.name", "task_runs.task",
    "webhook_endpoints.events", "audit_checks.broken", "timeline.event", "parameters.creditor_size",
    "work_items.lane", "audit_checks.place", "audit_checks.findings", "access_log.changes",
    "integration_trials.products", "trail_heads.chain",
  ]

  /// Puts the text into every text column of every table, wherever the schema allows it. A new
  /// column is poisoned by itself. Answers the columns that took it.
  package static func poison(_ database: any Database) async throws -> [String] {
    try await database.write { transaction in
      let tables = try transaction.query(
        """
        SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
        ORDER BY name
        """
      ) { try $0.text(0) }
      var poisoned: [String] = []
      for table in tables {
        let columns = try transaction.query(
          "SELECT name FROM pragma_table_info('\(table)') WHERE type = 'TEXT'"
        ) { try $0.text(0) }
        for column in columns where !structured.contains("\(table).\(column)") {
          guard try poison(table, column, in: transaction) else { continue }
          poisoned.append("\(table).\(column)")
        }
      }
      return poisoned
    }
  }

  /// Whether the schema let the text in; where it knows the words of a column it does not.
  private static func poison(
    _ table: String, _ column: String, in transaction: Transaction
  ) throws -> Bool {
    do {
      return try transaction.savepoint {
        // The row's number keeps unique columns unique.
        try transaction.execute(
          "UPDATE \(table) SET \(column) = ?1 || rowid WHERE \(column) IS NOT NULL", [text]) > 0
      }
    } catch let error as DatabaseError {
      switch error {
      case .uniqueViolation, .constraintViolation: return false
      default: throw error
      }
    }
  }
}
