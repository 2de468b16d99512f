package import Credit
import Refusals
import SQLDatabase
import Sealing
import World

/// A payment as a bank or a payment provider tells it: by what it knows of the title, which is
/// never our id.
package struct PaymentNotice: Sendable {
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
  /// Titles that are looked at for one notice at the most.
  private static let noticeSearchLimit = 20
  /// Candidates that a refusal names at the most.
  private static let candidatesTold = 5

  /// Records a payment on the title that two witnesses name and none denies: two ways to name the
  /// title, one of them with the person's document, or one with the debt; or the document with
  /// value and due date. Otherwise 422 `payment-unmatched` with what speaks for and against each
  /// title, and nothing is recorded.
  package func recordNotice(
    _ notice: PaymentNotice, actor: Actor
  ) async throws -> (receivable: ID<Receivable>, settlement: Settlement) {
    try await database.write { transaction in
      if let known = try self.known(notice, in: transaction) { return known }
      let judged = try self.candidates(of: notice, in: transaction)
        .map { NoticeJudgement($0.title, ownsDocument: $0.ownsDocument, notice) }
      let proven = judged.filter(\.isProven)
      let owed = proven.filter(\.title.isPayable)
      guard let chosen = owed.count == 1 ? owed[0] : proven.count == 1 ? proven[0] : nil else {
        throw Self.unmatched(judged, proven: proven.count)
      }
      var payment = NewPayment(
        receivable: chosen.title.id, amount: notice.amount, paidOn: notice.paidOn,
        availableOn: notice.availableOn, origin: .api, signature: Self.signature(of: notice))
      payment.basis = .received
      // The money has come, whatever the title is.
      payment.takesExcess = true
      return (
        chosen.title.id, try self.record(payment, actor: actor, in: transaction)
      )
    }
  }

  private static func signature(of notice: PaymentNotice) -> String? {
    notice.providerCode.map { "notice|" + $0 }
  }

  /// What the same notice did before.
  private func known(
    _ notice: PaymentNotice, in transaction: Transaction
  ) throws -> (receivable: ID<Receivable>, settlement: Settlement)? {
    guard let signature = Self.signature(of: notice),
      let payment = try transaction.first(
        PaymentRows.select + " WHERE signature = ?1", [signature], PaymentRows.decode)
    else { return nil }
    guard payment.amount == notice.amount, payment.paidOn == notice.paidOn else {
      throw Refusal(
        .conflict, code: "notice-changed",
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
    of notice: PaymentNotice, in transaction: Transaction
  ) throws -> [(title: ReceivableRow, ownsDocument: Bool?)] {
    var found: [ID<Receivable>: ReceivableRow] = [:]
    func add(_ condition: String, _ arguments: [any SQLConvertible]) throws {
      let titles = try transaction.query(
        ReceivableRows.select
          + " WHERE \(condition) ORDER BY id LIMIT \(Self.noticeSearchLimit)",
        arguments, ReceivableRows.decode)
      for title in titles { found[title.id] = title }
    }
    if let code = notice.externalCode { try add("external_code = ?1", [code]) }
    if let number = notice.number { try add("number = ?1", [number]) }
    if let number = notice.bankNumber, let key = BankNumber.key(number, bank: notice.bank) {
      try add("bank_key = ?1", [key])
    }
    var owner: ID<Person>?
    if let text = notice.document {
      let document = try Self.document(text)
      owner = try transaction.first(
        "SELECT id FROM people WHERE document_index = ?1",
        [office.documents.value(forBare: document.bare)]
      ) { try $0.id(0) }
      if let owner, found.isEmpty {
        try add(
          "person_id = ?1 AND amount_cents = ?2 AND status IN ('open', 'partiallyPaid')",
          [owner, notice.face ?? notice.amount])
      }
    }
    return found.values.sorted { $0.id < $1.id }.map { title in
      (title, notice.document == nil ? nil : title.person == owner)
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

  private static func unmatched(_ judged: [NoticeJudgement], proven: Int) -> Refusal {
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

/// What a notice says of a title: which of its words agree, and which do not.
struct NoticeJudgement {
  let title: ReceivableRow
  private var agrees: [String] = []
  private var denies: [String] = []
  private var names = 0
  private var ownsDocument = false
  private var hasValue = false
  private var hasDueDate = false
  private let tellsDueDate: Bool

  init(_ title: ReceivableRow, ownsDocument: Bool?, _ notice: PaymentNotice) {
    self.title = title
    tellsDueDate = notice.dueOn != nil
    judge("código de origem", notice.externalCode.map { $0 == title.externalCode }, isName: true)
    judge("número do título", notice.number.map { $0 == title.number }, isName: true)
    let key = notice.bankNumber.flatMap { BankNumber.key($0, bank: notice.bank ?? title.bank) }
    judge(
      "nosso número", key.flatMap { key in title.bankKey.map { $0 == key } }, isName: true)
    if let bank = notice.bank, let own = title.bank { judge("banco", bank == own ? nil : false) }
    if let agreement = notice.agreement, let own = title.agreement {
      judge("convênio", agreement == own ? nil : false)
    }
    judge("documento", ownsDocument)
    self.ownsDocument = ownsDocument == true
    let value = notice.face ?? notice.amount
    hasValue = value == title.amount || value == title.open
    // A payment may be above or below the debt; only a face value that is told can deny it.
    if hasValue || notice.face != nil { judge("valor", hasValue) }
    hasDueDate = notice.dueOn == title.dueOn
    judge("vencimento", notice.dueOn.map { $0 == title.dueOn })
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
