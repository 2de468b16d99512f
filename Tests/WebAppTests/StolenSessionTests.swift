import Credit
import DebtCollection
import HTTPTypes
import TestKit
import Testing
import World

@testable import CreditorAPI
@testable import CreditorPages

/// Somebody has a session that is not his: how it is ended, and what it must not become.
@Suite struct StolenSessionTests {
  @Test func anAdministratorEndsTheSessionsOfAnother() async throws {
    try await TestSite.with { site in
      let collector = try await site.browser(as: .collector)
      let browser = try await site.browser(as: .administrator)
      let user = try #require(
        try await site.office.users.users().first { $0.role == .collector })
      let path = UserPages.path(of: user.id)
      let page = try await browser.get(path)
      let done = try await page.submit(to: path + "/sessoes/encerrar", [:])
      #expect(done.status == .seeOther)
      #expect(try await collector.get("/conta").status == .seeOther)
      #expect(try await browser.get("/conta").status == .ok)
    }
  }

  /// A minute at an administrator's desk ends with the session, unless it makes a way back in.
  @Test func theOwnPasswordIsNotSetAnewWithoutTheOldOne() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .administrator)
      let user = try #require(try await site.office.users.users().first)
      let path = UserPages.path(of: user.id) + "/senha"
      let page = try await browser.get(path)
      let answer = try await page.submit(to: path, [:])
      #expect(answer.status == .conflict && answer.text.contains("Minha conta"))
    }
  }

  @Test func theOwnSecondFactorIsNotTakenAwayWithoutThePassword() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .administrator)
      let office = site.office
      let user = try #require(try await office.users.users().first)
      try await office.secondFactors.beginSecondFactor(
        of: user.id, actor: user.actor, at: site.clock.now())
      let shown = try await office.authenticatorCode(of: user.id, at: site.clock.now())
      _ = try await office.secondFactors.confirmSecondFactor(
        of: user.id, code: shown, actor: user.actor, at: site.clock.now())
      let path = UserPages.path(of: user.id)
      let page = try await browser.get(path)
      let answer = try await page.submit(to: path + "/segundo-fator/retirar", [:])
      #expect(answer.status == .conflict)
      let standing = try await office.secondFactors.secondFactor(of: user.id)
      #expect(standing.isActive)
    }
  }
}
