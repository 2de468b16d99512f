package import Credit
import Refusals
import SQLDatabase
import Sealing
import World

extension Disputes {
  /// Answers a contestation: the debt is maintained, with a note and documents, or the person is
  /// right. The answer is recorded here and sent by the duty of answers. An accepted one asks for
  /// the removal and blocks the title in the same transaction.
  ///
  /// Refused with 409 where it is answered or closed already, with every fault of the input
  /// otherwise.
  package func answerDispute(
    _ id: ID<ListingDispute>, _ answer: DisputeAnswer, actor: Actor
  ) async throws -> ListingDispute {
    let now = world.clock.now()
    return try await database.write { transaction in
      var (dispute, listing) = try openDispute(id, in: transaction)
      let attached = try ListingDisputeRows.documents(of: id, in: transaction)
        .count { $0.sender == .creditor }
      try Self.check(answer, attached: attached)
      for proof in answer.documents { try keep(proof, of: id, actor, in: transaction) }
      let note = answer.note ?? ""
      try transaction.execute(
        """
        UPDATE disputes SET state = 'answered', answer = ?2, note_sealed = ?3, answered_at = ?4,
          answered_by = ?5, sending = 'waiting', problem = NULL
        WHERE id = ?1
        """,
        [
          id, answer.outcome.rawValue,
          sealer.seal(note, place: ListingDisputeRows.notePlace(id)), now, actor.name,
        ])
      try office.amendments.remark(
        "dispute-answered", on: &listing, actor: actor, detail: answer.outcome.sentence,
        in: transaction)
      if answer.outcome == .accept {
        try TitleBlockRows.set(
          .dispute, .person, note: answer.outcome.sentence, of: listing.receivable, by: actor,
          at: now, in: transaction)
        _ = try office.removals.queueRemoval(
          ofReceivable: listing.receivable, reason: .dispute, availableOn: now.civilDate,
          actor: actor, in: transaction)
      }
      try office.accessRecords.logAccess(
        actor, "dispute.answered", subject: id.description,
        purpose: answer.outcome.portuguese, in: transaction)
      try publishDispute(
        "dispute.answered", id, listing, dueOn: dispute.dueOn, in: transaction)
      if let answered = try ListingDisputeRows.find(id, in: transaction) { dispute = answered }
      return dispute
    }
  }

  /// Keeps a document that goes with the answer, before the answer is given.
  package func attachProof(
    _ proof: DisputeProof, to id: ID<ListingDispute>, actor: Actor
  ) async throws -> ID<DisputeDocument> {
    try await database.write { transaction in
      _ = try openDispute(id, in: transaction)
      let attached = try ListingDisputeRows.documents(of: id, in: transaction)
        .count { $0.sender == .creditor }
      var faults = FaultList()
      Self.check([proof], attached: attached, into: &faults)
      try faults.throwIfAny()
      try office.accessRecords.logAccess(
        actor, "dispute.document-attached", subject: id.description, purpose: proof.name,
        in: transaction)
      return try keep(proof, of: id, actor, in: transaction)
    }
  }

  /// A contestation that may be answered, with its listing; both held.
  private func openDispute(
    _ id: ID<ListingDispute>, in transaction: Transaction
  ) throws -> (ListingDispute, Listing) {
    // The title and its listing first, as everywhere.
    guard let found = try ListingDisputeRows.find(id, in: transaction),
      let listing = try ListingRows.lock(found.listing, in: transaction),
      let dispute = try ListingDisputeRows.lock(id, in: transaction)
    else { throw Refusal.notFound("Contestação") }
    switch dispute.state {
    case .open: return (dispute, listing)
    case .answered:
      throw Refusal(
        .conflict, code: "dispute-answered", detail: "Esta contestação já foi respondida.")
    case .closed:
      throw Refusal(
        .conflict, code: "dispute-closed", detail: "O birô já decidiu esta contestação.")
    }
  }

  private static func check(_ answer: DisputeAnswer, attached: Int) throws {
    var faults = FaultList()
    if answer.outcome == .maintain {
      faults.check(
        answer.note ?? "", "/note", named: "por que a dívida é devida",
        limit: DisputeAnswer.noteLimit, lines: true)
    } else {
      faults.checkLength(
        answer.note, "/note", named: "observação", limit: DisputeAnswer.noteLimit, lines: true)
    }
    check(answer.documents, attached: attached, into: &faults)
    try faults.throwIfAny()
  }

  private static func check(
    _ proofs: [DisputeProof], attached: Int, into faults: inout FaultList
  ) {
    if attached + proofs.count > DisputeProof.countLimit {
      faults.add(
        "/documents", "too-many",
        "Uma resposta leva no máximo \(DisputeProof.countLimit) documentos.")
    }
    for (index, proof) in proofs.enumerated() {
      faults.check(
        proof.name, "/documents/\(index)/name", named: "o nome do documento",
        limit: DisputeProof.nameLimit)
      if proof.content.isEmpty || proof.content.count > DisputeProof.byteLimit {
        faults.add(
          "/documents/\(index)/content", "invalid-size",
          "O documento deve ter de 1 a \(DisputeProof.byteLimit) bytes.")
      }
    }
  }

  @discardableResult
  private func keep(
    _ proof: DisputeProof, of id: ID<ListingDispute>, _ actor: Actor, in transaction: Transaction
  ) throws -> ID<DisputeDocument> {
    let document = ID<DisputeDocument>(try transaction.nextIdentifier())
    try transaction.execute(
      """
      INSERT INTO dispute_documents (id, dispute_id, sent_by, name, media_type, content_sealed,
        added_by, added_at)
      VALUES (?1, ?2, 'creditor', ?3, ?4, ?5, ?6, ?7)
      """,
      [
        document, id, proof.name, proof.mediaType.rawValue,
        sealer.seal(proof.content, place: ListingDisputeRows.contentPlace(document)), actor.name,
        world.clock.now(),
      ])
    return document
  }
}

extension DisputeAnswer.Outcome {
  package var portuguese: String {
    switch self {
    case .maintain: "Dívida mantida"
    case .accept: "Contestação reconhecida"
    }
  }

  /// As the timeline says it.
  var sentence: String {
    switch self {
    case .maintain: "A dívida foi mantida; a resposta segue ao birô."
    case .accept: "A contestação foi reconhecida: a baixa segue e o título fica bloqueado."
    }
  }
}
