import Credit
import SQLDatabase

extension Register {
  /// Judges what was received or waits: accepted for the next letter, held for a review, or
  /// rejected with every reason.
  func judge(
    _ stored: inout StoredRecord, isReviewed: Bool = false, at now: Instant,
    in transaction: Transaction
  ) throws {
    let request = try request(of: stored)
    let rule = try appliedRule(
      for: request.debtor.state,
      creditor: CreditorPlace(
        participant: stored.record.participant, branch: request.creditorBranchDocument),
      on: now.civilDate, in: transaction)
    var standing = try standing(
      of: stored.documentIndex, participant: stored.record.participant, request: request,
      in: transaction)
    var principal: Record?
    if request.role == .guarantor {
      let found = try principalRecord(of: stored, in: transaction)
      standing.hasPrincipal = found.map { !$0.record.state.isFinal } ?? false
      standing.isOwnPrincipal = found?.documentIndex == stored.documentIndex
      principal = found?.record
      stored.record.principal = principal?.id
    }
    let faults = ListingRules.legalFaults(
      request, rule: rule, today: now.civilDate, standing: standing,
      hiddenFrom: stored.record.expiresOn)
    let event: RecordEvent
    if !faults.isEmpty {
      event = .rejected(faults)
    } else if let principal, principal.acceptedAt == nil {
      event = .reviewRequired(reasons: [ReviewReason.principal], dueOn: nil)
    } else {
      let policy = try policy(in: transaction)
      let reasons =
        isReviewed
        ? []
        : policy.reviewReasons(
          amount: request.amount, restrictionCode: request.restrictionCode)
      event =
        reasons.isEmpty
        ? .accepted(rule: rule, noticeDueAt: nextCutOff(after: now))
        : .reviewRequired(
          reasons: reasons,
          dueOn: lastDay(ofBusinessDays: policy.documentBusinessDays, after: now))
    }
    try change(&stored, event, actor: Actor.bureau, at: now, in: transaction)
  }

  /// The principal's newest record: where the one that was named has been corrected, the one that
  /// stands for it.
  private func principalRecord(
    of stored: StoredRecord, in transaction: Transaction
  ) throws -> StoredRecord? {
    if let linked = stored.record.principal {
      return try RecordRows.find(linked, transaction)
    }
    guard let reference = stored.principalReference,
      let named = try RecordRows.find(
        reference: reference, of: stored.record.participant, transaction)
    else { return nil }
    return try successor(of: named, in: transaction)
  }

  /// Follows corrections to the record that stands for a debt now.
  func successor(
    of stored: StoredRecord, in transaction: Transaction
  ) throws -> StoredRecord {
    var current = stored
    while let next = try transaction.first(
      """
      \(RecordRows.table.select)
      WHERE supersedes_id = ?1 AND state <> 'rejected'
      """, [current.record.id.number], RecordRows.read)
    {
      current = next
    }
    return current
  }

  /// What the register holds of the same debt and person. Where either record names no title, the
  /// contract and the due date alone make them the same.
  func standing(
    of index: [UInt8], participant: ID<Participant>, request: ListingRequest,
    in transaction: Transaction
  ) throws -> ListingRules.Standing {
    let contract = request.contractNumber
    let number = request.documentNumber ?? ""
    var standing = ListingRules.Standing()
    standing.hasLiveTwin =
      try transaction.first(
        """
        SELECT 1 FROM records WHERE participant_id = ?1 AND document_index = ?2
          AND contract_number = ?3 AND due_on = ?4 AND role = ?5
          AND accepted_at IS NOT NULL AND state NOT IN ('rejected', 'removed', 'expired')
          AND (?6 IN ('', document_number) OR document_number = '')
        """,
        [
          participant.number, index, contract, column(request.dueOn), request.role.rawValue,
          number,
        ],
        { try $0.integer(0) }) != nil
    standing.isBlocked =
      try transaction.first(
        """
        SELECT 1 FROM reinclusion_blocks WHERE participant_id = ?1 AND document_index = ?2
          AND contract_number = ?3 AND released_at IS NULL
        """, [participant.number, index, contract], { try $0.integer(0) }) != nil
    standing.isDeceased =
      try transaction.first(
        "SELECT 1 FROM deaths WHERE document_index = ?1", [index], { try $0.integer(0) }) != nil
    return standing
  }
}
