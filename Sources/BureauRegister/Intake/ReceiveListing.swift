package import Credit
package import JSONText
package import Refusals
import SQLDatabase
import Sealing
import World

/// What an inclusion would be, without making it.
package struct ListingForecast {
  package let problems: [RecordRejection]
  package let rule: AppliedRule?
  package let visibleFrom: CivilDate?
  package let expiresOn: CivilDate
}

extension Register {
  /// What an inclusion costs its creditor.
  package static let listingFee = Cents(350)

  /// Takes a request for inclusion: 202 means that it is kept, not that it is accepted. The same
  /// reference with the same content answers with the record that is there.
  package func receive(
    _ request: ListingRequest, from participant: ID<Participant>
  ) async throws -> Record {
    let now = world.clock.now()
    let document = try formallyRight(request, codes: try await codes(), at: now)
    return try await database.write { transaction in
      if let known = try known(request, of: participant, in: transaction) { return known.record }
      try requireContract(of: participant, in: transaction)
      let limit = try request.supersedes.map {
        try corrected($0, by: request, document, of: participant, in: transaction).expiresOn
      }
      return try keep(
        request, document, from: participant, hiddenFrom: limit, at: now, in: transaction
      ).record
    }
  }

  /// The debtor's document of a request without a formal fault; otherwise all faults are thrown.
  func formallyRight(
    _ request: ListingRequest, codes: BureauCodes, at now: Instant,
    minimum: Cents = ListingRules.minimumAmount
  ) throws -> Document {
    let faults = ListingRules.formalFaults(
      request, codes: codes, today: now.civilDate, minimum: minimum)
    guard faults.isEmpty, let document = ListingRules.parsed(request.debtor.document) else {
      throw Self.refused(faults)
    }
    return document
  }

  /// Refuses what would come after the end of the participant's contract: its records were closed
  /// with it, and a request may have been let in a moment before.
  func requireContract(of participant: ID<Participant>, in transaction: Transaction) throws {
    let isOpen = try transaction.first(
      "SELECT 1 FROM participants WHERE id = ?1 AND closed_at IS NULL", [participant.number]
    ) { _ in true }
    guard isOpen == true else {
      throw Refusal.conflict(
        code: "contract-ended",
        "O contrato deste associado com o birô terminou; nada mais é incluído ou corrigido.")
    }
  }

  package static func refused(_ faults: [RecordRejection]) -> Refusal {
    Refusal.refused(
      code: "invalid-listing", "O registro tem \(faults.count) problema(s); corrija e reenvie.",
      faults: faults.map {
        .init(pointer: ListingRules.pointer(of: $0.code), code: $0.code, detail: $0.detail)
      })
  }

  /// The record that has this reference already; refused where it holds something else.
  func known(
    _ request: ListingRequest, of participant: ID<Participant>, in transaction: Transaction
  ) throws -> StoredRecord? {
    guard
      let known = try RecordRows.find(
        reference: request.reference, of: participant, transaction)
    else { return nil }
    guard known.contentHash == Digest.sha256(request.canonical.bytes) else {
      throw Refusal.conflict(
        code: "reference-reused",
        "A referência \(request.reference) já é de um registro com outro conteúdo.")
    }
    return known
  }

  /// Writes a new record as received.
  func keep(
    _ request: ListingRequest, _ document: Document, from participant: ID<Participant>,
    hiddenFrom limit: CivilDate?, at now: Instant, in transaction: Transaction
  ) throws -> StoredRecord {
    var record = Record(
      id: ID(try transaction.nextIdentifier()), participant: participant,
      reference: request.reference, role: request.role, principal: nil,
      creditorBranchDocument: request.creditorBranchDocument,
      contractNumber: request.contractNumber, restrictionCode: request.restrictionCode,
      dueOn: request.dueOn, amount: request.amount, noticeChannel: request.noticeChannel,
      receivedAt: now, supersedes: request.supersedes, hiddenFrom: limit)
    let slip: JSON = [
      "line": .optional(request.slipLine), "pixCode": .optional(request.pixCode),
    ]
    record.documentNumber = request.documentNumber
    let hasSlip = request.slipLine != nil || request.pixCode != nil
    var debtor = request.debtor
    debtor.document = document.bare
    let stored = StoredRecord(
      record: record, contentHash: Digest.sha256(request.canonical.bytes),
      documentIndex: documents.value(forBare: document.bare),
      debtor: sealer.seal(debtor.json.text, place: Self.debtorPlace(record.id)),
      paymentSlip: hasSlip ? sealer.seal(slip.text, place: Self.slipPlace(record.id)) : nil,
      principalReference: request.principalReference)
    try RecordRows.insert(stored, transaction)
    try self.record(
      Happening(type: "listing.received", actor: Actor.creditor), of: record, at: now,
      in: transaction)
    return stored
  }

  /// What a request would come to if it were sent now.
  package func forecast(
    _ request: ListingRequest, from participant: ID<Participant>
  ) async throws -> ListingForecast {
    let now = world.clock.now()
    var faults = ListingRules.formalFaults(
      request, codes: try await codes(), today: now.civilDate)
    let expiresOn = request.dueOn.adding(years: Record.yearsShown)
    guard FederativeUnit(code: request.debtor.state) != nil,
      let document = ListingRules.parsed(request.debtor.document)
    else {
      return ListingForecast(
        problems: faults, rule: nil, visibleFrom: nil, expiresOn: expiresOn)
    }
    let index = documents.value(forBare: document.bare)
    let (rule, standing) = try await database.read { transaction in
      (
        try appliedRule(
          for: request.debtor.state,
          creditor: CreditorPlace(
            participant: participant, branch: request.creditorBranchDocument),
          on: now.civilDate, in: transaction),
        try self.standing(
          of: index, participant: participant, request: request, in: transaction)
      )
    }
    faults += ListingRules.legalFaults(
      request, rule: rule, today: now.civilDate, standing: standing, hiddenFrom: expiresOn)
    let posting = nextCutOff(after: now).civilDate
    return ListingForecast(
      problems: faults, rule: rule,
      visibleFrom: request.noticeChannel == .email
        ? rule.visibleFrom(deliveredOn: posting, dueOn: request.dueOn)
        : rule.visibleFrom(postedOn: posting, dueOn: request.dueOn),
      expiresOn: expiresOn)
  }

  package func nextCutOff(after now: Instant) -> Instant {
    PostingCutOff.reference.next(after: now)
  }

  /// The request as it was, from the sealed parts.
  package func request(of stored: StoredRecord) throws -> ListingRequest {
    let debtor = try debtor(of: stored)
    var slip: JSON?
    if let sealed = stored.paymentSlip {
      slip = try JSON.parse(
        try sealer.openText(sealed, place: Self.slipPlace(stored.record.id)))
    }
    return ListingRequest(stored, debtor: debtor, slip: slip)
  }

  package func debtor(of stored: StoredRecord) throws -> RequestedDebtor {
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
  package init(_ stored: StoredRecord, debtor: RequestedDebtor, slip: JSON?) {
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
    documentNumber = record.documentNumber
  }
}
