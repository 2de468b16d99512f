import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages
import Refusals

/// Integrações › Passar para produção: four steps, each with its proof.
enum TrialPages {
  static let title = "Passar para produção"

  static func path(of id: ID<Integration>) -> String {
    Contents.trial.path(id)
  }
}

extension Site {
  func addTrial(to table: inout PageTable<Site>) {
    table.get(Contents.trial) { visit in
      try await trialPage(try visit.id(), visit, nil)
    }
    table.post(Contents.trial) { visit, form in
      let id: ID<Integration> = try visit.id()
      return try await attemptTrial(id, visit, form) {
        let entry = try TrialForm.readEntry(form)
        _ = try await office.integrations.beginTrial(of: id, entry, actor: visit.actor)
        return "Conexão testada: o birô aceitou as credenciais. Agora faça uma consulta."
      }
    }
    table.post(Contents.trialInquiry) { visit, form in
      let id: ID<Integration> = try visit.id()
      return try await attemptTrial(id, visit, form) {
        let (document, product) = try TrialForm.readQuestion(form)
        _ = try await office.integrations.inquireTrial(
          of: id, document: document, product: product, actor: visit.actor)
        return "A consulta voltou inteira. Agora simule a rotina."
      }
    }
    table.post(Contents.trialRun) { visit, form in
      let id: ID<Integration> = try visit.id()
      return try await attemptTrial(id, visit, form) {
        _ = try await office.integrations.rehearseTrial(of: id, actor: visit.actor)
        return "Simulação feita. Confira os números e confirme."
      }
    }
    table.post(Contents.confirmTrial) { visit, form in
      let id: ID<Integration> = try visit.id()
      return try await visit.attempt(form) { state, status in
        try await trialPage(id, visit, state, status: status)
      } _: {
        let saved = try await office.integrations.confirmTrial(of: id, actor: visit.actor)
        return visit.done(
          "“\(saved.name)” está em produção.", to: IntegrationPages.path(of: id))
      }
    }
    table.post(Contents.endTrial) { visit, _ in
      let id: ID<Integration> = try visit.id()
      try await office.integrations.cancelTrial(of: id, actor: visit.actor)
      return visit.done(
        "Passagem para produção cancelada; a integração ficou como estava.",
        to: IntegrationPages.path(of: id))
    }
  }

  /// Tries a step, and shows what is next, or what was wrong.
  private func attemptTrial(
    _ id: ID<Integration>, _ visit: Visit, _ form: FormFields, _ step: () async throws -> String
  ) async throws -> Response {
    do {
      return visit.done(try await step(), to: TrialPages.path(of: id))
    } catch let refusal as Refusal where refusal.kind != .notFound {
      let problem = Problem(refusal)
      return try await trialPage(id, visit, FormState(form, problem), status: problem.status)
    } catch let problem as Problem where problem.status == .unprocessableContent {
      return try await trialPage(id, visit, FormState(form, problem), status: problem.status)
    }
  }

  private func trialPage(
    _ id: ID<Integration>, _ visit: Visit, _ state: FormState?,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let row = try await office.integrations.integration(id)
    let trial = try await office.integrations.trial(of: id)
    let model = TrialModel(row, trial)
    return visit.page(
      TrialPages.title,
      crumbs: [
        Settings.crumb, Crumb(IntegrationPages.title, IntegrationPages.path),
        Crumb(row.name, IntegrationPages.path(of: id)), Crumb(TrialPages.title),
      ], help: "integracao", status: status,
      TrialView.page(model, state ?? model.blank, token: visit.token))
  }
}

/// The forms of the steps.
enum TrialForm {
  static let shown: Set<String> = [
    "baseUrl", "clientId", "clientSecret", "document", "product",
  ]

  static func readEntry(_ form: FormFields) throws -> ProductionEntry {
    try FormReader.read(form) { reader in
      ProductionEntry(
        baseURL: reader.required("baseUrl", "Endereço do birô", .string(length: 1...500)),
        clientId: reader.required("clientId", "Client_ID", .string(length: 1...200)),
        clientSecret: reader.required("clientSecret", "Client_secret", .string(length: 1...400)))
    }
  }

  static func readQuestion(_ form: FormFields) throws -> (document: String, product: String) {
    try FormReader.read(form) { reader in
      (
        reader.required("document", "CPF ou CNPJ", .string(length: 1...30)),
        reader.required("product", "Produto", .string(length: 1...60))
      )
    }
  }
}
