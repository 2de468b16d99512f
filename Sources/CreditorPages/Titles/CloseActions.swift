import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// Cancelar e Renegociar: the title is closed and its listing goes.
extension Site {
  func addClosing(to table: inout PageTable<Site>) {
    addCancellation(to: &table)
    addRenegotiation(to: &table)
  }

  private func addCancellation(to table: inout PageTable<Site>) {
    table.get(Contents.cancelTitle) { try await cancellation($0, FormState()) }
    table.post(Contents.cancelTitle) { visit, form in
      let id: ID<Receivable> = try visit.id()
      return try await visit.attempt(form) { state, status in
        try await cancellation(visit, state, status: status)
      } _: {
        let reason = try FormReader.read(form) {
          $0.required("reason", "Motivo", .text(length: 1...Receivables.closingReasonLimit))
        }
        let outlook = try await office.removals.removalOutlook(
          ofReceivable: id, availableOn: visit.today)
        _ = try await office.receivables.cancelReceivable(id, reason: reason, actor: visit.actor)
        return visit.done(
          "O título foi cancelado." + OutlookWords.done(outlook), to: TitlePages.path(of: id))
      }
    }
  }

  private func cancellation(
    _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let label = "Cancelar título"
    let title = try await office.receivables.receivable(try visit.id())
    let outlook = try await office.removals.removalOutlook(
      ofReceivable: title.id, availableOn: visit.today)
    let view = Look.confirm(
      title: label,
      sentence: """
        Título \(title.number), \(title.open.description) em aberto. O título deixa de ser \
        devido; isto não se desfaz. \(OutlookWords.sentence(outlook, event: "Cancelado"))
        """, isDangerous: true,
      Look.form(
        to: visit.path, token: visit.token, state: state, shown: ["reason"],
        """
        \(Look.area(
          .init(
            "reason", "Motivo", hint: "Fica na página do título, com quem cancelou e quando.",
            isRequired: true), in: state))\
        \(Look.formEnd(
          Look.button(label, .danger),
          Look.action("Voltar", to: TitlePages.path(of: title.id), .quiet)))
        """))
    return visit.page(label, crumbs: titleCrumbs(title, label), status: status, view)
  }

  private func addRenegotiation(to table: inout PageTable<Site>) {
    table.get(Contents.renegotiate) { visit in
      let title = try await office.receivables.receivable(try visit.id())
      let value = UpdatedValue(principal: title.open, dueOn: title.dueOn, paidOn: visit.today)
      let state = FormState([
        (AgreementField.amount, value.total.digits), (AgreementField.parts, "1"),
        (AgreementField.firstDueOn, visit.today.adding(months: 1).description),
      ])
      return try await renegotiation(visit, state)
    }
    table.post(Contents.renegotiate) { visit, form in
      let id: ID<Receivable> = try visit.id()
      return try await visit.attempt(form) { state, status in
        try await renegotiation(visit, state, status: status)
      } _: {
        let agreement = try FormReader.read(form) { reader in
          NewAgreement(
            amount: reader.required(AgreementField.amount, "Valor do acordo", .money()),
            parts: reader.required(
              AgreementField.parts, "Parcelas", .integer(1...AgreementParts.largestCount)),
            firstDueOn: reader.required(
              AgreementField.firstDueOn, "Primeiro vencimento", .day(.due)))
        }
        let outlook = try await office.removals.removalOutlook(
          ofReceivable: id, availableOn: visit.today)
        _ = try await office.receivables.renegotiateReceivable(
          id, into: agreement, actor: visit.actor)
        let made = try await office.receivables.agreementTitles(of: id).count
        let words =
          made == 1 ? "1 título do acordo foi criado." : "\(made) títulos do acordo foram criados."
        return visit.done(
          "O título foi renegociado; " + words + OutlookWords.done(outlook),
          to: TitlePages.path(of: id))
      }
    }
  }

  private func renegotiation(
    _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let label = "Renegociar"
    let title = try await office.receivables.receivable(try visit.id())
    let outlook = try await office.removals.removalOutlook(
      ofReceivable: title.id, availableOn: visit.today)
    let view = Look.confirm(
      title: label,
      sentence: """
        Título \(title.number), \(title.open.description) em aberto. A dívida passa para o acordo \
        (novação, Código Civil, art. 360): este título é encerrado e os do acordo são criados \
        agora. \(OutlookWords.sentence(outlook, event: "Renegociado"))
        """,
      Look.form(
        to: visit.path, token: visit.token, state: state, shown: AgreementField.all,
        """
        \(Look.pair(
          Look.entry(
            .init(
              AgreementField.amount, "Valor do acordo",
              hint: "A soma das parcelas; vem com multa e juros até hoje.", isRequired: true),
            .money, in: state),
          Look.entry(
            .init(AgreementField.parts, "Parcelas", hint: "Iguais, uma por mês.", isRequired: true),
            .number(1...AgreementParts.largestCount), in: state)))\
        \(Look.entry(
          .init(AgreementField.firstDueOn, "Primeiro vencimento", isRequired: true), .date,
          in: state))\
        \(Look.formEnd(
          Look.button(label, .primary),
          Look.action("Voltar", to: TitlePages.path(of: title.id), .quiet)))
        """))
    return visit.page(label, crumbs: titleCrumbs(title, label), status: status, view)
  }
}

/// The fields of an agreement, named like the members of the API's input.
enum AgreementField {
  static let amount = "agreement.amountCents"
  static let parts = "agreement.parts"
  static let firstDueOn = "agreement.firstDueOn"
  static let all: Set<String> = [amount, parts, firstDueOn]
}
