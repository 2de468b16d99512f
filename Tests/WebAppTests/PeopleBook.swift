import Credit
import DebtCollection
import Fictitious
import Foundation
import JSONText
import TestKit

/// A small register behind a site: a branch with an integration, people, titles, a bureau's lists.
struct PeopleBook: Sendable {
  let site: TestSite
  let branch: ID<Branch>
  let integration: ID<Integration>

  static let today = CivilDate(year: 2026, month: 11, day: 24)!

  static func make(_ site: TestSite) async throws -> PeopleBook {
    let office = site.office
    var integration = IntegrationChange()
    integration.name = "Crédito na medida"
    integration.provider = "credito-na-medida"
    integration.environment = .homologation
    integration.baseURL = "https://bureau.example/"
    integration.clientId = "client-1"
    integration.clientSecret = "muito-secreto"
    let connected = try await office.integrations.createIntegration(integration)
    var branch = BranchChange()
    branch.name = "Matriz"
    branch.document = CNPJ.fictitious(number: 1).formatted
    branch.address = AddressChange(address)
    let made = try await office.branches.createBranch(branch)
    _ = try await office.branches.linkBranch(made.id, to: connected.id)
    site.bureau.offer(
      restrictions: [
        BureauCode(
          kind: .restriction, code: "internet", name: "Serviço de internet", person: "any",
          validFrom: CivilDate(daysSinceEpoch: 0), validTo: nil)
      ],
      products: [
        BureauProduct(
          code: "basic", name: "Consulta básica", person: "any", price: Cents(190),
          sections: ["listings", "inquiries"])
      ])
    return PeopleBook(site: site, branch: made.id, integration: connected.id)
  }

  static let address = PostalAddress(.customer)

  func fetchLists() async throws {
    _ = try await site.office.integrations.syncCodes(of: integration)
  }

  func person(
    _ name: String, _ stage: PersonStage, number: UInt64, hasAddress: Bool = true
  ) async throws -> PersonRow {
    var change = PersonChange()
    change.name = name
    change.stage = stage
    change.document = CPF.fictitious(number: number).formatted
    change.birthDate = CivilDate(year: 1980, month: 2, day: 1)
    change.phone = "41 99999-0000"
    change.branch = .some(branch)
    if hasAddress { change.address = AddressChange(Self.address) }
    return try await site.office.people.createPerson(
      change, actor: Actor("user:ana@provedor.example"))
  }

  func title(
    of person: ID<Person>, _ number: String, daysLate: Int, cents: Int64 = 12_345
  ) async throws -> ReceivableRow {
    try await site.office.receivables.createReceivable(
      NewReceivable(
        person: person, number: number, dueOn: Self.today.adding(days: -daysLate),
        amount: Cents(cents)))
  }

  /// What the bureau answers: two listings, protests that are silent where asked.
  static func report(restricted: Bool, silent: Bool = false) -> BureauOutcome<BureauReport> {
    let listings: JSON =
      restricted
      ? [
        [
          "creditor": "Loja <b>Azul</b>", "contractNumber": "77", "nature": "Crediário",
          "dueOn": "2026-05-10", "amountCents": 45_000, "visibleSince": "2026-07-01",
          "role": "principal", "subJudice": false,
        ]
      ] : []
    let count: JSON = restricted ? 1 : 0
    let body: JSON = [
      "protocol": "P-1", "name": "José da Conceição", "restricted": .bool(restricted),
      "partial": .bool(silent),
      "costCents": 190,
      "sources": [
        ["name": "listings", "status": "answered"],
        ["name": "protests", "status": silent ? "unavailable" : "answered"],
      ],
      "summary": [
        [
          "block": "listings", "count": count, "totalCents": restricted ? 45_000 : 0,
          "firstOn": restricted ? "2026-05-10" : nil, "lastOn": restricted ? "2026-05-10" : nil,
        ]
      ],
      "sections": [
        "identity": [["documentKind": "CPF", "name": "José da Conceição"]],
        "phones": [["number": "41 3333-3333"]], "listings": listings,
        "somethingNew": [["level": "alto", "tags": ["a", "b"]]],
      ],
      "score": [
        "value": 640, "minimum": 0, "maximum": 1_000, "band": ["name": "Risco médio"],
        "reasons": ["Histórico curto."],
      ],
    ]
    return .answered(
      BureauReport(
        protocolNumber: "P-1", at: today.at(hour: 12), name: "José da Conceição",
        restricted: restricted, partial: silent, body: body))
  }
}

extension PageSeen {
  /// The main part of the page, with its tokens taken out: what a golden file keeps.
  var main: String {
    guard let start = text.range(of: "<main"), let end = text.range(of: "</main>") else {
      return text
    }
    var main = String(text[start.lowerBound..<end.upperBound])
    if let token { main = main.replacing(token, with: "TOKEN") }
    return main.replacing("><", with: ">\n<") + "\n"
  }

  /// Fills a form in which a name may come several times.
  func submit(to path: String, all fields: [(String, String)]) async throws -> PageSeen {
    try await browser.post(path, [("_token", token ?? "")] + fields)
  }
}
