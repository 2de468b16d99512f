import BureauRegister
import Credit
import DebtCollection
import Fictitious
import Refusals
import SQLDatabase

extension Run {
  /// What people do; nil where it is nobody's of them.
  func perform(byPeople action: Action) async throws -> String? {
    switch action.kind {
    case .pay: try await pay(action)
    case .payAgain: try await payAgain(action)
    case .pix: try await pix(action)
    case .reverse: try await reverse(action)
    case .contest: try await contest(action)
    case .die: try await die(action)
    case .move: try await move(action)
    case .newTitle: try await bringTitle(action)
    case .renegotiate: try await close(action, isRenegotiated: true)
    case .cancel: try await close(action, isRenegotiated: false)
    default: nil
    }
  }

  static let somebody = Actor.user("ana@exemplo.example")
  static let anybodyElse = Actor.user("bia@exemplo.example")

  /// Thousandths of what is open, at least a cent.
  private func share(of place: Int, _ thousandths: Int) -> Cents {
    let title = book.titles[place]
    let base = title.owed > .zero ? title.owed : title.amount
    return max(Cents(base.amount * Int64(thousandths) / 1_000), Cents(1))
  }

  private func pay(_ action: Action) async throws -> String {
    guard let place = place(action) else { return "no such title" }
    let paid = Book.Paid(
      signature: "sim-\(action.number(3))", amount: share(of: place, action.number(1)),
      paidOn: today, availableOn: today.adding(days: action.number(2)), isAdvice: false)
    guard !book.titles[place].paid.contains(where: { $0.signature == paid.signature }) else {
      return "paid before"
    }
    var new = payment(of: place, paid)
    new.takesExcess = action.number(1) % 2 == 0
    let told = new
    return try await record(paid, of: place) {
      let settled = try await $0.payments.recordPayment(told, actor: Self.somebody)
      return "\(settled.status.rawValue) open \(settled.open.amount)"
    }
  }

  private func payment(of place: Int, _ paid: Book.Paid) -> NewPayment {
    NewPayment(
      receivable: book.titles[place].id, amount: paid.amount, paidOn: paid.paidOn,
      availableOn: paid.availableOn, origin: .api, signature: paid.signature)
  }

  /// Writes a payment into the book and, if the office refuses it, out of it again.
  func record(
    _ paid: Book.Paid, of place: Int, _ work: @Sendable (Office) async throws -> String
  ) async throws -> String {
    book.titles[place].paid.append(paid)
    let index = book.titles[place].paid.count - 1
    do {
      let answer = try await work(sides.office)
      book.titles[place].paid[index].isAnswered = true
      lastChange[place] = now
      return answer
    } catch let refusal as Refusal {
      book.titles[place].paid.remove(at: index)
      throw refusal
    }
  }

  private func payAgain(_ action: Action) async throws -> String {
    guard
      let place = place(
        action, where: { book.titles[$0].paid.contains { !$0.isAdvice && !$0.isReversed } }),
      let paid = book.titles[place].paid.first(where: { !$0.isAdvice && !$0.isReversed })
    else { return "no such payment" }
    var again = payment(of: place, paid)
    again.takesExcess = true
    let settled = try await sides.office.payments.recordPayment(again, actor: Self.somebody)
    return settled.isNew ? "new" : "known"
  }

  private func pix(_ action: Action) async throws -> String {
    guard let place = place(action) else { return "no such title" }
    let title = book.titles[place]
    var advice = PaymentAdvice(amount: share(of: place, action.number(1)), paidOn: today)
    advice.externalCode = title.number
    advice.document = book.debtors[title.debtor].document.bare
    advice.providerCode = "sim-\(action.number(2))"
    let paid = Book.Paid(
      signature: "advice|sim-\(action.number(2))", amount: advice.amount, paidOn: today,
      availableOn: today, isAdvice: true)
    guard !title.paid.contains(where: { $0.signature == paid.signature }) else {
      return "paid before"
    }
    let told = advice
    return try await record(paid, of: place) {
      let settled = try await $0.payments.recordAdvice(told, actor: .apiKey("banco")).settlement
      return "\(settled.status.rawValue) open \(settled.open.amount)"
    }
  }

  private func reverse(_ action: Action) async throws -> String {
    guard
      let place = place(action, where: { book.titles[$0].paid.contains { !$0.isReversed } }),
      let index = book.titles[place].paid.lastIndex(where: { !$0.isReversed })
    else { return "no such payment" }
    let signature = book.titles[place].paid[index].signature
    let id = try await sides.creditorTruth.read { transaction in
      try transaction.first(
        "SELECT id FROM payments WHERE (signature = ?1 OR signature LIKE ?1 || '|%') "
          + "AND reversed_at IS NULL ORDER BY id DESC LIMIT 1", [signature]
      ) { try $0.integer(0) }
    }
    guard let id else { return "no such payment" }
    let undone = try await sides.office.payments.reversePayment(
      ID(id), reason: "Cheque devolvido", actor: Self.somebody)
    book.titles[place].paid[index].isReversed = true
    lastChange[place] = now
    return "\(undone.status.rawValue) open \(undone.open.amount)"
  }

  private func die(_ action: Action) async throws -> String {
    guard let place = debtorPlace(action) else { return "nobody" }
    let debtor = book.debtors[place]
    if action.number(1) == 1 {
      try await sides.register.reportDeath(of: debtor.document, on: today)
      return "told to the bureau"
    }
    var change = PersonChange()
    change.deceasedOn = today
    _ = try await sides.office.people.updatePerson(debtor.id, change, actor: Self.somebody)
    book.debtors[place].isDead = true
    return "done"
  }

  private func move(_ action: Action) async throws -> String {
    guard let place = debtorPlace(action) else { return "nobody" }
    let home = FictitiousPlace.all[action.number(1) % FictitiousPlace.all.count]
    var change = PersonChange()
    change.address = AddressChange(
      postalCode: home.postalCode, street: "Rua Nova", city: home.city, state: home.state)
    _ = try await sides.office.people.updatePerson(
      book.debtors[place].id, change, actor: Self.somebody)
    return "to \(home.state)"
  }

  private func bringTitle(_ action: Action) async throws -> String {
    guard let place = debtorPlace(action) else { return "nobody" }
    let made = try await addTitle(
      debtor: place, cents: action.number(1), dueOn: today.adding(days: action.number(2)))
    return "title \(made)"
  }

  private func close(_ action: Action, isRenegotiated: Bool) async throws -> String {
    guard let place = place(action) else { return "no such title" }
    let id = book.titles[place].id
    let parts = action.number(1)
    if isRenegotiated, parts > 0 {
      let agreement = NewAgreement(
        amount: book.titles[place].amount, parts: parts, firstDueOn: today.adding(days: 10))
      _ = try await sides.office.receivables.renegotiateReceivable(
        id, into: agreement, actor: Self.somebody)
    } else if isRenegotiated {
      _ = try await sides.office.receivables.renegotiateReceivable(id, actor: Self.somebody)
    } else {
      _ = try await sides.office.receivables.cancelReceivable(
        id, reason: "Engano", actor: Self.somebody)
    }
    book.titles[place].isClosed = true
    try await adoptTitles()
    return "done"
  }

  /// At the bureau, about what is listed of a title.
  private func contest(_ action: Action) async throws -> String {
    guard let record = try await liveRecord(action) else { return "nothing is listed" }
    let reasons = DisputeReason.allCases
    _ = try await sides.register.openDispute(
      about: ID(record.id),
      DisputeRequest(
        reason: reasons[action.number(1) % reasons.count], statement: "Não devo isto."),
      actor: "consumer")
    return "record \(record.id)"
  }
}
