package import Credit
package import JSONText
import Refusals
import SQLDatabase
import World

/// What a creditor corrects of a live record; nil leaves it as it is.
package struct Amendment: Sendable {
  /// The creditor's name for the record that follows.
  package var reference: String
  package var amount: Cents
  package var dueOn: CivilDate?
  package var contractNumber: String?
  package var restrictionCode: String?
  package var debtor: RequestedDebtor?
  package var slip: ListingRequest.PaymentSlip?
  package var reason = KnownRemovalReason.correction

  package init(
    reference: String, amount: Cents, dueOn: CivilDate? = nil, contractNumber: String? = nil,
    restrictionCode: String? = nil, debtor: RequestedDebtor? = nil,
    slip: ListingRequest.PaymentSlip? = nil, reason: String = KnownRemovalReason.correction
  ) {
    self.reference = reference
    self.amount = amount
    self.dueOn = dueOn
    self.contractNumber = contractNumber
    self.restrictionCode = restrictionCode
    self.debtor = debtor
    self.slip = slip
    self.reason = reason
  }

  /// Whether anything is corrected but the amount, so that the notice told something else.
  var changesMoreThanTheAmount: Bool {
    dueOn != nil || contractNumber != nil || restrictionCode != nil || debtor != nil
  }

  /// The old request with the corrections. A slip is for one amount: without a new one the notice
  /// that may still go out carries none.
  func applied(to old: ListingRequest, superseding id: ID<ListedRecord>) -> ListingRequest {
    var request = old
    request.reference = reference
    request.amount = amount
    request.dueOn = dueOn ?? old.dueOn
    request.contractNumber = contractNumber ?? old.contractNumber
    request.restrictionCode = restrictionCode ?? old.restrictionCode
    request.debtor = debtor ?? old.debtor
    request.slipLine = slip?.line
    request.pixCode = slip?.pixCode
    if request.slipLine == nil, request.noticeChannel == .letterWithSlip {
      request.noticeChannel = .letter
    }
    request.supersedes = id
    return request
  }
}

extension Register {
  /// Corrects a live record: closes it and includes the debt again, in one transaction. Where only
  /// the amount falls, the notice that was sent and its term go on, for the person was told more
  /// than is claimed now; everything else is announced again.
  package func amend(
    _ id: ID<ListedRecord>, _ amendment: Amendment, participant: ID<Participant>
  ) async throws -> JSON {
    let now = world.clock.now()
    return try await database.write { transaction in
      guard var old = try RecordRows.find(id, transaction), old.record.participant == participant
      else { throw Refusal.missing("Não existe registro com este id.") }
      let request = amendment.applied(to: try self.request(of: old), superseding: id)
      if let known = try known(request, of: participant, in: transaction) {
        return known.record.json(evidence: try evidence(of: known.record, in: transaction))
      }
      try requireContract(of: participant, in: transaction)
      let policy = try policy(in: transaction)
      let falls = amendment.amount < old.record.amount && !amendment.changesMoreThanTheAmount
      let keeps = falls && policy.keepsNotice && old.record.canBeCarriedOver
      try checkAmendable(old.record, amendment, keepsNotice: keeps)
      // What falls to a small rest stays listed; only a new claim has a least amount.
      let document = try formallyRight(
        request, codes: try codesBook.codes(in: transaction), at: now,
        minimum: falls ? Cents(1) : ListingRules.minimumAmount)
      let new =
        keeps
        ? try carryOver(&old, request, document, amendment.reason, at: now, in: transaction)
        : try replace(&old, request, document, amendment.reason, at: now, in: transaction)
      return new.record.json(evidence: try evidence(of: new.record, in: transaction))
    }
  }

  private func checkAmendable(
    _ old: Record, _ amendment: Amendment, keepsNotice keeps: Bool
  ) throws {
    guard !old.state.isFinal else {
      throw Refusal.conflict(
        code: "already-removed", "O registro já está encerrado (\(old.state.rawValue)).")
    }
    guard amendment.amount != old.amount || amendment.changesMoreThanTheAmount else {
      throw Refusal.refused(code: "nothing-changed", "A correção não muda nada do registro.")
    }
    guard keeps || !old.isDisputed && old.suspensions.isEmpty else {
      throw Refusal.conflict(
        code: "suspended-or-disputed",
        "Com contestação ou suspensão em aberto só o valor pode ser corrigido, e para menos.")
    }
  }

  /// The new record stands where the old one stood; guarantors and a dispute follow it.
  private func carryOver(
    _ old: inout StoredRecord, _ request: ListingRequest, _ document: Document, _ reason: String,
    at now: Instant, in transaction: Transaction
  ) throws -> StoredRecord {
    let before = old.record
    let participant = before.participant
    var new = try keep(
      request, document, from: participant, hiddenFrom: before.expiresOn, at: now,
      in: transaction)
    try transaction.execute(
      "UPDATE disputes SET record_id = ?2 WHERE record_id = ?1 AND state = 'open'",
      [before.id.number, new.record.id.number])
    try change(
      &old, .superseded(reason: reason), actor: Actor.creditor, at: now, in: transaction)
    new.record.principal = before.principal
    try change(&new, .carriedOver(from: before), actor: Actor.bureau, at: now, in: transaction)
    for var guarantor in try liveGuarantors(of: before, in: transaction) {
      try change(
        &guarantor, .principalReplaced(by: new.record.id), actor: Actor.bureau, at: now,
        in: transaction)
    }
    return new
  }

  /// The new record is received like any other; the guarantors of the old one are closed with it.
  private func replace(
    _ old: inout StoredRecord, _ request: ListingRequest, _ document: Document, _ reason: String,
    at now: Instant, in transaction: Transaction
  ) throws -> StoredRecord {
    try change(
      &old, .removedByCreditor(reason: reason), actor: Actor.creditor, at: now, in: transaction)
    return try keep(
      request, document, from: old.record.participant, hiddenFrom: old.record.expiresOn, at: now,
      in: transaction)
  }
}
