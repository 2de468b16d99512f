import Credit
import DebtCollection
import HTTPTypes
import TestKit
import Testing
import World

@testable import WebApp

/// What the screens of Configurações say, as text beside the tests: the part of the page below the
/// line above, of the sample house.
@Suite struct SettingsGoldenTests {
  @Test func theScreensOfConfiguracoes() async throws {
    try await TestSite.with { site in
      let house = try await SampleHouse.fill(site)
      let browser = try await site.browser(as: .administrator)
      let pages = [
        ("configuracoes", "/configuracoes"), ("integracoes", IntegrationPages.path),
        ("integracao-nova", IntegrationPages.newPath),
        ("integracao", IntegrationPages.path(of: house.integration)),
        ("filiais", BranchPages.path), ("filial", BranchPages.path(of: house.branch)),
        ("filial-integracao", BranchPages.path(of: house.branch) + "/analise-de-credito"),
        ("parametros", ParameterPages.path), ("tarefas", TaskPages.path),
        ("tarefa", TaskPages.path(of: "collect")),
        ("tarefa-executar", TaskPages.path(of: "collect") + "/executar"),
        ("usuarios", UserPages.path), ("usuario", UserPages.path(of: house.user)),
        ("chaves", APIKeyPages.path), ("webhooks", WebhookPages.path),
        ("webhook", WebhookPages.path(of: house.rows.endpoint)), ("auditoria", AuditPages.path),
        ("acessos", AuditPages.accessPath), ("relogio", ClockPages.path),
      ]
      for (name, path) in pages {
        let page = try await browser.get(path)
        #expect(page.status == .ok, "\(path)")
        try expectGolden(try main(page), "configuracoes-\(name).html")
      }
    }
  }

  @Test func anEmptyInstallationShowsItsNextSteps() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .administrator)
      let empty = try await browser.get("/configuracoes")
      try expectGolden(try main(empty), "configuracoes-primeiros-passos.html")
      #expect(try await site.office.firstSteps().next == .branch)
      _ = try await IntegrationPageTests.branch(site.office)
      #expect(try await site.office.firstSteps().next == .integration)
      #expect(try await browser.get("/configuracoes").holds("Feito"))
    }
    try await TestSite.with { site in
      _ = try await SampleHouse.fill(site)
      #expect(try await site.office.firstSteps().isComplete)
      let browser = try await site.browser(as: .administrator)
      #expect(!(try await browser.get("/configuracoes").holds("Primeiros passos")))
    }
  }

  /// The content of the page, a line for each element that begins a block, without the token of
  /// the session.
  private func main(_ page: PageSeen) throws -> String {
    let start = try #require(page.text.firstRange(of: "<main"))
    let end = try #require(page.text.firstRange(of: "</main>"))
    var text = String(page.text[start.lowerBound..<end.upperBound])
    if let token = page.token { text = text.replacing(token, with: "TOKEN") }
    for name in ["<section", "<form", "<tr", "<div", "<fieldset", "<ul", "<li", "<h2", "<p>"] {
      text = text.replacing(name, with: "\n" + name)
    }
    return text + "\n"
  }
}
