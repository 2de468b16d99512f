import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// Contestação: opened, with or without a court order, and closed again.
extension Site {
  func addDispute(to table: inout PageTable<Site>) {
    table.get(Contents.disputeTitle) { visit in
      try await dispute(visit, FormState())
    }
    table.post(Contents.disputeTitle) { visit, form in
      let id: ID<Receivable> = try visit.id()
      return try await visit.attempt(form) { state, status in
        try await dispute(visit, state, status: status)
      } _: {
        let isOpening = form.first("open") == "true"
        let (reason, hasOrder) = try FormReader.read(form) { reader in
          (
            reader.optional("reason", "Motivo", .text(length: 1...500)),
            reader.flag("courtOrder")
          )
        }
        let outlook = try await office.removals.removalOutlook(
          ofReceivable: id, availableOn: visit.today)
        _ = try await office.receivables.disputeReceivable(
          id, open: isOpening, reason: reason, courtOrder: hasOrder, actor: visit.actor)
        let words =
          isOpening
          ? "A contestação foi registrada." + OutlookWords.done(outlook)
          : "A contestação foi encerrada; o título volta a poder ser negativado."
        return visit.done(words, to: TitlePages.path(of: id))
      }
    }
  }

  private func dispute(
    _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let title = try await office.receivables.receivable(try visit.id())
    let view =
      title.isDisputed
      ? closing(title, visit, state) : try await opening(title, visit, state)
    return visit.page(
      "Contestação", crumbs: titleCrumbs(title, "Contestação"), status: status, view)
  }

  private func opening(
    _ title: ReceivableRow, _ visit: Visit, _ state: FormState
  ) async throws -> HTML {
    let outlook = try await office.removals.removalOutlook(
      ofReceivable: title.id, availableOn: visit.today)
    return Look.confirm(
      title: "Registrar contestação",
      sentence: """
        Enquanto a contestação estiver aberta, o título \(title.number) não é negativado. \
        \(OutlookWords.sentence(outlook, event: "Contestado"))
        """,
      Look.form(
        to: visit.path, token: visit.token, state: state, shown: ["reason"],
        """
        \(Look.hidden("open", "true"))\
        \(Look.area(.init("reason", "Motivo", isRequired: true), in: state))\
        \(Look.toggle(
          .init(
            "courtOrder", "Há ordem judicial",
            hint: "A ordem vale até que a contestação seja encerrada; depois dela o título só é "
              + "negativado de novo com a liberação de uma pessoa."), in: state))\
        \(Look.formEnd(
          Look.button("Registrar contestação", .primary),
          Look.action("Voltar", to: TitlePages.path(of: title.id), .quiet)))
        """))
  }

  private func closing(_ title: ReceivableRow, _ visit: Visit, _ state: FormState) -> HTML {
    let order: HTML? =
      title.hasCourtOrder
      ? "<p><strong>Há uma ordem judicial.</strong> Encerre só se ela não vale mais.</p>" : nil
    return Look.confirm(
      title: "Encerrar contestação",
      sentence: """
        Encerrada a contestação, o título \(title.number) volta a poder ser negativado; nada é \
        negativado por isto agora.
        """, isDangerous: title.hasCourtOrder,
      """
      \(order)\(Look.form(
        to: visit.path, token: visit.token, state: state,
        """
        \(Look.hidden("open", "false"))\(Look.formEnd(
          Look.button("Encerrar contestação", title.hasCourtOrder ? .danger : .primary),
          Look.action("Voltar", to: TitlePages.path(of: title.id), .quiet)))
        """))
      """)
  }
}
