import Credit
import HTTPService
import JSONText
import SQLDatabase
import Sealing
import World

/// What an inclusion would be, without making it.
struct ListingForecast {
  let problems: [RecordRejection]
  let rule: AppliedRule?
  let visibleFrom: CivilDate?
  let expiresOn: CivilDate
}

extension Register {
  /// What an inclusion costs its creditor.
  static let listingFee = Cents(350)

  /// Takes a request for inclusion: 202 means that it is kept, not that it is accepted. The same
  /// reference with the same content answers with the record that is there.
  func receive(
    _ request: ListingRequest, from participant: ID<Participant>
  ) async throws -> Record {
    let now = world.clock.now()
    let faults = ListingRules.formalFaults(request, today: now.civilDate)
    guard faults.isEmpty, let document = ListingRules.parsed(request.debtor.document) else {
      throw Problem.refused(
        code: "invalid-listing", "O registro tem \(faults.count) problema(s); corrija e reenvie.",
        faults: faults.map {
          .init(
            pointer: ListingRules.pointer(of: $0.code), code: $0.code, detail: $0.detail)
        })
    }
    let hash = Digest.sha256(request.canonical.bytes)
    return try await database.write { transaction in
      if let known = try RecordRows.find(
        reference: request.reference, of: participant, transaction)
      {
        guard known.contentHash == hash else {
          throw Problem.conflict(
            code: "reference-reused",
            "A referência \(request.reference) já é de um registro com outro conteúdo.")
        }
        return known.record
      }
      let record = Record(
        id: ID(try transaction.nextIdentifier()), participant: participant,
        reference: request.reference, role: request.role, principal: nil,
        creditorBranchDocument: request.creditorBranchDocument,
        contractNumber: request.contractNumber, restrictionCode: request.restrictionCode,
        dueOn: request.dueOn, amount: request.amount, noticeChannel: request.noticeChannel,
        receivedAt: now)
      let slip: JSON = [
        "line": .optional(request.slipLine), "pixCode": .optional(request.pixCode),
      ]
      let hasSlip = request.slipLine != nil || request.pixCode != nil
      var debtor = request.debtor
      debtor.document = document.bare
      let stored = StoredRecord(
        record: record, contentHash: hash,
        documentIndex: documents.value(forBare: document.bare),
        debtor: sealer.seal(debtor.json.text, place: Self.debtorPlace(record.id)),
        paymentSlip: hasSlip ? sealer.seal(slip.text, place: Self.slipPlace(record.id)) : nil,
        principalReference: request.principalReference)
      try RecordRows.insert(stored, transaction)
      try self.record(
        "listing.received", of: record, actor: "creditor", at: now, in: transaction)
      return record
    }
  }

  /// Judges what was received: accepted for the next letter, or rejected with every reason.
  func judge(
    _ stored: inout StoredRecord, at now: Instant, in transaction: Transaction
  ) throws {
    let request = try request(of: stored)
    let rule = appliedRule(for: request.debtor.state, on: now.civilDate)
    var standing = try standing(
      of: stored.documentIndex, participant: stored.record.participant,
      contract: request.contractNumber, dueOn: request.dueOn, role: request.role,
      in: transaction)
    if request.role == .guarantor {
      var principal: StoredRecord?
      if let reference = request.principalReference {
        principal = try RecordRows.find(
          reference: reference, of: stored.record.participant, transaction)
      }
      standing.hasPrincipal = principal.map { !$0.record.state.isFinal } ?? false
      stored.record.principal = principal?.record.id
    }
    let faults = ListingRules.legalFaults(
      request, rule: rule, today: now.civilDate, standing: standing)
    let event: RecordEvent =
      faults.isEmpty
      ? .accepted(rule: rule, noticeDueAt: nextCutOff(after: now)) : .rejected(faults)
    try change(&stored, event, actor: "bureau", at: now, in: transaction)
  }

  /// What a request would come to if it were sent now.
  func forecast(
    _ request: ListingRequest, from participant: ID<Participant>
  ) async throws -> ListingForecast {
    let now = world.clock.now()
    var faults = ListingRules.formalFaults(request, today: now.civilDate)
    let expiresOn = request.dueOn.adding(years: Record.yearsShown)
    guard FederativeUnit(code: request.debtor.state) != nil,
      let document = ListingRules.parsed(request.debtor.document)
    else {
      return ListingForecast(
        problems: faults, rule: nil, visibleFrom: nil, expiresOn: expiresOn)
    }
    let rule = appliedRule(for: request.debtor.state, on: now.civilDate)
    let index = documents.value(forBare: document.bare)
    let standing = try await database.read { transaction -> ListingRules.Standing in
      try self.standing(
        of: index, participant: participant, contract: request.contractNumber,
        dueOn: request.dueOn, role: request.role, in: transaction)
    }
    faults += ListingRules.legalFaults(
      request, rule: rule, today: now.civilDate, standing: standing)
    let posting = nextCutOff(after: now).civilDate
    return ListingForecast(
      problems: faults, rule: rule,
      visibleFrom: rule.visibleFrom(postedOn: posting, dueOn: request.dueOn),
      expiresOn: expiresOn)
  }

  private func standing(
    of index: [UInt8], participant: ID<Participant>, contract: String, dueOn: CivilDate,
    role: DebtorRole, in transaction: Transaction
  ) throws -> ListingRules.Standing {
    var standing = ListingRules.Standing()
    standing.hasLiveTwin =
      try transaction.first(
        """
        SELECT 1 FROM records WHERE participant_id = ?1 AND document_index = ?2
          AND contract_number = ?3 AND due_on = ?4 AND role = ?5
          AND accepted_at IS NOT NULL AND state NOT IN ('rejected', 'removed', 'expired')
        """,
        [participant.number, index, contract, column(dueOn), role.rawValue],
        { try $0.integer(0) }) != nil
    standing.isBlocked =
      try transaction.first(
        """
        SELECT 1 FROM reinclusion_blocks WHERE participant_id = ?1 AND document_index = ?2
          AND contract_number = ?3 AND released_at IS NULL
        """, [participant.number, index, contract], { try $0.integer(0) }) != nil
    return standing
  }

  func appliedRule(for state: String, on day: CivilDate) -> AppliedRule {
    guard let unit = FederativeUnit(code: state) else {
      preconditionFailure("an address was taken with the state \(state)")
    }
    let rule = StateTerms.standard.rule(for: unit, on: day)
    return AppliedRule(
      state: unit.code, noticeDays: rule.noticeDays,
      minimumDaysOverdue: rule.minimumDaysOverdue, law: rule.law)
  }

  func nextCutOff(after now: Instant) -> Instant {
    CutOff.next(after: now) { BusinessCalendar.national.isBusinessDay($0) }
  }

  /// The request as it was, from the sealed parts.
  func request(of stored: StoredRecord) throws -> ListingRequest {
    let debtor = try debtor(of: stored)
    var slip: JSON?
    if let sealed = stored.paymentSlip {
      slip = try JSON.parse(
        try sealer.openText(sealed, place: Self.slipPlace(stored.record.id)))
    }
    return ListingRequest(stored, debtor: debtor, slip: slip)
  }

  func debtor(of stored: StoredRecord) throws -> RequestedDebtor {
    let text = try sealer.openText(stored.debtor, place: Self.debtorPlace(stored.record.id))
    guard let debtor = RequestedDebtor(try JSON.parse(text)) else {
      throw DatabaseError.unexpectedValue(column: 5, expected: "debtor")
    }
    return debtor
  }

  static func debtorPlace(_ id: ID<ListedRecord>) -> String { "records.debtor/\(id)" }
  static func slipPlace(_ id: ID<ListedRecord>) -> String { "records.payment_slip/\(id)" }
}

extension ListingRequest {
  init(_ stored: StoredRecord, debtor: RequestedDebtor, slip: JSON?) {
    let record = stored.record
    self.init(
      reference: record.reference, debtor: debtor, role: record.role,
      principalReference: stored.principalReference,
      creditorBranchDocument: record.creditorBranchDocument,
      contractNumber: record.contractNumber, restrictionCode: record.restrictionCode,
      dueOn: record.dueOn, amount: record.amount, noticeChannel: record.noticeChannel,
      slip: slip.map {
        PaymentSlip(line: $0["line"]?.string, pixCode: $0["pixCode"]?.string)
      })
  }
}
