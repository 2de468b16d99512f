import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// Receber: a payment that comes over the counter (manual, item 56).
extension Site {
  func addReceive(to table: inout PageTable<Site>) {
    table.get(Contents.receive) { visit in
      let title = try await office.receivables.receivable(try visit.id())
      let state = FormState([
        ("amountCents", title.isPayable ? title.open.digits : ""),
        ("paidOn", visit.today.description), ("availableOn", visit.today.description),
        ("settleBy", SettleByWord.principal.rawValue),
      ])
      return try await receive(title, visit, state)
    }
    table.post(Contents.receive) { visit, form in
      let title = try await office.receivables.receivable(try visit.id())
      return try await visit.attempt(form) { state, status in
        try await receive(title, visit, state, status: status)
      } _: {
        let payment = try FormReader.read(form) { reader in
          var payment = NewPayment(
            receivable: title.id,
            amount: reader.required("amountCents", "Valor pago", .money()),
            paidOn: reader.required("paidOn", "Pago em", .day(.event)),
            availableOn: reader.optional("availableOn", "Disponível em", .day(.event)),
            origin: .page)
          payment.basis =
            (reader.optional("settleBy", "Quitar por", .oneOf(SettleByWord.self)) ?? .principal)
            .basis
          payment.takesExcess = reader.flag("excess")
          return payment
        }
        try await askOnceMore(payment)
        let outlook = try await office.removals.removalOutlook(
          ofReceivable: title.id, availableOn: payment.availableOn)
        let settlement = try await office.payments.recordPayment(payment, actor: visit.actor)
        return visit.done(
          ReceiveWords.done(payment, settlement, outlook), to: TitlePages.path(of: title.id))
      }
    }
  }

  /// A receipt that is far above what is due is taken only once a person has said so.
  private func askOnceMore(_ payment: NewPayment) async throws {
    guard !payment.takesExcess else { return }
    let split = try await office.payments.settlementOutlook(payment)
    guard split.isFarAbove else { return }
    throw Problem.invalidInput([
      .init(
        pointer: "/excess", code: "far-above-due",
        detail: split.excess == payment.amount
          ? "Nada falta pagar: \(split.excess) ficam a devolver. Confirme para registrar."
          : "É \(split.excess) a mais do que falta. Confira o valor; para registrar assim mesmo, "
            + "confirme.")
    ])
  }

  private func receive(
    _ title: ReceivableRow, _ visit: Visit, _ state: FormState,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let outlook = try await office.removals.removalOutlook(
      ofReceivable: title.id, availableOn: visit.today)
    let label = title.isPayable ? "Receber" : "Registrar valor a devolver"
    let view = Look.confirm(
      title: label, sentence: HTML(text: ReceiveWords.sentence(title, outlook)),
      Look.form(
        to: visit.path, token: visit.token, state: state,
        shown: ["amountCents", "paidOn", "availableOn", "excess"],
        """
        \(Look.entry(.init("amountCents", "Valor pago", isRequired: true), .money, in: state))\
        \(settleBy(title, today: visit.today, state))\
        \(Look.pair(
          Look.entry(.init("paidOn", "Pago em", isRequired: true), .date, in: state),
          Look.entry(
            .init(
              "availableOn", "Disponível em",
              hint: "O dia em que o dinheiro está na conta; dele se conta o prazo da baixa."),
            .date, in: state)))\
        \(excess(title, state))\
        \(Look.formEnd(
          Look.button(label, .primary),
          Look.action("Voltar", to: TitlePages.path(of: title.id), .quiet)))
        """))
    return visit.page(label, crumbs: titleCrumbs(title, label), status: status, view)
  }

  /// The choice between principal and updated value, where there is one.
  private func settleBy(
    _ title: ReceivableRow, today: CivilDate, _ state: FormState
  ) -> HTML? {
    let value = UpdatedValue(principal: title.open, dueOn: title.dueOn, paidOn: today)
    guard title.isPayable, value.total > value.principal else { return nil }
    return Look.radios(
      .init(
        "settleBy", "Quitar por",
        hint: "Multa de 2% e juros de 1% ao mês (CDC, art. 52, § 1º); o que passar disso fica a "
          + "devolver."),
      [
        .init(
          SettleByWord.principal.rawValue,
          "Principal: \(title.open) quita; multa e juros, só os que vierem"),
        .init(
          SettleByWord.updated.rawValue,
          "Valor atualizado: \(value.total) hoje; primeiro multa e juros, depois o principal"),
      ], in: state)
  }

  /// Shown where a receipt was far above what is due, and where nothing is due.
  private func excess(_ title: ReceivableRow, _ state: FormState) -> HTML? {
    guard
      !title.isPayable || !state.faults(of: "excess").isEmpty || state.value("excess") == "true"
    else { return nil }
    return Look.toggle(
      .init(
        "excess", "Confirmo: o que veio a mais fica a devolver",
        hint: "Fica registrado no título e na lista de recebimentos."), in: state)
  }
}

/// The two ways of settling a title that a person chooses from.
enum SettleByWord: String, CaseIterable {
  case principal = "principal"
  case updated = "atualizado"

  var basis: SettlementBasis {
    switch self {
    // A person who pays by the principal may bring fine and interest all the same.
    case .principal: .received
    case .updated: .updated
    }
  }
}

/// What receiving does and did, in sentences.
enum ReceiveWords {
  static func sentence(_ title: ReceivableRow, _ outlook: RemovalOutlook) -> String {
    guard title.isPayable else {
      return "O título \(title.number) está \(title.status.portuguese): nada falta pagar, e tudo o "
        + "que entrou por ele fica a devolver."
    }
    let full = OutlookWords.sentence(outlook, event: "Pago por inteiro")
    let isListed = if case .removed = outlook { true } else { false }
    let part =
      isListed
      ? " Pago em parte, a negativação continua, com o valor corrigido para o que faltar." : ""
    return "Título \(title.number): faltam \(title.open). \(full)\(part)"
  }

  static func done(
    _ payment: NewPayment, _ settlement: Settlement, _ outlook: RemovalOutlook
  ) -> String {
    if settlement.wasClosed { return "Registrado: \(settlement.excess) a devolver." }
    let owed = settlement.excess > .zero ? " \(settlement.excess) a devolver." : ""
    return settlement.status == .paid
      ? "Recebido: \(payment.amount). O título está pago.\(owed)" + OutlookWords.done(outlook)
      : "Recebido: \(payment.amount). Faltam \(settlement.open).\(owed)"
  }
}
