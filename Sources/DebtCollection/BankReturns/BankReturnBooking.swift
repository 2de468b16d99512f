import Credit
import Refusals
import SQLDatabase
import World

/// Books what a line of a return file says about a title, whether two witnesses or a person found
/// it.
struct BankReturnBooking {
  let office: Office
  let actor: Actor
  let transaction: Transaction

  func book(
    _ title: ReceivableRow, _ line: inout BankReturnLine
  ) throws {
    line.receivable = title.id
    do {
      switch line.kind {
      case .full, .partial: try settle(title, &line)
      case .reversal: try reverse(title, &line)
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

  /// What a payment of a line is known by.
  static func signature(_ line: String) -> String { "bank-return|" + line }

  private func settle(_ title: ReceivableRow, _ line: inout BankReturnLine) throws {
    guard let paidOn = line.occurredOn ?? line.availableOn else {
      line.outcome = .refused
      line.detail = "O registro não diz quando foi pago; peça ao banco o arquivo outra vez."
      return
    }
    let signature = Self.signature(line.signature ?? "")
    if let known = try sameMoney(title, line, paidOn: paidOn, signature: signature) {
      line.payment = known
      line.outcome = .ignored
      line.detail = "Este recebimento já foi registrado."
      return
    }
    var payment = NewPayment(
      receivable: title.id, amount: line.received, paidOn: paidOn,
      availableOn: max(line.availableOn ?? paidOn, paidOn), origin: .bankReturn,
      signature: signature)
    payment.basis = .received
    // The money has come, whatever the title is.
    payment.takesExcess = true
    let wasRemoved = try wasTakenOff(title)
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
    tell(settlement, of: title, wasRemoved: wasRemoved, &line)
  }

  private func tell(
    _ settlement: Settlement, of title: ReceivableRow, wasRemoved: Bool,
    _ line: inout BankReturnLine
  ) {
    if settlement.open > .zero {
      line.outcome = .partial
      line.add("Faltam \(settlement.open).")
      if title.liveListing != nil {
        line.effect = "valor da negativação corrigido para \(settlement.open)"
      }
      return
    }
    line.outcome = wasRemoved ? .paidAfterRemoval : .settled
    if settlement.excess > .zero {
      line.outcome = .paidAbove
      line.add("Vieram \(settlement.excess) a mais, a devolver.")
    }
    if wasRemoved { line.add("A negativação já tinha sido baixada.") }
    if settlement.removal != nil {
      let due = RemovalDeadline.dueOn(availableOn: line.availableOn ?? line.occurredOn ?? .first)
      line.effect = "baixa pedida, prazo \(due.brazilian.prefix(5))"
    } else if title.liveListing != nil {
      line.effect = "baixa já pedida antes"
    }
  }

  /// The same money told before: by the same record in another edition of the file, or by a notice
  /// that came ahead under another code.
  private func sameMoney(
    _ title: ReceivableRow, _ line: BankReturnLine, paidOn: CivilDate, signature: String
  ) throws -> ID<Payment>? {
    let own = ReturnSignature(signature)
    let known: [(ID<Payment>, String)] = try transaction.query(
      """
      SELECT id, signature FROM payments
      WHERE receivable_id = ?1 AND amount_cents = ?2 AND paid_on = ?3 AND origin = 'bank-return'
        AND reversed_at IS NULL AND signature IS NOT NULL ORDER BY id
      """, [title.id, line.received, paidOn]
    ) { (try $0.id(0), try $0.text(1)) }
    return known.first { ReturnSignature($0.1).isSameMoney(own) }?.0
  }

  /// Whether a listing of the title was taken off before, and none stands.
  private func wasTakenOff(_ title: ReceivableRow) throws -> Bool {
    guard title.liveListing == nil, title.isPayable else { return false }
    return try transaction.first(
      "SELECT id FROM listings WHERE receivable_id = ?1 AND removed_at IS NOT NULL LIMIT 1",
      [title.id]
    ) { (row) throws -> Int64 in try row.integer(0) } != nil
  }

  private func reverse(_ title: ReceivableRow, _ line: inout BankReturnLine) throws {
    let reason = "Retorno do banco: \(line.words) [\(line.signature ?? "")]"
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
      line.paid == .zero
      ? live.first : live.first { $0.amount == line.received || $0.amount == line.paid }
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
      line.add("Uma nova negativação aguarda aprovação.")
      line.effect = "nova negativação aguarda aprovação"
    }
  }
}

extension BankReturnLine {
  /// Adds a sentence to what the bank's occurrence says.
  fileprivate mutating func add(_ sentence: String) {
    if !detail.isEmpty { detail += detail.hasSuffix(".") ? " " : ". " }
    detail += sentence
  }
}

/// The parts of `ReturnEntry.signature`, as a payment keeps it.
struct ReturnSignature {
  private let bank: String
  private let occurrence: String
  private let sequence: String

  init(_ text: String) {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    // The first is the origin, then the bank; occurrence, day, amount and sequence end it. What
    // stands between is from the file, and may hold the mark itself.
    let end = parts.suffix(4)
    bank = parts.count > 1 ? parts[1] : ""
    occurrence = end.count == 4 ? end[end.startIndex] : ""
    sequence = parts.last ?? ""
  }

  /// For two signatures of one title, amount and day.
  func isSameMoney(_ other: ReturnSignature) -> Bool {
    bank == other.bank && (occurrence != other.occurrence || sequence == other.sequence)
  }
}
