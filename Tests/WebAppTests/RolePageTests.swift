import Credit
import DebtCollection
import HTTPTypes
import TestKit
import Testing

@testable import CreditorAPI
@testable import CreditorPages

/// Each role is shown what it can do, in words that fit it.
@Suite struct RolePageTests {
  @Test func theNextStepOfACaseLeadsOnlyWhoMayRunTheRoutine() async throws {
    try await TestSite.with { site in
      var change = CollectionRuleChange()
      change.name = "Geral"
      _ = try await site.office.collectionRules.createCollectionRule(change)
      let person = try await site.customer(1, name: "Ana Souza")
      _ = try await site.title(of: person.id, "A-1", daysOverdue: 100)
      for (role, leads) in [(Role.attendant, false), (.auditor, false), (.collector, true)] {
        let page = try await site.browser(as: role).get("/crm/cobranca")
        #expect(page.holds("A próxima execução decide"))
        #expect(page.holds("href=\"/crm/cobranca/simular\"") == leads, "\(role)")
      }
    }
  }

  @Test func theDashboardBeginsWithWhatARoleDoes() async throws {
    try await TestSite.with { site in
      for (role, begins) in [(Role.attendant, true), (.collector, true), (.auditor, false)] {
        let page = try await site.browser(as: role).get("/")
        #expect(page.holds("href=\"/crm/leads/novo\"") == begins, "\(role)")
      }
    }
  }

  @Test func theTabOfListingsOffersNoWayThatIsNotThere() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      let ana = try await book.person("Ana Souza", .customer, number: 1)
      let path = "/clientes/\(ana.id)/negativacoes"
      #expect(try await !site.browser(as: .attendant).get(path).holds("Incluir"))
      #expect(try await site.browser(as: .collector).get(path).holds("Incluir"))
    }
  }

  /// An inquiry that was begun at a lead belongs to Leads.
  @Test func theMenuMarksWhereThePersonIs() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      let browser = try await site.browser(as: .attendant)
      for (stage, number, list) in [
        (PersonStage.lead, 1, "/crm/leads"), (.prospect, 2, "/crm/prospeccoes"),
        (.customer, 3, "/clientes"),
      ] as [(PersonStage, UInt64, String)] {
        let person = try await book.person("Ana Souza", stage, number: number)
        let page = try await browser.get("/consultas/pessoa/\(person.id)")
        #expect(page.holds("<a href=\"\(list)\" aria-current=\"page\">"), "\(stage)")
        #expect(!page.holds("<a href=\"/consultas\" aria-current=\"page\">"))
      }
    }
  }

  @Test(arguments: ["01/11/2026", "01112026", "2026-11-01"])
  func aReportTakesADayAsAPersonWritesIt(_ day: String) async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .collector)
      let page = try await browser.get("/relatorios/recuperacao?de=\(day)&ate=24/11/2026")
      #expect(page.status == .ok)
      #expect(page.holds("value=\"01/11/2026\"") && page.holds("value=\"24/11/2026\""))
      #expect(!page.holds("type=\"date\""))
    }
  }

  /// Item 26: no column, chip or file of the subject while the switch is off, and all again after.
  @Test func item26_listsSayNothingOfTheSubjectWhileItIsOff() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      let ana = try await book.person("Ana Souza", .customer, number: 1)
      _ = try await book.title(of: ana.id, "A-1", daysLate: 100)
      _ = try await book.person("Bia Souza", .lead, number: 2)
      let browser = try await site.browser(as: .administrator)
      for isOn in [false, true] {
        var change = ParametersChange()
        change.usesCreditAnalysis = isOn
        _ = try await site.office.houseParameters.updateParameters(change)
        for (path, words) in [
          ("/clientes", ["Negativações", "Última consulta"]), ("/crm/leads", ["Última consulta"]),
          ("/clientes/exportar.csv", ["negativacoes", "ultima_consulta"]),
          ("/financeiro/titulos", ["Negativação", "Negativados"]),
          ("/financeiro/titulos/exportar.csv", ["negativacao"]),
          ("/clientes/\(ana.id)/financeiro", ["Negativação"]),
        ] {
          let page = try await browser.get(path)
          #expect(page.status == .ok)
          for word in words { #expect(page.holds(word) == isOn, "\(path): \(word)") }
        }
      }
    }
  }
}
