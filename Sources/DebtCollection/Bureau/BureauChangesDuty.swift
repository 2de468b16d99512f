package import Credit
import Logging
import SQLDatabase
import World

/// Asks every bureau what has changed since the last time. Webhooks bring the same sooner; the
/// question is the truth, since a webhook may be lost.
package struct BureauChangesDuty: Duty {
  package let name = "bureau-changes"
  /// How often it falls due by the clock.
  package static let everySeconds = 3_600
  /// While time passes by itself it looks this often, so that a person need not wait an hour.
  package static let eagerSeconds = 15
  /// The bureau's clock and ours differ; changes of the last minutes are asked for twice.
  package static let overlapSeconds = 300

  private let office: Office

  package init(office: Office) {
    self.office = office
  }

  package func nextDue() async throws -> Instant? {
    try await office.database.read { transaction in
      try transaction.first(
        """
        SELECT MIN(changes_asked_at) FROM integrations
        WHERE credentials_refused_at IS NULL AND token_state <> 'none'
        """
      ) { try $0.optionalInstant(0) } ?? nil
    }?.adding(seconds: Self.everySeconds)
  }

  package func runDue() async throws -> Bool {
    let now = office.world.clock.now()
    let due = try await office.database.read { transaction in
      try transaction.query(
        """
        SELECT id FROM integrations
        WHERE credentials_refused_at IS NULL AND token_state <> 'none' AND changes_asked_at <= ?1
        """, [now.adding(seconds: -Self.eagerSeconds)]
      ) { try $0.id(0) as ID<Integration> }
    }
    var changed = false
    for integration in due {
      if try await office.takeChanges(of: integration, at: now) { changed = true }
    }
    return changed
  }
}

extension Office {
  /// Reads the bureau's changes of one integration page by page, each page in one transaction.
  /// Tells whether anything changed here.
  func takeChanges(of integration: ID<Integration>, at now: Instant) async throws -> Bool {
    let (access, provider) = try await bureauAccess(to: integration)
    guard let connector = connectors[provider] else { return false }
    let since = try await database.write { transaction in
      let since = try transaction.first(
        "SELECT changes_since_at FROM integrations WHERE id = ?1", [integration]
      ) { try $0.instant(0) }
      try transaction.execute(
        "UPDATE integrations SET changes_asked_at = ?2 WHERE id = ?1", [integration, now])
      return since
    }
    guard let since else { return false }
    var changed = false
    var hasRecords = false
    var cursor: String?
    repeat {
      guard
        case .answered(let page) = await connector.changes(access, since: since, cursor: cursor)
      else { return changed }
      if !page.records.isEmpty { hasRecords = true }
      if try await apply(page, of: integration) { changed = true }
      cursor = page.nextCursor
    } while cursor != nil
    // Where nothing came, the same question is as short the next time.
    guard hasRecords else { return changed }
    let next = now.adding(seconds: -BureauChangesDuty.overlapSeconds)
    _ = try await database.write { transaction in
      try transaction.execute(
        "UPDATE integrations SET changes_since_at = ?2 WHERE id = ?1 AND changes_since_at < ?2",
        [integration, next])
    }
    return changed
  }

  private func apply(
    _ page: BureauPage, of integration: ID<Integration>
  ) async throws -> Bool {
    guard !page.records.isEmpty else { return false }
    return try await database.write { transaction in
      var changed = false
      for entry in page.records {
        do {
          // Half a report is none: what it changed before it was refused is undone.
          let isNew = try transaction.savepoint {
            try applyReport(
              reference: entry.reference, record: entry.record, actor: .bureau, in: transaction)
          }
          if isNew { changed = true }
        } catch let refusal as Refusal where refusal.code == Self.unknownListingCode {
          let sighting = StraySighting(
            record: entry.record, reference: entry.reference, amount: entry.amount,
            integration: integration)
          if try takeOrphan(sighting, in: transaction) { changed = true }
        } catch let error as ListingError {
          world.logger.warning(
            "a report does not fit the listing",
            metadata: ["reference": "\(entry.reference)", "error": "\(error)"])
        }
      }
      return changed
    }
  }
}
