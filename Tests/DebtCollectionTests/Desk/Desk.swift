import Credit
import JSONText
import Logging
import Outbound
import SQLDatabase
import Sealing
import Synchronization
import TestKit
import World

@testable import DebtCollection

/// An office with one integration and a bureau whose answers are closures.
struct Desk: Sendable {
  static let start = CivilDate(year: 2026, month: 11, day: 24)!

  let office: Office
  let clock: VirtualClock
  let bureau: DeskBureau
  let integration: ID<Integration>
  let actor = Actor("user:ana@provedor.example")

  static func with(
    _ engine: TestDatabase, _ body: (Desk) async throws -> Void
  ) async throws {
    try await engine.withDatabase(migrations: CreditorSchema.migrations) { database in
      let clock = VirtualClock(startingAt: start.at(hour: 12), running: false)
      let random = CountedBytes()
      let key = MasterKey.generate(random: random)
      let bureau = DeskBureau()
      let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
      let office = Office(
        database: database, world: World(clock: clock, random: random, logger: logger),
        sealer: Sealer(masterKey: key, random: random), documents: DocumentIndex(masterKey: key),
        connectors: ["credito-na-medida": bureau], publicURL: nil)
      try await office.auditTrail.beginTrail()
      let integration = try await addIntegration(office, clientId: "first")
      try await body(
        Desk(office: office, clock: clock, bureau: bureau, integration: integration))
    }
  }

  /// An integration with the product `basic` at R$ 2,50.
  static func addIntegration(_ office: Office, clientId: String) async throws -> ID<Integration> {
    try await office.database.write { transaction in
      let id = ID<Integration>(try transaction.nextIdentifier())
      let secret = office.sealer.seal("secret", place: BureauEvents.clientSecretPlace(id))
      try transaction.execute(
        """
        INSERT INTO integrations (id, name, provider, environment, base_url, client_id,
          client_secret_sealed, automatic, token_state, changes_since_at, changes_asked_at,
          created_at, updated_at)
        VALUES (?1, 'Bureau', 'credito-na-medida', 'homologation', 'http://127.0.0.1', ?2, ?3, 0,
          'none', 0, 0, 0, 0)
        """, [id, clientId, secret])
      try transaction.execute(
        """
        INSERT INTO integration_products (integration_id, code, name, person, price_cents, sections)
        VALUES (?1, 'basic', 'Básica', 'any', 250, '[]'),
          (?1, 'plus', 'Mais', 'natural', 450, '[]')
        """, [id])
      return id
    }
  }

  func addBranch(integration: ID<Integration>?) async throws -> ID<Branch> {
    try await office.database.write { transaction in
      let id = ID<Branch>(try transaction.nextIdentifier())
      let document = Document.cnpj(CNPJ.fictitious(number: UInt64(id.number)))
      try transaction.execute(
        """
        INSERT INTO branches (id, name, document, postal_code, street, number, complement,
          district, city, state, integration_id, created_at, updated_at)
        VALUES (?1, 'Matriz', ?3, '01001000', 'Praça da Sé', '1', '', 'Sé',
          'São Paulo', 'SP', ?2, 0, 0)
        """, [id, integration, document.bare])
      return id
    }
  }

  func addPerson(number: UInt64 = 1, branch: ID<Branch>? = nil) async throws -> ID<Person> {
    let document = Document.cpf(CPF.fictitious(number: number))
    return try await office.database.write { transaction in
      let id = ID<Person>(try transaction.nextIdentifier())
      try transaction.execute(
        """
        INSERT INTO people (id, stage, kind, document_index, document_sealed, document_masked,
          name, name_folded, postal_code, street, number, complement, district, city, state,
          has_postal_address, branch_id, created_at, updated_at)
        VALUES (?1, 'lead', 'natural', ?2, ?3, ?4, 'Ana', 'ana', '', '', '', '', '', '', 'SP', 0,
          ?5, 0, 0)
        """,
        [
          id, office.documents.value(forBare: document.bare),
          office.sealer.seal(document.bare, place: DebtorRow.documentPlace(id)),
          document.masked, branch,
        ])
      return id
    }
  }

  /// A listing in a state, with a timeline of two entries.
  @discardableResult
  func addListing(
    _ state: ListingState, of person: ID<Person>, amount: Cents = Cents(10_000)
  ) async throws -> ID<Listing> {
    let integration = integration
    let now = clock.now()
    return try await office.database.write { transaction in
      let receivable = ID<Receivable>(try transaction.nextIdentifier())
      try transaction.execute(
        """
        INSERT INTO receivables (id, person_id, number, due_on, amount_cents, open_cents, status,
          disputed, court_order, bank_listed, reinclusion_blocked, created_at, updated_at)
        VALUES (?1, ?2, '1', 20000, ?3, ?3, 'open', 0, 0, 0, 0, 0, 0)
        """, [receivable, person, amount])
      var listing = Listing(
        id: ID(try transaction.nextIdentifier()), receivable: receivable, person: person,
        branch: nil, integration: integration, restrictionCode: "1", amount: amount,
        dueOn: CivilDate(daysSinceEpoch: 20_000), origin: .manual, run: nil, supersedes: nil,
        state: state, appliedRule: .object([]), requestedBy: "test",
        requestedAt: now.adding(seconds: -86_400), submittedAt: nil,
        expiresOn: CivilDate(daysSinceEpoch: 21_800), note: nil, timelineLength: 0,
        timelineHead: Timeline.origin, updatedAt: now)
      let rows = ["requested", "inclusion-accepted"].map {
        Timeline.append($0, actor: .system, detail: "", at: now, to: &listing)
      }
      try ListingRows.insert([listing], trail: office.trail, in: transaction)
      try Timeline.insert(rows, trail: office.trail, at: now, in: transaction)
      return listing.id
    }
  }

  func number(_ sql: String) async throws -> Int64? {
    try await office.database.read { transaction in
      try transaction.first(sql) { try $0.optionalInteger(0) } ?? nil
    }
  }

  func advance(days: Int = 0, seconds: Int = 0) {
    clock.move(to: clock.now().adding(seconds: days * 86_400 + seconds))
  }
}

/// Bytes that never repeat, without chance.
final class CountedBytes: RandomSource {
  private let counter = Mutex<UInt64>(0)

  func bytes(_ count: Int) -> [UInt8] {
    let value = counter.withLock { value in
      value += 1
      return value
    }
    return Digest.sha256(Array(String(value).utf8)).prefix(count)
      + [UInt8](repeating: 1, count: max(0, count - 32))
  }
}

/// A bureau that answers as the test says.
final class DeskBureau: BureauConnector {
  struct Script {
    var inquire: (@Sendable (BureauAccess, BureauInquiry) async -> BureauOutcome<BureauReport>)?
    var pages: [BureauOutcome<BureauPage>] = []
    var inquiryCount = 0
  }

  let script = Mutex(Script())

  var inquiryCount: Int { script.withLock { $0.inquiryCount } }

  func answer(
    _ inquire:
      @escaping @Sendable (BureauAccess, BureauInquiry) async -> BureauOutcome<BureauReport>
  ) {
    script.withLock { $0.inquire = inquire }
  }

  func answer(_ outcome: BureauOutcome<BureauReport>) {
    answer { _, _ in outcome }
  }

  private func silent<Value>() -> BureauOutcome<Value> {
    .unavailable(detail: "no answer in the script", pause: nil)
  }

  func inquire(
    _ access: BureauAccess, _ question: BureauInquiry
  ) async -> BureauOutcome<BureauReport> {
    let answer = script.withLock { script in
      script.inquiryCount += 1
      return script.inquire
    }
    return await answer?(access, question) ?? silent()
  }

  func statement(
    _ access: BureauAccess, cursor: String?
  ) async -> BureauOutcome<BureauPage> {
    script.withLock { $0.pages.isEmpty ? silent() : $0.pages.removeFirst() }
  }

  func test(_ access: BureauAccess) async -> BureauOutcome<Void> { silent() }
  func products(_ access: BureauAccess) async -> BureauOutcome<[BureauProduct]> { silent() }
  func codes(
    _ access: BureauAccess, kind: BureauCode.Kind
  ) async -> BureauOutcome<[BureauCode]> { silent() }
  func include(
    _ access: BureauAccess, _ inclusion: BureauInclusion
  ) async -> BureauOutcome<BureauRecord> { silent() }
  func find(
    _ access: BureauAccess, reference: String
  ) async -> BureauOutcome<BureauRecord?> { silent() }
  func record(_ access: BureauAccess, id: String) async -> BureauOutcome<BureauRecord?> {
    silent()
  }
  func remove(
    _ access: BureauAccess, _ removal: BureauRemoval
  ) async -> BureauOutcome<BureauRemovalAnswer> { silent() }
  func amend(
    _ access: BureauAccess, _ amendment: BureauAmendment
  ) async -> BureauOutcome<BureauRecord> { silent() }

  func listingFee(
    _ access: BureauAccess, for inclusion: BureauInclusion
  ) async -> BureauOutcome<Cents> { silent() }
  func changes(
    _ access: BureauAccess, since: Instant, cursor: String?
  ) async -> BureauOutcome<BureauPage> { silent() }
  func registerWebhook(
    _ access: BureauAccess, url: String
  ) async -> BureauOutcome<BureauWebhook> { silent() }
  func message(inWebhook body: String) -> (reference: String, record: BureauRecord)? { nil }
  func notice(_ access: BureauAccess, id: String) async -> BureauOutcome<[UInt8]> { silent() }
}

/// A canonical report as the bureau sends it.
func sampleReport(
  restricted: Bool = false, partial: Bool = false, down: String? = nil, score: Int64 = 700
) -> BureauReport {
  let body: JSON = [
    "protocol": "P-1", "restricted": .bool(restricted), "partial": .bool(partial),
    "name": "Ana de Souza",
    "sources": [
      ["name": "listings", "status": "answered"],
      ["name": "protests", "status": .string(down == nil ? "answered" : "unavailable")],
    ],
    "summary": [
      [
        "block": "listings", "count": restricted ? 2 : 0, "totalCents": restricted ? 30_000 : 0,
        "firstOn": nil, "lastOn": nil,
      ]
    ],
    "sections": [
      "listings": restricted ? [["amountCents": 30_000]] : [], "phones": ["11 99999-0000"],
    ],
    "score": ["value": .integer(score), "minimum": 0, "maximum": 1_000],
  ]
  return BureauReport(
    protocolNumber: "P-1", at: Desk.start.at(hour: 12), name: "Ana de Souza",
    restricted: restricted, partial: partial, body: body)
}
