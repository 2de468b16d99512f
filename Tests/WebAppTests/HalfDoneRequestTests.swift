import Credit
import DebtCollection
import HTTPTypes
import JSONText
import SQLDatabase
import Synchronization
import TestKit
import Testing

@testable import CreditorAPI
@testable import CreditorPages

/// Work that a request or a form had half done, as programs and people hear of it.
@Suite("Requests and forms that are half done")
struct HalfDoneRequestTests {
  /// Words of a statement before which the database is busy; none where nil.
  private final class Stumbling: Sendable {
    private let words = Mutex<String?>(nil)

    func stumble(at statement: String?) { words.withLock { $0 = statement } }

    func check(_ sql: String) throws {
      let isHere = words.withLock { $0.map { sql.contains($0) } ?? false }
      if isHere { throw DatabaseError.busy }
    }
  }

  private static let firstWrite = "INSERT INTO inquiries"
  private static let secondWrite = "UPDATE inquiries SET state = 'failed'"

  /// A house with one lead whose database stumbles where it is told to.
  private static func with(
    _ body: @escaping @Sendable (TestSite, PersonRow, Stumbling) async throws -> Void
  ) async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      let person = try await book.person("José", .lead, number: 1)
      let stumbling = Stumbling()
      let database = SteppedDatabase(site.office.database.plain) { step in
        try stumbling.check(step.sql)
      }
      try await site.visiting(over: database) { try await body($0, person, stumbling) }
    }
  }

  private static func headers(_ site: TestSite, key: String) async throws -> HTTPFields {
    let made = try await site.office.apiKeys.addAPIKey(
      name: "erp", role: .administrator, actor: .system)
    return [
      .authorization: "Bearer \(made.secret)", .accept: "application/json",
      .contentType: "application/json", HTTPField.Name("Idempotency-Key")!: key,
    ]
  }

  private static func count(_ table: String, _ site: TestSite) async throws -> Int64? {
    try await site.office.database.read { transaction in
      try transaction.first("SELECT count(*) FROM \(table)") { try $0.integer(0) }
    }
  }

  @Test("a keyed request that fails after its first write is told so, and is not done twice")
  func keyedRequest() async throws {
    try await Self.with { site, person, stumbling in
      let headers = try await Self.headers(site, key: "k-1")
      let body: JSON = [
        "personId": .string(person.id.description), "product": "basic",
        "purpose": "credit-granting",
      ]
      func ask() async throws -> String {
        let answer = try await site.browser().send(
          "/api/v1/inquiries", .post, headers: headers, body: body.text)
        let code = try JSON.parse(Array(answer.text.utf8))["code"]?.string
        return "\(answer.status.code) \(code ?? "")"
      }
      // Before the first write nothing is in doubt, and the key is given back.
      stumbling.stumble(at: Self.firstWrite)
      #expect(try await ask() == "503 database-busy")
      stumbling.stumble(at: Self.secondWrite)
      #expect(try await ask() == "503 outcome-unknown")
      stumbling.stumble(at: nil)
      #expect(try await ask() == "409 idempotency-answer-lost")
      #expect(try await Self.count("inquiries", site) == 1)
    }
  }

  @Test("a form that fails after its first write is told so, and is not done twice")
  func form() async throws {
    try await Self.with { site, person, stumbling in
      let browser = try await site.browser(as: .collector)
      let path = "/consultas/pessoa/\(person.id)"
      let page = try await browser.get(path)
      let fields = ["product": "basic", "purpose": "credit-granting", "reuse": "true"]
      stumbling.stumble(at: Self.firstWrite)
      let busy = try await page.submit(to: path, fields)
      #expect(busy.status == .serviceUnavailable)
      #expect(busy.holds("nada foi gravado"), "\(busy.text)")
      stumbling.stumble(at: Self.secondWrite)
      let unknown = try await page.submit(to: path, fields)
      #expect(unknown.status == .serviceUnavailable)
      #expect(unknown.holds("não se sabe"), "\(unknown.text)")
      stumbling.stumble(at: nil)
      let again = try await page.submit(to: path, fields)
      #expect(again.status == .conflict)
      #expect(again.holds("não se sabe se chegou ao fim"))
      #expect(try await Self.count("inquiries", site) == 1)
    }
  }

  @Test("an integration that was saved before its bureau did not answer is not made twice")
  func integration() async throws {
    try await TestSite.with { site in
      let headers = try await Self.headers(site, key: "k-2")
      let body: JSON = [
        "name": "CNM", "provider": "credito-na-medida", "environment": "homologation",
        "baseUrl": "https://bureau.example", "clientId": "cliente-1",
        "clientSecret": "muito-secreto", "automatic": true, "restrictionCodeNatural": "01",
        "restrictionCodeLegal": "02",
      ]
      var codes: [String?] = []
      for _ in 0..<2 {
        let answer = try await site.browser().send(
          "/api/v1/integrations", .post, headers: headers, body: body.text)
        codes.append(try JSON.parse(Array(answer.text.utf8))["code"]?.string)
      }
      #expect(codes == ["bureau-unavailable", "idempotency-answer-lost"])
      #expect(try await site.office.integrations.integrations(after: nil, limit: 3).count == 1)
    }
  }
}
