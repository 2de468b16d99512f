import Credit
import DebtCollection
import HTTPTypes
import TestKit
import Testing
import World

@testable import CreditorAPI
@testable import CreditorPages

@Suite struct CollectionPagesTests {
  @Test func items52to54_theRuleIsCreatedWithSixtyDaysAndNoFewer() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .administrator)
      let list = try await browser.get("/crm/cobranca/parametros")
      #expect(list.holds("Parâmetros da Cobrança"))
      let form = try await browser.get("/crm/cobranca/parametros/nova")
      try expectGolden(form.golden, "parametros-da-cobranca.html")
      var fields = [
        "name": "Geral", "perTitle": "false", "active": "true", "daysToRun": "59",
        "listAutomatically": "true", "removeAutomatically": "true", "minimumCents": "20,00",
        "maximumPerRun": "100",
      ]
      let refused = try await form.submit(to: "/crm/cobranca/parametros/nova", fields)
      #expect(refused.status == .unprocessableContent)
      #expect(refused.holds("Dias para executar deve ser 60 ou mais"))
      #expect(refused.holds("Trata cobrança por título deve ser Sim."))
      #expect(refused.holds("value=\"59\""))
      #expect(try await site.office.collectionRules.collectionRules(after: nil, limit: 9).isEmpty)
      fields["daysToRun"] = "60"
      fields["perTitle"] = "true"
      let made = try await refused.submit(to: "/crm/cobranca/parametros/nova", fields)
      #expect(made.location == "/crm/cobranca/parametros")
      let rule = try #require(
        try await site.office.collectionRules.collectionRules(after: nil, limit: 9).first)
      #expect(rule.daysToRun == 60 && rule.perTitle && rule.minimumAmount == Cents(2_000))
      let after = try await made.follow()
      #expect(after.holds("Editar") && after.holds("60 dias"))
      let edit = try await browser.get("/crm/cobranca/parametros/\(rule.id)")
      fields["daysToRun"] = "90"
      _ = try await edit.submit(to: "/crm/cobranca/parametros/\(rule.id)", fields)
      #expect(try await site.office.collectionRules.collectionRule(rule.id).daysToRun == 90)
    }
  }

  @Test func aRehearsalTellsWhoIsLeftOutAndWhyAndWritesNothing() async throws {
    try await TestSite.with { site in
      var change = CollectionRuleChange()
      change.name = "Geral"
      _ = try await site.office.collectionRules.createCollectionRule(change)
      let person = try await site.customer(1, name: TestSite.hostileName)
      _ = try await site.title(of: person.id, "2026/1", daysOverdue: 70)
      let browser = try await site.browser(as: .collector)
      let cases = try await browser.get("/crm/cobranca")
      try expectGolden(cases.golden, "cobranca.html")
      let form = try await browser.get("/crm/cobranca/simular")
      let begun = try await form.submit(to: "/crm/cobranca/simular", [:])
      let running = try await begun.follow()
      #expect(running.holds("data-progress=\"\(try #require(begun.location))/andamento\""))
      try await site.work()
      let stream = try await browser.get(try #require(begun.location) + "/andamento")
      #expect(stream.headers[.contentType] == "text/event-stream; charset=utf-8")
      #expect(stream.text.hasSuffix("\"finished\":true}\n\n"), "\(stream.text)")
      let report = try await begun.follow()
      try expectGolden(report.golden, "simulacao.html")
      #expect(!report.holds("<script>alert"))
      let left = try await browser.get(
        try #require(begun.location) + "/exportar.csv?resultado=de-fora")
      #expect(left.text.split(separator: "\r\n").count == 2)
      let listed = try await browser.get(
        try #require(begun.location) + "/exportar.csv?resultado=negativados")
      #expect(listed.text.split(separator: "\r\n").count == 1)
      let runs = try await browser.get("/crm/cobranca/execucoes")
      #expect(runs.holds("Simulação de 24/11/2026"))
      #expect(
        try await site.office.receivables.receivables(.init(), after: nil, limit: 9)
          .allSatisfy { $0.liveListing == nil })
    }
  }

  @Test func withoutARuleNothingIsRunAndThePageSaysWhatToDo() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .administrator)
      #expect(try await browser.get("/crm/cobranca").holds("Ninguém deve nada vencido"))
      #expect(
        try await browser.get("/crm/cobranca/simular").holds("Ainda não há regra de cobrança"))
    }
  }

  @Test func everyPageOfTheSubjectIsGoneWhileTheSwitchIsOff() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .administrator)
      var change = ParametersChange()
      change.usesCreditAnalysis = false
      _ = try await site.office.houseParameters.updateParameters(change)
      for path in [
        "/crm/cobranca", "/crm/cobranca/parametros", "/crm/cobranca/simular",
        "/crm/cobranca/execucoes", "/negativacoes/aprovar", "/negativacoes/conciliacao",
        "/relatorios/negativacoes", "/relatorios/recuperacao", "/relatorios/recusadas",
      ] {
        #expect(try await browser.get(path).status == .notFound, "\(path)")
      }
      #expect(try await browser.get("/financeiro/titulos").status == .ok)
    }
  }

  @Test func boardQueueReconciliationAndReportsShowTheirEmptyStates() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .administrator)
      try expectGolden(try await browser.get("/").golden, "painel.html")
      for (path, words) in [
        ("/negativacoes/aprovar", "Nada espera aprovação"),
        ("/negativacoes/conciliacao", "Nenhuma conciliação ainda"),
        ("/relatorios/negativacoes", "Nada neste período"),
        ("/relatorios/recuperacao", "Nenhuma carta neste período"),
        ("/relatorios/recusadas", "Nada foi recusado"),
      ] {
        let page = try await browser.get(path)
        #expect(page.status == .ok && page.holds(words), "\(path)")
      }
      for path in ["negativacoes", "recuperacao", "recusadas"] {
        let pdf = try await browser.get("/relatorios/\(path).pdf")
        #expect(pdf.headers[.contentType] == "application/pdf", "\(path)")
        #expect(try await browser.get("/relatorios/\(path).csv").status == .ok)
        let wrong = try await browser.get("/relatorios/\(path)?de=2026-02-01&ate=2026-01-01")
        #expect(wrong.status == .unprocessableContent)
      }
    }
  }
}
