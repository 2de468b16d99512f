import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// Receber: a payment that comes over the counter (manual, item 56).
extension Site {
  func addReceive(to table: inout PageTable) {
    let path = TitlePages.path + "/{id}/receber"
    table.get(path, needs: .settle) { visit in
      let title = try await office.receivables.receivable(try visit.id())
      let state = FormState([
        ("amountCents", title.open.digits), ("paidOn", visit.today.description),
        ("availableOn", visit.today.description),
      ])
      return try await receive(title, visit, state)
    }
    table.post(path, needs: .settle) { visit, form in
      let title = try await office.receivables.receivable(try visit.id())
      return try await visit.attempt(form) { state, status in
        try await receive(title, visit, state, status: status)
      } _: {
        let payment = try FormReader.read(form) { reader in
          NewPayment(
            receivable: title.id,
            amount: reader.required("amountCents", "Valor pago", .money()),
            paidOn: reader.required("paidOn", "Pago em", .day(.event)),
            availableOn: reader.optional("availableOn", "Disponível em", .day(.event)),
            origin: .page)
        }
        let outlook = try await office.removals.removalOutlook(
          ofReceivable: title.id, availableOn: payment.availableOn)
        let settlement = try await office.payments.recordPayment(payment, actor: visit.actor)
        let words =
          settlement.status == .paid
          ? "Recebido: \(payment.amount). O título está pago." + OutlookWords.done(outlook)
          : "Recebido: \(payment.amount). Faltam \(settlement.open)."
        return visit.done(words, to: TitlePages.path(of: title.id))
      }
    }
  }

  private func receive(
    _ title: ReceivableRow, _ visit: Visit, _ state: FormState,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let outlook = try await office.removals.removalOutlook(
      ofReceivable: title.id, availableOn: visit.today)
    let full = OutlookWords.sentence(outlook, event: "Pago por inteiro")
    let isListed = if case .removed = outlook { true } else { false }
    let part =
      isListed
      ? " Pago em parte, a negativação continua, com o valor corrigido para o que faltar." : ""
    let view = Look.confirm(
      title: "Receber",
      sentence: "Título \(title.number): faltam \(title.open.description). \(full)\(part)",
      Look.form(
        to: visit.path, token: visit.token, state: state,
        shown: ["amountCents", "paidOn", "availableOn"],
        """
        \(Look.entry(.init("amountCents", "Valor pago", isRequired: true), .money, in: state))\
        \(Look.pair(
          Look.entry(.init("paidOn", "Pago em", isRequired: true), .date, in: state),
          Look.entry(
            .init(
              "availableOn", "Disponível em",
              hint: "O dia em que o dinheiro está na conta; dele se conta o prazo da baixa."),
            .date, in: state)))\
        \(Look.formEnd(
          Look.button("Receber", .primary),
          Look.action("Voltar", to: TitlePages.path(of: title.id), .quiet)))
        """))
    return visit.page("Receber", crumbs: titleCrumbs(title, "Receber"), status: status, view)
  }
}
