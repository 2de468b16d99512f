import Credit
import DebtCollection
import Markup
import Pages

enum WebhookView {
  static func list(_ model: WebhookListModel) -> HTML {
    let new = Look.action("Novo", to: WebhookPages.newPath, .primary, icon: .plus)
    let content =
      model.lines.isEmpty
      ? Look.empty(
        "Nenhum endereço", "Cadastre onde seus sistemas querem saber o que acontece.",
        icon: .link, actions: [new])
      : Look.table(
        caption: "Webhooks",
        columns: [.init("Endereço"), .init("Situação"), .init("Desde")],
        rows: model.lines.map { line in
          [
            Look.mainCell(line.url, to: line.path, under: line.events),
            line.isActive ? Look.badge("Ativo", .good) : Look.badge("Desligado", .bad),
            HTML(text: line.created),
          ]
        })
    return """
      \(Look.heading(
        "Webhooks", about: "Mensagens assinadas (Standard Webhooks) para os seus sistemas.",
        actions: [new]))\(content)
      """
  }

  static func new(_ state: FormState, token: String) -> HTML {
    """
    \(Look.heading("Novo endereço"))\
    \(Look.form(
      to: WebhookPages.path, token: token, state: state, shown: ["url", "events"],
      """
      \(Look.entry(.init("url", "Endereço", isRequired: true), .url, in: state,
        placeholder: "https://"))\
      \(Look.checks(.init("events", "Eventos", hint: "Nenhum marcado: todos os eventos."),
        WebhookPages.events, in: state))\
      \(Look.formEnd(
        Look.button("Cadastrar", .primary),
        Look.action("Voltar", to: WebhookPages.path, .quiet)))
      """))
    """
  }

  static func secret(_ secret: String, url: String, path: String) -> HTML {
    """
    \(Look.heading("Endereço cadastrado", about: "\(url)"))\
    \(Look.secret("Segredo das assinaturas", secret, hint: secretHint))\
    \(Look.action("Pronto", to: path, .primary))
    """
  }

  private static let secretHint =
    "Mostrado só agora. O receptor confere com ele o cabeçalho webhook-signature de cada mensagem."

  static func page(_ model: WebhookModel, token: String) -> HTML {
    let gone: HTML? =
      model.isActive
      ? nil
      : Look.notice(
        .bad, "Desligado: o endereço respondeu que não existe mais (410).",
        detail: "Remova-o e cadastre o novo.")
    return """
      \(Look.heading(model.url, about: "\(model.events)", actions: actions(model)))\(gone)\
      \(states(model))\(deliveries(model, token))
      """
  }

  private static func actions(_ model: WebhookModel) -> [HTML] {
    (model.lines.isEmpty ? [] : [ListExport.action(model.exportPath)]) + [
      Look.action(
        "Remover", to: Contents.removeWebhook.path(model.id), .danger, icon: .cross,
        opensDialog: true)
    ]
  }

  private static func states(_ model: WebhookModel) -> HTML {
    let all = Look.Tab("Todas", model.path, isCurrent: model.state == nil)
    let some = WebhookDeliverySummary.State.allCases.map { state in
      Look.Tab(
        WebhookWords.state(state).label, model.path + "?situacao=" + state.rawValue,
        isCurrent: model.state == state)
    }
    return Look.chips([all] + some, label: "Situação das entregas")
  }

  private static func deliveries(_ model: WebhookModel, _ token: String) -> HTML {
    guard !model.lines.isEmpty else {
      return model.state == nil
        ? Look.empty(
          "Nenhuma entrega ainda", "Cada evento que o endereço assina vira uma entrega.",
          icon: .link)
        : Look.empty(
          "Nenhuma entrega nesta situação", "As outras entregas estão em Todas.", icon: .link,
          actions: [Look.action("Limpar os filtros", to: model.path)])
    }
    let rows = model.lines.map { line -> [HTML] in
      [
        Look.cell(line.event, under: line.message), HTML(text: line.at),
        state(line),
        line.replayPath.map {
          Look.buttonForm(to: $0, token: token, Look.button("Entregar de novo", .quiet))
        } ?? "—",
      ]
    }
    return """
      \(Look.table(
        caption: "Entregas",
        columns: [.init("Evento"), .init("Quando"), .init("Situação"), .init("Ação")],
        rows: rows))\
      \(Look.pager(
        note: ListNotices.count(
          model.lines.count, "entrega", "entregas", more: model.nextPath),
        first: model.firstPath, next: model.nextPath))
      """
  }

  private static func state(_ line: WebhookModel.Line) -> HTML {
    """
    <span>\(Look.badge(line.state.label, line.state.tone))\
    <span class="under">\(line.detail)</span></span>
    """
  }

  static func confirm(_ id: ID<WebhookEndpoint>, url: String, token: String) -> HTML {
    Look.confirm(
      title: "Remover endereço",
      sentence: """
        Ao confirmar, <strong>\(url)</strong> deixa de receber avisos na hora, e o que estava na \
        fila para ele é descartado.
        """, isDangerous: true,
      Look.form(
        to: Contents.removeWebhook.path(id), token: token,
        Look.formEnd(
          Look.button("Remover", .danger),
          Look.action("Cancelar", to: WebhookPages.path(of: id), .quiet))))
  }
}
