import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import SQLDatabase
import Sealing
import TestKit
import Testing
import World

@testable import CreditorAPI
@testable import CreditorPages

/// Role × route × branch: whoever is limited to branches sees nothing of the others, on no page,
/// list, file, search and operation, and changes nothing of them.
@Suite struct BranchMatrixTests {
  /// A house of two branches: all of the sample house is Matriz's, and Norte has a customer with a
  /// title.
  private struct Houses {
    let matriz: SampleHouse
    let norte: ID<Branch>
    let customer: ID<Person>
    let title: ID<Receivable>

    static func fill(_ site: TestSite) async throws -> Houses {
      let matriz = try await SampleHouse.fill(site)
      var branch = BranchChange()
      branch.name = "Norte"
      branch.document = "11444777000161"
      branch.address = AddressChange(
        postalCode: "69005040", street: "Rua do Rio", number: "2", complement: "",
        district: "Centro", city: "Manaus", state: "AM")
      let norte = try await site.office.branches.createBranch(branch).id
      var change = PersonChange()
      change.stage = .customer
      change.document = "39053344705"
      change.name = "Nora Nortista"
      change.branch = norte
      let customer = try await site.office.people.createPerson(change).id
      var new = NewReceivable(
        person: customer, number: "N-777",
        dueOn: site.clock.now().civilDate.adding(days: -90), amount: Cents(45_678))
      new.branch = norte
      let title = try await site.office.receivables.createReceivable(new).id
      return Houses(matriz: matriz, norte: norte, customer: customer, title: title)
    }

    /// What tells of a branch's own: names, and ids that stand nowhere else.
    func marks(of branch: ID<Branch>) -> [String] {
      if branch == norte {
        return ["Nora Nortista", "N-777", customer.description, title.description]
      }
      return [
        "Clara Cliente", "Lia Lead", "Pedro Prospecção", matriz.customer.description,
        matriz.lead.description, matriz.prospect.description, matriz.title.description,
        matriz.overdue.description, matriz.listing.description, matriz.payment.description,
        matriz.contract.description, matriz.rows.inquiry.description,
        matriz.rows.run.description, matriz.rows.imported.description,
        matriz.rows.stray.description, matriz.rows.reconciliation.description,
      ]
    }
  }

  /// A browser of somebody of that role who sees some branches only.
  private static func browser(
    _ site: TestSite, as role: Role, of branches: [ID<Branch>]
  ) async throws -> Browser {
    let email = "\(role.rawValue)-\(branches.count)-\(branches[0])@provedor.example"
    _ = try await site.office.users.addUser(
      email: email, name: "Pessoa", role: role, branches: branches, password: TestSite.password,
      hasher: site.hasher, actor: .commandLine)
    let browser = site.browser()
    let gate = try await browser.get("/entrar")
    _ = try await gate.submit(to: "/entrar", ["email": email, "password": TestSite.password])
    return browser
  }

  /// Every role on SQLite; on PostgreSQL, whose statements are narrowed by the same words, the one
  /// that sees most.
  private static let houses: [(TestDatabase, Role)] = TestDatabase.available.flatMap { engine in
    (engine == .sqlite ? Role.allCases : [.administrator]).map { (engine, $0) }
  }

  @Test(arguments: houses)
  func everyPageListAndFileShowsTheOwnBranchAlone(
    _ engine: TestDatabase, _ role: Role
  ) async throws {
    try await TestSite.with(engine) { site in
      let houses = try await Houses.fill(site)
      let lists = ListAddresses(
        person: houses.matriz.customer, names: ["Clara", "Nora"], numbers: ["T-1", "N-777"],
        today: site.clock.now().civilDate
      ).all.enumerated().filter { $0.offset % 9 == 0 }.map(\.element)
      let pages = site.pages.filter {
        $0.method == .get && !PagePaths.isStream($0.path) && !$0.path.hasPrefix("/ajuda")
      }
      var paths = pages.compactMap { PagePaths.path(of: $0.path, in: houses.matriz) }
      paths += pages.flatMap { PagePaths.filtered($0.path, in: houses.matriz) }
      paths += ["/clientes/\(houses.customer)", "/financeiro/titulos/\(houses.title)"] + lists
      for (own, foreign) in [
        (houses.norte, houses.matriz.branch), (houses.matriz.branch, houses.norte),
      ] {
        let browser = try await Self.browser(site, as: role, of: [own])
        var seen: Set<String> = []
        for path in paths {
          let answer = try await browser.get(path)
          #expect(answer.status.code < 500 || path.hasSuffix("carta.pdf"), "\(path)")
          for mark in houses.marks(of: foreign) where answer.holds(mark) {
            // What the visitor wrote into the address stands in the forms of the page.
            if path.contains(mark), !answer.holds("Clara Cliente") { continue }
            Issue.record("\(role) \(own): \(path) tells \(mark)")
          }
          seen.formUnion(houses.marks(of: own).filter(answer.holds))
          let isForeign = houses.marks(of: foreign).contains { path.contains("/\($0)") }
          if isForeign {
            #expect(
              [.notFound, .forbidden].contains(answer.status), "\(role) \(path): \(answer.status)")
          }
        }
        // The own branch is seen: nothing above is true because everything is hidden.
        #expect(seen.isSuperset(of: houses.marks(of: own).prefix(1)), "\(role) \(own): \(seen)")
      }
    }
  }

  @Test(arguments: TestDatabase.available)
  func aSearchFindsNobodyOfAnotherBranch(_ engine: TestDatabase) async throws {
    try await TestSite.with(engine) { site in
      let houses = try await Houses.fill(site)
      let browser = try await Self.browser(site, as: .collector, of: [houses.norte])
      for (path, text) in [
        ("/clientes", SampleHouse.cpf), ("/clientes", "Clara"),
        ("/financeiro/titulos", SampleHouse.cpf), ("/negativacoes", SampleHouse.cpf),
        ("/consultas", SampleHouse.cpf), ("/crm/cobranca", SampleHouse.cpf),
      ] {
        let page = try await browser.get(path)
        for form in site.pages where form.method == .post && form.path.hasPrefix(path) {
          guard !form.path.contains("{"), let token = page.token else { continue }
          let found = try await browser.post(
            form.path, [("_token", token), ("search", text), ("document", text)])
          let shown = found.status == .seeOther ? try await found.follow() : found
          for mark in houses.marks(of: houses.matriz.branch) {
            #expect(!shown.holds(mark), "\(form.path) \(text): \(mark)")
          }
        }
      }
    }
  }

  /// Every form and operation that changes something, with the ids of the other branch.
  @Test(arguments: houses)
  func nothingOfAnotherBranchIsChanged(_ engine: TestDatabase, _ role: Role) async throws {
    try await TestSite.with(engine) { site in
      let houses = try await Houses.fill(site)
      let browser = try await Self.browser(site, as: role, of: [houses.norte])
      let token = try #require(try await browser.get("/conta").token)
      let before = try await Self.business(site)
      for route in site.pages where route.method == .post {
        guard let path = PagePaths.path(of: route.path, in: houses.matriz),
          !route.path.hasPrefix("/conta"), !["/sair", "/entrar"].contains(route.path)
        else { continue }
        let answer = try await browser.post(
          path, [("_token", token)] + Self.fields(houses.matriz))
        #expect(answer.status.code < 500, "\(role) \(path)")
      }
      let key = try await site.office.apiKeys.addAPIKey(
        name: "norte", role: role, branches: [houses.norte], actor: .system)
      let bearer: HTTPFields = [
        .authorization: "Bearer \(key.secret)", .accept: "application/json",
        .contentType: "application/json",
      ]
      for route in site.operations where route.path.hasPrefix("/api/v1") {
        guard !route.path.contains("/simulation"), !route.path.contains("bureau-events") else {
          continue
        }
        let path = Self.operationPath(route.path, in: houses.matriz)
        let isRead = route.method == .get
        let answer = try await site.browser().send(
          path, route.method, headers: bearer, body: isRead ? nil : Self.json(houses.matriz))
        #expect(answer.status.code < 500, "\(role) \(route.method) \(path): \(answer.text)")
        for mark in houses.marks(of: houses.matriz.branch) where !path.contains(mark) {
          #expect(!answer.holds(mark), "\(role) \(route.method) \(path): \(mark)")
        }
        if isRead, path.contains("_") {
          #expect(
            answer.status == .notFound || answer.status == .forbidden
              || answer.text.contains("\"data\":[]") || path.contains("rule")
              || path.contains("integrations"),
            "\(role) \(path): \(answer.text)")
        }
      }
      let after = try await Self.business(site)
      for (table, rows) in before {
        let left = after[table] ?? []
        #expect(rows.allSatisfy(left.contains), "\(role) changed \(table)")
      }
    }
  }

  @Test(arguments: TestDatabase.available)
  func whatIsMadeBelongsToTheOwnBranch(_ engine: TestDatabase) async throws {
    try await TestSite.with(engine) { site in
      let houses = try await Houses.fill(site)
      let key = try await site.office.apiKeys.addAPIKey(
        name: "norte", role: .collector, branches: [houses.norte], actor: .system)
      let bearer: HTTPFields = [
        .authorization: "Bearer \(key.secret)", .contentType: "application/json",
      ]
      let made = try await site.browser().send(
        "/api/v1/people", .post, headers: bearer,
        body: #"{"stage": "lead", "kind": "natural", "name": "Bia Boa"}"#)
      #expect(made.status == .created, "\(made.text)")
      #expect(made.holds(houses.norte.description))
      let foreign = try await site.browser().send(
        "/api/v1/people", .post, headers: bearer,
        body: """
          {"stage": "lead", "kind": "natural", "name": "Eva",
          "branchId": "\(houses.matriz.branch)"}
          """)
      #expect(foreign.status == .unprocessableContent)
      let list = try await site.browser().get("/api/v1/people", headers: bearer)
      #expect(list.holds("Bia Boa") && list.holds("Nora Nortista"))
      #expect(!list.holds("Clara Cliente"))
      // Somebody of both branches sees both.
      let both = try await Self.browser(
        site, as: .collector, of: [houses.norte, houses.matriz.branch])
      let page = try await both.get("/clientes")
      #expect(page.holds("Clara Cliente") && page.holds("Nora Nortista"))
    }
  }

  /// What is written anew as a whole is so for what is seen of it.
  @Test(arguments: TestDatabase.available)
  func guarantorsOfAnotherBranchStay(_ engine: TestDatabase) async throws {
    try await TestSite.with(engine) { site in
      let houses = try await Houses.fill(site)
      let office = site.office
      var change = ContractChange()
      change.person = houses.customer
      change.number = "N/1"
      change.guarantors = [houses.matriz.customer]
      let contract = try await office.contracts.createContract(change).id
      var third = PersonChange()
      third.stage = .customer
      third.document = "24681357928"
      third.name = "Tina Terceira"
      third.branch = houses.norte
      let own = try await office.people.createPerson(third).id
      let limit = try #require(BranchLimit([houses.norte]))
      for (guarantors, left) in [
        ([], [houses.matriz.customer]), ([own], [houses.matriz.customer, own]),
        ([], [houses.matriz.customer]),
      ] as [([ID<Person>], [ID<Person>])] {
        var saved = ContractChange()
        saved.guarantors = guarantors
        let asSeen = saved
        let seen = try await RowScope.$current.withValue(limit.scope) {
          _ = try await office.contracts.updateContract(contract, asSeen)
          return try await office.contracts.contract(contract).guarantors
        }
        #expect(seen == guarantors)
        let all = try await office.contracts.contract(contract).guarantors
        #expect(Set(all) == Set(left))
      }
    }
  }

  @Test func theLastAdministratorWithoutALimitStaysOne() async throws {
    try await TestSite.with { site in
      let houses = try await Houses.fill(site)
      _ = try await site.browser(as: .administrator)
      let admin = try #require(
        try await site.office.users.users().first { $0.role == .administrator })
      await #expect(throws: (any Error).self) {
        _ = try await site.office.users.changeUser(
          admin.id, branches: [houses.norte], actor: .commandLine, at: site.clock.now())
      }
    }
  }

  /// A new table is narrowed, hidden or open; none is forgotten.
  @Test(arguments: TestDatabase.available)
  func everyTableHasItsPlace(_ engine: TestDatabase) async throws {
    try await TestSite.with(engine) { site in
      let tables = try await site.office.database.read { try TableDump.tables(in: $0) }
      let limit = try #require(BranchLimit([ID<Branch>(1)]))
      let narrowed = Set(limit.scope.names)
      #expect(narrowed.isDisjoint(with: BranchLimit.open))
      let placed = narrowed.union(BranchLimit.open)
      #expect(tables.filter { !placed.contains($0) } == [])
      #expect(placed.subtracting(tables).sorted() == [])
    }
  }

  // MARK: - What is sent

  private static func fields(_ house: SampleHouse) -> [(String, String)] {
    [
      ("name", "Eva"), ("kind", "natural"), ("number", "X-1"), ("amount", "10,00"),
      ("paidOn", "2026-11-23"), ("availableOn", "2026-11-23"), ("note", "nota"),
      ("reason", "payment"), ("code", "01"), ("decision", "approve"), ("confirm", "true"),
      ("negativacao", house.listing.description), ("titulo", house.overdue.description),
      ("receivables", house.overdue.description), ("pessoa", house.customer.description),
      ("person", house.customer.description), ("personId", house.customer.description),
      ("restrictionCode", "01"), ("product", "basic"), ("purpose", "credit-granting"),
      ("registro", house.rows.stray.description), ("dueOn", "2026-12-20"),
      ("status", "rescinded"), ("rescindedOn", "2026-11-01"),
    ]
  }

  private static func json(_ house: SampleHouse) -> String {
    """
    {"personId": "\(house.customer)", "receivableIds": ["\(house.overdue)"], "note": "nota",
    "reason": "payment", "name": "Eva", "amountCents": 1000, "paidOn": "2026-11-23"}
    """
  }

  private static func operationPath(_ pattern: String, in house: SampleHouse) -> String {
    let ids: [(String, String)] = [
      ("people", house.customer.description), ("contracts", house.contract.description),
      ("receivables", house.title.description), ("payments", house.payment.description),
      ("listings", house.listing.description), ("inquiries", house.rows.inquiry.description),
      ("collection-runs", house.rows.run.description), ("imports", house.rows.imported.description),
      ("reconciliations", house.rows.reconciliation.description),
      ("stray-records", house.rows.stray.description), ("branches", house.branch.description),
      ("integrations", house.integration.description),
      ("collection-rules", house.rule.description),
      ("webhook-endpoints", house.rows.endpoint.description),
    ]
    let segments = pattern.split(separator: "/").map(String.init)
    let known = ids.first { segments.contains($0.0) }?.1 ?? "x"
    return "/" + segments.map { $0.hasPrefix("{") ? known : $0 }.joined(separator: "/")
  }

  /// The rows of the book; what a visit itself leaves is not among them.
  private static func business(_ site: TestSite) async throws -> [String: [[SQLValue]]] {
    let dump = try await site.office.database.read { try TableDump.take($0) }
    let own = [
      "people", "contracts", "receivables", "payments", "listings", "timeline", "transmissions",
      "alarms", "inquiries", "stray_records", "imports", "collection_runs", "reconciliations",
      "parameters", "branches", "collection_rules", "users",
    ]
    return dump.rows.filter { own.contains($0.key) }
  }
}
