import Credit
import SQLDatabase
import TestKit
import Testing
import Work
import World

@testable import DebtCollection

@Suite("What is kept for a time")
struct RetentionTests {
  /// Terms of rows that go for their age alone; the refused removals have a test of their own.
  private static let terms = CreditorRetention.terms.filter { $0.table != "transmissions" }

  /// The id from which the rows of a term count.
  private static func place(of retention: Retention) -> Int {
    (terms.firstIndex { $0.table == retention.table } ?? 0) * 100
  }

  /// A row that ended just before and one that ended on the last day on which it is kept, and one
  /// that has not ended at all.
  private static func fill(
    _ retention: Retention, _ desk: Desk, in transaction: Transaction
  ) throws {
    let kept = try #require(try retention.before(desk.clock.now(), in: transaction))
    let old = kept.adding(seconds: -1)
    for (offset, end) in [old, kept, nil].enumerated() {
      let id = place(of: retention) + offset + 1
      switch retention.table {
      case "webhook_deliveries":
        try endpoint(in: transaction)
        try event(id, at: desk.clock.now(), dispatched: true, in: transaction)
        try transaction.execute(
          """
          INSERT INTO webhook_deliveries (id, endpoint_id, event_id, state, attempts,
            next_attempt_at, finished_at)
          VALUES (?1, 1, ?1, ?2, 1, 0, ?3)
          """, [id, end == nil ? "waiting" : "done", end])
      case "published_events":
        try event(id, at: end ?? old, dispatched: end != nil, in: transaction)
      case "bureau_events":
        try transaction.execute(
          """
          INSERT INTO bureau_events (id, integration_id, message_id, received_at, body, state,
            finished_at)
          VALUES (?1, ?2, 'm' || CAST(?1 AS TEXT), 0, '{}', ?3, ?4)
          """, [id, desk.integration, end == nil ? "waiting" : "applied", end])
      case "collection_decisions":
        try run(id, finishedAt: end, in: transaction)
        for (receivable, outcome) in [(1, "leftOut"), (2, "listed")] {
          try transaction.execute(
            """
            INSERT INTO collection_decisions (run_id, receivable_id, outcome, amount_cents, reasons)
            VALUES (?1, ?2, ?3, 1, '[]')
            """, [id, receivable, outcome])
        }
      case "task_runs":
        try transaction.execute(
          """
          INSERT INTO scheduled_tasks (name, enabled, second_of_day, next_run_at, updated_at)
          VALUES ('collect', 1, 0, 0, 0) ON CONFLICT DO NOTHING
          """)
        try transaction.execute(
          """
          INSERT INTO task_runs (id, task, started_at, finished_at, started_by, outcome)
          VALUES (?1, 'collect', 0, ?2, 'x', ?3)
          """, [id, end, end == nil ? nil : "done"])
      case "sessions":
        try user(in: transaction)
        let seen = end ?? desk.clock.now()
        try transaction.execute(
          """
          INSERT INTO sessions (id, user_id, secret_hash, created_at, seen_at)
          VALUES (?1, 1, ?2, 0, ?3)
          """, [id, [UInt8](repeating: UInt8(truncatingIfNeeded: id), count: 32), seen])
      default: try fillKept(retention, id, end: end, desk, in: transaction)
      }
    }
  }

  /// What is kept of people: their reports, the answers of programs, who saw what.
  private static func fillKept(
    _ retention: Retention, _ id: Int, end: Instant?, _ desk: Desk, in transaction: Transaction
  ) throws {
    switch retention.table {
    case "kept_answers":
      try transaction.execute(
        """
        INSERT INTO kept_answers (scope, key, request_hash, claimed_at, status, headers, body)
        VALUES ('erp', ?1, ?2, ?3, ?4, '[]', ?5)
        """,
        [
          "\(id)", [UInt8(1)], end ?? Instant(microseconds: 0), end == nil ? nil : 200,
          end == nil ? nil : [UInt8(1)],
        ])
    case "inquiries":
      try transaction.execute(
        """
        INSERT INTO inquiries (id, document_index, document_sealed, document_masked,
          integration_id, product, purpose, state, outcome, cost_cents, requested_by, requested_at,
          completed_at, report_sealed)
        VALUES (?1, ?2, ?2, '', ?3, 'p' || CAST(?1 AS TEXT), 'collection', ?4, ?5, 0, 'x', 0, ?6,
          ?2)
        """,
        [
          id, [UInt8(1)], desk.integration, end == nil ? "running" : "completed",
          end == nil ? nil : "clean", end,
        ])
    case "access_log":
      try transaction.execute(
        """
        INSERT INTO access_log (id, at, actor, action, subject) VALUES (?1, ?2, 'x', 'y', 'z')
        """, [id, end ?? desk.clock.now()])
    case "import_faults":
      try transaction.execute(
        """
        INSERT INTO imports (id, kind, state, dry_run, content_hash, byte_count, position_bytes,
          position_line, created_count, updated_count, unchanged_count, refused_count, notices,
          started_by, started_at, finished_at)
        VALUES (?1, 'people', ?2, 0, ?3, 1, 0, 0, 0, 0, 0, 1, '[]', 'x', 0, ?4)
        """, [id, end == nil ? "running" : "finished", [UInt8(1)], end])
      try transaction.execute(
        """
        INSERT INTO import_faults (import_id, line, sequence, code, detail, fields_sealed)
        VALUES (?1, 1, 1, 'x', 'y', ?2)
        """, [id, [UInt8(1)]])
    default: Issue.record("no rows for \(retention.table)")
    }
  }

  private static func endpoint(in transaction: Transaction) throws {
    try transaction.execute(
      """
      INSERT INTO webhook_endpoints (id, url, events, secret_sealed, active, created_at)
      VALUES (1, 'https://example.com', '', ?1, 1, 0) ON CONFLICT DO NOTHING
      """, [[UInt8(1)]])
  }

  private static func event(
    _ id: Int, at: Instant, dispatched: Bool, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      INSERT INTO published_events (id, name, at, data, dispatched) VALUES (?1, 'x', ?2, '{}', ?3)
      """, [id, at, dispatched])
  }

  private static func run(_ id: Int, finishedAt: Instant?, in transaction: Transaction) throws {
    var report = CollectionRunReport(
      id: ID(Int64(id)), rule: nil, isDryRun: false,
      state: finishedAt == nil ? .running : .finished,
      runOn: Desk.start, startedBy: "x", startedAt: Desk.start.startOfDay, cursor: (Desk.start, 0))
    report.finishedAt = finishedAt
    try CollectionRunRows.insert(report, task: nil, in: transaction)
    try CollectionRunRows.update(report, in: transaction)
  }

  private static func user(in transaction: Transaction) throws {
    try transaction.execute(
      """
      INSERT INTO users (id, email, name, role, password_hash, active, created_at)
      VALUES (1, 'a@example.com', 'A', 'administrator', '-', 1, 0) ON CONFLICT DO NOTHING
      """)
  }

  @Test(
    "discarded work and claims of what was done elsewhere go by their time",
    arguments: TestDatabase.available)
  func work(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let office = desk.office
      let kept = desk.clock.now().civilDate.adding(days: -Lane.keptDays).startOfDay
      let old = kept.adding(seconds: -1)
      try await office.database.write { transaction in
        // 1 to 4 were done otherwise, 5 is still to be done.
        for id in 1...5 {
          try transaction.execute(
            """
            INSERT INTO bureau_events (id, integration_id, message_id, received_at, body, state,
              finished_at)
            VALUES (?1, ?2, 'm' || CAST(?1 AS TEXT), 0, '{}', ?3, ?4)
            """,
            [id, desk.integration, id == 5 ? "waiting" : "refused", id == 5 ? nil : kept])
        }
        let rows: [(Int, failed: Instant?, discarded: Instant?, retry: Instant?)] = [
          (1, old, old, nil), (2, old, kept, nil), (3, old, nil, nil), (4, nil, nil, old),
          (5, old, old, nil),
        ]
        for row in rows {
          try transaction.execute(
            """
            INSERT INTO work_items (lane, row_id, attempts, must_ask, failed_at, discarded_at,
              discarded_by, retry_at)
            VALUES ('bureau-events', ?1, 1, 0, ?2, ?3, ?4, ?5)
            """, [row.0, row.failed, row.discarded, row.discarded.map { _ in "Ana" }, row.retry])
        }
      }
      #expect(try await office.erasure.eraseExpired().total == 2)
      let left = try await office.database.read { transaction in
        try transaction.query("SELECT row_id FROM work_items ORDER BY row_id") {
          try $0.integer(0)
        }
      }
      #expect(
        left == [2, 3, 5], "what failed waits for a person, what is still due stays given up")
    }
  }

  @Test(
    "of a removal that is refused every hour the first, the last and one a day stay",
    arguments: TestDatabase.available)
  func refusedRemovals(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let office = desk.office
      let listings = [
        try await desk.addListing(.queued, of: try await desk.addPerson()),
        try await desk.addListing(.queued, of: try await desk.addPerson(number: 2)),
      ]
      let day = desk.clock.now().civilDate.adding(days: -40)
      try await office.database.write { transaction in
        func insert(_ id: Int, _ listing: ID<Listing>, _ at: Instant, _ state: String) throws {
          try transaction.execute(
            """
            INSERT INTO transmissions (id, listing_id, integration_id, kind, priority, state,
              must_ask, attempts, next_attempt_at, created_at, finished_at)
            VALUES (?1, ?2, ?3, 'removal', 0, ?4, 0, 1, ?5, ?5, ?5)
            """, [id, listing, desk.integration, state, at])
        }
        // Three days with an attempt every six hours from midnight on, and one of today.
        for number in 0..<12 {
          try insert(
            1_000 + number, listings[0], day.startOfDay.adding(seconds: number * 21_600), "refused")
        }
        try insert(1_100, listings[0], desk.clock.now(), "refused")
        // Of another listing the last one is old, and one was taken.
        for number in 0..<3 {
          try insert(
            2_000 + number, listings[1], day.startOfDay.adding(seconds: number * 3_600),
            number == 0 ? "done" : "refused")
        }
      }
      #expect(try await office.erasure.eraseExpired().total == 9)
      let left = try await office.database.read { transaction in
        try transaction.query("SELECT id FROM transmissions ORDER BY id") {
          try $0.integer(0)
        }
      }
      #expect(left == [1_000, 1_004, 1_008, 1_100, 2_000, 2_001, 2_002])
      #expect(try await office.erasure.eraseExpired().total == 0)
    }
  }

  @Test(
    "each table loses what is older than its time, and nothing that has not ended",
    arguments: TestDatabase.available)
  func expired(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      try await desk.office.database.write { transaction in
        for retention in Self.terms { try Self.fill(retention, desk, in: transaction) }
      }
      let erased = try await desk.office.erasure.eraseExpired()
      #expect(erased.total == Self.terms.count)
      for retention in Self.terms {
        #expect(erased[retention.table] == 1, "\(retention.table)")
        // What a run listed proves a listing: only what it left out goes. Inquiries stay, without
        // their reports, and the reasons of refused lines, without what stood in them.
        let stays = ["collection_decisions", "inquiries", "import_faults"]
          .contains(retention.table)
        #expect(
          try await Self.left(of: retention, desk) == (stays ? [1, 2, 3] : [2, 3]),
          "\(retention.table)")
      }
      let decisions = try await desk.number("SELECT COUNT(*) FROM collection_decisions")
      #expect(decisions == 5)
      let reports = try await desk.number(
        "SELECT COUNT(*) FROM inquiries WHERE report_sealed IS NULL")
      #expect(reports == 1)
      let fields = try await desk.number(
        "SELECT COUNT(*) FROM import_faults WHERE fields_sealed IS NULL")
      #expect(fields == 1)
      #expect(try await desk.office.erasure.eraseExpired().total == 0)
    }
  }

  /// Which of the rows that were filled in are there.
  private static func left(of retention: Retention, _ desk: Desk) async throws -> [Int] {
    let place = place(of: retention)
    let column = retention.key.first { $0 != "scope" } ?? "id"
    return try await desk.office.database.read { transaction in
      try transaction.query("SELECT DISTINCT CAST(\(column) AS BIGINT) FROM \(retention.table)") {
        Int(try $0.integer(0)) - place
      }
    }.filter { (1...99).contains($0) }.sorted()
  }
}
