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
            Look.action("Abrir a negativação", to: ListingPages.path + "/" + model.id, .primary)
          ]))
        """
    }
    let sentence: HTML = """
      Aprovada, a negativação de <strong>\(model.personName)</strong> (título \
      \(model.titleNumber), \(model.amount)) segue para o birô em instantes, que envia a carta \
      comunicado; recusada, nada é enviado e o título volta a ficar livre.
      """
    return Look.confirm(
      title: "Decidir a aprovação", sentence: sentence,
      Look.form(
        to: path, token: token, state: state, shown: ["note"],
        """
        \(Look.area(.init("note", "Observação (fica na linha do tempo)"), in: state))\
        \(Look.formEnd(
          Look.button("Aprovar e enviar", .primary, name: "decision", value: "approve"),
          Look.button("Não aprovar", name: "decision", value: "decline"),
          Look.action("Voltar", to: ListingPages.path + "/" + model.id, .quiet)))
        """))
  }
}
