import Credit
import Outbound
import SQLDatabase
import Sealing
import Work
import World

/// Sends the answers to contestations. Every try of one answer has the same key at the bureau, so
/// that one whose own answer was lost may be sent again.
package struct DisputeAnswerDuty: LaneDuty {
  private static let slots = 4
  /// Longer than one answer takes.
  private static let leaseSeconds = 120
  let lane: ClaimedLane

  package init(office: Office, worker: String = "worker") {
    lane = ClaimedLane(
      office.disputes.disputeAnswerLane,
      .init(slots: Self.slots, leaseSeconds: Self.leaseSeconds, worker: worker),
      database: office.database, world: office.world
    ) { try await office.disputes.sendDisputeAnswer($0) }
  }
}

extension Disputes {
  /// The wait before an answer is sent again to a bureau that could not be reached; what the bureau
  /// asks for counts up to the longest one, for a term of business days runs.
  private static let answerPauseSeconds = 60
  private static let longestAnswerPauseSeconds = 900

  /// Answers that wait to be sent.
  var disputeAnswerLane: Lane {
    Lane(
      name: "dispute-answers",
      rows: LaneRows(
        table: "disputes",
        condition: """
          r.sending = 'waiting' AND EXISTS (SELECT 1 FROM integrations i
            WHERE i.id = r.integration_id AND i.credentials_refused_at IS NULL)
          """,
        due: .at("r.answered_at"), order: "r.answered_at, r.id"),
      policy: .outside, subject: { ID<ListingDispute>($0).description },
      sentence: WorkQueues.workSentence)
  }

  fileprivate func sendDisputeAnswer(_ claim: WorkClaim) async throws -> WorkEnding {
    let id = ID<ListingDispute>(claim.row)
    guard let (dispute, answer) = try await disputeAnswer(id) else { return .done }
    let (access, provider) = try await office.bureauEvents.bureauAccess(to: dispute.integration)
    guard let connector = connectors[provider] else {
      return .failed(problem: "Provedor sem conector: \(provider).")
    }
    switch await connector.answer(access, answer) {
    case .answered(let told):
      try await conclude(claim, dispute, told)
      return .done
    case .refused(let refusal) where refusal.status == 404 || refusal.status == 409:
      // Decided or answered before: the bureau's own word tells.
      guard
        case .answered(let told?) = await connector.dispute(access, id: dispute.bureauReference),
        told.outcome != nil || told.answeredAt != nil
      else {
        try await refuse(claim, dispute, refusal.detail)
        return .done
      }
      try await conclude(claim, dispute, told)
      return .done
    case .refused(let refusal):
      try await refuse(claim, dispute, refusal.detail)
      return .done
    case .unauthorized(let detail):
      let now = world.clock.now()
      try await database.write {
        try office.inquiries.refuseCredentials(
          of: dispute.integration, version: access.version, at: now, in: $0)
      }
      return try await postpone(claim, dispute, detail, pause: nil)
    case .unavailable(let detail, let pause):
      return try await postpone(claim, dispute, detail, pause: pause)
    case .unclear(let detail): return try await postpone(claim, dispute, detail, pause: nil)
    }
  }

  /// What waits to be sent; nil where nothing does any more.
  private func disputeAnswer(
    _ id: ID<ListingDispute>
  ) async throws -> (ListingDispute, BureauDisputeAnswer)? {
    let found = try await database.read { transaction in
      guard let dispute = try ListingDisputeRows.find(id, in: transaction),
        dispute.sending == .waiting
      else { return nil as (ListingDispute, [StoredProof])? }
      let proofs = try transaction.query(
        """
        SELECT id, name, media_type, content_sealed FROM dispute_documents
        WHERE dispute_id = ?1 AND sent_by = 'creditor' AND content_sealed IS NOT NULL
        ORDER BY id
        """, [id]
      ) {
        StoredProof(
          id: try $0.id(0), name: try $0.text(1), mediaType: try $0.word(2),
          sealed: try $0.bytes(3))
      }
      return (dispute, proofs)
    }
    guard let (dispute, proofs) = found, let outcome = dispute.answer,
      let answeredAt = dispute.answeredAt
    else { return nil }
    let note = try dispute.sealedNote.map {
      try sealer.openText($0, place: ListingDisputeRows.notePlace(id))
    }
    let documents = try proofs.map {
      DisputeProof(
        name: $0.name, mediaType: $0.mediaType,
        content: try sealer.open($0.sealed, place: ListingDisputeRows.contentPlace($0.id)))
    }
    return (
      dispute,
      BureauDisputeAnswer(
        dispute: dispute.bureauReference, outcome: outcome, note: note ?? "",
        documents: documents, message: answeredAt.microseconds)
    )
  }

  private struct StoredProof: Sendable {
    let id: ID<DisputeDocument>
    let name: String
    let mediaType: DisputeProof.MediaType
    let sealed: [UInt8]
  }

  private func conclude(
    _ claim: WorkClaim, _ dispute: ListingDispute, _ told: BureauDispute
  ) async throws {
    try await database.write { transaction in
      // The title and its listing first, as everywhere.
      _ = try ListingRows.lock(dispute.listing, in: transaction)
      try claim.require(in: transaction)
      try transaction.execute(
        """
        UPDATE disputes SET sending = 'sent', problem = NULL
        WHERE id = ?1 AND sending = 'waiting'
        """, [dispute.id])
      _ = try takeDispute(told, of: dispute.integration, in: transaction)
    }
  }

  /// The bureau does not take the answer: the contestation waits for another one.
  private func refuse(
    _ claim: WorkClaim, _ dispute: ListingDispute, _ problem: String
  ) async throws {
    try await database.write { transaction in
      guard var listing = try ListingRows.lock(dispute.listing, in: transaction) else { return }
      try claim.require(in: transaction)
      let reopened = try transaction.execute(
        """
        UPDATE disputes SET sending = 'refused', problem = ?2, state = 'open'
        WHERE id = ?1 AND sending = 'waiting' AND state = 'answered'
        """, [dispute.id, problem])
      guard reopened == 1 else { return }
      try office.amendments.remark(
        "dispute-answer-refused", on: &listing, actor: .bureau, detail: problem, in: transaction)
    }
  }

  private func postpone(
    _ claim: WorkClaim, _ dispute: ListingDispute, _ problem: String, pause: Pause?
  ) async throws -> WorkEnding {
    try await database.write { transaction in
      try claim.require(in: transaction)
      try transaction.execute(
        "UPDATE disputes SET problem = ?2 WHERE id = ?1 AND sending = 'waiting'",
        [dispute.id, problem])
    }
    let seconds = min(
      max(pause?.seconds ?? 0, Self.answerPauseSeconds), Self.longestAnswerPauseSeconds)
    return .later(at: world.clock.now().adding(seconds: seconds), why: problem)
  }
}
