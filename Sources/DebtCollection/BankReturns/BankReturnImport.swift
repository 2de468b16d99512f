import Credit
import Refusals
import SQLDatabase
import World

/// Books a chunk of a return file. Only money that was paid settles a title; a write-off at the
/// bank (baixa) never does.
struct BankReturnImport {
  private let office: Office
  private let actor: Actor
  private let transaction: Transaction

  static func run(
    _ items: [ReturnItem], office: Office, actor: Actor, in transaction: Transaction
  ) throws -> ImportChunk.Done {
    let work = BankReturnImport(office: office, actor: actor, transaction: transaction)
    var outcome = ImportOutcome()
    var lines: [BankReturnLine] = []
    for item in items {
      switch item {
      case .fault(let fault):
        outcome.refused += 1
        let sequence = outcome.faults.count { $0.line == fault.line }
        outcome.faults.append(
          ImportFault(
            line: fault.line, sequence: sequence, code: fault.code, detail: fault.detail))
      case .entry(let entry):
        let line = try work.take(entry)
        switch line.outcome {
        case .settled, .partial, .reversed: outcome.created += 1
        case .alreadyPaid:
          outcome.alreadyPaid += 1
          outcome.owedBack += line.paid
        case .waiting, .ignored: outcome.unchanged += 1
        case .unmatched, .refused: outcome.refused += 1
        }
        lines.append(line)
      }
    }
    return ImportChunk.Done(outcome: outcome, returnLines: lines)
  }

  private func take(_ entry: ReturnEntry) throws -> BankReturnLine {
    var line = BankReturnLine(
      line: entry.line, bankNumber: entry.bankNumber, documentNumber: entry.documentNumber,
      occurrence: entry.occurrence, kind: entry.kind, paid: entry.paid,
      occurredOn: entry.occurredOn, availableOn: entry.availableOn, outcome: .ignored,
      detail: entry.detail)
    switch try BankReturnMatch.find(entry, in: transaction) {
    case .none:
      line.outcome = .unmatched
      line.detail = "Nenhum título tem este nosso número nem este número de documento."
    case .several:
      line.outcome = .unmatched
      line.detail = "Mais de um título tem este número; registre o recebimento à mão."
    case .found(let title):
      line.receivable = title.id
      try mark(entry, title)
      try book(entry, title, &line)
    }
    return line
  }

  /// A title that the bank itself has listed must not be listed a second time.
  private func mark(_ entry: ReturnEntry, _ title: ReceivableRow) throws {
    guard let listing = entry.bankListing else { return }
    try transaction.execute(
      "UPDATE receivables SET bank_listed = ?2, updated_at = ?3 WHERE id = ?1",
      [title.id, listing == .active, office.world.clock.now()])
  }

  private func book(
    _ entry: ReturnEntry, _ title: ReceivableRow, _ line: inout BankReturnLine
  ) throws {
    do {
      switch entry.kind {
      case .full, .partial: try settle(entry, title, &line)
      case .reversal: try reverse(entry, title, &line)
      case .waiting: line.outcome = .waiting
      case .notPayment, .rejected: line.outcome = .ignored
      }
    } catch let refusal as Refusal {
      line.outcome = .refused
      line.detail =
        refusal.faults.isEmpty
        ? refusal.detail : refusal.faults.map(\.detail).joined(separator: " ")
    }
  }

  private func settle(
    _ entry: ReturnEntry, _ title: ReceivableRow, _ line: inout BankReturnLine
  ) throws {
    guard let paidOn = entry.occurredOn ?? entry.availableOn else {
      line.outcome = .refused
      line.detail = "O registro não diz quando foi pago; peça ao banco o arquivo outra vez."
      return
    }
    var payment = NewPayment(
      receivable: title.id, amount: entry.paid, paidOn: paidOn,
      availableOn: max(entry.availableOn ?? paidOn, paidOn), origin: .bankReturn,
      signature: "bank-return|" + entry.signature)
    payment.basis = .received
    // The money has come, whatever the title is.
    payment.takesExcess = true
    let settlement = try office.payments.record(payment, actor: actor, in: transaction)
    line.payment = settlement.payment
    guard settlement.isNew else {
      line.outcome = .ignored
      line.detail = "Este recebimento já foi registrado."
      return
    }
    if settlement.wasClosed {
      line.outcome = .alreadyPaid
      let was = title.status == .paid ? "já estava pago" : "está \(title.status.portuguese)"
      line.detail = "O título \(was): \(settlement.excess) a devolver."
      return
    }
    line.outcome = settlement.open == .zero ? .settled : .partial
    if settlement.open > .zero {
      line.detail += " Faltam \(settlement.open)."
    } else if settlement.excess > .zero {
      line.detail += " Vieram \(settlement.excess) a mais, a devolver."
    }
  }

  private func reverse(
    _ entry: ReturnEntry, _ title: ReceivableRow, _ line: inout BankReturnLine
  ) throws {
    let reason = "Retorno do banco: \(entry.detail) [\(entry.signature)]"
    let payments = try transaction.query(
      PaymentRows.select + " WHERE receivable_id = ?1 ORDER BY id DESC", [title.id],
      PaymentRows.decode)
    if let known = payments.first(where: { $0.reversalReason == reason }) {
      line.payment = known.id
      line.detail = "Este estorno já foi registrado."
      return
    }
    let live = payments.filter { $0.reversedAt == nil && $0.origin == .bankReturn }
    // A reversal may leave its amount out; then it means the last payment.
    let match =
      entry.paid == .zero ? live.first : live.first { $0.amount == entry.paid }
    guard let match else {
      line.outcome = .unmatched
      line.detail = "Nenhum recebimento deste título corresponde ao estorno; confira com o banco."
      return
    }
    let reversal = try office.payments.reverse(
      match.id, reason: reason, actor: actor, in: transaction)
    line.outcome = .reversed
    line.payment = reversal.payment
    if reversal.proposal != nil {
      line.detail += " Uma nova negativação aguarda aprovação."
    }
  }
}
