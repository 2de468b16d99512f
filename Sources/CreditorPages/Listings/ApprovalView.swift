import Credit
import Markup

/// The decision of a second person on a listing.
enum ApprovalView {
  static func page(
    _ model: ListingModel, path: String, _ state: FormState, token: String
  ) -> HTML {
    // Somebody else decided meanwhile, or the request was withdrawn.
    guard model.state.word == .awaitingApproval else {
      return """
        \(Look.heading("Aprovar negativação"))\(Look.empty(
          "Nada a decidir", "Esta negativação já não espera aprovação.", icon: .check,
          actions: [
            Look.action("Abrir a negativação", to: ListingPages.path(of: model.id), .primary)
          ]))
        """
    }
    let sentence: HTML = """
      Aprovada, a negativação de <strong>\(model.personName)</strong> (título \
      \(model.titleNumber), \(model.amount)) segue para o birô em instantes, que envia a carta \
      comunicado; não aprovada, nada é enviado nem cobrado e o título fica bloqueado até que uma \
      pessoa o libere.
      """
    return Look.confirm(
      title: "Decidir a aprovação", sentence: sentence,
      Look.form(
        to: path, token: token, state: state, shown: ["note"],
        """
        \(Look.area(
          .init(
            "note", "Observação (fica na linha do tempo)",
            hint: "Obrigatória para não aprovar: diga por quê."), in: state))\
        \(Look.formEnd(
          Look.button("Aprovar e enviar", .primary, name: "decision", value: "approve"),
          Look.button("Não aprovar", name: "decision", value: "decline"),
          Look.action("Voltar", to: ListingPages.path(of: model.id), .quiet)))
        """))
  }
}
