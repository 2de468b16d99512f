import Markup
import Pages

enum BranchListView {
  static func page(_ model: BranchListModel) -> HTML {
    let new = Look.action("Novo", to: BranchPages.newPath, .primary, icon: .plus)
    let content =
      model.lines.isEmpty
      ? Look.empty(
        "Nenhuma filial",
        "A filial é quem negativa: cadastre o CNPJ e o endereço do credor para começar.",
        icon: .branch, actions: [new]) : table(model)
    return """
      \(Look.heading(
        "Filiais", about: "Em nome de quem os títulos são consultados e negativados.",
        actions: [new]))\(content)
      """
  }

  private static func table(_ model: BranchListModel) -> HTML {
    var columns: [Look.Column] = [.init("Nome"), .init("CNPJ"), .init("Cidade")]
    if model.showsIntegration { columns.append(.init("Integração de análise de crédito")) }
    let rows = model.lines.map { line -> [HTML] in
      var cells = [
        Look.mainCell(line.name, to: line.path), HTML(text: line.document),
        HTML(text: line.place),
      ]
      if model.showsIntegration {
        cells.append(
          line.integration.map { HTML(text: $0) } ?? Look.badge("Sem integração", .waiting))
      }
      return cells
    }
    return Look.table(caption: "Filiais", columns: columns, rows: rows)
  }
}

enum BranchView {
  static func form(_ model: BranchModel, _ state: FormState, token: String) -> HTML {
    """
    \(Look.heading(model.name))\(tabs(model, isLink: false))\
    \(Look.form(
      to: model.path ?? BranchPages.path, token: token, state: state, shown: BranchForm.shown,
      "\(company(state))\(address(state))\(contact(state))\(end)"))
    """
  }

  static func link(
    _ model: BranchModel, _ integrations: [Look.Option], _ state: FormState, token: String
  ) -> HTML {
    let hint =
      integrations.isEmpty
      ? "Cadastre antes uma integração em Configurações › Integrações."
      : "Sem integração nada desta filial é consultado nem negativado."
    let field = Look.Field("integrationId", "Integração de análise de crédito", hint: hint)
    return """
      \(Look.heading(model.name))\(tabs(model, isLink: true))\
      \(Look.form(
        to: linkPath(model), token: token, state: state, shown: ["integrationId"],
        "\(Look.select(field, integrations, none: "Nenhuma", in: state))\(end)"))
      """
  }

  private static func linkPath(_ model: BranchModel) -> String {
    model.id.map(Contents.branchAnalysis.path) ?? ""
  }

  private static func tabs(_ model: BranchModel, isLink: Bool) -> HTML? {
    guard model.hasTabs, let path = model.path else { return nil }
    return Look.tabs(
      [
        .init("Dados", path, isCurrent: !isLink),
        .init("Análise de crédito", linkPath(model), isCurrent: isLink),
      ], label: "Filial")
  }

  private static var end: HTML {
    Look.formEnd(
      Look.button("Salvar", .primary), Look.action("Voltar", to: BranchPages.path, .quiet))
  }

  private static func company(_ state: FormState) -> HTML {
    Look.pair(
      Look.entry(.init("name", "Nome", isRequired: true), .text(limit: 120), in: state),
      Look.entry(.init("document", "CNPJ", isRequired: true), .document, in: state))
  }

  private static func address(_ state: FormState) -> HTML {
    let stateHint = "O prazo da carta depende dela."
    return """
      \(Look.pair(
        Look.entry(.init("postalCode", "CEP"), .text(limit: 9), in: state),
        Look.select(.init("state", "UF", hint: stateHint, isRequired: true), BranchForm.states,
          none: "Escolha", in: state)))\
      \(Look.pair(
        Look.entry(.init("street", "Logradouro"), .text(limit: 120), in: state),
        Look.entry(.init("number", "Número"), .text(limit: 20), in: state)))\
      \(Look.pair(
        Look.entry(.init("complement", "Complemento"), .text(limit: 60), in: state),
        Look.entry(.init("district", "Bairro"), .text(limit: 80), in: state)))\
      \(Look.entry(.init("city", "Cidade"), .text(limit: 80), in: state))
      """
  }

  private static let pixHint =
    "CPF, CNPJ, e-mail, telefone com +55 ou chave aleatória. Com ela a carta e a página do título "
    + "trazem um código para pagar."

  private static func contact(_ state: FormState) -> HTML {
    """
    \(Look.pair(
      Look.entry(.init("phone", "Telefone", hint: "Impresso na carta para quem quer pagar."),
        .text(limit: 30), in: state),
      Look.entry(.init("email", "E-mail"), .text(limit: 254), in: state)))\
    \(Look.entry(.init("pixKey", "Chave Pix", hint: pixHint),
      .text(limit: 80), in: state))
    """
  }
}
