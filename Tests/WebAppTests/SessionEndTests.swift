import Coordination
import Credit
import DebtCollection
import Foundation
import HTTPService
import HTTPTypes
import TestKit
import Testing
import World

@testable import CreditorAPI
@testable import CreditorPages

/// What becomes of a form when the session ended or changed while it was filled in.
@Suite struct SessionEndTests {
  /// What a browser sends with a form of our own page.
  private static let ours: HTTPFields = [HTTPField.Name("Sec-Fetch-Site")!: "same-origin"]

  private static let lead = [
    ("kind", "natural"), ("name", "Ana <b> & Filhos"), ("email", "ana@exemplo.example"),
  ]

  @Test func whatWasTypedIsThereAfterTheLogin() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .attendant)
      let form = try await browser.get("/crm/leads/novo")
      site.clock.move(to: site.clock.now().adding(seconds: Session.idleSeconds + 1))
      let token = try #require(form.token)
      let stopped = try await browser.post(
        "/crm/leads/novo", [("_token", token)] + Self.lead, headers: Self.ours)
      #expect(stopped.status == .ok)
      #expect(stopped.holds("A sessão terminou antes do envio."))
      #expect(stopped.holds("name=\"password\""))
      // A wrong password loses nothing either.
      let kept = try #require(hidden("kept", in: stopped))
      var login = [
        "email": "attendant@provedor.example", "password": "errada", "target": "/crm/leads/novo",
        "kept": kept,
      ]
      let wrong = try await stopped.submit(to: "/entrar", login)
      #expect(wrong.status == .unprocessableContent)
      #expect(hidden("kept", in: wrong) == kept)
      login["password"] = TestSite.password
      let inside = try await wrong.submit(to: "/entrar", login)
      #expect(inside.status == .ok)
      #expect(inside.holds("ainda não foi enviado"))
      #expect(inside.holds("value=\"Ana &lt;b&gt; &amp; Filhos\""))
      #expect(try await leads(site).isEmpty)
      let sent = try await inside.submit(
        to: "/crm/leads/novo", Dictionary(uniqueKeysWithValues: Self.lead))
      #expect(sent.status == .seeOther, "\(sent.text)")
      #expect(try await leads(site) == ["Ana <b> & Filhos"])
      let twice = try await inside.submit(
        to: "/crm/leads/novo", Dictionary(uniqueKeysWithValues: Self.lead))
      #expect(twice.location == sent.location)
      #expect(try await leads(site) == ["Ana <b> & Filhos"], "sent twice, done once")
    }
  }

  @Test func aFormOfAnotherSiteIsNotKept() async throws {
    try await TestSite.with { site in
      _ = try await site.browser(as: .attendant)
      for headers in [
        [HTTPField.Name("Sec-Fetch-Site")!: "cross-site"], [.origin: "https://mau.example"], [:],
      ] as [HTTPFields] {
        let away = try await site.browser().post("/crm/leads/novo", Self.lead, headers: headers)
        #expect(away.status == .seeOther)
        #expect(away.location == "/entrar")
      }
    }
  }

  @Test func passwordsAreNeverKept() async throws {
    try await TestSite.with { site in
      _ = try await site.browser(as: .attendant)
      let stopped = try await site.browser().post(
        "/conta/senha",
        [("current", "um segredo"), ("password", "outro segredo"), ("repeated", "outro segredo")],
        headers: Self.ours)
      #expect(!stopped.holds("segredo"))
    }
  }

  /// Somebody logged in anew in another tab: the page that was open before has the old token.
  @Test func aFormOfAnEarlierSessionIsShownAgainAndNotSentByItself() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .attendant)
      let old = try #require(try await browser.get("/crm/leads/novo").token)
      _ = try await (try await browser.get("/entrar")).browser.post(
        "/sair", [("_token", old)])
      let again = try await (try await browser.get("/entrar")).submit(
        to: "/entrar", ["email": "attendant@provedor.example", "password": TestSite.password])
      #expect(again.status == .seeOther)
      let stale = try await browser.post(
        "/crm/leads/novo", [("_token", old)] + Self.lead, headers: Self.ours)
      #expect(stale.status == .conflict)
      #expect(stale.holds("Continuar de onde parou"))
      #expect(stale.holds("ana@exemplo.example"))
      #expect(try await leads(site).isEmpty)
      // Without the browser's word that the page was ours it is refused as ever.
      let unproven = try await browser.post("/crm/leads/novo", [("_token", old)] + Self.lead)
      #expect(unproven.status == .forbidden)
    }
  }

  @Test func tooManyLoginsSayUntilWhenAndWhatToDo() async throws {
    try await TestSite.with { site in
      let page = try await site.browser().get("/primeiro-acesso")
      #expect(page.status == .ok)
      _ = try await site.browser(as: .attendant)
      let login = try await site.browser().get("/entrar")
      let wrong = ["email": "attendant@provedor.example", "password": "errada"]
      for _ in 0..<LoginLimits.perAccount.quota {
        _ = try await login.submit(to: "/entrar", wrong)
      }
      let limited = try await login.submit(to: "/entrar", wrong)
      #expect(limited.status == .tooManyRequests)
      #expect(limited.holds("Foram muitas tentativas seguidas de entrar. Espere 2 minutos"))
      #expect(limited.holds("pede um código de senha a um administrador"))
      #expect(limited.holds("value=\"attendant@provedor.example\""))
      site.clock.move(to: site.clock.now().adding(seconds: 120))
      #expect(
        try await login.submit(to: "/entrar", wrong).status == .unprocessableContent)
    }
  }

  private func leads(_ site: TestSite) async throws -> [String] {
    var filter = PersonFilter()
    filter.stage = .lead
    return try await site.office.people.people(filter, after: nil, limit: 9).map(\.name)
  }

  /// The value of a hidden field, as a browser would send it.
  private func hidden(_ name: String, in page: PageSeen) -> String? {
    guard let start = page.text.range(of: "name=\"\(name)\" value=\"") else { return nil }
    return String(page.text[start.upperBound...].prefix { $0 != "\"" })
      .replacing("&amp;", with: "&")
  }
}
