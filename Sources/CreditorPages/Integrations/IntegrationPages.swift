import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages
import Refusals

/// Configurações › Integrações › Integrações Análise de crédito (manual, items 7-22).
enum IntegrationPages {
  static let path = Contents.integrations.path
  static let newPath = Contents.newIntegration.path
  static let title = "Integrações Análise de crédito"
  /// Integrations that the list and the choices show; more than any creditor has bureaus.
  static let limit = 200

  static func path(of id: ID<Integration>) -> String { Contents.integration.path(id) }

  static func crumbs(_ last: Crumb? = nil) -> [Crumb] {
    [Settings.crumb] + (last.map { [Crumb(title, path), $0] } ?? [Crumb(title)])
  }
}

extension Site {
  func addIntegrations(to table: inout PageTable<Site>) {
    table.get(Contents.integrations) { visit in
      let rows = try await office.integrations.integrations(
        after: nil, limit: IntegrationPages.limit)
      let branches = try await office.branches.branches(after: nil, limit: BranchPages.limit)
      return visit.page(
        IntegrationPages.title, crumbs: IntegrationPages.crumbs(), help: "integracao",
        IntegrationListView.page(IntegrationListModel(rows, branches: branches, now: visit.now)))
    }
    table.get(Contents.newIntegration) { visit in
      try await newIntegration(visit, IntegrationForm.blank)
    }
    table.post(Contents.integrations) { visit, form in
      try await visit.attempt(form) { state, status in
        try await newIntegration(visit, state, status: status)
      } _: {
        try await createIntegration(visit, form)
      }
    }
    addIntegration(to: &table)
  }

  private func addIntegration(to table: inout PageTable<Site>) {
    table.get(Contents.integration) { visit in
      let row = try await office.integrations.integration(try visit.id())
      var state = IntegrationForm.state(of: row)
      if try visit.query().first("automatico") == "sim" { state.set("automatic", "true") }
      return try await integrationPage(row, visit, state)
    }
    table.post(Contents.integration) { visit, form in
      let id: ID<Integration> = try visit.id()
      return try await visit.attempt(form) { state, status in
        try await integrationPage(
          try await office.integrations.integration(id), visit, state, status: status)
      } _: {
        try await saveIntegration(id, visit, form)
      }
    }
    table.post(Contents.testIntegration) { visit, _ in
      let id: ID<Integration> = try visit.id()
      return try await askBureau(id, visit) {
        let milliseconds = try await office.integrations.testIntegration(id)
        return "Conexão testada: o birô aceitou as credenciais em \(milliseconds) ms."
      }
    }
    table.post(Contents.readCodes) { visit, _ in
      let id: ID<Integration> = try visit.id()
      return try await askBureau(id, visit) {
        let sync = try await office.integrations.syncCodes(of: id)
        return "O birô mandou \(sync.codeCount) códigos e \(sync.productCount) produtos."
      }
    }
  }

  private func newIntegration(
    _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let branches = try await office.branches.branches(after: nil, limit: BranchPages.limit)
    return visit.page(
      "Nova integração", crumbs: IntegrationPages.crumbs(Crumb("Novo")), help: "integracao",
      status: status,
      IntegrationFormView.new(
        IntegrationForm(branches: branches, restrictions: []), state, token: visit.token))
  }

  private func integrationPage(
    _ row: IntegrationRow, _ visit: Visit, _ state: FormState,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let branches = try await office.branches.branches(after: nil, limit: BranchPages.limit)
    var codes: [BureauCode] = []
    for kind in BureauCode.Kind.allCases {
      codes += try await office.integrations.codes(of: row.id, kind: kind, person: nil)
    }
    let products = try await office.integrations.products(of: row.id)
    let model = IntegrationModel(
      row, branches: branches, codes: codes, products: products, now: visit.now)
    return visit.page(
      row.name, crumbs: IntegrationPages.crumbs(Crumb(row.name)), help: "integracao",
      status: status, IntegrationFormView.page(model, state, token: visit.token))
  }

  private func createIntegration(_ visit: Visit, _ form: FormFields) async throws -> Response {
    var change = try IntegrationForm.read(form, isNew: true)
    let wantsAutomatic = change.isAutomatic == true
    change.isAutomatic = false
    // Production is earned from homologation.
    let wantsProduction = change.environment == .production
    if wantsProduction { change.environment = .homologation }
    let made = try await office.integrations.createIntegration(
      change, actor: visit.actor, mustEarn: true)
    if wantsProduction {
      return visit.done(
        "Integração salva. Ela começa em Homologação: a produção vale depois destes passos.",
        to: TrialPages.path(of: made.id), tone: .waiting)
    }
    guard wantsAutomatic else {
      return visit.done(
        "Integração salva. Teste a conexão; depois marque “Sim” para buscar os códigos.",
        to: IntegrationPages.path(of: made.id))
    }
    return try await fetchCodes(of: made.id, visit)
  }

  /// "Sim" needs the code lists (manual, item 20): without them everything is saved with "Não",
  /// the lists are fetched, and the form comes back to choose from them.
  private func saveIntegration(
    _ id: ID<Integration>, _ visit: Visit, _ form: FormFields
  ) async throws -> Response {
    var change = try IntegrationForm.read(form, isNew: false)
    let before = try await office.integrations.integration(id)
    if change.isAutomatic == true, before.codesSyncedAt == nil {
      change.isAutomatic = false
      _ = try await office.integrations.updateIntegration(
        id, change, actor: visit.actor, mustEarn: true)
      return try await fetchCodes(of: id, visit)
    }
    let saved = try await office.integrations.updateIntegration(
      id, change, actor: visit.actor, mustEarn: true)
    return visit.done(
      saved.isAutomatic
        ? "Integração salva: Atualizar cobranças passa a incluir e remover sozinha."
        : "Integração salva. Nada é incluído ou removido automaticamente.",
      to: IntegrationPages.path(of: id))
  }

  /// Fetches the codes for an integration that was saved. Where the bureau does not give them, the
  /// answer leads to what was saved all the same: the form is not to be sent again.
  private func fetchCodes(of id: ID<Integration>, _ visit: Visit) async throws -> Response {
    let path = IntegrationPages.path(of: id)
    do {
      _ = try await office.integrations.syncCodes(of: id)
      return visit.done(
        "Códigos buscados. Escolha a restrição de pessoa física e a de pessoa jurídica e "
          + "salve com “Sim”.", to: path + "?automatico=sim", tone: .waiting)
    } catch let refusal as Refusal where refusal.kind != .notFound {
      return visit.done(
        "Integração salva com “Não”; os códigos não foram buscados. \(refusal.detail)", to: path,
        tone: .bad)
    }
  }

  /// Asks the bureau something; what went wrong is named on the page of the integration, where
  /// everything else is as it was saved.
  private func askBureau(
    _ id: ID<Integration>, _ visit: Visit, _ question: () async throws -> String
  ) async throws -> Response {
    do {
      return visit.done(try await question(), to: IntegrationPages.path(of: id))
    } catch let refusal as Refusal where refusal.kind != .notFound {
      let row = try await office.integrations.integration(id)
      var state = IntegrationForm.state(of: row)
      state.add(FormState.Fault(field: "", detail: refusal.detail))
      return try await integrationPage(
        row, visit, state, status: Problem(refusal).status)
    }
  }
}
