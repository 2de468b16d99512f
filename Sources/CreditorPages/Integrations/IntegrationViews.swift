import Markup
import Pages

enum IntegrationListView {
  static func page(_ model: IntegrationListModel) -> HTML {
    let new = Look.action("Novo", to: IntegrationPages.newPath, .primary, icon: .plus)
    let content =
      model.lines.isEmpty
      ? Look.empty(
        "Nenhuma integração",
        "Cadastre o acesso ao birô: provedor, filial, ambiente, Client_ID e Client_secret.",
        icon: .plug, actions: [new]) : table(model)
    return """
      \(Look.heading(
        IntegrationPages.title, about: "Os acessos a birôs de crédito, um por provedor e filial.",
        actions: [new]))\(content)
      """
  }

  private static func table(_ model: IntegrationListModel) -> HTML {
    Look.table(
      caption: IntegrationPages.title,
      columns: [
        .init("Nome"), .init("Filial"), .init("Ambiente"),
        .init("Incluir/Remover automaticamente"), .init("Token"),
      ],
      rows: model.lines.map { line in
        [
          Look.mainCell(line.name, to: line.path, under: line.provider), HTML(text: line.branch),
          HTML(text: line.environment), HTML(text: line.automatic),
          Look.badge(line.token.label, line.token.tone),
        ]
      })
  }
}

enum IntegrationFormView {
  static func new(_ form: IntegrationForm, _ state: FormState, token: String) -> HTML {
    """
    \(Look.heading("Nova integração", about: newAbout))\
    \(Look.form(
      to: IntegrationPages.path, token: token, state: state, shown: IntegrationForm.shown,
      "\(fields(form, state, isNew: true))\(automatic(form, state))\(end)"))
    """
  }

  private static let newAbout: HTML = """
    Preencha todos os campos com os dados que o birô forneceu na contratação. O token é gerado \
    sozinho na primeira consulta.
    """

  static func page(_ model: IntegrationModel, _ state: FormState, token: String) -> HTML {
    """
    \(Look.heading(model.name, about: information(model), actions: [
      ask(Contents.testIntegration.path(model.id), token, "Testar conexão"),
      ask(Contents.readCodes.path(model.id), token, "Buscar códigos"),
      Look.action(TrialPages.title, to: Contents.trial.path(model.id)),
    ]))\
    <div class="columns wide-first">\(Look.form(
      to: model.path, token: token, state: state, shown: IntegrationForm.shown,
      "\(fields(model.form, state, isNew: false))\(automatic(model.form, state))\(end)"))\
    <div class="stack">\(tokenState(model))\(lists(model))</div></div>
    """
  }

  private static func information(_ model: IntegrationModel) -> HTML? {
    model.information.map {
      "<a href=\"\($0.url)\" rel=\"noopener noreferrer\">\($0.label)</a>"
    }
  }

  private static func ask(_ path: String, _ token: String, _ label: String) -> HTML {
    Look.buttonForm(to: path, token: token, Look.button(label))
  }

  private static var end: HTML {
    Look.formEnd(
      Look.button("Salvar", .primary), Look.action("Voltar", to: IntegrationPages.path, .quiet))
  }

  private static func fields(
    _ form: IntegrationForm, _ state: FormState, isNew: Bool
  ) -> HTML {
    let secretHint =
      if !isNew {
        "Guardado e nunca mostrado. Deixe em branco para manter o atual."
      } else if state.faults.isEmpty {
        "Guardado cifrado; não volta a ser mostrado."
      } else {
        "Digite de novo: por segurança a tela não devolve o que foi digitado aqui."
      }
    let branchHint =
      form.branches.isEmpty ? "Cadastre antes uma filial em Configurações › Filiais." : nil
    return """
      \(Look.radios(.init("provider", "Provedor", isRequired: true),
        IntegrationForm.providers, in: state))\
      \(Look.entry(.init("name", "Nome", hint: "Como as pessoas chamam este acesso.",
        isRequired: true), .text(limit: 120), in: state))\
      \(Look.select(.init("branchId", "Filial", hint: branchHint, isRequired: true),
        form.branches, none: "Escolha a filial", in: state))\
      \(Look.radios(.init("environment", "Ambiente", hint: environmentHint, isRequired: true),
        IntegrationForm.environments, in: state))\
      \(Look.entry(.init("baseUrl", "Endereço do birô", isRequired: true), .url, in: state,
        placeholder: "https://"))\
      \(Look.entry(.init("clientId", "Client_ID", isRequired: true), .text(), in: state))\
      \(Look.entry(.init("clientSecret", "Client_secret", hint: secretHint, isRequired: isNew),
        .newPassword, in: state))
      """
  }

  private static let environmentHint =
    "A Crédito na Medida não tem ambiente de testes: ensaie no birô de referência. A produção, e "
    + "nela outro endereço ou segredo, valem por “Passar para produção”."

  private static func automatic(_ form: IntegrationForm, _ state: FormState) -> HTML {
    let none = form.natural.isEmpty ? "Busque os códigos antes" : "Escolha a restrição"
    return """
      <h2>Inclusão/Exclusão Automática</h2>\
      \(Look.radios(.init("automatic", "Incluir/Remover automaticamente", hint: automaticHint,
        isRequired: true), IntegrationForm.yesOrNo, in: state))\
      \(Look.pair(
        Look.select(.init("restrictionCodeNatural", "Restrição Crédito pessoa física"),
          form.natural, none: none, in: state),
        Look.select(.init("restrictionCodeLegal", "Restrição Crédito pessoa jurídica"),
          form.legal, none: none, in: state)))
      """
  }

  private static let automaticHint =
    "Com “Sim” a rotina Atualizar cobranças inclui e remove sozinha a partir da próxima execução. "
    + "Na primeira vez, “Sim” busca os códigos de restrição e de baixa no birô."

  private static func tokenState(_ model: IntegrationModel) -> HTML {
    Look.sheet(
      "Token", note: "Gerado pelo sistema; não se preenche",
      "<p>\(Look.badge(model.token.label, model.token.tone))</p><p>\(model.token.detail)</p>")
  }

  private static func lists(_ model: IntegrationModel) -> HTML {
    guard let synced = model.synced else {
      return Look.sheet(
        "Códigos e produtos",
        "<p>Ainda não foram buscados. Use “Buscar códigos” ou salve com “Sim”.</p>")
    }
    let codes = model.codes.map { list -> HTML in
      fold(
        "\(list.title) (\(list.rows.count))", ["Código", "Nome", "Pessoa", "Validade"], list.rows)
    }
    return Look.sheet(
      "Códigos e produtos", note: "Buscados em \(synced)",
      """
      \(codes)\(fold(
        "Produtos (\(model.products.count))", ["Código", "Nome", "Pessoa", "Preço"],
        model.products))
      """)
  }

  private static func fold(_ title: String, _ columns: [String], _ rows: [[String]]) -> HTML {
    """
    <details><summary>\(title)</summary>\(Look.table(
      caption: title, columns: columns.map { .init($0) },
      rows: rows.map { $0.map { HTML(text: $0) } }))</details>
    """
  }
}
