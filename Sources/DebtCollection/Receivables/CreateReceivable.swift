package import Credit
import Refusals
import SQLDatabase
import World

extension Receivables {
  /// A bank slip holds ten digits of centavos (FEBRABAN).
  package static let titleAmountLimit = Cents(9_999_999_999)

  package func createReceivable(_ title: NewReceivable) async throws -> ReceivableRow {
    let now = world.clock.now()
    return try await database.write { transaction in
      var title = title
      var faults = FaultList()
      ReceivableRules.check(title, into: &faults)
      if let person = try PersonRows.find(title.person, in: transaction) {
        if transaction.scope != nil { title.branch = title.branch ?? person.branch }
      } else {
        faults.add("/personId", "not-found", "Pessoa não encontrada.")
      }
      title.branch = transaction.branch(orHomeOf: title.branch)
      if let contract = title.contract {
        let found = try ContractRows.find(contract, in: transaction)
        if found == nil {
          faults.add("/contractId", "not-found", "Contrato não encontrado.")
        } else if found?.person != title.person {
          faults.add("/contractId", "other-person", "O contrato é de outra pessoa.")
        }
      }
      if let branch = title.branch, try BranchRows.find(branch, in: transaction) == nil {
        faults.add("/branchId", "not-found", "Filial não encontrada.")
      }
      try faults.throwIfAny()
      let id = ID<Receivable>(try transaction.nextIdentifier())
      try transaction.execute(
        ReceivableRows.insertion.sql, ReceivableRows.arguments(title, id: id, at: now))
      guard let row = try ReceivableRows.find(id, in: transaction) else {
        throw Refusal.notFound("Título")
      }
      return row
    }
  }
}

/// What a title must be, wherever it comes from.
enum ReceivableRules {
  static func check(_ title: NewReceivable, into faults: inout FaultList) {
    faults.check(title.number, "/number", named: "o número do título", limit: 60)
    faults.checkLength(title.bankNumber, "/bankNumber", named: "nosso número", limit: 40)
    if title.amount <= .zero || title.amount > Receivables.titleAmountLimit {
      faults.add(
        "/amountCents", "out-of-range",
        "O valor vai de R$ 0,01 a \(Receivables.titleAmountLimit).")
    }
    if !DateBound.due.contains(title.dueOn) {
      faults.add("/dueOn", "invalid-date", "O vencimento não é possível.")
    }
    if let issued = title.issuedOn, issued > title.dueOn {
      faults.add("/issuedOn", "invalid-date", "A emissão não vem depois do vencimento.")
    }
  }
}
