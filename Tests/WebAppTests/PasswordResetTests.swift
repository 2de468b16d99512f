import Credit
import DebtCollection
import HTTPTypes
import TestKit
import Testing
import World

@testable import CreditorAPI
@testable import CreditorPages

/// A password that is set anew goes around nothing else.
@Suite struct PasswordResetTests {
  @Test func aCodeForANewPasswordLeavesTheSecondFactor() async throws {
    try await TestSite.with { site in
      _ = try await site.browser(as: .collector)
      let office = site.office
      let user = try #require(try await office.users.users().first)
      try await office.secondFactors.beginSecondFactor(
        of: user.id, actor: user.actor, at: site.clock.now())
      let shown = try await office.authenticatorCode(of: user.id, at: site.clock.now())
      _ = try await office.secondFactors.confirmSecondFactor(
        of: user.id, code: shown, actor: user.actor, at: site.clock.now())
      let reset = try await office.users.issuePasswordCode(
        for: user.id, hasher: site.hasher, actor: .commandLine, at: site.clock.now())
      let browser = site.browser()
      let page = try await browser.get("/nova-senha")
      let asked = try await page.submit(
        to: "/nova-senha",
        [
          "email": user.email, "code": reset, "password": "outra frase longa",
          "repeated": "outra frase longa",
        ])
      #expect(asked.status == .ok && asked.holds("action=\"/entrar/codigo\""))
      #expect(try await browser.get("/conta").status == .seeOther)
      site.clock.move(to: site.clock.now().adding(seconds: 60))
      let code = try await office.authenticatorCode(of: user.id, at: site.clock.now())
      let inside = try await asked.submit(to: "/entrar/codigo", ["code": code])
      #expect(inside.status == .seeOther)
      #expect(try await browser.get("/conta").status == .ok)
    }
  }
}
