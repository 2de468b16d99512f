import Credit
import DebtCollection
import HTTPTypes
import JSONText
import TestKit
import Testing
import World

@testable import CreditorAPI
@testable import CreditorPages

/// Integrações › Passar para produção, and what every page says before.
@Suite struct TrialPageTests {
  private static let products = [
    BureauProduct(code: "basic", name: "Básica", person: "any", price: Cents(250), sections: [])
  ]

  private static func integration(_ site: TestSite) async throws -> ID<Integration> {
    var change = IntegrationChange()
    change.name = "CNM"
    change.provider = "credito-na-medida"
    change.baseURL = "https://bureau.example"
    change.clientId = "cliente-1"
    change.clientSecret = "muito-secreto"
    return try await site.office.integrations.createIntegration(change).id
  }

  @Test func fourStepsLeadToProductionAndTheRibbonGoes() async throws {
    try await TestSite.with { site in
      site.bureau.offer(restrictions: [], products: Self.products)
      site.bureau.answer(
        inquiry: .answered(
          BureauReport(
            protocolNumber: "1", at: site.clock.now(), name: "Ana", restricted: false,
            partial: false, body: .object([]))))
      let id = try await Self.integration(site)
      let browser = try await site.browser(as: .administrator)
      let path = TrialPages.path(of: id)
      let page = try await browser.get(path)
      #expect(page.holds("HOMOLOGAÇÃO") && page.holds("Client_secret"))
      let wrong = try await page.submit(
        to: path, ["baseUrl": "http://bureau.example", "clientId": "c", "clientSecret": "s"])
      #expect(wrong.status == .unprocessableContent && wrong.holds("https://"))
      let begun = try await page.submit(
        to: path,
        ["baseUrl": "https://bureau.example", "clientId": "c", "clientSecret": "o-outro"])
      let inquiring = try await begun.follow()
      #expect(inquiring.holds("Básica · R$ 2,50"), "the price is told before")
      let asked = try await inquiring.submit(
        to: path + "/consulta", ["document": "529.982.247-25", "product": "basic"])
      let rehearsing = try await asked.follow()
      #expect(rehearsing.holds("Simular a rotina") && !rehearsing.holds("529.982.247-25"))
      let early = try await rehearsing.submit(to: path + "/confirmacao", [:])
      #expect(early.status == .conflict && early.holds("Falta a simulação"))
      let rehearsed = try await rehearsing.submit(to: path + "/simulacao", [:])
      let confirming = try await rehearsed.follow()
      #expect(confirming.holds("Seriam negativados") && confirming.holds("Confirmar produção"))
      let done = try await confirming.submit(to: path + "/confirmacao", [:])
      let after = try await done.follow()
      #expect(after.holds("está em produção") && !after.holds("HOMOLOGAÇÃO"))
      let log = try await browser.get(AccessPages.path)
      #expect(log.holds("Confirmou a produção"))
      #expect(log.holds("Ambiente: Homologação → Produção"))
      #expect(!log.holds("o-outro"))
    }
  }

  @Test func theFormAloneDoesNotDoIt() async throws {
    try await TestSite.with { site in
      let branch = try await IntegrationPageTests.branch(site.office)
      let browser = try await site.browser(as: .administrator)
      let fields = [
        "name": "CNM", "provider": "credito-na-medida", "branchId": branch.description,
        "environment": "production", "baseUrl": "https://bureau.example",
        "clientId": "cliente-1", "clientSecret": "muito-secreto", "automatic": "false",
      ]
      let new = try await browser.get(IntegrationPages.newPath)
      let saved = try await new.submit(to: IntegrationPages.path, fields).follow()
      #expect(saved.holds("Ela começa em Homologação"))
      let made = try #require(
        try await site.office.integrations.integrations(after: nil, limit: 1).first)
      #expect(made.environment == .homologation)
      let path = IntegrationPages.path(of: made.id)
      let no = try await browser.get(path).submit(to: path, fields)
      #expect(no.status == .conflict && no.holds("só valem depois de provados"))
      let key = try await site.office.apiKeys.addAPIKey(
        name: "ERP", role: .administrator, actor: .commandLine)
      let answer = try await site.browser().send(
        "/api/v1/integrations/\(made.id)", .patch,
        headers: [
          .authorization: "Bearer \(key.secret)", .contentType: "application/json",
        ], body: #"{"environment": "production", "clientSecret": "x"}"#)
      #expect(answer.status == .conflict)
      #expect(answer.text.contains("production-trial-required"))
    }
  }

  @Test func exportsAndFailedLoginsAreInTheLog() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .administrator)
      let stranger = site.browser()
      let page = try await stranger.get("/entrar")
      _ = try await page.submit(
        to: "/entrar", ["email": "ninguem@provedor.example", "password": "uma senha errada"])
      _ = try await browser.get("/clientes/exportar.csv")
      let log = try await browser.get(AccessPages.path)
      #expect(log.holds("Exportou uma lista") && log.holds("/clientes/exportar.csv"))
      #expect(log.holds("Errou o e-mail ou a senha"))
      #expect(!log.holds("ninguem@provedor.example"))
    }
  }
}
