import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import SQLDatabase
import TestKit
import Testing

@testable import CreditorAPI
@testable import CreditorPages

/// Who may do what, on the screens and in the interface for programs.
@Suite struct PermissionTests {
  /// The letter of each role in the table.
  private static let letters: [(role: Role, letter: String)] = [
    (.attendant, "atendimento"), (.collector, "cobrança"), (.approver, "aprovação"),
    (.administrator, "administração"), (.auditor, "auditoria"),
  ]

  /// The whole table as text: a change of who may do what is read in the review of the change.
  @Test func theTableOfWhoMayDoWhat() async throws {
    try await TestSite.with { site in
      let lines = (site.pages + site.operations).map { route in
        let who =
          switch route.operation.access {
          case .open: "qualquer um"
          case .known: "todos os perfis"
          case .anyOf(let names):
            names.joined(separator: "|") + ": "
              + Self.letters.filter { pair in names.contains { Self.may(pair.role, $0) } }
              .map(\.letter).joined(separator: ", ")
          }
        return "\(route.path) \(route.method.rawValue): \(who)"
      }
      try expectGolden(lines.sorted().joined(separator: "\n") + "\n", "permissoes.txt")
    }
  }

  private static func may(_ role: Role, _ permission: String) -> Bool {
    Permission(rawValue: permission).map(role.may) ?? false
  }

  private static func mayCall(_ route: RouteTable.Route, _ role: Role) -> Bool {
    guard case .anyOf(let names) = route.operation.access else { return true }
    return names.contains { may(role, $0) }
  }

  /// What the table says is what the server does: a form without its token is refused for the
  /// token where the role may, and for the role where it may not, so that nothing is changed.
  @Test(arguments: Role.allCases)
  func everyPageIsRefusedToWhoMayNot(_ role: Role) async throws {
    try await TestSite.with { site in
      let house = try await SampleHouse.fill(site)
      let browser = try await site.browser(as: role)
      for route in site.pages where !PagePaths.isStream(route.path) {
        guard case .anyOf = route.operation.access else { continue }
        // Refused before anything is looked for, so that any id does.
        let path =
          PagePaths.path(of: route.path, in: house)
          ?? route.path.split(separator: "/")
          .map { $0.hasPrefix("{") ? "/x" : "/" + $0 }.joined()
        let answer =
          route.method == .get ? try await browser.get(path) : try await browser.post(path, [])
        let isRefused =
          answer.status == .forbidden && answer.holds("Sem permissão")
          && !answer.holds("Este formulário não vale mais")
        #expect(
          isRefused == !Self.mayCall(route, role),
          "\(role) \(route.method) \(path): \(answer.status)")
      }
    }
  }

  @Test(arguments: Role.allCases)
  func everyOperationIsRefusedToWhoMayNot(_ role: Role) async throws {
    try await TestSite.with { site in
      let house = try await SampleHouse.fill(site)
      let key = try await site.office.apiKeys.addAPIKey(name: "teste", role: role, actor: .system)
      let bearer: HTTPFields = [
        .authorization: "Bearer \(key.secret)", .accept: "application/json",
      ]
      let browser = site.browser()
      for route in site.operations {
        guard case .anyOf = route.operation.access else { continue }
        let isRead = route.method == .get
        // Who may is not let do it: only reading has no effect.
        guard isRead || !Self.mayCall(route, role) else { continue }
        let path = route.path.split(separator: "/").map {
          $0.hasPrefix("{") ? house.listing.description : String($0)
        }.joined(separator: "/")
        let answer = try await browser.send("/" + path, route.method, headers: bearer, body: nil)
        #expect(
          (answer.status == .forbidden) == !Self.mayCall(route, role),
          "\(role) \(route.method) \(path): \(answer.status)")
      }
    }
  }

  /// What the bureau charges is for those who may see costs, in every answer that has it.
  @Test(arguments: [(Role.attendant, false), (.collector, true), (.auditor, true)])
  func costsAreForThoseWhoMaySeeThem(_ role: Role, _ sees: Bool) async throws {
    try await TestSite.with { site in
      let house = try await SampleHouse.fill(site)
      try await site.office.database.write { transaction in
        _ = try transaction.execute("UPDATE listings SET fee_cents = 350")
      }
      let key = try await site.office.apiKeys.addAPIKey(name: "teste", role: role, actor: .system)
      let bearer: HTTPFields = [
        .authorization: "Bearer \(key.secret)", .accept: "application/json",
      ]
      let browser = site.browser()
      for (path, word, cents) in [
        ("/listings", "costCents", "350"), ("/listings/\(house.listing)", "costCents", "350"),
        ("/inquiries", "costCents", "250"),
        ("/inquiries/\(house.rows.inquiry)", "costCents", "250"),
        ("/collection-runs/\(house.rows.run)", "costCents", "0"),
        ("/integrations/\(house.integration)/products", "priceCents", "250"),
      ] {
        let answer = try await browser.get("/api/v1" + path, headers: bearer)
        #expect(answer.status == .ok, "\(path): \(answer.text)")
        #expect(answer.holds("\"\(word)\":\(cents)") == sees, "\(role) \(path): \(answer.text)")
        #expect(answer.holds("\"\(word)\":null") == !sees, "\(role) \(path)")
      }
      // What is printed says no more than what is shown.
      let file = try await browser.get(
        "/api/v1/inquiries/\(house.rows.inquiry)/report.pdf", headers: bearer)
      let printed = try await site.browser(as: role)
        .get("/consultas/\(house.rows.inquiry)/relatorio.pdf")
      for answer in [file, printed] {
        #expect(answer.status == .ok)
        #expect(try PrintedText.of(answer.bytes).contains("Custo") == sees, "\(role)")
      }
    }
  }
}
