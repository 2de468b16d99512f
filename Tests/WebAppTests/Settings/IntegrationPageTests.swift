import Credit
import DebtCollection
import HTTPTypes
import Outbound
import TestKit
import Testing
import World

@testable import CreditorAPI
@testable import CreditorPages

/// Configurações › Integrações › Integrações Análise de crédito, step by step as the manual goes.
@Suite struct IntegrationPageTests {
  private static let codes = [
    BureauCode(
      kind: .restriction, code: "01", name: "Serviço não pago", person: "natural",
      validFrom: CivilDate(year: 2026, month: 1, day: 1)!, validTo: nil),
    BureauCode(
      kind: .restriction, code: "02", name: "Duplicata", person: "legal",
      validFrom: CivilDate(year: 2026, month: 1, day: 1)!, validTo: nil),
    BureauCode(
      kind: .removal, code: "P", name: "Pagamento", person: "any",
      validFrom: CivilDate(year: 2026, month: 1, day: 1)!, validTo: nil),
  ]
  private static let products = [
    BureauProduct(code: "basic", name: "Básica", person: "any", price: Cents(250), sections: [])
  ]

  static func branch(_ office: Office) async throws -> ID<Branch> {
    var branch = BranchChange()
    branch.name = "Matriz"
    branch.document = "11222333000181"
    branch.address = AddressChange(
      postalCode: "80010000", street: "Rua XV", number: "1", complement: "", district: "Centro",
      city: "Curitiba", state: "PR")
    return try await office.branches.createBranch(branch).id
  }

  private func form(_ branch: ID<Branch>, automatic: Bool) -> [String: String] {
    [
      "name": "CNM", "provider": "credito-na-medida", "branchId": branch.description,
      "environment": "homologation", "baseUrl": "https://bureau.example", "clientId": "cliente-1",
      "clientSecret": "muito-secreto", "automatic": automatic ? "true" : "false",
    ]
  }

  @Test func item8to19_theFormHasTheFieldsOfTheManual() async throws {
    try await TestSite.with { site in
      let branch = try await Self.branch(site.office)
      let browser = try await site.browser(as: .administrator)
      let list = try await browser.get(IntegrationPages.path)
      #expect(list.holds(">Novo</a>"))
      let page = try await browser.get(IntegrationPages.newPath)
      let labels = [
        "Crédito na Medida", "Filial", "Ambiente", "Homologação", "Produção", "Client_ID",
        "Client_secret", "Inclusão/Exclusão Automática", "Incluir/Remover automaticamente", "Sim",
        "Não", "Restrição Crédito pessoa física", "Restrição Crédito pessoa jurídica", "Salvar",
      ]
      for label in labels { #expect(page.holds(">\(label)<"), "\(label)") }
      let saved = try await page.submit(to: IntegrationPages.path, form(branch, automatic: false))
      let made = try await saved.follow()
      #expect(made.holds("Integração salva."))
      #expect(made.holds("Ainda não gerado"))
      #expect(made.holds("href=\"https://www.creditonamedida.com.br/\""))
      #expect(!made.holds("muito-secreto"))
    }
  }

  @Test func item20to22_noThenSaveThenYes() async throws {
    try await TestSite.with { site in
      site.bureau.offer(restrictions: Self.codes, products: Self.products)
      let branch = try await Self.branch(site.office)
      let browser = try await site.browser(as: .administrator)
      let new = try await browser.get(IntegrationPages.newPath)
      let saved = try await new.submit(to: IntegrationPages.path, form(branch, automatic: false))
      let path = try #require(saved.location)
      var fields = form(branch, automatic: true)
      fields["clientSecret"] = ""
      let fetched = try await saved.follow().submit(to: path, fields)
      let choosing = try await fetched.follow()
      #expect(choosing.holds("Códigos buscados."))
      #expect(choosing.holds("Serviço não pago (01)"))
      #expect(choosing.holds("Duplicata (02)"))
      #expect(choosing.holds("R$ 2,50"))
      let integration = try #require(
        try await site.office.integrations.integrations(after: nil, limit: 2).first)
      #expect(!integration.isAutomatic)
      let unchosen = try await choosing.submit(to: path, fields)
      #expect(unchosen.status == .unprocessableContent)
      #expect(unchosen.holds("Escolha a restrição para pessoa física"))
      #expect(unchosen.holds("Escolha a restrição para pessoa jurídica"))
      fields["restrictionCodeNatural"] = "01"
      fields["restrictionCodeLegal"] = "02"
      let done = try await unchosen.submit(to: path, fields)
      #expect(done.status == .seeOther, "\(done.text)")
      let after = try await site.office.integrations.integration(integration.id)
      #expect(after.isAutomatic)
      #expect(after.restrictionCodeNatural == "01")
      #expect(after.restrictionCodeLegal == "02")
    }
  }

  @Test func item20_yesAtOnceWorksToo() async throws {
    try await TestSite.with { site in
      site.bureau.offer(restrictions: Self.codes, products: Self.products)
      let branch = try await Self.branch(site.office)
      let browser = try await site.browser(as: .administrator)
      let new = try await browser.get(IntegrationPages.newPath)
      let saved = try await new.submit(to: IntegrationPages.path, form(branch, automatic: true))
      let choosing = try await saved.follow()
      #expect(choosing.holds("Códigos buscados."))
      // “Sim” is still marked; only the two codes are left to choose.
      #expect(choosing.holds("value=\"true\" id=\"f-automatic\" checked"))
      var fields = form(branch, automatic: true)
      fields["clientSecret"] = ""
      fields["restrictionCodeNatural"] = "01"
      fields["restrictionCodeLegal"] = "02"
      let path = try #require(choosing.path.split(separator: "?").first.map(String.init))
      #expect(try await choosing.submit(to: path, fields).status == .seeOther)
      let all = try await site.office.integrations.integrations(after: nil, limit: 2)
      #expect(all.map(\.isAutomatic) == [true])
    }
  }

  @Test func item20_aBureauThatDoesNotAnswerLeavesEverythingSavedWithNo() async throws {
    try await TestSite.with { site in
      let branch = try await Self.branch(site.office)
      let browser = try await site.browser(as: .administrator)
      let new = try await browser.get(IntegrationPages.newPath)
      let answer = try await new.submit(to: IntegrationPages.path, form(branch, automatic: true))
      // What was saved is shown where it is: a second click makes no second integration.
      let twice = try await new.submit(to: IntegrationPages.path, form(branch, automatic: true))
      #expect(twice.location == answer.location)
      let saved = try await answer.follow()
      #expect(saved.holds("O birô não respondeu"))
      #expect(saved.holds("value=\"CNM\""))
      let all = try await site.office.integrations.integrations(after: nil, limit: 2)
      #expect(all.map(\.isAutomatic) == [false])
    }
  }

  @Test(arguments: [
    (BureauOutcome<Void>.answered(()), "o birô aceitou as credenciais em", 303),
    (.unauthorized(detail: "invalid_client"), "confira Client_ID e Client_secret", 409),
    (.unavailable(detail: "sem conexão", pause: 5), "sem conexão", 503),
  ])
  func item12to14_theTestNamesTheCause(
    _ outcome: BureauOutcome<Void>, _ words: String, _ status: Int
  ) async throws {
    try await TestSite.with { site in
      let house = try await SampleHouse.fill(site)
      site.bureau.answer(test: outcome)
      let browser = try await site.browser(as: .administrator)
      let path = IntegrationPages.path(of: house.integration)
      let page = try await browser.get(path)
      let answer = try await page.submit(to: path + "/teste", [:])
      #expect(answer.status.code == status)
      let shown = answer.status == .seeOther ? try await answer.follow() : answer
      #expect(shown.holds(words), "\(shown.text)")
    }
  }

  @Test func allFaultsComeAtOnceAndNothingTypedIsLost() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .administrator)
      let new = try await browser.get(IntegrationPages.newPath)
      let answer = try await new.submit(
        to: IntegrationPages.path,
        ["name": "Meu <acesso>", "provider": "credito-na-medida", "automatic": "false"])
      #expect(answer.status == .unprocessableContent)
      #expect(answer.holds("value=\"Meu &lt;acesso&gt;\""))
      #expect(answer.text.ranges(of: "Preencha este campo.").count == 5)
    }
  }

  @Test func item23_theBranchIsLinkedOnItsTab() async throws {
    try await TestSite.with { site in
      let house = try await SampleHouse.fill(site)
      let browser = try await site.browser(as: .administrator)
      let path = BranchPages.path(of: house.branch)
      let page = try await browser.get(path)
      #expect(page.holds(">Análise de crédito</a>"))
      let tab = try await browser.get(path + "/analise-de-credito")
      #expect(tab.holds(">Integração de análise de crédito</label>"))
      let cleared = try await tab.submit(
        to: path + "/analise-de-credito", ["integrationId": ""])
      #expect(try await cleared.follow().holds("ficou sem integração"))
      #expect(try await site.office.branches.branch(house.branch).integration == nil)
      _ = try await tab.submit(
        to: path + "/analise-de-credito", ["integrationId": house.integration.description])
      #expect(try await site.office.branches.branch(house.branch).integration == house.integration)
    }
  }
}
