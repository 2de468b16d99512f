package import Credit
package import JSONText
import Refusals
import SQLDatabase
import Sealing
import World

/// A contestation as it comes in.
package struct DisputeRequest: Sendable {
  package var reason: DisputeReason
  package var statement: String
  /// What the person sends with it.
  package var proofs: [ProofDocument]

  package init(reason: DisputeReason, statement: String, proofs: [ProofDocument] = []) {
    self.reason = reason
    self.statement = statement
    self.proofs = proofs
  }

  package static let statementLimit = 2_000
}

extension Register {
  /// Opens a dispute about a record, or about the one that stands for it now. By the bureau's
  /// policy the record is hidden until the dispute is decided.
  package func openDispute(
    about id: ID<ListedRecord>, of participant: ID<Participant>? = nil,
    _ request: DisputeRequest, actor: String
  ) async throws -> JSON {
    let now = world.clock.now()
    return try await database.write { transaction in
      let named = try rehearsed(id, by: participant, in: transaction)
      var stored = try successor(of: named, in: transaction)
      if let open = try DisputeRow.open(about: stored.record.id, transaction) {
        throw Refusal.conflict(
          code: "dispute-open", "Já há uma contestação em aberto (\(open.id)); aguarde a decisão.")
      }
      let policy = try policy(in: transaction)
      try refusable {
        try change(
          &stored, .disputeOpened(hides: policy.hidesDisputed),
          actor: actor, note: request.reason.rawValue, at: now, in: transaction)
      }
      let dispute = ID<Dispute>(try transaction.nextIdentifier())
      try DisputeRow.insert(
        dispute, about: stored.record, reason: request.reason,
        statement: sealer.seal(
          request.statement, place: Self.disputePlace(dispute, "statement")),
        answerDueOn: try answerDue(for: stored, policy: policy, at: now, in: transaction),
        by: actor, at: now, transaction)
      try keep(
        request.proofs, of: stored.record.id, dispute: dispute, from: .person, at: now,
        in: transaction)
      return try shown(dispute, in: transaction)
    }
  }

  /// The last day for the creditor's answer: the bureau's own term or, where it ends sooner, the
  /// shorter term for corrections of the debtor's and the creditor's state (Lei SP 15.659/2015: two
  /// business days).
  private func answerDue(
    for stored: StoredRecord, policy: BureauPolicy, at now: Instant, in transaction: Transaction
  ) throws -> CivilDate {
    let own = lastDay(ofBusinessDays: policy.disputeBusinessDays, after: now)
    guard let unit = FederativeUnit(code: try debtor(of: stored).state) else { return own }
    let creditor = try ParticipantOffices.state(
      of: CreditorPlace(
        participant: stored.record.participant,
        branch: try request(of: stored).creditorBranchDocument), transaction)
    let applied = try terms.terms(in: transaction).stricter(
      of: unit, creditor ?? unit, on: now.civilDate)
    return min(own, applied.correctionDueOn(contestedOn: now.civilDate))
  }

  /// Turns the machine's refusal into the answer of the interface.
  func refusable<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let refusal as RecordRefusal {
      throw Refusal.conflict(code: "not-possible", refusal.message)
    }
  }
}

extension RecordRefusal {
  /// For people.
  package var message: String {
    switch self {
    case .closed(let state): "O registro está encerrado (\(state.rawValue)) e não muda mais."
    case .wrongState(let state): "Isto não é possível com o registro em \(state.rawValue)."
    case .sameAsBefore: "O registro já está assim; nada mudaria."
    case .tooEarly(let day): "Isto só é possível a partir de \(day.brazilian)."
    case .damaged(let what):
      "O registro guardado está incompleto (falta \(what)); quem opera o birô precisa repará-lo."
    }
  }
}
