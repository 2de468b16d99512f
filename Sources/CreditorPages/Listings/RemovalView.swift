import Credit
import Markup

/// "Excluir Negativação", and what became of it.
enum RemovalView {
  static func page(_ model: RemovalModel, _ state: FormState, token: String) -> HTML {
    guard !model.removable.isEmpty else {
      return """
        \(Look.heading("Excluir Negativação"))\(Look.empty(
          "Nada a baixar", "Nenhuma das negativações escolhidas pode ser baixada agora.",
          icon: .undo, actions: [Look.action("Voltar", to: model.backPath)]))
        """
    }
    let reasons = RemovalReason.allCases.map {
      Look.Option($0.rawValue, $0.portuguese)
    }
    return Look.confirm(
      title: "Excluir Negativação", sentence: sentence(model), isDangerous: true,
      Look.form(
        to: ListingPages.removalPath, token: token, state: state,
        shown: ["reason"], isWide: true,
        """
        \(model.lines.map { Look.hidden(ListingPages.offeredName, $0.id) })\
        \(table(model, state))\
        \(Look.select(
          .init("reason", "Código de baixa",
            hint: "Opcional: sem ele vai o que o título diz (pago, renegociado, cancelado, "
              + "contestado) e, de um título em aberto, correção de dados."),
          reasons, none: "O que o título diz", in: state))\
        \(Look.formEnd(
          Look.button("Remover negativação", .danger),
          Look.action("Voltar", to: model.backPath, .quiet)))
        """))
  }

  private static func sentence(_ model: RemovalModel) -> HTML {
    let term: HTML = """
       O prazo legal do birô para o que já foi enviado termina em <strong>\(model.dueOn)</strong> \
      (cinco dias úteis; STJ, Tema 735).
      """
    return """
      Marque de novo as negativações a remover; ao lado de cada uma está o que acontece com ela.\
      \(if: model.isAnySent, term)
      """
  }

  private static func table(_ model: RemovalModel, _ state: FormState) -> HTML {
    Look.table(
      caption: "Negativações escolhidas",
      columns: [
        .init("Pessoa"), .init("Título"), .init("Valor", isNumber: true), .init("Situação"),
        .init("O que acontece"), .init("Remover"),
      ],
      rows: model.lines.map { line in
        [
          Look.cell(line.person, under: line.document), HTML(text: line.title),
          HTML(text: line.amount),
          line.state.badge,
          """
          <span class="hint">\(line.reason.map { "Fica de fora: \($0)." } ?? line.outlook)</span>
          """,
          line.reason == nil
            ? Look.pick(
              name: ListingPages.pickName, value: line.id,
              label: "Remover a negativação do título \(line.title)",
              isChecked: state.holds(ListingPages.pickName, line.id)) : "—",
        ]
      })
  }

  /// The result of each.
  static func result(_ model: RemovalResultModel) -> HTML {
    """
    \(Look.heading("Resultado da baixa",
      about: "Atualizar mostra a confirmação do birô assim que ela chega.",
      actions: [
        Look.action("Atualizar", to: model.path, .primary, icon: .undo, key: "r"),
        Look.action("Voltar", to: model.backPath),
      ]))\
    <div data-list\("data-live", is: model.lines.contains(where: \.state.isMoving))>\(Look.table(
      caption: "Resultado de cada negativação",
      columns: [.init("Pessoa"), .init("Título"), .init("Situação"), .init("Resultado")],
      rows: model.lines.map { line in
        [
          Look.mainCell(line.person, to: line.path, under: line.document),
          HTML(text: line.title), line.state.badge, HTML(text: line.words),
        ]
      }))</div>
    """
  }
}
