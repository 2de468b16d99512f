package import Credit
package import JSONText
import Refusals
import SQLDatabase
import Sealing
import World

/// A document that a creditor sends as proof of a debt.
package struct ProofDocument: Hashable, Sendable {
  package var name: String
  package var mediaType: MediaType
  package var content: [UInt8]

  package init(name: String, mediaType: MediaType, content: [UInt8]) {
    self.name = name
    self.mediaType = mediaType
    self.content = content
  }

  package enum MediaType: String, CaseIterable, Sendable {
    case pdf = "application/pdf"
    case png = "image/png"
    case jpeg = "image/jpeg"
    case text = "text/plain"
  }

  package enum Sender: String, Sendable {
    case creditor
    /// The person concerned.
    case person
  }

  /// Documents of one sending, bytes of one document, and letters of its name.
  package static let countLimit = 5
  package static let byteLimit = 150 * 1_024
  package static let nameLimit = 120
}

extension Register {
  /// Keeps documents under seal.
  func keep(
    _ proofs: [ProofDocument], of record: ID<ListedRecord>, dispute: ID<Dispute>?,
    from sender: ProofDocument.Sender = .creditor, at now: Instant, in transaction: Transaction
  ) throws {
    for proof in proofs {
      let id = try transaction.nextIdentifier()
      try transaction.execute(
        """
        INSERT INTO record_documents (id, record_id, dispute_id, name, media_type, content,
          sha256, received_at, sent_by)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """,
        [
          id, record.number, column(dispute), proof.name, proof.mediaType.rawValue,
          sealer.seal(proof.content, place: "record_documents.content/\(id)"),
          Digest.sha256(proof.content), now.microseconds, sender.rawValue,
        ])
    }
  }

  /// Takes the documents that a review asked for; the bureau then decides.
  package func receive(
    _ proofs: [ProofDocument], for id: ID<ListedRecord>, participant: ID<Participant>
  ) async throws -> JSON {
    let now = world.clock.now()
    return try await database.write { transaction in
      guard var stored = try RecordRows.find(id, transaction),
        stored.record.participant == participant
      else { throw Refusal.missing("Não existe registro com este id.") }
      guard stored.record.state == .underReview,
        !stored.record.reviewReasons.contains(ReviewReason.principal)
      else {
        throw Refusal.conflict(
          code: "not-possible", "Este registro não espera documentos do credor.")
      }
      let days = try policy(in: transaction).decisionBusinessDays
      try keep(proofs, of: id, dispute: nil, at: now, in: transaction)
      try change(
        &stored, .documentsReceived(decisionDueOn: lastDay(ofBusinessDays: days, after: now)),
        actor: Actor.creditor, at: now, in: transaction)
      return stored.record.json(evidence: try evidence(of: stored.record, in: transaction))
    }
  }

  /// Decides a review. What is approved is still judged by every rule of the day.
  func decideReview(
    of stored: inout StoredRecord, approves: Bool, note: String?, actor: String, at now: Instant,
    in transaction: Transaction
  ) throws {
    guard stored.record.state == .underReview else {
      throw RecordRefusal.wrongState(stored.record.state)
    }
    if approves {
      return try judge(&stored, isReviewed: true, at: now, in: transaction)
    }
    let rejection = RecordRejection(
      code: "review-refused", detail: "O birô não aceitou a documentação da dívida.")
    try change(&stored, .rejected([rejection]), actor: actor, note: note, at: now, in: transaction)
  }

  /// The last day of a review is over: documents that lie there are accepted, none are a refusal.
  func endReview(
    of stored: inout StoredRecord, at now: Instant, in transaction: Transaction
  ) throws {
    let documents = try transaction.first(
      "SELECT COUNT(*) FROM record_documents WHERE record_id = ?1 AND dispute_id IS NULL",
      [stored.record.id.number]
    ) { try $0.integer(0) }
    guard documents == 0 else {
      return try decideReview(
        of: &stored, approves: true, note: nil, actor: Actor.bureau, at: now, in: transaction)
    }
    let rejection = RecordRejection(
      code: "documents-missing", detail: "Os documentos da dívida não foram enviados no prazo.")
    try change(&stored, .rejected([rejection]), actor: Actor.bureau, at: now, in: transaction)
  }
}
