import Credit
import JSONText
import Logging
import SQLDatabase
import World

/// A record as the bureau told of it, and who told.
struct StraySighting {
  let record: BureauRecord
  /// The creditor's reference that it bears.
  let reference: String
  /// Nil where the message did not tell.
  var amount: Cents?
  let integration: ID<Integration>
}

extension StrayRecords {
  /// Takes note of a record that lives at the bureau while its listing is closed here, or while
  /// none of ours bears its reference. The first is taken off by itself; of the other a person
  /// decides. One that is gone by now is closed. Tells whether anything changed.
  func takeStray(
    _ sighting: StraySighting, behind listing: inout Listing, in transaction: Transaction
  ) throws -> Bool {
    guard try note(sighting, listing: listing.id, in: transaction) else { return false }
    guard !sighting.record.state.isFinal else {
      try remarkGone(sighting.record.reference, on: &listing, in: transaction)
      return true
    }
    try office.amendments.remark(
      "stray-record", on: &listing, actor: .bureau,
      detail: "O birô ainda mostra o registro \(sighting.record.reference) "
        + "(\(sighting.record.state.word)); a baixa é pedida até que saia.", in: transaction)
    return true
  }

  func remarkGone(
    _ bureauReference: String, on listing: inout Listing, in transaction: Transaction
  ) throws {
    try office.amendments.remark(
      "stray-record-gone", on: &listing, actor: .bureau,
      detail: "O birô já não mostra o registro \(bureauReference).", in: transaction)
  }

  /// The same of a record that is none of ours.
  @discardableResult
  func takeOrphan(_ sighting: StraySighting, in transaction: Transaction) throws -> Bool {
    try note(sighting, listing: nil, in: transaction)
  }

  private func note(
    _ sighting: StraySighting, listing: ID<Listing>?, in transaction: Transaction
  ) throws -> Bool {
    let now = world.clock.now()
    let record = sighting.record
    let known = try StrayRecordRows.lock(
      record.reference, of: sighting.integration, in: transaction)
    if let known, known.version >= record.version, known.record.state != .found { return false }
    guard !record.state.isFinal else {
      guard let known, known.record.state.isOpen else { return false }
      try StrayRecordRows.close(known.record.id, by: record, at: now, in: transaction)
      return true
    }
    guard let known else { return try insert(sighting, listing: listing, at: now, in: transaction) }
    try transaction.execute(
      """
      UPDATE stray_records SET bureau_version = ?2, bureau_state = ?3,
        amount_cents = COALESCE(CAST(?4 AS BIGINT), amount_cents)
      WHERE id = ?1 AND bureau_version < ?2
      """, [known.record.id, record.version, record.state.word, sighting.amount])
    // It was gone and lives again.
    guard known.record.state == .gone else { return false }
    try transaction.execute(
      """
      UPDATE stray_records SET state = ?2, found_at = ?3, decided_by = ?4, finished_at = NULL,
        next_attempt_at = CASE WHEN ?2 = 'removing' THEN CAST(?3 AS BIGINT) END
      WHERE id = ?1
      """,
      [
        known.record.id, listing == nil ? "found" : "removing", now,
        listing == nil ? nil : Actor.system.name,
      ])
    try tell(sighting, known.record.id, listing: listing, in: transaction)
    return true
  }

  private func insert(
    _ sighting: StraySighting, listing: ID<Listing>?, at now: Instant,
    in transaction: Transaction
  ) throws -> Bool {
    let id = ID<StrayRecord>(try transaction.nextIdentifier())
    let inserted = try transaction.execute(
      """
      INSERT INTO stray_records (id, integration_id, reference, bureau_reference, bureau_version,
        bureau_state, amount_cents, listing_id, state, found_at, decided_by, attempts,
        next_attempt_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0, ?12)
      ON CONFLICT (integration_id, bureau_reference) DO NOTHING
      """,
      [
        id, sighting.integration, sighting.reference, sighting.record.reference,
        sighting.record.version, sighting.record.state.word, sighting.amount, listing,
        listing == nil ? "found" : "removing", now, listing == nil ? nil : Actor.system.name,
        listing == nil ? nil : now,
      ])
    guard inserted == 1 else { return false }
    try tell(sighting, id, listing: listing, in: transaction)
    return true
  }

  private func tell(
    _ sighting: StraySighting, _ id: ID<StrayRecord>, listing: ID<Listing>?,
    in transaction: Transaction
  ) throws {
    world.logger.warning(
      "a record lives at the bureau without a listing here",
      metadata: ["record": "\(id)", "listing": "\(listing?.description ?? "none")"])
    try office.eventLog.publish(
      "stray-record.found", listing: listing,
      data: [
        "strayRecordId": .string(id.description),
        "bureauReference": .string(sighting.record.reference),
        "bureauState": .string(sighting.record.state.word), "listingId": .optional(listing),
      ], in: transaction)
  }
}
