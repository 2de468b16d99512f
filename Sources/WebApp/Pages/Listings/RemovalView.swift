import Credit
import Markup

/// "Excluir Negativação".
enum RemovalView {
  static func page(_ model: RemovalModel, _ state: FormState, token: String) -> HTML {
    let removable = model.removable
    guard !removable.isEmpty else {
      return Look.empty(
        "Nada a baixar", "Nenhuma das negativações escolhidas pode ser baixada agora.",
        icon: .undo,
        actions: [Look.action("Voltar à lista", to: ListingPages.path)])
    }
    let fields = removable.map { Look.hidden(ListingPages.pickName, $0.id) }
    let reasons = RemovalReason.chosenByPeople.map {
      Look.Option($0.rawValue, $0.portuguese)
    }
    return Look.confirm(
      title: "Excluir negativação", sentence: sentence(model),
      Look.form(
        to: ListingPages.removalPath, token: token, state: state, shown: ["reason"], isWide: true,
        """
        \(fields)\(table(model))\
        \(Look.select(
          .init("reason", "Código de baixa", isRequired: true), reasons, none: "Escolha o motivo",
          in: state))\
        \(Look.formEnd(
          Look.button("Remover negativação", .danger),
          Look.action("Voltar", to: ListingPages.path, .quiet)))
        """))
  }

  private static func sentence(_ model: RemovalModel) -> HTML {
    let count = model.removable.count
    let what = count == 1 ? "a baixa desta negativação" : "a baixa destas \(count) negativações"
    return """
      O bureau recebe em instantes \(what) e tem de confirmá-la até \
      <strong>\(model.dueOn)</strong> (cinco dias úteis; STJ, Tema 735). O que ainda não foi \
      enviado não chega a sair.
      """
  }

  private static func table(_ model: RemovalModel) -> HTML {
    Look.table(
      caption: "Negativações escolhidas",
      columns: [
        .init("Pessoa"), .init("Título"), .init("Valor", isNumber: true), .init("Situação"),
      ],
      rows: model.lines.map { line in
        [
          Look.cell(line.person, under: line.document), HTML(text: line.title),
          HTML(text: line.amount),
          line.reason.map { "<span class=\"hint\">Fica de fora: \($0)</span>" as HTML }
            ?? ListingWords.badge(line.state),
        ]
      })
  }
}
