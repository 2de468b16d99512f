import Coordination
import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Pages
import Testing
import World

@testable import CreditorAPI
@testable import CreditorPages

@Suite struct SignInTests {
  @Test func firstRunMakesTheFirstAdministratorAndThenIsGone() async throws {
    try await TestSite.with { site in
      let browser = site.browser()
      let start = try await browser.get("/")
      #expect(start.status == .seeOther)
      #expect(start.location == "/entrar")
      #expect(try await browser.get("/entrar").location == "/primeiro-acesso")
      let page = try await browser.get("/primeiro-acesso")
      let code = try #require(try await site.office.users.issueSetUpCode())
      let refused = try await page.submit(
        to: "/primeiro-acesso",
        [
          "code": code, "name": "Ana & Filhos", "email": "ana", "password": "curta",
          "repeated": "outra",
        ])
      let guessed = try await page.submit(
        to: "/primeiro-acesso",
        [
          "code": "AAAA-AAAA-AAAA-AAAA", "name": "Eva", "email": "eva@provedor.example",
          "password": TestSite.password, "repeated": TestSite.password,
        ])
      #expect(guessed.status == .unprocessableContent)
      #expect(guessed.holds("O código não confere. Ele aparece no terminal"))
      #expect(refused.status == .unprocessableContent)
      // Every fault at once.
      #expect(refused.holds("As duas senhas são diferentes."))
      #expect(refused.holds("A senha precisa de pelo menos 10 caracteres."))
      // What was typed is kept, passwords are not.
      #expect(refused.holds("value=\"Ana &amp; Filhos\""))
      #expect(!refused.holds("curta"))
      let made = try await refused.submit(
        to: "/primeiro-acesso",
        [
          "code": " \(code.lowercased().prefix(8))-\(code.suffix(8))", "name": "Ana",
          "email": "Ana@Provedor.example", "password": TestSite.password,
          "repeated": TestSite.password,
        ])
      #expect(try await site.office.users.issueSetUpCode() == nil)
      #expect(made.status == .seeOther)
      #expect(try await browser.get("/").status == .ok)
      let users = try await site.office.users.users()
      #expect(users.map(\.email) == ["ana@provedor.example"])
      #expect(users.map(\.role) == [.administrator])
      #expect(try await site.browser().get("/primeiro-acesso").location == "/entrar")
      let late = try await refused.submit(
        to: "/primeiro-acesso",
        [
          "code": code, "name": "Eva", "email": "eva@provedor.example",
          "password": TestSite.password, "repeated": TestSite.password,
        ])
      #expect(late.status == .forbidden || late.status == .conflict)
      #expect(try await site.office.users.users().count == 1)
    }
  }

  @Test func loginLeadsBackToWhereThePersonWantedToGo() async throws {
    try await TestSite.with { site in
      _ = try await site.browser(as: .attendant)
      let browser = site.browser()
      let away = try await browser.get("/negativacoes?situacao=ativas")
      #expect(away.location == "/entrar?voltar=%2Fnegativacoes%3Fsituacao%3Dativas")
      let page = try await away.follow()
      #expect(page.holds("value=\"/negativacoes?situacao=ativas\""))
      let inside = try await page.submit(
        to: "/entrar",
        [
          "email": "attendant@provedor.example", "password": TestSite.password,
          "target": "/negativacoes?situacao=ativas",
        ])
      #expect(inside.location == "/negativacoes?situacao=ativas")
      #expect(try await inside.follow().status == .ok)
    }
  }

  @Test(arguments: [
    "https://mau.example/", "//mau.example", "/\\mau.example", "javascript:alert(1)", "/a\nb", "",
  ])
  func loginLeadsNowhereElse(_ target: String) {
    #expect(PagePath.local(target) == nil)
    #expect(SignIn.path(comingBackTo: target) == "/entrar")
  }

  @Test func aWrongPasswordSaysNothingOfTheAccountAndIsLimited() async throws {
    try await TestSite.with { site in
      _ = try await site.browser(as: .collector)
      let page = try await site.browser().get("/entrar")
      var texts: Set<String> = []
      for email in ["collector@provedor.example", "ninguem@provedor.example"] {
        let answer = try await page.submit(to: "/entrar", ["email": email, "password": "errada"])
        #expect(answer.status == .unprocessableContent)
        #expect(!answer.headers.contains(.setCookie) || answer.holds("Entrar"))
        texts.insert(answer.text.replacing(email, with: ""))
      }
      #expect(texts.count == 1)
      for _ in 1..<LoginLimits.perAccount.quota {
        _ = try await page.submit(
          to: "/entrar", ["email": "ninguem@provedor.example", "password": "errada"])
      }
      let limited = try await page.submit(
        to: "/entrar", ["email": " Ninguem@provedor.example", "password": "errada"])
      #expect(limited.status == .tooManyRequests)
      #expect(limited.headers[.retryAfter] != nil)
    }
  }

  @Test func formsNeedTheirTokenAndOrigin() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .administrator)
      let page = try await browser.get("/conta")
      let token = try #require(page.token)
      #expect(try await browser.post("/sair", []).status == .forbidden)
      #expect(try await browser.post("/sair", [("_token", "x" + token)]).status == .forbidden)
      let foreign = HTTPField.Name("Sec-Fetch-Site")!
      #expect(
        try await browser.post(
          "/sair", [("_token", token)], headers: [foreign: "cross-site"]
        ).status == .forbidden)
      #expect(
        try await browser.post(
          "/sair", [("_token", token)], headers: [.origin: "https://mau.example"]
        ).status == .forbidden)
      #expect(try await browser.get("/conta").status == .ok)
      #expect(try await browser.post("/sair", [("_token", token)]).location == "/entrar")
      #expect(try await browser.get("/conta").status == .seeOther)
    }
  }

  @Test func sessionsEndWhenIdleOldEndedOrTheirPersonMayNotLogIn() async throws {
    try await TestSite.with { site in
      let office = site.office
      let idle = try await site.browser(as: .auditor)
      site.clock.move(to: site.clock.now().adding(seconds: Session.idleSeconds))
      #expect(try await idle.get("/conta").status == .seeOther)

      let old = try await site.browser(as: .auditor)
      for _ in 0..<(Session.absoluteSeconds / 3_600) {
        #expect(try await old.get("/conta").status == .ok)
        site.clock.move(to: site.clock.now().adding(seconds: 3_600))
      }
      #expect(try await old.get("/conta").status == .seeOther)

      let first = try await site.browser(as: .auditor)
      let second = try await site.browser(as: .auditor)
      let page = try await second.get("/conta")
      #expect(page.holds("Esta sessão"))
      _ = try await page.submit(to: "/conta/sessoes/encerrar-outras", [:])
      #expect(try await first.get("/conta").status == .seeOther)
      #expect(try await second.get("/conta").status == .ok)

      let user = try #require(try await office.users.users().first)
      _ = try await office.users.changeUser(
        user.id, isActive: false, actor: .commandLine, at: site.clock.now())
      #expect(try await second.get("/conta").status == .seeOther)
      // Who may log in again logs in again.
      _ = try await office.users.changeUser(
        user.id, isActive: true, actor: .commandLine, at: site.clock.now())
      #expect(try await second.get("/conta").status == .seeOther)
    }
  }

  @Test func thePasswordIsChangedWithTheOldOneAndEndsOtherSessions() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .collector)
      let other = try await site.browser(as: .collector)
      let page = try await browser.get("/conta")
      let wrong = try await page.submit(
        to: "/conta/senha",
        ["current": "errada", "password": "outra frase longa", "repeated": "outra frase longa"])
      #expect(wrong.status == .unprocessableContent)
      #expect(wrong.holds("A senha atual não confere."))
      #expect(wrong.holds("aria-invalid=\"true\""))
      let done = try await page.submit(
        to: "/conta/senha",
        [
          "current": TestSite.password, "password": "outra frase longa",
          "repeated": "outra frase longa",
        ])
      #expect(done.status == .seeOther)
      #expect(try await done.follow().holds("A senha foi trocada"))
      #expect(try await other.get("/conta").status == .seeOther)
    }
  }

  @Test func everyPageIsGuarded() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .administrator)
      let page = try await browser.get("/")
      let policy = try #require(page.headers[.contentSecurityPolicy])
      #expect(policy.contains("default-src 'none'"))
      #expect(!policy.contains("unsafe"))
      #expect(page.headers[.cacheControl] == "no-store")
      #expect(page.headers[.xContentTypeOptions] == "nosniff")
      for part in ["style=", "<style", "onclick", "<script>"] {
        #expect(!page.holds(part), "\(part)")
      }
      let missing = try await browser.get("/nada-aqui")
      #expect(missing.status == .notFound)
      #expect(missing.headers[.contentType] == "text/html; charset=utf-8")
      let program = try await browser.get("/api/v1/people")
      #expect(program.status == .unauthorized)
      #expect(program.headers[.contentType] == "application/problem+json")
    }
  }
}
