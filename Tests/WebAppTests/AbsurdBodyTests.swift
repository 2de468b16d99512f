import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import JSONText
import SQLDatabase
import TestKit
import Testing

@testable import CreditorAPI
@testable import CreditorPages

/// No value that somebody sends, or that a bureau once named, ends the creditor's side, and none is
/// a fault of the server.
@Suite struct AbsurdBodyTests {
  @Test(arguments: TestDatabase.available)
  func everyAbsurdMemberIsAnswered(_ engine: TestDatabase) async throws {
    try await TestSite.with(engine) { site in
      let house = try await SampleHouse.fill(site)
      let headers = try await Self.bearer(site)
      let document = OpenAPI.document(
        site.operations, title: "", version: "", description: "")
      let ids: [String: JSON] = [
        "personId": .string(house.customer.description),
        "contractId": .string(house.contract.description),
        "branchId": .string(house.branch.description),
        "integrationId": .string(house.integration.description),
        "ruleId": .string(house.rule.description),
        "receivableIds": [.string(house.overdue.description)],
        "listingIds": [.string(house.listing.description)],
        "document": .string(SampleHouse.cpf), "postalCode": "80010000", "state": "PR",
        "email": "a@example.com", "product": "basic", "baseUrl": "https://bureau.example",
        "url": "https://example.com/h", "deceasedOn": "2026-01-01", "paidOn": "2026-11-24",
      ]
      let cases = AbsurdBodies(document: document, known: ids).cases
      #expect(cases.count > 200)
      let browser = site.browser()
      for given in cases {
        let path = Self.path(given.path, in: house)
        let answer = try await browser.send(
          path, try #require(HTTPRequest.Method(rawValue: given.method.uppercased())),
          headers: headers, body: given.body.text)
        #expect(
          answer.status.code < 500, "\(given.method) \(path) \(given.place): \(answer.text)")
      }
    }
  }

  /// The id of the kind that stands before it in the path.
  static func path(_ template: String, in house: SampleHouse) -> String {
    var before = ""
    return template.split(separator: "/").map { part in
      defer { before = String(part) }
      guard part.hasPrefix("{") else { return "/" + part }
      let id =
        switch before {
        case "people": house.customer.description
        case "contracts": house.contract.description
        case "receivables": house.overdue.description
        case "listings": house.listing.description
        case "integrations": house.integration.description
        case "branches": house.branch.description
        case "collection-rules": house.rule.description
        case "payments": house.payment.description
        case "disputes": house.rows.dispute.description
        default: "x"
        }
      return "/" + id
    }.joined()
  }

  static func bearer(_ site: TestSite) async throws -> HTTPFields {
    let key = try await site.office.apiKeys.addAPIKey(
      name: "teste", role: .administrator, actor: .system)
    return [
      .authorization: "Bearer \(key.secret)", .accept: "application/json",
      .contentType: "application/json",
    ]
  }

  /// Cursors that no list of ours wrote.
  @Test(arguments: TestDatabase.available)
  func aCursorWithWhatNoTextHoldsIsRefused(_ engine: TestDatabase) async throws {
    try await TestSite.with(engine) { site in
      _ = try await SampleHouse.fill(site)
      let browser = try await site.browser(as: .administrator)
      let keys: [JSON] = [
        ["\u{0}", 1], ["\u{FFFF}", 1], [.null, .integer(.min)], [.integer(.max), .integer(.max)],
        [.decimal("1e308"), 1], [[], 1], [], ["x"],
      ]
      for path in ["/clientes", "/crm/leads", "/crm/prospeccoes", "/titulos", "/negativacoes"] {
        for key in keys {
          let cursor = Page.cursor(encoding: key.elements ?? [])
          let page = try await browser.get("\(path)?cursor=\(cursor)")
          #expect(page.status.code < 500, "\(path) \(key.text): \(page.status)")
        }
      }
    }
  }

  /// What a bureau named before its numbers were bounded is still in the tables.
  @Test(arguments: TestDatabase.available)
  func absurdCostsThatAreStoredStopNoPage(_ engine: TestDatabase) async throws {
    try await TestSite.with(engine) { site in
      let house = try await SampleHouse.fill(site)
      try await site.office.database.write { transaction in
        for sql in [
          "UPDATE inquiries SET cost_cents = 9223372036854775807",
          "UPDATE listings SET fee_cents = 9223372036854775807",
          "UPDATE integrations SET listing_fee_cents = 9223372036854775807",
          "UPDATE integration_products SET price_cents = 9223372036854775807",
          """
          UPDATE inquiries SET summary = '{"restricted":true,"partial":false,"summary":[{"block":\
          "x","count":9223372036854775807,"totalCents":-9223372036854775808}],"score":{"value":\
          9223372036854775807,"minimum":-9223372036854775808,"maximum":9223372036854775807},\
          "sources":[]}' WHERE summary IS NOT NULL
          """,
        ] { _ = try transaction.execute(sql) }
      }
      let browser = try await site.browser(as: .administrator)
      for path in [
        "/", "/relatorios/consultas", "/relatorios/recuperacao", "/relatorios/negativacoes",
        "/consultas", "/consultas/\(house.rows.inquiry)",
        "/consultas/\(house.rows.inquiry)/relatorio.pdf", "/configuracoes/birôs",
      ] {
        let page = try await browser.get(path)
        #expect(page.status.code < 500, "\(path): \(page.text.prefix(300))")
      }
      // A run that lists adds the fee to its cost, and ends.
      let run = try await site.office.collections.runCollections(dryRun: true, actor: .commandLine)
      #expect(run.state == .finished)
    }
  }
}
