package import Credit
import Refusals
import SQLDatabase
import Sealing
import World

/// A payment as a bank or a payment provider tells it: by what it knows of the title, which is
/// never our id.
package struct PaymentAdvice: Sendable {
  /// The code of the system that the title came from.
  package var externalCode: String?
  /// Nosso número, with its bank and agreement where they are known.
  package var bankNumber: String?
  package var bank: String?
  package var agreement: String?
  /// The creditor's number of the title (seu número).
  package var number: String?
  /// CPF or CNPJ of who owes, with or without points.
  package var document: String?
  /// The face value and the due date of what was paid.
  package var face: Cents?
  package var dueOn: CivilDate?
  package var amount: Cents
  package var paidOn: CivilDate
  package var availableOn: CivilDate?
  /// The provider's own id of the payment: told twice, it is one.
  package var providerCode: String?

  package init(amount: Cents, paidOn: CivilDate) {
    self.amount = amount
    self.paidOn = paidOn
  }
}

extension Payments {
  /// Titles that are looked at for one advice at the most.
  private static let adviceSearchLimit = 20
  /// Candidates that a refusal names at the most.
  private static let candidatesTold = 5

  /// Records a payment on the title that two witnesses name and none denies: two ways to name the
  /// title, one of them with the person's document, or one with the debt; or the document with
  /// value and due date. Otherwise 422 `payment-unmatched` with what speaks for and against each
  /// title, and nothing is recorded.
  package func recordAdvice(
    _ advice: PaymentAdvice, actor: Actor
  ) async throws -> (receivable: ID<Receivable>, settlement: Settlement) {
    try await database.write { transaction in
      if let known = try self.known(advice, in: transaction) { return known }
      let judged = try self.candidates(of: advice, in: transaction)
        .map { AdviceJudgement($0.title, ownsDocument: $0.ownsDocument, advice) }
      let proven = judged.filter(\.isProven)
      // Whether a title is still owed tells nothing: the one that is paid may be the one meant.
      guard let chosen = proven.first, proven.count == 1,
        judged.count < Self.adviceSearchLimit
      else { throw Self.unmatched(judged, proven: proven.count) }
      var payment = NewPayment(
        receivable: chosen.title.id, amount: advice.amount, paidOn: advice.paidOn,
        availableOn: advice.availableOn, origin: .api, signature: Self.signature(of: advice))
      payment.basis = .received
      // The money has come, whatever the title is.
      payment.takesExcess = true
      return (
        chosen.title.id, try self.record(payment, actor: actor, in: transaction)
      )
    }
  }

  private static func signature(of advice: PaymentAdvice) -> String? {
    advice.providerCode.map { "advice|" + $0 }
  }

  /// What the same advice did before.
  private func known(
    _ advice: PaymentAdvice, in transaction: Transaction
  ) throws -> (receivable: ID<Receivable>, settlement: Settlement)? {
    guard let signature = Self.signature(of: advice),
      let payment = try transaction.first(
        PaymentRows.select + " WHERE signature = ?1", [signature], PaymentRows.decode)
    else { return nil }
    guard payment.amount == advice.amount, payment.paidOn == advice.paidOn else {
      throw Refusal(
        .conflict, code: "advice-changed",
        detail: "Este aviso já foi registrado com outro valor ou outro dia; estorne o recebimento "
          + "antes, ou envie outro providerId.")
    }
    guard let title = try ReceivableRows.find(payment.receivable, in: transaction) else {
      throw Refusal.notFound("Título")
    }
    return (
      title.id,
      Settlement(
        payment: payment.id, isNew: false, status: title.status, open: title.open,
        excess: payment.excess, wasClosed: false, removal: nil)
    )
  }

  private func candidates(
    of advice: PaymentAdvice, in transaction: Transaction
  ) throws -> [(title: ReceivableRow, ownsDocument: Bool?)] {
    var found: [ID<Receivable>: ReceivableRow] = [:]
    func add(_ condition: String, _ arguments: [any SQLConvertible]) throws {
      let titles = try transaction.query(
        ReceivableRows.select
          + " WHERE \(condition) ORDER BY id LIMIT \(Self.adviceSearchLimit)",
        arguments, ReceivableRows.decode)
      for title in titles { found[title.id] = title }
    }
    if let code = advice.externalCode { try add("external_code = ?1", [code]) }
    if let number = advice.number { try add("number = ?1", [number]) }
    if let number = advice.bankNumber, let whole = BankNumber.key(number),
      let key = BankNumber.key(number, bank: advice.bank)
    {
      // A title of which nobody said the bank has the whole number.
      try add("bank_key IN (?1, ?2)", [key, whole])
    }
    var owner: ID<Person>?
    if let text = advice.document {
      let document = try Self.document(text)
      owner = try transaction.first(
        "SELECT id FROM people WHERE document_index = ?1",
        [office.documents.value(forBare: document.bare)]
      ) { try $0.id(0) }
      if let owner, found.isEmpty {
        try add(
          "person_id = ?1 AND amount_cents = ?2 AND status IN ('open', 'partiallyPaid')",
          [owner, advice.face ?? advice.amount])
      }
    }
    return found.values.sorted { $0.id < $1.id }.map { title in
      (title, advice.document == nil ? nil : title.person == owner)
    }
  }

  private static func document(_ text: String) throws -> Document {
    do {
      return try Document.parse(text)
    } catch {
      throw Refusal.invalid([
        Refusal.Fault(pointer: "/document", code: error.code, detail: error.message)
      ])
    }
  }

  private static func unmatched(_ judged: [AdviceJudgement], proven: Int) -> Refusal {
    let detail =
      judged.isEmpty
      ? "Nenhum título tem o que este aviso diz; confira os números, ou registre o recebimento no "
        + "título."
      : proven > 1
        ? "Mais de um título confere com este aviso; envie também vencimento, valor do título ou "
          + "documento, ou registre o recebimento no título."
        : "Nenhum título confere por duas provas; envie também valor do título, vencimento ou "
          + "documento, ou registre o recebimento no título."
    return Refusal(
      .unprocessable, code: "payment-unmatched", detail: detail,
      faults: judged.prefix(candidatesTold).map { candidate in
        Refusal.Fault(
          pointer: "", code: "candidate",
          detail: "Título \(candidate.title.number) (\(candidate.title.id)): \(candidate.words).")
      })
  }
}

/// What a advice says of a title: which of its words agree, and which do not.
struct AdviceJudgement {
  let title: ReceivableRow
  private var agrees: [String] = []
  private var denies: [String] = []
  private var names = 0
  private var ownsDocument = false
  private var hasValue = false
  private var hasDueDate = false
  private let tellsDueDate: Bool

  init(_ title: ReceivableRow, ownsDocument: Bool?, _ advice: PaymentAdvice) {
    self.title = title
    tellsDueDate = advice.dueOn != nil
    judge("código de origem", advice.externalCode.map { $0 == title.externalCode }, isName: true)
    // One word told twice is one witness.
    judge(
      "número do título", advice.number.map { $0 == title.number },
      isName: advice.number != advice.externalCode)
    let key = advice.bankNumber.flatMap { BankNumber.key($0, bank: title.bank) }
    judge(
      "nosso número", key.flatMap { key in title.bankKey.map { $0 == key } }, isName: true)
    if let bank = advice.bank, let own = title.bank { judge("banco", bank == own ? nil : false) }
    if let agreement = advice.agreement, let own = title.agreement {
      judge("convênio", agreement == own ? nil : false)
    }
    judge("documento", ownsDocument)
    self.ownsDocument = ownsDocument == true
    let value = advice.face ?? advice.amount
    hasValue = value == title.amount || value == title.open
    // A payment may be above or below the debt; only a face value that is told can deny it.
    if hasValue || advice.face != nil { judge("valor", hasValue) }
    hasDueDate = advice.dueOn == title.dueOn
    judge("vencimento", advice.dueOn.map { $0 == title.dueOn })
  }

  private mutating func judge(_ name: String, _ isSame: Bool?, isName: Bool = false) {
    guard let isSame else { return }
    if isSame {
      agrees.append(name)
      if isName { names += 1 }
    } else {
      denies.append(name)
    }
  }

  var isProven: Bool {
    guard denies.isEmpty else { return false }
    let hasDebt = hasValue && (!tellsDueDate || hasDueDate)
    if names > 0 { return names > 1 || ownsDocument || hasDebt }
    return ownsDocument && hasValue && hasDueDate
  }

  var words: String {
    var parts: [String] = []
    if !agrees.isEmpty { parts.append("confere " + agrees.joined(separator: ", ")) }
    if !denies.isEmpty { parts.append("não confere " + denies.joined(separator: ", ")) }
    return parts.isEmpty ? "nada a conferir" : parts.joined(separator: "; ")
  }
}
