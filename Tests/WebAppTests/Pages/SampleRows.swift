import Credit
import JSONText
import SQLDatabase
import Sealing
import TestKit
import World

@testable import DebtCollection

/// Rows that come from the outside world or from long work, written as they would stand.
struct SampleRows: Sendable {
  let inquiry: ID<Inquiry>
  let endpoint: ID<WebhookEndpoint>
  let check: ID<AuditCheck>
  let imported: ID<ImportJob>
  let bankReturn: ID<ImportJob>
  let reconciliation: ID<Reconciliation>
  let run: ID<CollectionRun>
  let stray: ID<StrayRecord>
  let dispute: ID<ListingDispute>
  let document: ID<DisputeDocument>

  static func insert(
    _ office: Office, customer: ID<Person>, branch: ID<Branch>, integration: ID<Integration>,
    listing: ID<Listing>, title: ID<Receivable>, payment: ID<Payment>
  ) async throws -> SampleRows {
    let endpoint = try await office.webhookEndpoints.addWebhookEndpoint(
      url: "https://erp.example/avisos", events: [], actor: .system
    ).endpoint.id
    _ = try await office.tasks.taskRuns()
    _ = try await office.tasks.tasks()
    return try await office.database.write { transaction in
      let inquiry = try inquiry(office, customer, branch, integration, in: transaction)
      try deliveries(to: endpoint, in: transaction)
      let check = try check(listing, in: transaction)
      let imports = try imports(title, payment, in: transaction)
      let reconciliation = try reconciliation(listing, integration, in: transaction)
      try rest(office, listing, in: transaction)
      let run = try run(title, in: transaction)
      let stray = try strays(listing, integration, in: transaction)
      try failedWork(run, in: transaction)
      let contested = try dispute(office, listing, integration, in: transaction)
      try blocks(of: listing, office, in: transaction)
      return SampleRows(
        inquiry: inquiry, endpoint: endpoint, check: check, imported: imports.rows,
        bankReturn: imports.bank, reconciliation: reconciliation, run: run, stray: stray,
        dispute: contested.id, document: contested.document)
    }
  }

  private static func inquiry(
    _ office: Office, _ customer: ID<Person>, _ branch: ID<Branch>,
    _ integration: ID<Integration>, in transaction: Transaction
  ) throws -> ID<Inquiry> {
    let id = ID<Inquiry>(try transaction.nextIdentifier())
    let sealed = try transaction.first(
      "SELECT document_sealed FROM people WHERE id = ?1", [customer]
    ) { try $0.bytes(0) }
    let document = try office.sealer.openText(
      sealed ?? [], place: DebtorRow.documentPlace(customer))
    let summary = """
      {"restricted":true,"partial":true,"summary":[{"block":"listings","count":2,"totalCents":5000,
      "firstOn":"2026-01-01","lastOn":"2026-02-01"}],"score":512,
      "sources":[{"name":"protests","answered":false},{"name":"listings","answered":true}]}
      """
    for (number, outcome) in [(id, "partial"), (ID(try transaction.nextIdentifier()), "failed")] {
      try transaction.execute(
        """
        INSERT INTO inquiries (id, person_id, document_index, document_sealed, document_masked,
          branch_id, integration_id, product, purpose, state, outcome, cost_cents, requested_by,
          requested_at, completed_at, protocol_number, summary, problem_code, problem)
        SELECT ?1, ?2, document_index, ?10, document_masked, ?3, ?4, 'basic',
          'credit-granting', ?5, ?6, 250, 'user:ana@provedor.example', ?7, ?7, 'P-1', ?8, ?9, ?9
        FROM people WHERE id = ?2
        """,
        [
          number, customer, branch, integration, outcome == "failed" ? "failed" : "completed",
          outcome, office.world.clock.now(), outcome == "failed" ? nil : summary,
          outcome == "failed" ? "bureau-unavailable" : nil,
          office.sealer.seal(document, place: InquiryRows.documentPlace(number)),
        ])
    }
    return id
  }

  private static func deliveries(
    to endpoint: ID<WebhookEndpoint>, in transaction: Transaction
  ) throws {
    for (index, state) in ["waiting", "done", "given-up"].enumerated() {
      let event = try transaction.nextIdentifier()
      try transaction.execute(
        """
        INSERT INTO published_events (id, name, at, data, dispatched)
        VALUES (?1, 'listing.active', 0, '{}', 1)
        """, [event])
      try transaction.execute(
        """
        INSERT INTO webhook_deliveries (id, endpoint_id, event_id, state, attempts,
          next_attempt_at, last_status, last_problem)
        VALUES (?1, ?2, ?3, ?4, 2, 0, 500, 'o endereço respondeu 500')
        """, [event + Int64(100 + index), endpoint, event, state])
    }
  }

  private static func check(
    _ listing: ID<Listing>, in transaction: Transaction
  ) throws -> ID<AuditCheck> {
    let id = ID<AuditCheck>(try transaction.nextIdentifier())
    try transaction.execute(
      """
      INSERT INTO audit_checks (id, state, started_by, started_at, finished_at, total_count,
        cursor_id, listing_count, entry_count, broken_count, broken)
      VALUES (?1, 'finished', 'user:ana@provedor.example', 0, 1, 1, 1, 1, 3, 1, ?2)
      """,
      [id, "[{\"listing\":\(listing.number),\"sequence\":1,\"kind\":\"changed\"}]"])
    return id
  }

  private static func imports(
    _ title: ID<Receivable>, _ payment: ID<Payment>, in transaction: Transaction
  ) throws -> (rows: ID<ImportJob>, bank: ID<ImportJob>) {
    var ids: [ID<ImportJob>] = []
    for kind in ["people", "bank-return"] {
      let id = ID<ImportJob>(try transaction.nextIdentifier())
      ids.append(id)
      try transaction.execute(
        """
        INSERT INTO imports (id, kind, state, dry_run, content_hash, byte_count,
          position_bytes, position_line, created_count, updated_count, unchanged_count,
          refused_count, notices, started_by, started_at, finished_at, problem)
        VALUES (?1, ?2, 'finished', 0, ?3, 100, 100, 3, 1, 0, 0, 1, '[]',
          'command-line', 0, 1, 'parou')
        """, [id, kind, [UInt8](repeating: 1, count: 32)])
      try transaction.execute(
        """
        INSERT INTO import_faults (import_id, line, sequence, code, detail)
        VALUES (?1, 2, 1, 'invalid', 'Linha errada.')
        """, [id])
    }
    try transaction.execute(
      """
      INSERT INTO bank_return_lines (import_id, line, bank_number, document_number, occurrence,
        kind, paid_cents, occurred_on, available_on, outcome, receivable_id, payment_id, detail)
      VALUES (?1, 2, '9001', 'T-1', '06', 'full', 12990, 20000, 20001, 'settled', ?2, ?3, 'Pago.')
      """, [ids[1], title, payment])
    try transaction.execute(
      """
      INSERT INTO bank_return_totals (import_id, kind, outcome, line_count, paid_cents)
      VALUES (?1, 'full', 'settled', 1, 12990), (?1, 'full', 'unmatched', 1, 12990)
      """, [ids[1]])
    try transaction.execute(
      """
      INSERT INTO bank_return_lines (import_id, line, bank_number, document_number, occurrence,
        kind, paid_cents, occurred_on, available_on, outcome, detail, bank, agreement, signature)
      VALUES (?1, 3, '9002', 'T-2', '06', 'full', 12990, 20000, 20001, 'unmatched', 'Escolha.',
        '341', '1', 'x')
      """, [ids[1]])
    try transaction.execute(
      """
      INSERT INTO bank_return_candidates
        (import_id, line, receivable_id, speaks_for, speaks_against)
      VALUES (?1, 3, ?2, 'number,face', 'dueOn')
      """, [ids[1], title])
    try transaction.execute(
      """
      INSERT INTO bank_number_decisions
        (bank, agreement, number_key, receivable_id, decided_by, decided_at)
      VALUES ('341', '1', '9002', ?1, 'command-line', 0)
      """, [title])
    return (ids[0], ids[1])
  }

  private static func reconciliation(
    _ listing: ID<Listing>, _ integration: ID<Integration>, in transaction: Transaction
  ) throws -> ID<Reconciliation> {
    let id = ID<Reconciliation>(try transaction.nextIdentifier())
    try transaction.execute(
      """
      INSERT INTO reconciliations (id, integration_id, state, started_by, started_at, finished_at,
        matched_count, problem)
      VALUES (?1, ?2, 'finished', 'routine', 0, 1, 1, 'parou')
      """, [id, integration])
    for (index, kind) in ["onlyHere", "onlyThere", "different"].enumerated() {
      try transaction.execute(
        """
        INSERT INTO reconciliation_differences (reconciliation_id, sequence, kind, listing_id,
          bureau_reference, here, there, detail)
        VALUES (?1, ?2, ?3, ?4, 'B-1', 'active', 'removed', 'Não combina.')
        """, [id, index, kind, kind == "onlyThere" ? nil : listing.number])
    }
    return id
  }

  /// One of each state; the one that waits for a person.
  /// A run of the routine that was set aside.
  private static func failedWork(
    _ run: ID<CollectionRun>, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      INSERT INTO work_items (lane, row_id, attempts, must_ask, last_error, failed_at)
      VALUES ('collection-runs', ?1, 6, 0, 'uniqueViolation', 0)
      """, [run])
  }

  private static func strays(
    _ listing: ID<Listing>, _ integration: ID<Integration>, in transaction: Transaction
  ) throws -> ID<StrayRecord> {
    var found = ID<StrayRecord>(0)
    for state in StrayRecord.State.allCases {
      let id = ID<StrayRecord>(try transaction.nextIdentifier())
      if state == .found { found = id }
      try transaction.execute(
        """
        INSERT INTO stray_records (id, integration_id, reference, bureau_reference, bureau_version,
          bureau_state, amount_cents, listing_id, state, found_at, decided_by, note, attempts,
          next_attempt_at, last_problem, finished_at)
        VALUES (?1, ?2, 'OUTRO-9', ?3, 1, 'visible', 5000, ?4, ?5, 0, 'routine', 'Conferido.', 0,
          ?6, 'parou', ?7)
        """,
        [
          id, integration, "B-\(state.rawValue)", state == .removing ? listing : nil,
          state.rawValue, state == .removing ? Int64.max / 2 : nil, state.isOpen ? nil : 1,
        ])
    }
    return found
  }

  /// A contestation that waits for an answer, with a document of the person, under the words of
  /// somebody who means harm.
  private static func dispute(
    _ office: Office, _ listing: ID<Listing>, _ integration: ID<Integration>,
    in transaction: Transaction
  ) throws -> (id: ID<ListingDispute>, document: ID<DisputeDocument>) {
    let stored = try ListingRows.find(listing, in: transaction)
    let now = office.world.clock.now()
    let told = BureauDispute(
      id: "dsp-1", reference: stored?.reference ?? "", reason: "paid", text: HostileText.text,
      openedAt: now, dueOn: now.civilDate.adding(days: 3), updatedAt: now,
      documents: [
        BureauDispute.Document(
          id: "doc-1", name: HostileText.text, mediaType: "text/plain", isOfPerson: true)
      ])
    _ = try office.disputes.takeDispute(told, of: integration, in: transaction)
    let found = try transaction.first(
      "SELECT dispute_id, id FROM dispute_documents"
    ) { (id: try $0.id(0) as ID<ListingDispute>, document: try $0.id(1) as ID<DisputeDocument>) }
    guard let found else { return (ID(0), ID(0)) }
    try transaction.execute(
      "UPDATE dispute_documents SET content_sealed = ?2 WHERE id = ?1",
      [
        found.document,
        office.sealer.seal("Recibo.", place: ListingDisputeRows.contentPlace(found.document)),
      ])
    return found
  }

  /// One that stands and one that somebody freed.
  private static func blocks(
    of listing: ID<Listing>, _ office: Office, in transaction: Transaction
  ) throws {
    guard let title = try ListingRows.find(listing, in: transaction)?.receivable else { return }
    let ana = Actor.user("ana@provedor.example")
    let now = office.world.clock.now()
    try TitleBlockRows.set(
      .declined, .decline, note: HostileText.text, of: title, by: ana, at: now, in: transaction)
    _ = try TitleBlockRows.release(
      of: title, only: .declined, note: "Conferido.", by: ana, at: now, in: transaction)
    try TitleBlockRows.set(
      .removedByBureau, .bureau, note: HostileText.text, of: title, by: .bureau, at: now,
      in: transaction)
  }

  private static func run(
    _ title: ID<Receivable>, in transaction: Transaction
  ) throws -> ID<CollectionRun> {
    let id = ID<CollectionRun>(try transaction.nextIdentifier())
    try transaction.execute(
      """
      INSERT INTO collection_runs (id, dry_run, state, run_on, started_by, started_at,
        finished_at, examined_count, listed_count, listed_cents, removed_count, removed_cents,
        left_out_count, left_out_cents, cost_cents, problem, cursor_due_on, cursor_id)
      VALUES (?1, 0, 'finished', 20000, 'routine', 0, 1, 1, 0, 0, 0, 0, 1, 100, 0, 'parou', 0, 0)
      """, [id])
    try transaction.execute(
      """
      INSERT INTO collection_run_reasons (run_id, outcome, code, title_count, amount_cents)
      VALUES (?1, 'leftOut', 'x', 1, 12990)
      """, [id])
    try transaction.execute(
      """
      INSERT INTO collection_decisions (run_id, receivable_id, outcome, amount_cents, reasons)
      VALUES (?1, ?2, 'leftOut', 12990, ?3)
      """,
      [
        id, title,
        JSON.array([
          ["code": "x", "detail": .string(HostileText.text), "source": .string(HostileText.text)]
        ]).text,
      ])
    return id
  }

  private static func rest(
    _ office: Office, _ listing: ID<Listing>, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      INSERT INTO task_runs (id, task, started_at, finished_at, started_by, outcome, detail)
      VALUES (?1, 'collect', 0, 1, 'routine', 'failed', 'A tarefa falhou.')
      """, [try transaction.nextIdentifier()])
    try transaction.execute(
      """
      INSERT INTO alarms (id, listing_id, kind, due_on, raised_at)
      VALUES (?1, ?2, 'removal-near', 20500, 0)
      """, [try transaction.nextIdentifier(), listing])
    try office.accessRecords.logAccess(
      .user("ana@provedor.example"), "person.document-opened", subject: "per_1",
      purpose: "credit-granting", in: transaction)
  }
}
