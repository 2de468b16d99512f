import Credit
import DebtCollection
import HTTPTypes
import TestKit
import Testing

@testable import CreditorAPI
@testable import CreditorPages

/// Leads, prospecções and clientes: lists, pages, forms.
@Suite struct PeoplePageTests {
  @Test func item29_theListOfLeadsHasTheButtonOfCreditAnalysis() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      let lead = try await book.person("Ana \"Bia\" <i>", .lead, number: 1)
      _ = try await book.person("Zé", .lead, number: 2)
      let browser = try await site.browser(as: .attendant)
      let page = try await browser.get("/crm/leads")
      try expectGolden(page.main, "leads.html")
      #expect(page.holds("Leads/Contatos"))
      #expect(page.holds("Consultar Análise de crédito"))
      let asked = try await browser.get("/crm/leads/analise/consulta?pessoa=\(lead.id)")
      #expect(asked.location == "/consultas/pessoa/\(lead.id)")
      // Nothing picked is no dead end: back to the list, with what to do there.
      let nobody = try await browser.get("/crm/leads/analise/consulta")
      #expect(nobody.location == "/crm/leads")
      #expect(try await nobody.follow().holds("marque uma linha na coluna Escolher"))
    }
  }

  @Test func item32_aConversionTakesTheInquiriesAlong() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      let lead = try await book.person("José da Conceição", .lead, number: 3)
      let browser = try await site.browser(as: .attendant)
      site.bureau.answer(inquiry: PeopleBook.report(restricted: false))
      let form = try await browser.get("/consultas/pessoa/\(lead.id)")
      let report = try await form.submit(
        to: "/consultas/pessoa/\(lead.id)", ["product": "basic", "purpose": "credit-granting"])
      #expect(report.status == .seeOther)
      let page = try await browser.get("/crm/leads/\(lead.id)")
      #expect(page.holds("Converter em prospecção"))
      let converted = try await page.submit(
        to: "/crm/leads/\(lead.id)/conversao", ["to": "prospect"])
      #expect(converted.location == "/crm/prospeccoes/\(lead.id)")
      let tab = try await browser.get("/crm/prospeccoes/\(lead.id)/consultas")
      #expect(tab.holds("Consultas de análise de crédito"))
      #expect(tab.holds("Nada consta"))
      // The old address leads to the new one.
      #expect(
        try await browser.get("/crm/leads/\(lead.id)/consultas").location
          == "/crm/prospeccoes/\(lead.id)/consultas")
      let prospect = try await browser.get("/crm/prospeccoes/\(lead.id)")
      #expect(
        try await prospect.submit(
          to: "/crm/prospeccoes/\(lead.id)/conversao", ["to": "customer"]
        ).location == "/clientes/\(lead.id)")
      #expect(try await site.office.people.person(lead.id).stage == .customer)
    }
  }

  @Test func aSearchForADocumentLeavesNoDocumentInTheAddress() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      let person = try await book.person("Maria", .customer, number: 4)
      let browser = try await site.browser(as: .attendant)
      let page = try await browser.get("/clientes")
      let document = CPF.fictitious(number: 4).formatted
      let found = try await page.submit(to: "/clientes/busca", ["search": document])
      #expect(found.location == "/clientes?pessoa=\(person.id)")
      let other = CPF.fictitious(number: 99).formatted
      #expect(
        try await page.submit(to: "/clientes/busca", ["search": other]).location
          == "/clientes?busca=documento-desconhecido")
      #expect(
        try await page.submit(to: "/crm/leads/busca", ["search": document]).location
          == "/clientes/\(person.id)")
      let all = try await browser.get("/clientes")
      #expect(!all.holds(CPF.fictitious(number: 4).bare))
      #expect(all.holds(CPF.fictitious(number: 4).masked))
    }
  }

  @Test func openingADocumentNeedsTheRightAndIsRecorded() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      let person = try await book.person("Maria", .customer, number: 5)
      let attendant = try await site.browser(as: .attendant)
      let page = try await attendant.get("/clientes/\(person.id)")
      #expect(!page.holds("Mostrar documento"))
      #expect(
        try await page.submit(to: "/clientes/\(person.id)/documento", [:]).status == .forbidden)
      let collector = try await site.browser(as: .collector)
      let own = try await collector.get("/clientes/\(person.id)")
      let opened = try await own.submit(to: "/clientes/\(person.id)/documento", [:])
      #expect(opened.holds(CPF.fictitious(number: 5).formatted))
      let history = try await collector.get("/clientes/\(person.id)/linha-do-tempo")
      #expect(history.holds("collector@provedor.example"))
      #expect(!history.holds(CPF.fictitious(number: 5).formatted))
    }
  }

  @Test func theFormComesBackFilledWithEachFaultAtItsField() async throws {
    try await TestSite.with { site in
      _ = try await PeopleBook.make(site)
      let browser = try await site.browser(as: .attendant)
      let page = try await browser.get("/clientes/novo")
      let refused = try await page.submit(
        to: "/clientes/novo",
        [
          "name": "Ana & Filhos", "document": "111.111.111-11", "birthDate": "2999-01-01",
          "email": "ana", "address.postalCode": "1",
        ])
      #expect(refused.status == .unprocessableContent)
      for id in ["document", "birthDate", "email", "address.postalCode"] {
        #expect(refused.holds("id=\"f-\(id)-fault\""), "\(id)")
      }
      #expect(refused.holds("value=\"Ana &amp; Filhos\""))
      let made = try await refused.submit(
        to: "/clientes/novo",
        ["name": "Ana & Filhos", "document": CNPJ.fictitious(number: 8).formatted])
      #expect(made.status == .seeOther)
      let saved = try await made.follow()
      #expect(saved.holds("Ana &amp; Filhos"))
      #expect(saved.holds("Pessoa jurídica"))
    }
  }

  @Test func aContractKeepsItsGuarantorsAndDates() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      let person = try await book.person("Maria", .customer, number: 6)
      let guarantor = try await book.person("Fiador José", .customer, number: 7)
      let browser = try await site.browser(as: .attendant)
      let path = "/clientes/\(person.id)/contratos/novo"
      let form = try await browser.get(path)
      let refused = try await form.submit(
        to: path,
        [
          "number": "C-1", "kind": "telecom", "status": "rescinded",
          "guarantorDocument": CPF.fictitious(number: 7).formatted,
        ])
      #expect(refused.holds("Um contrato rescindido tem a data da rescisão."))
      let made = try await refused.submit(
        to: path,
        [
          "number": "C-1", "kind": "telecom", "status": "rescinded", "rescindedOn": "2026-10-01",
          "guarantorDocument": CPF.fictitious(number: 7).formatted,
        ])
      let list = try await made.follow()
      try expectGolden(list.main, "customer-contracts.html")
      let contracts = try await site.office.contracts.contracts(of: person.id, after: nil, limit: 5)
      #expect(contracts.map(\.guarantors) == [[guarantor.id]])
      let change = "/clientes/\(person.id)/contratos/\(contracts[0].id)"
      let changed = try await browser.get(change).submit(
        to: change,
        ["number": "C-1", "kind": "telecom", "status": "rescinded", "rescindedOn": "2026-10-01"])
      #expect(changed.status == .seeOther)
      #expect(
        try await site.office.contracts.contracts(of: person.id, after: nil, limit: 5)[0].guarantors
          == [])
      // Another person's page does not show it.
      #expect(
        try await browser.get("/clientes/\(guarantor.id)/contratos/\(contracts[0].id)").status
          == .notFound)
    }
  }

  @Test func item26_whileTheSwitchIsOffNothingOfTheSubjectIsThere() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      let person = try await book.person("Maria", .customer, number: 6)
      var off = ParametersChange()
      off.usesCreditAnalysis = false
      _ = try await site.office.houseParameters.updateParameters(off)
      let browser = try await site.browser(as: .administrator)
      let page = try await browser.get("/clientes/\(person.id)")
      for word in ["Análise de crédito", "Negativações", "Consulta"] {
        #expect(!page.main.contains(word), "\(word)")
      }
      for path in [
        "/clientes/\(person.id)/consultas", "/clientes/\(person.id)/negativacoes",
        "/clientes/\(person.id)/negativar", "/consultas", "/consultas/pessoa/\(person.id)",
        "/relatorios/consultas",
      ] {
        #expect(try await browser.get(path).status == .notFound, "\(path)")
      }
      #expect(try await browser.get("/clientes/\(person.id)/financeiro").status == .ok)
    }
  }

  /// Names that break careless pages, on every page of a person.
  @Test(arguments: [
    "\"\u{301} onmouseover=alert(1) x=", "<script>alert(1)</script>", "مرحبا \u{5D0} abc",
    String(repeating: "Ñandú", count: 22),
  ])
  func hostileNamesBreakNoPage(_ name: String) async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      let person = try await book.person(name, .customer, number: 6)
      _ = try await book.title(of: person.id, "T'<1>", daysLate: 90)
      let browser = try await site.browser(as: .administrator)
      for path in [
        "/clientes", "/clientes/\(person.id)", "/clientes/\(person.id)/contratos",
        "/clientes/\(person.id)/financeiro", "/clientes/\(person.id)/consultas",
        "/clientes/\(person.id)/negativacoes", "/clientes/\(person.id)/linha-do-tempo",
        "/clientes/\(person.id)/editar", "/clientes/\(person.id)/negativar",
        "/consultas/pessoa/\(person.id)",
      ] {
        let page = try await browser.get(path)
        #expect(page.status == .ok, "\(path): \(page.text.prefix(300))")
        #expect(!page.text.utf8.elementsEqual("".utf8))
        for trap in ["<script>alert", "\"\u{301} on", "T'<1>"] {
          #expect(page.text.utf8.firstRange(of: trap.utf8) == nil, "\(path)")
        }
      }
    }
  }
}
