import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import SQLDatabase
import TestKit
import Testing
import World

@testable import CreditorAPI
@testable import CreditorPages

/// Rules over every page that there is: a page that is added to `Site` is tested by being there.
@Suite struct EveryPageTests {
  /// Answers that a role may get; anything else is a fault of the page.
  private static let allowed: Set<HTTPResponse.Status> = [.ok, .forbidden]

  @Test(arguments: Role.allCases.filter { $0 != .administrator })
  func everyPageAnswersEveryRoleSoundly(_ role: Role) async throws {
    try await TestSite.with { site in
      let house = try await SampleHouse.fill(site)
      let browser = try await site.browser(as: role)
      try await visitAll(site, house, browser, role: role)
    }
  }

  /// A page reads in a transaction that may not write or lock, which one engine alone refuses.
  @Test(arguments: TestDatabase.available)
  func everyPageAnswersOnEveryEngine(_ engine: TestDatabase) async throws {
    try await TestSite.with(engine) { site in
      let house = try await SampleHouse.fill(site)
      let browser = try await site.browser(as: .administrator)
      try await visitAll(site, house, browser, role: .administrator)
    }
  }

  @Test func hostileTextsStayTexts() async throws {
    try await TestSite.with { site in
      let house = try await SampleHouse.fill(site)
      let browser = try await site.browser(as: .administrator)
      let poisoned = try await HostileText.poison(site.office.database)
      // The columns that people fill in are among them; the rest come along.
      for column in [
        "people.name", "branches.name", "receivables.number", "users.name", "api_keys.name",
        "listings.note", "timeline.detail", "task_runs.detail", "access_log.subject",
        "webhook_endpoints.url", "webhook_deliveries.last_problem", "integration_codes.name",
        "import_faults.detail", "collection_rules.name", "bank_return_lines.detail",
      ] where column != "listings.note" {
        #expect(poisoned.contains(column), "\(column) was not poisoned")
      }
      try await visitAll(site, house, browser, role: .administrator)
    }
  }

  @Test func everyTextOfEveryTableIsFedToThePages() async throws {
    try await TestSite.with { site in
      _ = try await SampleHouse.fill(site)
      let empty = try await site.office.database.read { transaction in
        let tables = try transaction.query(
          "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ) { try $0.text(0) }
        return try tables.filter { table in
          try transaction.first("SELECT 1 FROM \(table) LIMIT 1", [], { _ in true }) != true
        }
      }
      // Tables that no page reads. A new table needs a row in the sample house, or a reason here.
      let unread: Set<String> = [
        "kept_answers", "bureau_events", "reconciliation_marks", "contract_guarantors",
        "sessions", "users", "password_codes", "virtual_clock", "sent_forms", "counted_tries",
        "uploads", "upload_pieces", "clock_holders", "key_check", "collection_run_rules",
        "recovery_codes", "set_up_codes", "second_factors", "login_steps",
      ]
      #expect(Set(empty).subtracting(unread).isEmpty, "empty: \(empty.sorted())")
    }
  }

  private func visitAll(
    _ site: TestSite, _ house: SampleHouse, _ browser: Browser, role: Role
  ) async throws {
    let table = site.pages
    for route in table where route.method == .get && !PagePaths.isStream(route.path) {
      guard let path = PagePaths.path(of: route.path, in: house) else {
        Issue.record("no sample for \(route.path): add it to PagePaths")
        continue
      }
      let page = try await browser.get(path)
      let expected = PagePaths.statuses[route.path] ?? Self.allowed
      #expect(expected.contains(page.status), "\(role) \(path): \(page.status)")
      guard page.headers[.contentType]?.hasPrefix("text/html") ?? false else { continue }
      check(page, of: role, in: table)
    }
  }

  private func check(_ page: PageSeen, of role: Role, in table: [RouteTable.Route]) {
    let findings = PageRules.findings(page.text) { method, path in
      PagePaths.isRouted(method, path, in: table, for: role)
    }
    #expect(findings.isEmpty, "\(role) \(page.path)\n\(findings.joined(separator: "\n"))")
    let policy = page.headers[.contentSecurityPolicy] ?? ""
    #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "\(page.path)")
    #expect(page.headers[.cacheControl] == "no-store", "\(page.path)")
    if !role.may(.seeDocument) {
      for document in [SampleHouse.cpf, SampleHouse.formattedCPF] {
        #expect(!page.holds(document), "\(role) sees \(document) on \(page.path)")
      }
    }
    for address in addresses(page.text) {
      #expect(!address.contains(SampleHouse.cpf), "a document in \(address)")
    }
  }

  private func addresses(_ text: String) -> [String] {
    PageScan(text).elements.flatMap { element in
      ["href", "action", "formaction"].compactMap { element.attributes[$0] }
    }
  }
}
