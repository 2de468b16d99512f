import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// CRM › Cobrança › Parâmetros de Cobrança.
extension Site {
  /// Branches that the form offers.
  static let branchesOffered = 200

  func addRules(to table: inout PageTable<Site>) {
    table.get(Contents.rules) { visit in
      let names = try await branchNames()
      let rules = try await office.collectionRules.collectionRules(
        after: nil, limit: Self.rulesRead)
      let lines = rules.map { rule in
        RuleView.line(rule, branch: rule.branch.map { names[$0] ?? $0.description })
      }
      let switches = RoutineSwitches(
        try await office.integrations.integrations(after: nil, limit: Self.branchesOffered),
        rules: rules,
        task: try await office.tasks.tasks().first { $0.name == "collect" })
      return visit.page(
        "Parâmetros de Cobrança",
        crumbs: [Crumb("CRM"), CollectionPages.crumb, Crumb("Parâmetros de Cobrança")],
        help: "atualizar-cobrancas",
        RuleView.list(
          lines, tabs: CollectionPages.tabs(CollectionPages.rulesPath, visit), switches.sheet))
    }
    table.get(Contents.newRule) { visit in
      try await rule("Parâmetros da Cobrança", visit, RuleForm.blank)
    }
    table.post(Contents.newRule) { visit, form in
      try await visit.attempt(form) { state, status in
        try await rule("Parâmetros da Cobrança", visit, state, status: status)
      } _: {
        let made = try await office.collectionRules.createCollectionRule(
          try RuleForm.read(form), actor: visit.actor)
        return visit.done("A regra “\(made.name)” foi criada.", to: CollectionPages.rulesPath)
      }
    }
    table.get(Contents.rule) { visit in
      let known = try await office.collectionRules.collectionRule(try visit.id())
      return try await rule("Editar regra de cobrança", visit, RuleForm.state(known))
    }
    table.post(Contents.rule) { visit, form in
      let id: ID<CollectionRule> = try visit.id()
      return try await visit.attempt(form) { state, status in
        try await rule("Editar regra de cobrança", visit, state, status: status)
      } _: {
        let changed = try await office.collectionRules.updateCollectionRule(
          id, try RuleForm.read(form), actor: visit.actor)
        return visit.done("A regra “\(changed.name)” foi salva.", to: CollectionPages.rulesPath)
      }
    }
  }

  func branchNames() async throws -> [ID<Branch>: String] {
    let branches = try await office.branches.branches(after: nil, limit: Self.branchesOffered)
    return Dictionary(uniqueKeysWithValues: branches.map { ($0.id, $0.name) })
  }

  private func rule(
    _ title: String, _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let branches = try await office.branches.branches(after: nil, limit: Self.branchesOffered)
    return visit.page(
      title,
      crumbs: [
        Crumb("CRM"), CollectionPages.crumb,
        Crumb("Parâmetros de Cobrança", CollectionPages.rulesPath), Crumb(title),
      ], help: "atualizar-cobrancas", status: status,
      RuleView.form(
        title, path: visit.path,
        branches: branches.map { Look.Option($0.id.description, $0.name) }, state,
        token: visit.token))
  }
}
