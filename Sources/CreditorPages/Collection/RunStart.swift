import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// CRM › Cobrança › Simular, and Executar agora: both start a run that goes on by itself.
extension Site {
  func addRunStart(to table: inout PageTable<Site>) {
    for isDryRun in [true, false] {
      let page = isDryRun ? Contents.rehearseRun : Contents.startRun
      table.get(page) { visit in
        try await runStart(visit, FormState(), isDryRun: isDryRun)
      }
      table.post(page) { visit, form in
        try await visit.attempt(form) { state, status in
          try await runStart(visit, state, isDryRun: isDryRun, status: status)
        } _: {
          let rule = try FormReader.read(form) {
            $0.optional("ruleId", "Regra", .id(of: CollectionRule.self))
          }
          let id = try await office.collections.startCollections(
            rule: rule, dryRun: isDryRun, on: nil, actor: visit.actor)
          return visit.done(
            isDryRun ? "A simulação começou; nada é gravado nem enviado." : "A execução começou.",
            to: CollectionPages.path(of: id))
        }
      }
    }
  }

  private func runStart(
    _ visit: Visit, _ state: FormState, isDryRun: Bool, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let rules = try await office.collectionRules.collectionRules(after: nil, limit: Self.rulesRead)
    let title = isDryRun ? "Simular" : "Executar agora"
    let view = RunStartView.page(
      title, isDryRun: isDryRun, path: visit.path,
      rules: rules.map { Look.Option($0.id.description, $0.name) },
      isActive: rules.contains(where: \.isActive),
      needsApproval: try await office.houseParameters.parameters().requiresListingApproval, state,
      token: visit.token)
    let tabs = CollectionPages.tabs(CollectionPages.rehearsalPath, visit)
    return visit.page(
      title, crumbs: [Crumb("CRM"), CollectionPages.crumb, Crumb(title)],
      help: "atualizar-cobrancas", status: status,
      isDryRun
        ? "\(if: rules.isEmpty, Look.heading(title))\(tabs)\(view)" : view)
  }
}

enum RunStartView {
  private static let rehearsal: HTML = """
    Atualizar cobranças é feita de verdade e desfeita no fim: você vê quem seria negativado, por \
    quê, quanto custaria e quem ficaria de fora. Nada é gravado nem enviado ao birô.
    """
  private static let run: HTML = """
    Cada título que as regras e a lei permitem é negativado agora: o pedido segue ao birô em \
    instantes, que cobra por ele e envia a carta comunicado ao devedor. Simule antes, se ainda \
    não simulou.
    """
  private static let runToApproval: HTML = """
    Cada título que as regras e a lei permitem é posto agora à espera da aprovação de uma pessoa, \
    em Negativações › Aprovar; só o que ela aprovar segue ao birô, que cobra por ele e envia a \
    carta comunicado ao devedor. Baixas seguem na hora. Simule antes, se ainda não simulou.
    """

  static func page(
    _ title: String, isDryRun: Bool, path: String, rules: [Look.Option], isActive: Bool,
    needsApproval: Bool, _ state: FormState, token: String
  ) -> HTML {
    guard !rules.isEmpty else {
      return Look.empty(
        "Ainda não há regra de cobrança",
        "Crie a regra em Parâmetros de Cobrança; depois simule antes de executar.", icon: .gear,
        actions: [
          Look.action("Parâmetros de Cobrança", to: CollectionPages.rulesPath, .primary)
        ])
    }
    return Look.confirm(
      title: isDryRun ? "Simular Atualizar cobranças" : "Executar Atualizar cobranças agora",
      sentence: isDryRun ? rehearsal : needsApproval ? runToApproval : run,
      Look.form(
        to: path, token: token, state: state, shown: ["ruleId"],
        """
        \(Look.select(
          .init("ruleId", "Regra"), rules, none: isActive ? "Todas as regras ativas" : nil,
          in: state))\
        \(Look.formEnd(
          Look.button(title, isDryRun ? .primary : .danger, icon: .play),
          Look.action("Voltar", to: CollectionPages.runsPath, .quiet)))
        """))
  }
}
