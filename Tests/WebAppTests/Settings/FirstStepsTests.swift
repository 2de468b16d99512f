import Credit
import DebtCollection
import HTTPTypes
import TestKit
import Testing
import World

@testable import CreditorAPI
@testable import CreditorPages

/// What a new installation is shown, as text beside the tests, until it is set up.
@Suite struct FirstStepsTests {
  @Test func anEmptyInstallationShowsItsNextSteps() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .administrator)
      let empty = try await browser.get("/configuracoes")
      try expectGolden(PageText.content(empty.text), "primeiros-passos.txt")
      // The dashboard leads through them too, for those who can take them.
      let board = try await browser.get("/")
      #expect(board.holds("Primeiros passos") && board.holds("Cadastrar a filial"))
      #expect(try await !site.browser(as: .collector).get("/").holds("Primeiros passos"))
      #expect(try await site.office.houseParameters.firstSteps().next == .branch)
      _ = try await IntegrationPageTests.branch(site.office)
      #expect(try await site.office.houseParameters.firstSteps().next == .integration)
      #expect(try await browser.get("/configuracoes").holds("Feito"))
    }
    try await TestSite.with { site in
      _ = try await SampleHouse.fill(site)
      #expect(try await site.office.houseParameters.firstSteps().isComplete)
      let browser = try await site.browser(as: .administrator)
      for path in ["/", "/configuracoes"] {
        #expect(!(try await browser.get(path).holds("Primeiros passos")), "\(path)")
      }
    }
  }
}
