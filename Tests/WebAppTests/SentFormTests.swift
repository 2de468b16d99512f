import Coordination
import Credit
import DebtCollection
import Foundation
import HTTPTypes
import TestKit
import Testing
import World

@testable import CreditorAPI
@testable import CreditorPages

/// A double click, the same page sent twice, two at once: nothing happens twice.
@Suite struct SentFormTests {
  @Test func aPartIsReceivedOnce() async throws {
    try await TestSite.with { site in
      let person = try await site.customer(1, name: "Ana Souza")
      let title = try await site.title(of: person.id, "A-1", daysOverdue: 40)
      let browser = try await site.browser(as: .collector)
      let path = "/financeiro/titulos/\(title.id)/receber"
      let page = try await browser.get(path)
      let fields = [
        "amountCents": "10,00", "paidOn": "24/11/2026", "availableOn": "24112026",
      ]
      async let first = page.submit(to: path, fields)
      async let second = page.submit(to: path, fields)
      let answers = [try await first, try await second, try await page.submit(to: path, fields)]
      #expect(answers.allSatisfy { $0.status == .seeOther }, "\(answers.map(\.text))")
      #expect(try await site.office.receivables.receivable(title.id).open == Cents(11_990))
      #expect(try await answers[2].follow().holds("Recebido: "))
      // Another page, or another amount, is another receipt.
      _ = try await page.submit(to: path, fields.merging(["amountCents": "20,00"]) { $1 })
      _ = try await (try await browser.get(path)).submit(to: path, fields)
      #expect(try await site.office.receivables.receivable(title.id).open == Cents(8_990))
    }
  }

  /// A balancer that takes the second click to another process.
  @Test(arguments: TestDatabase.available)
  func aPartIsReceivedOnceByTwoProcesses(_ engine: TestDatabase) async throws {
    try await TestSite.with(engine) { site in
      let person = try await site.customer(1, name: "Ana Souza")
      let title = try await site.title(of: person.id, "A-1", daysOverdue: 40)
      let here = try await site.browser(as: .collector)
      let path = "/financeiro/titulos/\(title.id)/receber"
      let page = try await here.get(path)
      let token = try #require(page.token)
      let fields = [
        ("_token", token), ("amountCents", "10,00"), ("paidOn", "24/11/2026"),
        ("availableOn", "24112026"),
      ]
      try await site.visiting(over: site.office.database) { other in
        let there = other.browser(after: here)
        async let first = here.post(path, fields)
        async let second = there.post(path, fields)
        let answers = [try await first, try await second, try await there.post(path, fields)]
        #expect(answers.allSatisfy { $0.status == .seeOther }, "\(answers.map(\.text))")
        #expect(Set(answers.map(\.location)).count == 1)
        #expect(Set(answers.map { $0.headers[.setCookie] }).count == 1)
        #expect(try await site.office.receivables.receivable(title.id).open == Cents(11_990))
      }
    }
  }

  /// Wrong passwords at two processes are counted together; right ones are not counted.
  @Test(arguments: TestDatabase.available)
  func twoProcessesCountWrongPasswordsTogether(_ engine: TestDatabase) async throws {
    try await TestSite.with(engine) { site in
      _ = try await site.browser(as: .collector)
      try await site.visiting(over: site.office.database) { other in
        @Sendable func attempt(
          _ password: String, at process: TestSite
        ) async throws -> HTTPResponse.Status {
          try await (try await process.browser().get("/entrar")).submit(
            to: "/entrar", ["email": "collector@provedor.example", "password": password]
          ).status
        }
        for index in 0..<LoginLimits.perAccount.quota {
          let process = index % 2 == 0 ? site : other
          let right = try await attempt(TestSite.password, at: process)
          #expect(right == .seeOther)
          let wrong = try await attempt("errada", at: process)
          #expect(wrong == .unprocessableContent)
        }
        for process in [site, other] {
          let late = try await attempt(TestSite.password, at: process)
          #expect(late == .tooManyRequests)
        }
      }
    }
  }

  @Test func aManualListingSentTwiceIsNoFailure() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      let ana = try await book.person("Ana Souza", .customer, number: 1)
      let title = try await book.title(of: ana.id, "A-1", daysLate: 100)
      let browser = try await site.browser(as: .collector)
      let path = "/clientes/\(ana.id)/negativar"
      let page = try await browser.get(path)
      let fields = ["receivableIds": title.id.description, "restrictionCode": "internet"]
      async let first = page.submit(to: path, fields)
      async let second = page.submit(to: path, fields)
      for answer in [try await first, try await second] {
        #expect(answer.status == .seeOther, "\(answer.text)")
      }
      #expect(
        try await site.office.listings.browseListings(ListingBrowse(), after: nil, limit: 9).lines
          .count
          == 1)
      // One notice tells a failure, with every reason.
      let late = try await (try await browser.get(path)).submit(to: path, fields)
      #expect(late.status == .unprocessableContent)
      #expect(late.text.components(separatedBy: "role=\"alert\"").count == 2)
      #expect(late.holds("Falha: nada foi enviado ao birô."))
      #expect(late.holds("Título A-1: "))
    }
  }

  @Test func whatWasRefusedIsDoneAnew() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .attendant)
      let page = try await browser.get("/crm/leads/novo")
      for _ in 0..<2 {
        let refused = try await page.submit(to: "/crm/leads/novo", ["kind": "natural"])
        #expect(refused.status == .unprocessableContent)
      }
    }
  }
}
