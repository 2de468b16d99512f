import Coordination
import Credit
import DebtCollection
import HTTPTypes
import TestKit
import Testing
import World

@testable import CreditorAPI
@testable import CreditorPages

/// Logins with a second factor, sessions that end, and locks that lock nobody else out.
@Suite struct SecondFactorPageTests {
  private static let email = "collector@provedor.example"

  /// Sets up the second factor of the person in a browser; tells the page with the codes.
  private static func set(_ site: TestSite, _ browser: Browser) async throws -> PageSeen {
    let page = try await browser.get("/conta/segundo-fator")
    let begun = try await page.submit(
      to: "/conta/segundo-fator/iniciar", ["current": TestSite.password])
    let shown = try await begun.follow()
    #expect(shown.holds("<svg class=\"qr\""))
    let user = try #require(try await user(site))
    let code = try await site.office.authenticatorCode(of: user.id, at: site.clock.now())
    return try await shown.submit(to: "/conta/segundo-fator/confirmar", ["code": code])
  }

  private static func user(_ site: TestSite) async throws -> User? {
    try await site.office.users.users().first { $0.email == email }
  }

  private static func logIn(_ site: TestSite) async throws -> PageSeen {
    let gate = try await site.browser().get("/entrar")
    return try await gate.submit(
      to: "/entrar", ["email": email, "password": TestSite.password])
  }

  @Test func afterThePasswordTheCodeIsAskedFor() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .collector)
      let wrong = try await (try await browser.get("/conta/segundo-fator")).submit(
        to: "/conta/segundo-fator/iniciar", ["current": "errada"])
      #expect(wrong.holds("A senha atual não confere."))
      let codes = try await Self.set(site, browser)
      #expect(codes.status == .ok && codes.holds("Guarde estes códigos"))
      #expect(try await browser.get("/conta").holds("Em uso"))
      site.clock.move(to: site.clock.now().adding(seconds: 60))
      let asked = try await Self.logIn(site)
      #expect(asked.status == .ok && asked.holds("action=\"/entrar/codigo\""))
      // The password alone opens nothing.
      #expect(try await asked.browser.get("/conta").status == .seeOther)
      let refused = try await asked.submit(to: "/entrar/codigo", ["code": "000000"])
      #expect(refused.status == .unprocessableContent)
      #expect(refused.holds("O código não confere ou já foi usado."))
      let user = try #require(try await Self.user(site))
      let code = try await site.office.authenticatorCode(of: user.id, at: site.clock.now())
      let inside = try await refused.submit(to: "/entrar/codigo", ["code": code])
      #expect(inside.status == .seeOther)
      #expect(try await asked.browser.get("/conta").status == .ok)
      // Neither a step without its cookie nor a code that was used opens anything.
      let replay = try await (try await Self.logIn(site)).submit(
        to: "/entrar/codigo", ["code": code])
      #expect(replay.status == .unprocessableContent)
      let gate = try await site.browser().get("/entrar")
      let bare = try await gate.submit(to: "/entrar/codigo", ["code": code])
      #expect(bare.holds("Volte e entre de novo"))
    }
  }

  @Test func aHouseThatRequiresItOpensNothingBefore() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .collector)
      var change = ParametersChange()
      change.requiresSecondFactor = true
      _ = try await site.office.houseParameters.updateParameters(change)
      for path in ["/", "/clientes", "/conta", "/negativacoes"] {
        #expect(try await browser.get(path).location == "/conta/segundo-fator", "\(path)")
      }
      #expect(try await browser.get("/conta/segundo-fator").holds("Esta casa exige"))
      #expect(try await browser.get("/ajuda").status == .ok)
      _ = try await Self.set(site, browser)
      #expect(try await browser.get("/clientes").status == .ok)
      let kept = try await (try await browser.get("/conta/segundo-fator")).submit(
        to: "/conta/segundo-fator/retirar", ["current": TestSite.password])
      #expect(kept.status == .conflict)
    }
  }

  @Test func sessionsAreRenewedWithLoginPasswordAndRole() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .collector)
      let first = browser.cookies
      // A new login in the same browser ends the old session.
      let gate = try await browser.get("/entrar")
      _ = try await gate.submit(
        to: "/entrar", ["email": Self.email, "password": TestSite.password])
      let second = browser.cookies
      let old = site.browser(withCookies: first)
      #expect(try await old.get("/conta").status == .seeOther)
      let page = try await browser.get("/conta")
      let changed = try await page.submit(
        to: "/conta/senha",
        [
          "current": TestSite.password, "password": "outra frase longa",
          "repeated": "outra frase longa",
        ])
      #expect(changed.location == "/conta")
      #expect(try await browser.get("/conta").status == .ok)
      let before = site.browser(withCookies: second)
      #expect(try await before.get("/conta").status == .seeOther)
      let user = try #require(try await Self.user(site))
      _ = try await site.office.users.changeUser(
        user.id, role: .approver, actor: .commandLine, at: site.clock.now())
      #expect(try await browser.get("/conta").status == .seeOther)
    }
  }

  @Test func nobodyLocksAnotherOut() async throws {
    try await TestSite.with { site in
      _ = try await site.browser(as: .collector)
      let forwarded = HTTPField.Name("X-Forwarded-For")!
      func logIn(_ email: String, _ password: String, from address: String) async throws
        -> HTTPResponse.Status
      {
        let browser = site.browser()
        let page = try await browser.get("/entrar")
        return try await browser.post(
          "/entrar",
          [("_token", try #require(page.token)), ("email", email), ("password", password)],
          headers: [forwarded: address]
        ).status
      }
      let right = TestSite.password
      // One address tries one account until it is locked there.
      for _ in 0..<LoginLimits.perAccount.quota {
        #expect(
          try await logIn(Self.email, "errada", from: "203.0.113.9") == .unprocessableContent)
      }
      #expect(try await logIn(Self.email, right, from: "203.0.113.9") == .tooManyRequests)
      // The same network of version 6 is one caller; others come in.
      #expect(try await logIn(Self.email, right, from: "198.51.100.7") == .seeOther)
      for number in 0..<LoginLimits.perAccount.quota {
        _ = try await logIn(Self.email, "errada", from: "2001:db8:1:2::\(number + 1)")
      }
      #expect(try await logIn(Self.email, right, from: "2001:db8:1:2:9::1") == .tooManyRequests)
      #expect(try await logIn(Self.email, right, from: "2001:db8:1:3::1") == .seeOther)
      // Somebody in the office tries many accounts: whoever logged in from there before goes on.
      for number in 0...LoginLimits.perAddress.quota {
        _ = try await logIn("x\(number)@provedor.example", "errada", from: "198.51.100.7")
      }
      #expect(
        try await logIn("novo@provedor.example", "errada", from: "198.51.100.7")
          == .tooManyRequests)
      #expect(try await logIn(Self.email, right, from: "198.51.100.7") == .seeOther)
      // A lock ends by itself.
      site.clock.move(to: site.clock.now().adding(seconds: LoginLimits.perAccount.windowSeconds))
      #expect(try await logIn(Self.email, right, from: "203.0.113.9") == .seeOther)
    }
  }

  @Test func aLetterNeedsAPermission() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      let attendant = try await site.browser(as: .attendant)
      let refused = try await attendant.get("/negativacoes/lst_0000000000001/carta.pdf")
      #expect(refused.status == .forbidden)
    }
  }
}
