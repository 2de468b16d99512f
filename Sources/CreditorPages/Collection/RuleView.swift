import Credit
import DebtCollection
import Markup

/// CRM › Cobrança › Parâmetros de Cobrança (manual, items 52-56).
enum RuleView {
  struct Line: Sendable {
    let path: String
    let name: String
    let branch: String
    let isActive: Bool
    let days: String
    let automatic: String
  }

  static func line(_ rule: CollectionRuleRow, branch: String?) -> Line {
    let parts = [
      rule.listAutomatically ? "inclui" : nil, rule.removeAutomatically ? "remove" : nil,
    ].compactMap { $0 }
    return Line(
      path: CollectionPages.path(of: rule.id), name: rule.name,
      branch: branch ?? "Todas as filiais", isActive: rule.isActive,
      days: "\(rule.daysToRun) dias",
      automatic: parts.isEmpty ? "nada" : parts.joined(separator: " e "))
  }

  static func list(_ lines: [Line], tabs: HTML, _ switches: HTML) -> HTML {
    let new = Look.action(
      "Parâmetros da Cobrança", to: CollectionPages.newRulePath, .primary, icon: .plus)
    let content =
      lines.isEmpty
      ? Look.empty(
        "Nenhuma regra de cobrança",
        "Sem uma regra a tarefa Atualizar cobranças não negativa ninguém. Crie a regra geral, "
          + "que vale para todas as filiais.", icon: .gear, actions: [new])
      : Look.table(
        caption: "Regras de cobrança",
        columns: [
          Look.Column("Regra"), Look.Column("Filial"), Look.Column("Dias para executar"),
          Look.Column("Automático"), Look.Column("Situação"), Look.Column("Ação"),
        ], rows: lines.map(cells))
    return """
      \(Look.heading(
        "Parâmetros de Cobrança",
        about: "Quando a tarefa Atualizar cobranças negativa e baixa sozinha.",
        actions: lines.isEmpty ? [] : [new]))\(tabs)\(switches)\(content)
      """
  }

  private static func cells(_ line: Line) -> [HTML] {
    [
      Look.mainCell(line.name, to: line.path), HTML(text: line.branch), HTML(text: line.days),
      HTML(text: line.automatic),
      Look.badge(line.isActive ? "Ativa" : "Desligada", line.isActive ? .good : .neutral),
      """
      <a class="button plain" href="\(line.path)">Editar<span class="unseen"> a regra \
      \(line.name)</span></a>
      """,
    ]
  }

  /// The form with its tabs, which lead to their part of the page: both are one rule and are
  /// saved together.
  static func form(
    _ title: String, path: String, branches: [Look.Option], _ state: FormState, token: String
  ) -> HTML {
    let tabs = Look.tabs(
      [
        Look.Tab("Geral", "#geral", isCurrent: false),
        Look.Tab("Enviar Análise de crédito/Cartório", "#envio", isCurrent: false),
        Look.Tab("Mensagens", "#mensagens", isCurrent: false),
      ], label: "Partes da regra")
    return """
      \(Look.heading(title))\(tabs)\
      \(Look.form(
        to: path, token: token, state: state, shown: RuleForm.shown, isWide: true,
        """
        \(Look.sheet("Geral", id: "geral", general(branches, state)))\
        \(Look.sheet("Enviar Análise de crédito/Cartório", id: "envio", sending(state)))\
        \(Look.sheet("Mensagens", id: "mensagens", messages))\
        \(Look.formEnd(
          Look.button("Salvar", .primary), Look.action("Voltar", to: CollectionPages.rulesPath)))
        """))
      """
  }

  /// Who tells the debtor what: nothing of it is set here, and a person who looks for it finds
  /// out where.
  private static var messages: HTML {
    Look.facts([
      (
        "Carta comunicado",
        """
        O birô a envia a cada negativado, com o prazo que a lei do estado manda; sem ela nada fica \
        visível. O PDF está em Negativações, na página de cada uma.
        """
      ),
      (
        "E-mail, SMS, WhatsApp",
        """
        Saem do seu sistema: Configurações › Webhooks avisa-o de cada acontecimento (carta \
        comunicado, restrição visível, baixa confirmada), e ele escreve pelo canal que já usa.
        """
      ),
      (
        "Pagamento",
        """
        A carta leva à página em que a pessoa vê a dívida e contesta. Onde a filial tem chave \
        Pix, ou o arquivo trouxe a linha do boleto, as duas trazem também com que pagar.
        """
      ),
    ])
  }

  private static let yesOrNo = [Look.Option("true", "Sim"), Look.Option("false", "Não")]

  private static func general(_ branches: [Look.Option], _ state: FormState) -> HTML {
    """
    \(Look.pair(
      Look.entry(.init("name", "Nome", isRequired: true), .text(limit: 120), in: state),
      Look.select(
        .init("branchId", "Filial", hint: "Uma filial com regra própria deixa de lado a geral."),
        branches, none: "Todas as filiais", in: state)))\
    \(Look.radios(
      .init(
        "perTitle", "Trata cobrança por título",
        hint: "Cada título vencido é tratado sozinho. Para negativar automaticamente deve ser "
          + "“Sim”."), yesOrNo, in: state))\
    \(Look.radios(.init("active", "Regra ativa"), yesOrNo, in: state))
    """
  }

  private static func sending(_ state: FormState) -> HTML {
    let least = EligibilityRules.routineMinimumDays
    return """
      <h3>Automático</h3>\
      \(Look.pair(
        Look.entry(
          .init(
            "daysToRun", "Dias para executar",
            hint: "Dias depois do vencimento. Com menos de \(least) dias o cliente não é "
              + "negativado automaticamente.", isRequired: true), .number(0...1_825), in: state),
        Look.entry(
          .init("minimumCents", "Valor mínimo", hint: "Saldo menor fica de fora."), .money,
          in: state),
        Look.entry(
          .init(
            "maximumPerRun", "Máximo por execução", hint: "O que passar fica para a seguinte."),
          .number(1...CollectionRules.titlesPerRunLimit), in: state)))\
      \(Look.radios(
        .init(
          "listAutomatically", "Incluir automaticamente",
          hint: "A tarefa Atualizar cobranças pede a negativação de cada título que a lei e estes "
            + "parâmetros permitem."), yesOrNo, in: state))\
      \(Look.radios(
        .init(
          "removeAutomatically", "Remover automaticamente",
          hint: "O recebimento já pede a baixa na hora; com “Sim” a tarefa confere de novo e baixa "
            + "o que ainda faltar."), yesOrNo, in: state))\
      <h3>Manual</h3>\
      <p class="prose">Negativar à mão não espera por estes dias: em Cadastros › Clientes, abra o \
      cliente e use <strong>Análise de crédito › Incluir</strong>. A lei, os prazos do estado e o \
      valor mínimo geral valem do mesmo modo.</p>
      """
  }
}
