import Credit
import DebtCollection
import HTTPTypes
import TestKit
import Testing

@testable import CreditorAPI
@testable import CreditorPages

/// "Negativação", the tab "Negativações de crédito" and "Excluir Negativação".
@Suite struct ManualListingPageTests {
  @Test func item36_titlesAreShownWithEveryReason() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      let person = try await book.person("Maria Souza", .customer, number: 1)
      _ = try await book.title(of: person.id, "T-1", daysLate: 100)
      _ = try await book.title(of: person.id, "T-2", daysLate: 1)
      _ = try await book.title(of: person.id, "T-3", daysLate: 6 * 365)
      _ = try await book.title(of: person.id, "T-4", daysLate: -10)
      let browser = try await site.browser(as: .collector)
      let page = try await browser.get("/clientes/\(person.id)/negativar")
      try expectGolden(page.main, "manual-listing.html")
      #expect(page.holds("Buscar motivos restrição"))
      #expect(!page.holds("T-4"))
    }
  }

  @Test func item34_withoutOverdueTitlesNobodyIsListed() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      let person = try await book.person("Maria Souza", .customer, number: 1)
      let browser = try await site.browser(as: .collector)
      let page = try await browser.get("/clientes/\(person.id)/negativar")
      #expect(page.holds("Só pode ser negativado quem tem títulos em atraso."))
      let attendant = try await site.browser(as: .attendant)
      #expect(
        try await attendant.get("/clientes/\(person.id)/negativar").status == .forbidden)
    }
  }

  @Test func items38to50_fetchReasonsSendLookRemove() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      let person = try await book.person("Maria Souza", .customer, number: 1)
      let first = try await book.title(of: person.id, "T-1", daysLate: 100)
      let second = try await book.title(of: person.id, "T-2", daysLate: 120)
      let browser = try await site.browser(as: .collector)
      let path = "/clientes/\(person.id)/negativar"
      let page = try await browser.get(path)
      #expect(page.holds("Busque os motivos primeiro"))
      // Item 38: what was marked comes back with the reasons.
      let fetched = try await page.submit(
        to: path + "/motivos", ["receivableIds": first.id.description])
      #expect(fetched.holds("Serviço de internet (internet)"))
      #expect(
        fetched.holds(
          "value=\"\(first.id)\" aria-label=\"Escolher o título T-1\" data-pick "
            + "checked"))
      // Item 41: failure.
      let refused = try await fetched.submit(to: path, ["restrictionCode": ""])
      #expect(refused.status == .unprocessableContent)
      #expect(refused.holds("Escolha pelo menos um título."))
      // Items 39-41: success.
      let sent = try await refused.submit(
        to: path,
        all: [
          ("restrictionCode", "internet"), ("receivableIds", first.id.description),
          ("receivableIds", second.id.description),
        ])
      #expect(sent.location == "/clientes/\(person.id)/negativacoes")
      let tab = try await sent.follow()
      #expect(tab.holds("Sucesso: 2 negativações a caminho do birô."))
      #expect(tab.holds("Remover negativação"))
      #expect(tab.holds("Sem resposta ainda"))
      // Item 41 again: what is listed already fails, with the title's number.
      let twice = try await refused.submit(
        to: path, ["restrictionCode": "internet", "receivableIds": first.id.description])
      #expect(twice.holds("Falha"))
      #expect(twice.holds("Título T-1:"))
      let ids = try await site.office.listings.listings(
        ListingFilter(person: person.id), after: nil, limit: 9
      ).map(\.id.description)
      // Items 46 and 47: several, selected again.
      let ask = try await browser.get(
        "/negativacoes/baixa?" + ids.map { "negativacao=\($0)" }.joined(separator: "&"))
      #expect(ask.holds("Excluir Negativação"))
      try expectGolden(ask.main, "removal.html")
      let nothing = try await ask.submit(
        to: "/negativacoes/baixa",
        all: ids.map { ("oferecida", $0) } + [("reason", "payment")])
      #expect(nothing.status == .unprocessableContent)
      #expect(nothing.holds("Marque pelo menos uma negativação."))
      #expect(nothing.holds("T-2"))
      let removed = try await nothing.submit(
        to: "/negativacoes/baixa",
        all: ids.map { ("oferecida", $0) } + ids.map { ("negativacao", $0) }
          + [("reason", "payment")])
      // Item 49: success on the screen, with the result of each.
      let result = try await removed.follow()
      #expect(result.holds("Sucesso: as baixas de 2 negativações foram pedidas"))
      try expectGolden(result.main, "removal-result.html")
      let again = try await browser.get(
        "/negativacoes/baixa?negativacao=\(ids[0])")
      #expect(again.holds("Nada a baixar"))
    }
  }
}
