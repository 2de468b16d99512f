import Credit
import DebtCollection
import HTTPTypes
import TestKit
import Testing

@testable import CreditorAPI
@testable import CreditorPages

/// What another site, another person's page or an address on its own can make a session do.
@Suite struct ForeignSiteTests {
  /// A page of another site can send a browser's cookies along, and no bearer.
  @Test func aSessionOpensNoInterfaceForPrograms() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .administrator)
      for (method, type) in [
        (HTTPRequest.Method.get, "application/json"), (.post, "application/json"),
        (.post, "text/plain"), (.post, "application/x-www-form-urlencoded"),
        (.post, "multipart/form-data; boundary=x"),
      ] {
        let answer = try await browser.send(
          "/api/v1/people", method, headers: [.accept: "*/*", .contentType: type],
          body: method == .get ? nil : #"{"name":"Eva"}"#)
        #expect(answer.status == .unauthorized, "\(method) \(type)")
      }
      let people = try await site.office.people.people(PersonFilter(), after: nil, limit: 5)
      #expect(people.isEmpty)
    }
  }

  /// Keys stand in a header: an address goes into logs.
  @Test func aKeyInAnAddressOpensNothing() async throws {
    try await TestSite.with { site in
      let key = try await site.office.apiKeys.addAPIKey(
        name: "ERP", role: .administrator, actor: .commandLine)
      for name in ["access_token", "api_key", "token"] {
        let answer = try await site.browser().get(
          "/api/v1/people?\(name)=\(key.secret)", headers: [.accept: "application/json"])
        #expect(answer.status == .unauthorized, "\(name)")
        #expect(!answer.holds(key.secret))
      }
    }
  }

  @Test func thePageOfAnotherPersonLendsNoToken() async throws {
    try await TestSite.with { site in
      let eva = try await site.browser(as: .attendant)
      let ana = try await site.browser(as: .administrator)
      let token = try #require(try await eva.get("/conta").token)
      #expect(try await ana.post("/sair", [("_token", token)]).status == .forbidden)
      #expect(try await ana.get("/conta").status == .ok)
    }
  }

  /// Signs that mean something to a pattern of SQL mean nothing to a search.
  @Test(arguments: ["%", "_", "' OR '1'='1", "Cl%ra", "\\", "Clara'--"])
  func aSearchIsNoPattern(_ text: String) async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      _ = try await book.person("Clara Souza", .customer, number: 11)
      let browser = try await site.browser(as: .attendant)
      let page = try await browser.get("/clientes")
      #expect(page.holds("Clara Souza"))
      let found = try await page.submit(to: "/clientes/busca", ["search": text])
      #expect(found.status == .seeOther, "\(found.status)")
      let list = try await found.follow()
      #expect(list.status == .ok && !list.holds("Clara Souza"))
    }
  }
}
