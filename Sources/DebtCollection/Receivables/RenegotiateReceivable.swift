package import Credit
import Refusals
import SQLDatabase
import World

/// What was agreed instead of an old debt (acordo).
package struct NewAgreement: Sendable {
  /// All parts together.
  package var amount: Cents
  package var parts: Int
  package var firstDueOn: CivilDate

  package init(amount: Cents, parts: Int, firstDueOn: CivilDate) {
    self.amount = amount
    self.parts = parts
    self.firstDueOn = firstDueOn
  }
}

extension Receivables {
  /// The debt was renegotiated (novação, Código Civil, art. 360): the old title is closed and its
  /// listing goes; the titles of the agreement, linked to it, are created in the same transaction.
  ///
  /// - Parameter agreement: nil where another system keeps the agreement and brings its titles.
  package func renegotiateReceivable(
    _ id: ID<Receivable>, into agreement: NewAgreement? = nil, actor: Actor
  ) async throws -> ReceivableRow {
    try await database.write { transaction in
      if let agreement { try self.check(agreement) }
      let title = try self.closable(id, as: .renegotiated, in: transaction)
      if title.status == .renegotiated {
        guard agreement == nil else {
          throw Refusal(
            .conflict, code: "receivable-closed",
            detail: "O título já foi renegociado; o acordo dele não muda assim.")
        }
        return title
      }
      let closed = try self.close(
        title, as: .renegotiated, reason: .renegotiation, note: nil, actor: actor,
        in: transaction)
      if let agreement { try self.insert(agreement, of: title, in: transaction) }
      return closed
    }
  }

  /// The titles of the agreement that an old title went into, in their order.
  package func agreementTitles(of id: ID<Receivable>) async throws -> [ReceivableRow] {
    try await database.read { transaction in
      try transaction.query(
        ReceivableRows.select + " WHERE agreement_of_id = ?1 ORDER BY agreement_of_id, id",
        [id], ReceivableRows.decode
      ).map { try ReceivableRows.withBlocks($0, in: transaction) ?? $0 }
    }
  }

  private func check(_ agreement: NewAgreement) throws {
    var faults = FaultList()
    if !(1...AgreementParts.largestCount).contains(agreement.parts) {
      faults.add(
        "/agreement/parts", "out-of-range",
        "O acordo tem de 1 a \(AgreementParts.largestCount) parcelas.")
    } else if agreement.amount < Cents(Int64(agreement.parts))
      || agreement.amount > Self.titleAmountLimit
    {
      faults.add(
        "/agreement/amountCents", "out-of-range",
        "O valor do acordo vai de R$ 0,01 por parcela a \(Self.titleAmountLimit).")
    }
    let today = world.clock.now().civilDate
    if agreement.firstDueOn < today {
      faults.add(
        "/agreement/firstDueOn", "invalid-date", "A primeira parcela não vence antes de hoje.")
    } else if !DateBound.due.contains(agreement.firstDueOn.adding(months: agreement.parts)) {
      faults.add(
        "/agreement/firstDueOn", "invalid-date", "O vencimento das parcelas não é possível.")
    }
    try faults.throwIfAny()
  }

  private func insert(
    _ agreement: NewAgreement, of old: ReceivableRow, in transaction: Transaction
  ) throws {
    let now = world.clock.now()
    let parts = AgreementParts(
      total: agreement.amount, count: agreement.parts, firstDueOn: agreement.firstDueOn
    ).parts
    for (index, part) in parts.enumerated() {
      var title = NewReceivable(
        person: old.person, number: Self.number(old.number, part: index + 1), dueOn: part.dueOn,
        amount: part.amount)
      title.contract = old.contract
      title.branch = old.branch
      title.issuedOn = now.civilDate
      let id = ID<Receivable>(try transaction.nextIdentifier())
      try transaction.execute(
        ReceivableRows.insertion.sql, ReceivableRows.arguments(title, id: id, at: now))
      try transaction.execute(
        "UPDATE receivables SET agreement_of_id = ?2 WHERE id = ?1", [id, old.id])
    }
  }

  /// `2026/1-A3`, within the length of a title's number.
  private static func number(_ old: String, part: Int) -> String {
    let suffix = "-A\(part)"
    let kept = old.unicodeScalars.prefix(
      ReceivableRules.numberLimit - suffix.unicodeScalars.count)
    return String(String.UnicodeScalarView(kept)) + suffix
  }
}
