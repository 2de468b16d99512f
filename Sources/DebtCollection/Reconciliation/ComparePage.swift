import Credit
import SQLDatabase
import Work
import World

extension Reconciliations {
  /// A listing that the bureau took this lately may be missing in its statement.
  package static let reconciliationGraceSeconds = 3_600
  /// Listings that are looked for in one transaction.
  static let reconciliationBatchSize = 1_000

  /// Compares one page of the statement, marks what was seen, and counts what agrees.
  func compare(
    _ page: BureauPage, for id: ID<Reconciliation>, _ integration: ID<Integration>,
    _ claim: WorkClaim
  ) async throws {
    let now = world.clock.now()
    try await database.write { transaction in
      try claim.hold(seconds: Self.reconciliationClaimSeconds, at: now, in: transaction)
      var matched = 0
      for entry in page.records {
        do {
          let agrees = try transaction.savepoint {
            try compare(entry.reference, entry.record, entry.amount, id, integration, transaction)
          }
          if agrees { matched += 1 }
        } catch  where WorkFault.isOfRow(error) {
          // One record that cannot be taken in is told of; the others of the page are compared.
          try ReconciliationRows.add(
            .different, listing: nil, bureauReference: entry.record.reference, here: nil,
            there: entry.record.state.word,
            detail: "O registro não pôde ser conferido: \(WorkQueues.workSentence(error))", to: id,
            in: transaction)
        }
      }
      try transaction.execute(
        "UPDATE reconciliations SET matched_count = matched_count + ?2 WHERE id = ?1",
        [id, matched])
      if let cursor = page.nextCursor {
        try ReconciliationRows.move(id, to: integration, cursor: cursor, in: transaction)
      }
    }
  }

  private func compare(
    _ reference: String, _ record: BureauRecord, _ amount: Cents, _ id: ID<Reconciliation>,
    _ integration: ID<Integration>, _ transaction: Transaction
  ) throws -> Bool {
    guard let listing = try known(reference, record, integration, transaction) else {
      try office.strayRecords.takeOrphan(
        StraySighting(
          record: record, reference: reference, amount: amount, integration: integration),
        in: transaction)
      try ReconciliationRows.add(
        .onlyThere, listing: nil, bureauReference: record.reference, here: nil,
        there: "\(record.state.word), \(amount)",
        detail: "O birô tem um registro com a referência \(reference), que não é nossa.",
        to: id, in: transaction)
      return false
    }
    let isNew =
      try transaction.execute(
        """
        INSERT INTO reconciliation_marks (reconciliation_id, listing_id) VALUES (?1, ?2)
        ON CONFLICT (reconciliation_id, listing_id) DO NOTHING
        """, [id, listing.id]) == 1
    // Moved from one page to another while the statement was read.
    guard isNew else { return false }
    let current = try updated(listing, by: record, transaction)
    let here = Standing(current.state.word)
    let there = Standing(record.state)
    var faults: [String] = []
    // The statement may be older than a report that came while it was read.
    let isOlder =
      try (current.state.record?.version ?? 0) > record.version
      || AmendmentRows.unfinished(of: current.id, in: transaction) != nil
    if !isOlder, !here.agrees(with: there) {
      faults.append("Aqui \(here.portuguese), no birô \(there.portuguese).")
      if here == .closed, var closed = try ListingRows.lock(current.id, in: transaction) {
        // Also a record that did not change since the listing was closed here.
        _ = try office.strayRecords.takeStray(
          StraySighting(
            record: record, reference: reference, amount: amount, integration: integration),
          behind: &closed, in: transaction)
      }
    }
    if current.amount != amount {
      faults.append("Aqui \(current.amount), no birô \(amount).")
    }
    if let known = current.state.record?.reference, known != record.reference {
      faults.append("Aqui o registro \(known), no birô \(record.reference).")
    }
    guard !faults.isEmpty else { return true }
    try ReconciliationRows.add(
      .different, listing: listing.id, bureauReference: record.reference,
      here: "\(current.state.word.rawValue), \(current.amount)",
      there: "\(record.state.word), \(amount)", detail: faults.joined(separator: " "), to: id,
      in: transaction)
    return false
  }

  private func known(
    _ reference: String, _ record: BureauRecord, _ integration: ID<Integration>,
    _ transaction: Transaction
  ) throws -> Listing? {
    guard let id = ID<Listing>(reference) else { return nil }
    if let amendment = try AmendmentRows.unfinished(leadingTo: id, in: transaction) {
      // The statement tells of a correction before its answer does.
      try office.amendments.conclude(amendment, with: record, in: transaction)
    }
    guard let listing = try ListingRows.find(id, in: transaction),
      try listing.integration == integration
        || isSameAccess(listing.integration, integration, transaction)
    else { return nil }
    return listing
  }

  /// Two integrations, each with a branch, may be one customer of the bureau, whose statement
  /// then tells of both.
  private func isSameAccess(
    _ one: ID<Integration>, _ other: ID<Integration>, _ transaction: Transaction
  ) throws -> Bool {
    try transaction.first(
      """
      SELECT 1 FROM integrations a
      JOIN integrations b ON b.provider = a.provider AND b.base_url = a.base_url
        AND b.client_id = a.client_id
      WHERE a.id = ?1 AND b.id = ?2
      """, [one, other]
    ) { _ in true } ?? false
  }

  /// The listing after what the record says newer than we know.
  private func updated(
    _ listing: Listing, by record: BureauRecord, _ transaction: Transaction
  ) throws -> Listing {
    if let version = listing.state.record?.version, version >= record.version { return listing }
    do {
      _ = try office.listings.applyReport(
        reference: listing.reference, record: record, actor: .bureau, in: transaction)
    } catch is ListingError {
      // The report cannot happen to the listing as it stands: the comparison tells a person.
      return listing
    }
    return try ListingRows.find(listing.id, in: transaction) ?? listing
  }

  /// Live listings that the bureau should have and did not show.
  func findOnlyHere(
    _ id: ID<Reconciliation>, _ integration: ID<Integration>, startedAt: Instant,
    _ claim: WorkClaim
  ) async throws {
    var after: Int64 = 0
    while true {
      let position = after
      let now = world.clock.now()
      let last = try await database.write { transaction -> Int64? in
        try claim.hold(seconds: Self.reconciliationClaimSeconds, at: now, in: transaction)
        let rows = try transaction.query(
          """
          SELECT id, state, amount_cents, bureau_reference FROM listings l
          WHERE id > ?1 AND integration_id = ?2 AND bureau_reference IS NOT NULL
            AND state NOT IN (\(ListingRows.finalStates))
            AND COALESCE(accepted_at, submitted_at, requested_at) < ?4
            AND NOT EXISTS (SELECT 1 FROM reconciliation_marks m
              WHERE m.reconciliation_id = ?3 AND m.listing_id = l.id)
          ORDER BY id LIMIT \(Self.reconciliationBatchSize)
          """,
          [
            position, integration, id,
            startedAt.adding(seconds: -Self.reconciliationGraceSeconds),
          ]
        ) {
          (
            id: try $0.id(0) as ID<Listing>, state: try $0.text(1), amount: try $0.cents(2),
            reference: try $0.text(3)
          )
        }
        for row in rows {
          try ReconciliationRows.add(
            .onlyHere, listing: row.id, bureauReference: row.reference,
            here: "\(row.state), \(row.amount)", there: nil,
            detail: "O extrato do birô não traz o registro \(row.reference).", to: id,
            in: transaction)
        }
        return rows.last?.id.number
      }
      guard let last else { return }
      after = last
    }
  }
}
