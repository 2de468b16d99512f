import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// Cancelar and Renegociar: the title is closed and its listing goes.
extension Site {
  func addClosing(to table: inout PageTable) {
    addClosing(
      "cancelar", "Cancelar título",
      "O título deixa de ser devido; isto não se desfaz. ", event: "Cancelado",
      done: "O título foi cancelado.", isDangerous: true, to: &table
    ) { try await office.receivables.cancelReceivable($0, actor: $1) }
    addClosing(
      "renegociar", "Renegociar",
      "A dívida passa para o acordo novo (novação, Código Civil, art. 360) e este título é "
        + "encerrado; crie os títulos do acordo. ", event: "Renegociado",
      done: "O título foi renegociado.", isDangerous: false, to: &table
    ) { try await office.receivables.renegotiateReceivable($0, actor: $1) }
  }

  private func addClosing(
    _ word: String, _ label: String, _ effect: String, event: String, done: String,
    isDangerous: Bool, to table: inout PageTable,
    _ close: @escaping @Sendable (ID<Receivable>, Actor) async throws -> ReceivableRow
  ) {
    let path = TitlePages.path + "/{id}/" + word
    let show: @Sendable (Visit, FormState, HTTPResponse.Status) async throws -> Response = {
      visit, state, status in
      let title = try await office.receivables.receivable(try visit.id())
      let outlook = try await office.removals.removalOutlook(
        ofReceivable: title.id, availableOn: visit.today)
      let view = Look.confirm(
        title: label,
        sentence: """
          Título \(title.number), \(title.open.description) em aberto. \(effect)\
          \(OutlookWords.sentence(outlook, event: event))
          """, isDangerous: isDangerous,
        Look.form(
          to: visit.path, token: visit.token, state: state,
          Look.formEnd(
            Look.button(label, isDangerous ? .danger : .primary),
            Look.action("Voltar", to: TitlePages.path(of: title.id), .quiet))))
      return visit.page(label, crumbs: titleCrumbs(title, label), status: status, view)
    }
    table.get(path, needs: .settle) { try await show($0, FormState(), .ok) }
    table.post(path, needs: .settle) { visit, form in
      let id: ID<Receivable> = try visit.id()
      return try await visit.attempt(form) { state, status in
        try await show(visit, state, status)
      } _: {
        let outlook = try await office.removals.removalOutlook(
          ofReceivable: id, availableOn: visit.today)
        _ = try await close(id, visit.actor)
        return visit.done(done + OutlookWords.done(outlook), to: TitlePages.path(of: id))
      }
    }
  }
}
