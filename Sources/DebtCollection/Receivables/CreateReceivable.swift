package import Credit
import Refusals
import SQLDatabase
import World

extension Receivables {
  /// A bank slip holds ten digits of centavos (FEBRABAN).
  package static let titleAmountLimit = Cents(9_999_999_999)

  package func createReceivable(_ new: NewReceivable) async throws -> ReceivableRow {
    let now = world.clock.now()
    let title = new.withBareSlipLine
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
      try ReceivableRules.checkUnique(title, in: transaction, into: &faults)
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
  static let numberLimit = 60
  static let agreementLimit = 20

  static func check(_ title: NewReceivable, into faults: inout FaultList) {
    faults.check(title.number, "/number", named: "o número do título", limit: numberLimit)
    faults.checkLength(title.bankNumber, "/bankNumber", named: "nosso número", limit: 40)
    if let bank = title.bank, bank.utf8.count != 3 || !bank.utf8.allSatisfy({ (48...57) ~= $0 }) {
      faults.add("/bank", "invalid", "O banco tem três algarismos, como 341.")
    }
    faults.checkLength(
      title.agreement, "/agreement", named: "o convênio", limit: agreementLimit)
    if title.amount <= .zero || title.amount > Receivables.titleAmountLimit {
      faults.add(
        "/amountCents", "out-of-range",
        "O valor vai de R$ 0,01 a \(Receivables.titleAmountLimit).")
    }
    if !DateBound.due.contains(title.dueOn) {
      faults.add("/dueOn", "invalid-date", "O vencimento não é possível.")
    }
    if let line = title.slipLine {
      do throws(SlipError) {
        _ = try BankSlip(parsing: line)
      } catch {
        faults.add("/slipLine", error.code, error.sentence)
      }
    }
    if let issued = title.issuedOn, issued > title.dueOn {
      faults.add("/issuedOn", "invalid-date", "A emissão não vem depois do vencimento.")
    }
  }
}

extension ReceivableRules {
  static let numberTaken =
    "Outro título em aberto tem este nosso número no mesmo banco e convênio."

  /// A bank gives a number once inside an agreement; after a payment or a write-off it may give it
  /// again.
  static func checkUnique(
    _ title: NewReceivable, in transaction: Transaction, into faults: inout FaultList
  ) throws {
    guard let key = title.bankKey, let bank = title.bank, let agreement = title.agreement else {
      return
    }
    let other: ID<Receivable>? = try transaction.first(
      """
      SELECT id FROM receivables WHERE bank_key = ?1 AND bank = ?2 AND agreement = ?3
        AND status IN ('open', 'partiallyPaid') LIMIT 1
      """, [key, bank, agreement]
    ) { try $0.id(0) }
    if other != nil {
      faults.add("/bankNumber", "bank-number-taken", numberTaken)
    }
  }
}

extension NewReceivable {
  /// The same with the digits of its boleto's line alone; a bar code becomes the line. What cannot
  /// be read stays as it is, and is refused by the rules.
  var withBareSlipLine: NewReceivable {
    guard let line = slipLine else { return self }
    var title = self
    do throws(SlipError) {
      title.slipLine = try BankSlip(parsing: line).line
    } catch {
      title.slipLine = line
    }
    return title
  }
}
