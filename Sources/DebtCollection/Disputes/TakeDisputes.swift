import Credit
import JSONText
import Logging
import SQLDatabase
import Sealing
import Work
import World

extension Disputes {
  /// Changes of the last minutes are asked for twice: two that were made in one second may be told
  /// on two pages.
  static let disputeOverlapSeconds = 300
  /// How far the bureau's clock may go before ours. An instant beyond it is taken for our own one,
  /// or nothing that the bureau tells later would count.
  static let clockAheadSeconds = 86_400
  /// Documents of persons that are fetched after one page of contestations, at the most.
  static let documentsPerFetch = 20

  /// Reads what the bureau tells of contestations since the last time, by the bureau's own clock.
  /// Tells whether anything changed here.
  func takeDisputes(
    of integration: ID<Integration>, _ access: BureauAccess, _ connector: any BureauConnector
  ) async throws -> Bool {
    let since = try await database.read { transaction in
      try transaction.first(
        "SELECT disputes_since_at FROM integrations WHERE id = ?1", [integration]
      ) { try $0.instant(0) }
    }
    guard let since else { return false }
    var changed = false
    var newest = since
    // The oldest one that could not be taken yet: it is asked for again.
    var early: Instant?
    var isWhole = true
    var paging = BureauPaging()
    var cursor: String?
    repeat {
      guard
        case .answered(let told) = await connector.disputes(
          access, since: since, cursor: paging.cursor)
      else { return changed }
      let page = withinOurTime(told)
      let taken = try await take(page, of: integration)
      if taken.changed { changed = true }
      newest = page.disputes.map(\.updatedAt).reduce(newest, max)
      early = [early, taken.early].compactMap { $0 }.min()
      if page.unreadable > 0 { isWhole = false }
      cursor = page.nextCursor
    } while paging.goOn(to: cursor)
    if !paging.isComplete { office.bureauEvents.warnOfEndlessPages(of: integration) }
    // What could not be read, or has no end, is asked for again: none is lost by default.
    if newest > since, isWhole, paging.isComplete {
      let next = max(
        since, min(newest.adding(seconds: -Self.disputeOverlapSeconds), early ?? newest))
      _ = try await database.write { transaction in
        try transaction.execute(
          """
          UPDATE integrations SET disputes_since_at = ?2
          WHERE id = ?1 AND disputes_since_at = ?3
          """, [integration, next, since])
      }
    }
    return try await fetchDocuments(of: integration, access, connector) || changed
  }

  /// The same page without instants that lie.
  private func withinOurTime(_ page: BureauDisputePage) -> BureauDisputePage {
    BureauDisputePage(
      disputes: page.disputes.map(withinOurTime), nextCursor: page.nextCursor,
      unreadable: page.unreadable)
  }

  private func withinOurTime(_ told: BureauDispute) -> BureauDispute {
    let now = world.clock.now()
    guard told.updatedAt > now.adding(seconds: Self.clockAheadSeconds) else { return told }
    var told = told
    told.updatedAt = now
    return told
  }

  /// A page in one transaction, each contestation undone alone where it fails. Tells of the oldest
  /// one that could not be taken: one that failed, or whose listing is still to come, as the
  /// successor of a correction whose answer is on its way.
  private func take(
    _ page: BureauDisputePage, of integration: ID<Integration>
  ) async throws -> (changed: Bool, early: Instant?) {
    guard !page.disputes.isEmpty else { return (false, nil) }
    return try await database.write { transaction in
      var changed = false
      var early: Instant?
      for told in page.disputes {
        if try isEarly(told, in: transaction) {
          early = min(early ?? told.updatedAt, told.updatedAt)
          continue
        }
        do {
          let isNew = try transaction.savepoint {
            try takeDispute(told, of: integration, in: transaction)
          }
          if isNew { changed = true }
        } catch  where WorkFault.isOfRow(error) {
          early = min(early ?? told.updatedAt, told.updatedAt)
          world.logger.error(
            "a contestation could not be taken",
            metadata: ["reference": "\(told.reference)", "error": "\(error)"])
        }
      }
      return (changed, early)
    }
  }

  private func isEarly(_ told: BureauDispute, in transaction: Transaction) throws -> Bool {
    guard let id = ID<Listing>(told.reference),
      try ListingRows.find(id, in: transaction) == nil
    else { return false }
    return try AmendmentRows.unfinished(leadingTo: id, in: transaction) != nil
  }

  /// Takes what the bureau tells of one contestation. What was heard before, or is about no listing
  /// of this integration, changes nothing. Tells whether anything changed.
  func takeDispute(
    _ told: BureauDispute, of integration: ID<Integration>, in transaction: Transaction
  ) throws -> Bool {
    let told = withinOurTime(told)
    guard let id = ID<Listing>(told.reference),
      var listing = try ListingRows.lock(id, in: transaction),
      listing.integration == integration
    else {
      world.logger.warning(
        "the bureau tells of a contestation of no listing of ours",
        metadata: ["reference": "\(told.reference)"])
      return false
    }
    guard let known = try ListingDisputeRows.lock(told.id, of: integration, in: transaction) else {
      try open(told, about: &listing, in: transaction)
      return true
    }
    guard told.updatedAt >= known.bureauUpdatedAt else { return false }
    try keep(told.documents, of: known.id, in: transaction)
    if known.state != .closed, let outcome = told.outcome {
      try close(known.id, told, outcome, about: &listing, in: transaction)
      return true
    }
    return try noteAnswer(told, known, in: transaction)
  }

  /// The bureau has an answer: ours that was lost on its way back, or one that somebody gave there.
  private func noteAnswer(
    _ told: BureauDispute, _ known: ListingDispute, in transaction: Transaction
  ) throws -> Bool {
    guard let answeredAt = told.answeredAt,
      known.state == .open || known.sending == .waiting
    else { return false }
    try transaction.execute(
      """
      UPDATE disputes SET state = 'answered', bureau_updated_at = ?2, problem = NULL,
        answered_at = COALESCE(answered_at, CAST(?3 AS BIGINT)),
        answered_by = COALESCE(answered_by, ?4),
        sending = CASE WHEN sending = 'waiting' THEN 'sent' ELSE sending END
      WHERE id = ?1
      """, [known.id, told.updatedAt, answeredAt, Actor.bureau.name])
    return true
  }

  private func open(
    _ told: BureauDispute, about listing: inout Listing, in transaction: Transaction
  ) throws {
    let id = ID<ListingDispute>(try transaction.nextIdentifier())
    try transaction.execute(
      """
      INSERT INTO disputes (id, integration_id, bureau_reference, bureau_updated_at, listing_id,
        receivable_id, person_id, state, reason, text_sealed, opened_at, due_on, alarm_on,
        answered_at, answered_by)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
      """,
      [
        id, listing.integration, told.id, told.updatedAt, listing.id, listing.receivable,
        listing.person, told.answeredAt == nil ? "open" : "answered", told.reason,
        sealer.seal(told.text, place: ListingDisputeRows.textPlace(id)), told.openedAt,
        told.dueOn, AlarmDuty.nearFrom(told.dueOn, businessDays: Self.disputeAlarmBusinessDays),
        told.answeredAt, told.answeredAt == nil ? nil : Actor.bureau.name,
      ])
    try keep(told.documents, of: id, in: transaction)
    try office.amendments.remark(
      "dispute-opened", on: &listing, actor: .bureau,
      detail: "A pessoa contestou; resposta até \(told.dueOn.brazilian).", in: transaction)
    try TitleBlockRows.set(
      .dispute, .contestation, note: "Contestada no birô pela pessoa.", of: listing.receivable,
      by: .bureau, at: listing.updatedAt, in: transaction)
    try publishDispute("dispute.opened", id, listing, dueOn: told.dueOn, in: transaction)
    if let outcome = told.outcome {
      try close(id, told, outcome, about: &listing, in: transaction)
    }
  }

  private func close(
    _ id: ID<ListingDispute>, _ told: BureauDispute, _ outcome: BureauDispute.Outcome,
    about listing: inout Listing, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE disputes SET state = 'closed', outcome = ?2, resolution = ?3, closed_at = ?4,
        bureau_updated_at = ?5,
        sending = CASE WHEN sending = 'waiting' THEN 'dropped' ELSE sending END
      WHERE id = ?1
      """,
      [
        id, outcome.rawValue, told.resolution, told.closedAt ?? told.updatedAt, told.updatedAt,
      ])
    try office.amendments.remark(
      "dispute-closed", on: &listing, actor: .bureau, detail: outcome.sentence, in: transaction)
    switch outcome {
    case .upheld, .lapsed:
      try TitleBlockRows.set(
        .dispute, .bureau, note: outcome.sentence, of: listing.receivable, by: .bureau,
        at: listing.updatedAt, in: transaction)
    case .dismissed:
      // What was blocked because the debt was contested is free again; the rest stays.
      _ = try TitleBlockRows.release(
        of: listing.receivable, only: .dispute, cause: .contestation, note: outcome.sentence,
        by: .bureau, at: listing.updatedAt, in: transaction)
    }
    try publishDispute(
      "dispute.closed", id, listing, dueOn: told.dueOn, outcome: outcome, in: transaction)
  }

  func publishDispute(
    _ name: String, _ id: ID<ListingDispute>, _ listing: Listing, dueOn: CivilDate,
    outcome: BureauDispute.Outcome? = nil, in transaction: Transaction
  ) throws {
    try office.eventLog.publish(
      name, listing: listing.id,
      data: [
        "disputeId": .string(id.description), "listingId": .string(listing.id.description),
        "receivableId": .string(listing.receivable.description),
        "personId": .string(listing.person.description), "dueOn": .string(dueOn.description),
        "outcome": .optional(outcome?.rawValue),
      ], in: transaction)
  }

  /// The documents by name; their contents are fetched afterwards.
  private func keep(
    _ documents: [BureauDispute.Document], of id: ID<ListingDispute>, in transaction: Transaction
  ) throws {
    for document in documents where document.isOfPerson {
      try transaction.execute(
        """
        INSERT INTO dispute_documents (id, dispute_id, sent_by, bureau_reference, name,
          media_type, added_by, added_at)
        VALUES (?1, ?2, 'person', ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT (dispute_id, bureau_reference) DO NOTHING
        """,
        [
          try transaction.nextIdentifier(), id, document.id, document.name, document.mediaType,
          Actor.bureau.name, world.clock.now(),
        ])
    }
  }

  /// Fetches what is missing of the documents, the newest first, so that those that the bureau does
  /// not give hold up no later one. They are asked for again the next time.
  private func fetchDocuments(
    of integration: ID<Integration>, _ access: BureauAccess, _ connector: any BureauConnector
  ) async throws -> Bool {
    let missing = try await database.read { transaction in
      try transaction.query(
        """
        SELECT f.id, d.bureau_reference, f.bureau_reference FROM dispute_documents f
        JOIN disputes d ON d.id = f.dispute_id
        WHERE f.content_sealed IS NULL AND d.integration_id = ?1 ORDER BY f.id DESC LIMIT ?2
        """, [integration, Self.documentsPerFetch]
      ) { row in
        (
          id: try row.id(0) as ID<DisputeDocument>, dispute: try row.text(1),
          reference: try row.text(2)
        )
      }
    }
    var changed = false
    for document in missing {
      guard
        case .answered(let content) = await connector.disputeDocument(
          access, dispute: document.dispute, id: document.reference)
      else { continue }
      let sealed = sealer.seal(content, place: ListingDisputeRows.contentPlace(document.id))
      _ = try await database.write { transaction in
        try transaction.execute(
          """
          UPDATE dispute_documents SET content_sealed = ?2
          WHERE id = ?1 AND content_sealed IS NULL
          """, [document.id, sealed])
      }
      changed = true
    }
    return changed
  }

  /// Has the bureau asked for its contestations at once; with `all` from the first one on.
  static func askForDisputes(
    of integration: ID<Integration>, all: Bool = false, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE integrations SET changes_asked_at = 0,
        disputes_since_at = CASE WHEN ?2 = 1 THEN 0 ELSE disputes_since_at END
      WHERE id = ?1
      """, [integration, all])
  }
}

extension BureauDispute.Outcome {
  /// As timelines, notes and screens say it.
  package var sentence: String {
    switch self {
    case .upheld: "O birô acolheu a contestação: a negativação sai e o título fica bloqueado."
    case .dismissed: "O birô não acolheu a contestação: a dívida está mantida."
    case .lapsed:
      "Ninguém respondeu no prazo: o birô tirou a negativação e o título fica bloqueado."
    }
  }
}
