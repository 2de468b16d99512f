import Markup

/// The form of an inquiry, and the alert before the same is paid for again.
enum InquiryFormView {
  private static let waiting = "Consultando o birô; pode levar alguns segundos…"
  static let shown: Set<String> = ["document", "product", "purpose", "reuse"]

  /// The page of an inquiry about a registered person.
  static func page(_ model: InquiryFormModel, _ state: FormState, token: String) -> HTML {
    let facts = (model.subject ?? []).map { (term: $0.term, value: HTML(text: $0.value)) }
    return """
      \(Look.heading("Consulta de crédito",
        about: "A resposta do birô vem na hora e fica guardada no cadastro."))\
      \(Look.sheet(nil, Look.facts(facts)))\
      \(Look.sheet(nil, choices(model, state, token: token)))
      """
  }

  /// A button for each product, which says what pressing it costs.
  private static func choices(
    _ model: InquiryFormModel, _ state: FormState, token: String
  ) -> HTML {
    guard !model.choices.isEmpty else { return noProducts(model, token: token) }
    let rows = model.choices.enumerated().map { index, choice in
      row(choice, isFirst: index == 0)
    }
    return Look.form(
      to: model.path, token: token, state: state, shown: shown, waits: waiting,
      """
      \(Look.select(.init("purpose", "Finalidade", isRequired: true),
        InquiryFormModel.purposes, in: state))\
      \(Look.table(
        caption: "Produtos",
        columns: [Look.Column("Produto"), Look.Column("Resposta já paga"), Look.Column("Pedir")],
        rows: rows))\
      <p class="hint">Uma resposta paga nos últimos \(model.intervalDays ?? 0) dias serve de novo, \
      sem custo, só para o mesmo produto.</p>
      """)
  }

  private static func row(_ choice: InquiryFormModel.Choice, isFirst: Bool) -> [HTML] {
    let ask = Look.button(
      choice.askLabel, isFirst && choice.useLabel == nil ? .primary : .plain,
      icon: choice.useLabel == nil ? .search : nil, name: InquiryAsk.name,
      value: InquiryAsk.value(choice.code, reuse: choice.useLabel == nil))
    let use = choice.useLabel.map {
      Look.button(
        $0, isFirst ? .primary : .plain, name: InquiryAsk.name,
        value: InquiryAsk.value(choice.code, reuse: true))
    }
    return [
      HTML(text: choice.name), HTML(text: choice.answered ?? "—"),
      "<div class=\"actions\">\(use)\(ask)</div>",
    ]
  }

  static func form(_ model: InquiryFormModel, _ state: FormState, token: String) -> HTML {
    guard !model.products.isEmpty else { return noProducts(model, token: token) }
    let document: HTML? =
      model.subject == nil
      ? Look.entry(
        .init("document", "CPF ou CNPJ", isRequired: true), .document, in: state,
        placeholder: "000.000.000-00") : nil
    return Look.form(
      to: model.path, token: token, state: state, shown: shown, waits: waiting,
      """
      \(document)\
      \(Look.pair(
        Look.select(.init("product", "Produto", isRequired: true), model.products, in: state),
        Look.select(.init("purpose", "Finalidade", isRequired: true),
          InquiryFormModel.purposes, in: state)))\
      \(Look.toggle(
        .init("reuse", "Reaproveitar",
          hint: "Usa a resposta já paga deste produto, se houver uma dentro do intervalo; sem ela, "
            + "consulta e paga."), in: state))\
      \(Look.formEnd(Look.button("Consultar", .primary, icon: .search)))
      """)
  }

  private static func noProducts(_ model: InquiryFormModel, token: String) -> HTML {
    guard let integration = model.integration else {
      return """
        <p>Não há integração de análise de crédito. Peça a um administrador que a crie em \
        Configurações › Integrações.</p>
        """
    }
    return """
      <p>A lista de produtos do birô ainda não foi buscada.</p>\
      \(Look.buttonForm(to: InquiryPages.productsPath, token: token,
        fields: [("integration", integration), ("back", model.path)],
        Look.button("Buscar produtos do birô", .primary, icon: .download)))
      """
  }

  /// Inside the interval, before it is paid again.
  static func again(_ model: InquiryAgainModel, token: String) -> HTML {
    let cost = model.price.map { "custa \($0)" } ?? "é cobrada de novo"
    let fields =
      [
        Look.hidden("product", model.product), Look.hidden("purpose", model.purpose),
      ] + (model.document.map { [Look.hidden("document", $0)] } ?? [])
    return Look.confirm(
      title: "Este documento já foi consultado",
      sentence: """
        \(model.whom): \(model.productName) em <strong>\(model.askedAt)</strong>, com o \
        resultado “\(model.outcome)”. Dentro do intervalo de \(model.intervalDays) dias a \
        resposta pode ser reaproveitada sem custo; uma nova consulta <strong>\(cost)</strong> e \
        é enviada ao birô agora.
        """,
      Look.form(
        to: model.path, token: token,
        """
        \(fields)\
        \(Look.formEnd(
          Look.button("Usar a resposta guardada, sem custo", .primary, name: "choice",
            value: "reuse"),
          Look.button("Consultar e pagar de novo", name: "choice", value: "pay")))
        """))
  }
}
