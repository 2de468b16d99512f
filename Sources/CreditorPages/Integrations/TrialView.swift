import Credit
import DebtCollection
import Markup
import Pages

/// The way to production, as it is shown.
struct TrialModel {
  let id: ID<Integration>
  let path: String
  let back: String
  let name: String
  let isInProduction: Bool
  let blank: FormState
  let next: ProductionTrial.Step
  /// What was proved, in words.
  let proved: [(term: String, value: String)]
  /// With the price, which is said before anything is asked.
  let products: [Look.Option]
  let cost: String?

  init(_ row: IntegrationRow, _ trial: ProductionTrial?) {
    id = row.id
    path = TrialPages.path(of: row.id)
    back = IntegrationPages.path(of: row.id)
    name = row.name
    isInProduction = row.environment == .production
    blank = FormState([
      ("baseUrl", trial?.baseURL ?? row.baseURL), ("clientId", trial?.clientId ?? row.clientId),
    ])
    next = trial?.next ?? .credentials
    products = (trial?.products ?? []).map {
      .init($0.code, "\($0.name) · \($0.price)")
    }
    cost = trial?.numbers.map { $0.cost.description }
    guard let trial else {
      proved = []
      return
    }
    var proved = [
      ("Conexão", "aceita em \(trial.begunAt.brazilian), em \(trial.baseURL)"),
      ("Por", ActorWords.name(trial.begunBy)), ("Vale até", trial.endsAt.brazilian),
    ]
    if let inquiry = trial.inquiry {
      let found = inquiry.restricted ? "consta restrição" : "nada consta"
      proved.append(
        ("Consulta", "\(inquiry.document), \(found), \(inquiry.cost), em \(inquiry.at.brazilian)"))
    }
    if let numbers = trial.numbers {
      proved.append(("Seriam negativados", "\(numbers.listed) · \(numbers.listedAmount)"))
      proved.append(("Seriam baixados", "\(numbers.removed)"))
      proved.append(("Custo das negativações", numbers.cost.description))
    }
    self.proved = proved
  }
}

enum TrialView {
  static func page(_ model: TrialModel, _ state: FormState, token: String) -> HTML {
    """
    \(Look.heading(TrialPages.title, about: about(model)))\
    <div class="columns wide-first"><div class="stack">\(step(model, state, token))</div>\
    <div class="stack">\(steps(model))\(proved(model, token))</div></div>
    """
  }

  private static func about(_ model: TrialModel) -> HTML {
    model.isInProduction
      ? """
      “\(model.name)” está em produção. Outro endereço ou outro segredo valem depois dos mesmos \
      quatro passos; até lá tudo segue como está.
      """
      : """
      “\(model.name)” está em homologação. Em produção as consultas são cobradas e as \
      negativações são de verdade; por isso são quatro passos, e nada muda antes do último.
      """
  }

  private static func steps(_ model: TrialModel) -> HTML {
    let order = ProductionTrial.Step.allCases
    let current = order.firstIndex(of: model.next) ?? 0
    return Look.sheet(
      "Os passos",
      Look.steps(
        order.enumerated().map { index, step in
          Look.Step(
            label(step), detail(step), to: model.path, isDone: index < current,
            isNext: index == current)
        }))
  }

  private static func label(_ step: ProductionTrial.Step) -> String {
    switch step {
    case .credentials: "Endereço e segredo"
    case .inquiry: "Uma consulta"
    case .rehearsal: "Simulação da rotina"
    case .confirmation: "Confirmação"
    }
  }

  private static func detail(_ step: ProductionTrial.Step) -> String {
    switch step {
    case .credentials: "O segredo é digitado de novo e a conexão é testada."
    case .inquiry: "De um documento que você escolhe, pelo preço que a tela diz antes."
    case .rehearsal: "O que a rotina faria hoje, com os números e o custo. Nada é enviado."
    case .confirmation: "Uma só, com os números à vista. Fica na trilha."
    }
  }

  private static func proved(_ model: TrialModel, _ token: String) -> HTML? {
    guard !model.proved.isEmpty else { return nil }
    return """
      \(Look.sheet(
        "Provado até aqui",
        Look.facts(model.proved.map { (term: $0.term, value: HTML(text: $0.value)) })))\
      \(Look.buttonForm(
        to: Contents.endTrial.path(model.id), token: token, Look.button("Desistir", .quiet)))
      """
  }

  private static func step(
    _ model: TrialModel, _ state: FormState, _ token: String
  ) -> HTML {
    switch model.next {
    case .credentials: credentials(model, state, token)
    case .inquiry: inquiry(model, state, token)
    case .rehearsal: rehearsal(model, state, token)
    case .confirmation: confirmation(model, state, token)
    }
  }

  private static func credentials(
    _ model: TrialModel, _ state: FormState, _ token: String
  ) -> HTML {
    Look.form(
      to: model.path, token: token, state: state, shown: TrialForm.shown,
      waits: "Falando com o birô…",
      """
      \(Look.entry(.init("baseUrl", "Endereço do birô", isRequired: true), .url, in: state,
        placeholder: "https://"))\
      \(Look.entry(.init("clientId", "Client_ID", isRequired: true), .text(), in: state))\
      \(Look.entry(.init("clientSecret", "Client_secret",
        hint: "O da produção. Digite mesmo que seja o de sempre.", isRequired: true),
        .newPassword, in: state))\
      \(end(model, "Testar a conexão"))
      """)
  }

  private static func inquiry(
    _ model: TrialModel, _ state: FormState, _ token: String
  ) -> HTML {
    Look.form(
      to: Contents.trialInquiry.path(model.id), token: token, state: state, shown: TrialForm.shown,
      waits: "Consultando…",
      """
      \(Look.entry(.init("document", "CPF ou CNPJ",
        hint: "De quem autorizou: o seu, por exemplo. A consulta fica registrada no birô.",
        isRequired: true), .document, in: state))\
      \(Look.select(.init("product", "Produto",
        hint: "O preço ao lado é cobrado pelo birô por esta consulta.", isRequired: true),
        model.products, none: "Escolha o produto", in: state))\
      \(end(model, "Consultar"))
      """)
  }

  private static func rehearsal(
    _ model: TrialModel, _ state: FormState, _ token: String
  ) -> HTML {
    Look.form(
      to: Contents.trialRun.path(model.id), token: token, state: state, waits: "Simulando…",
      """
      <p>A rotina Atualizar cobranças é feita até o fim e desfeita: sobram só os números. Com uma \
      carteira grande leva alguns minutos.</p>\(end(model, "Simular a rotina"))
      """)
  }

  private static func confirmation(
    _ model: TrialModel, _ state: FormState, _ token: String
  ) -> HTML {
    Look.form(
      to: Contents.confirmTrial.path(model.id), token: token, state: state,
      """
      \(Look.notice(.waiting, "Daqui em diante é de verdade", detail: """
        Consultas são cobradas, cartas são postadas e nomes são negativados. Pelo que foi \
        simulado, a próxima execução custa \(model.cost ?? "—").
        """))\(end(model, "Confirmar produção"))
      """)
  }

  private static func end(_ model: TrialModel, _ label: String) -> HTML {
    Look.formEnd(Look.button(label, .primary), Look.action("Voltar", to: model.back, .quiet))
  }
}
