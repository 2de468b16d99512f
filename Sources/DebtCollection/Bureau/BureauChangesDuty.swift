package import Credit
import Logging
import Refusals
import SQLDatabase
import Work
import World

/// Asks every bureau what has changed since the last time, records and contestations. Webhooks
/// bring the same sooner; the question is the truth, since a webhook may be lost.
package struct BureauChangesDuty: Duty {
  package let name = "bureau-changes"
  /// How often it falls due while a virtual clock is moved. A token does not outlive the step from
  /// one question to the next, so that each costs two calls; webhooks bring the news at its
  /// instant, and the last question is asked when the clock has arrived.
  package static let everySeconds = 6 * 3_600
  /// While time passes by itself it looks this often, so that nobody has to wait.
  package static let eagerSeconds = 15
  /// The bureau's clock and ours differ; changes of the last minutes are asked for twice.
  package static let overlapSeconds = 300

  /// Integrations that are asked at once.
  private static let slots = 4
  /// Longer than the pages of one integration take.
  private static let leaseSeconds = 600

  private let office: Office
  private let lane: ClaimedLane

  package init(office: Office, worker: String = "worker") {
    self.office = office
    lane = ClaimedLane(
      office.bureauEvents.bureauChangesLane,
      .init(slots: Self.slots, leaseSeconds: Self.leaseSeconds, worker: worker),
      database: office.database, world: office.world
    ) { claim in
      _ = try await office.bureauEvents.takeChanges(of: ID(claim.row), at: office.world.clock.now())
      return .done
    }
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

  package func runDue() async throws -> Bool { try await lane.runDue() }
  package func failedCount() async throws -> Int { try await lane.failedCount() }
}

extension BureauEvents {
  /// Integrations whose bureau is asked for changes. One that always fails stops no other.
  var bureauChangesLane: Lane {
    Lane(
      name: "bureau-changes",
      rows: LaneRows(
        table: "integrations",
        condition: "r.credentials_refused_at IS NULL AND r.token_state <> 'none'",
        due: .after("r.changes_asked_at", seconds: BureauChangesDuty.eagerSeconds),
        order: "r.changes_asked_at, r.id"),
      policy: .outside, subject: { ID<Integration>($0).description },
      sentence: WorkQueues.workSentence)
  }

  /// Reads the bureau's changes of one integration page by page, each page in one transaction.
  /// Tells whether anything changed here.
  func takeChanges(of integration: ID<Integration>, at now: Instant) async throws -> Bool {
    // First of all: one that fails below is not asked again before its turn.
    let since = try await database.write { transaction in
      let since = try transaction.first(
        "SELECT changes_since_at FROM integrations WHERE id = ?1", [integration]
      ) { try $0.instant(0) }
      try transaction.execute(
        "UPDATE integrations SET changes_asked_at = ?2 WHERE id = ?1", [integration, now])
      return since
    }
    let (access, provider) = try await bureauAccess(to: integration)
    guard let connector = connectors[provider] else { return false }
    guard let since else { return false }
    var changed = false
    var hasRecords = false
    var paging = BureauPaging()
    var next: String?
    repeat {
      guard
        case .answered(let page) = await connector.changes(
          access, since: since, cursor: paging.cursor)
      else { return changed }
      if !page.records.isEmpty { hasRecords = true }
      if try await apply(page, of: integration) { changed = true }
      next = page.nextCursor
    } while paging.goOn(to: next)
    if try await office.disputes.takeDisputes(of: integration, access, connector) { changed = true }
    if !paging.isComplete { warnOfEndlessPages(of: integration) }
    // Where nothing came, the same question is as short the next time; where there was no end, it
    // is asked again.
    guard hasRecords, paging.isComplete else { return changed }
    let asked = now.adding(seconds: -BureauChangesDuty.overlapSeconds)
    _ = try await database.write { transaction in
      try transaction.execute(
        "UPDATE integrations SET changes_since_at = ?2 WHERE id = ?1 AND changes_since_at < ?2",
        [integration, asked])
    }
    return changed
  }

  /// The bureau's pages do not end, or lead in a circle.
  func warnOfEndlessPages(of integration: ID<Integration>) {
    world.logger.error(
      "the pages of a bureau have no end; what it told is asked for again",
      metadata: ["integration": "\(integration)"])
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
            try office.listings.applyReport(
              reference: entry.reference, record: entry.record, actor: .bureau, in: transaction)
          }
          if isNew { changed = true }
        } catch let refusal as Refusal where refusal.code == Listings.unknownListingCode {
          let sighting = StraySighting(
            record: entry.record, reference: entry.reference, amount: entry.amount,
            integration: integration)
          if try office.strayRecords.takeOrphan(sighting, in: transaction) { changed = true }
        } catch  where WorkFault.isOfRow(error) {
          // A reconciliation tells a person of it; the other records of the page are taken in.
          world.logger.error(
            "a report could not be applied",
            metadata: ["reference": "\(entry.reference)", "error": "\(error)"])
        }
      }
      return changed
    }
  }
}
