import Credit
import Refusals
import SQLDatabase
import Work
import World

/// Applies the stored webhooks in the order in which they came, each in a savepoint of its own.
/// The connector reads the message; the listing's machine ignores what it has seen. An event that
/// cannot be applied is set aside, and those behind it go on.
package struct InboundEventDuty: LaneDuty {
  /// Events of one transaction.
  private static let batch = 200
  let lane: TransactionLane

  package init(office: Office) {
    lane = TransactionLane(
      office.bureauEvents.bureauEventLane, batch: Self.batch, database: office.database,
      world: office.world
    ) { id, now, transaction in
      try office.bureauEvents.applyEvent(id, at: now, in: transaction)
      return .done
    }
  }
}

extension BureauEvents {
  /// Webhooks of the bureaus that were stored and not applied yet.
  var bureauEventLane: Lane {
    Lane(
      name: "bureau-events",
      rows: LaneRows(
        table: "bureau_events", condition: "r.state = 'waiting'", due: .at("r.received_at"),
        order: "r.id"),
      policy: .inside, subject: { ID<BureauEvent>($0).description },
      sentence: WorkQueues.workSentence,
      onDiscard: { id, note, now, transaction in
        try transaction.execute(
          """
          UPDATE bureau_events SET state = 'refused', problem = ?2, finished_at = ?3
          WHERE id = ?1 AND state = 'waiting'
          """, [id, note, now])
      })
  }

  fileprivate func applyEvent(
    _ id: Int64, at now: Instant, in transaction: Transaction
  ) throws {
    let event = try transaction.first(
      """
      SELECT e.body, i.provider, i.id FROM bureau_events e
      JOIN integrations i ON i.id = e.integration_id
      WHERE e.id = ?1 AND e.state = 'waiting'
      """, [id]
    ) { row in
      (
        body: try row.text(0), provider: try row.text(1),
        integration: try row.id(2) as ID<Integration>
      )
    }
    guard let event else { return }
    let result = try apply(
      event.body, provider: event.provider, event.integration, in: transaction)
    try transaction.execute(
      """
      UPDATE bureau_events SET state = ?2, problem = ?3, finished_at = ?4
      WHERE id = ?1 AND state = 'waiting'
      """, [id, result.state, result.problem, now])
  }

  private func apply(
    _ body: String, provider: String, _ integration: ID<Integration>,
    in transaction: Transaction
  ) throws -> (state: String, problem: String?) {
    guard let message = connectors[provider]?.message(inWebhook: body) else {
      return ("refused", "mensagem que o conector não entende")
    }
    do {
      // Half a report is none: what it changed before it was refused is undone.
      _ = try transaction.savepoint {
        try office.listings.applyReport(
          reference: message.reference, record: message.record, actor: .bureau, in: transaction)
      }
      if try isContested(message, in: transaction) {
        try Disputes.askForDisputes(of: integration, in: transaction)
      }
      return ("applied", nil)
    } catch let refusal as Refusal where refusal.code == Listings.unknownListingCode {
      try office.strayRecords.takeOrphan(
        StraySighting(
          record: message.record, reference: message.reference, integration: integration),
        in: transaction)
      return ("unknown", refusal.detail)
    } catch let refusal as Refusal {
      return ("refused", refusal.detail)
    } catch let error as ListingError {
      return ("refused", "\(error)")
    }
  }
}

extension BureauEvents {
  /// Whether a message tells of a contested record, or of one of which a contestation is not closed
  /// here: the bureau is then asked for its contestations, for the message has none of the words.
  private func isContested(
    _ message: (reference: String, record: BureauRecord), in transaction: Transaction
  ) throws -> Bool {
    if message.record.isDisputed || message.record.suspensions.contains(.dispute) { return true }
    guard let listing = ID<Listing>(message.reference) else { return false }
    return try transaction.first(
      "SELECT 1 FROM disputes WHERE listing_id = ?1 AND state <> 'closed' LIMIT 1", [listing]
    ) { _ in true } ?? false
  }
}

/// A webhook of a bureau, for its id.
package enum BureauEvent: Identified {
  package static let idPrefix = "bev"
}
