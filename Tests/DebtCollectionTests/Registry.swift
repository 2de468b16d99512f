import Credit
import DebtCollection
import Refusals
import SQLDatabase
import TestKit
import Testing
import World

/// An office whose bureau hands out lists, and what a creditor registers before it lists anybody.
struct Registry: Sendable {
  let office: Office
  let clock: VirtualClock
  let bureau: ListsBureau

  static let actor = Actor("user:ana@provedor.example")
  static let today = CivilDate(year: 2026, month: 11, day: 24)!

  /// Noon of Tuesday 2026-11-24 in Brasília.
  static func with(
    _ engine: TestDatabase, _ body: (Registry) async throws -> Void
  ) async throws {
    try await TestOffice.with(engine, on: today) { test in
      let bureau = ListsBureau()
      let office = Office(
        database: test.office.database, world: test.office.world, sealer: test.office.sealer,
        documents: test.office.documents, connectors: ["credito-na-medida": bureau],
        publicURL: nil)
      try await body(Registry(office: office, clock: test.clock, bureau: bureau))
    }
  }

  static var address: PostalAddress {
    PostalAddress(
      postalCode: "80010-000", street: "Rua XV de Novembro", number: "10", complement: "",
      district: "Centro", city: "Curitiba", state: "pr")
  }

  static var integrationChange: IntegrationChange {
    var change = IntegrationChange()
    change.name = "CNM"
    change.provider = "credito-na-medida"
    change.environment = .production
    change.baseURL = "https://bureau.example/"
    change.clientId = "client-1"
    change.clientSecret = "muito-secreto"
    return change
  }

  static var personChange: PersonChange {
    var change = PersonChange()
    change.stage = .customer
    change.document = "529.982.247-25"
    change.name = "José da Conceição"
    change.birthDate = CivilDate(year: 1_980, month: 2, day: 1)
    change.address = AddressChange(address)
    return change
  }

  func branch(_ number: UInt64 = 1) async throws -> BranchRow {
    var change = BranchChange()
    change.name = "Matriz \(number)"
    change.document = CNPJ.fictitious(number: number).formatted
    change.address = AddressChange(Self.address)
    return try await office.branches.createBranch(change)
  }

  func title(
    of person: ID<Person>, cents: Int64 = 10_000, number: String = "DOC-1"
  ) async throws -> ReceivableRow {
    try await office.receivables.createReceivable(
      NewReceivable(
        person: person, number: number, dueOn: Self.today.adding(days: -150),
        amount: Cents(cents)))
  }

  /// A title of R$ 100,00 whose listing the bureau shows in inquiries.
  func listedTitle() async throws -> (title: ReceivableRow, listing: Listing) {
    let integration = try await office.integrations.createIntegration(Self.integrationChange)
    _ = try await office.integrations.syncCodes(of: integration.id)
    _ = try await office.branches.linkBranch(branch().id, to: integration.id)
    let person = try await office.people.createPerson(Self.personChange)
    let title = try await title(of: person.id)
    let listing = try await #require(
      office.listings.requestListings(of: [title.id], restrictionCode: "A1", actor: Self.actor)
        .first)
    try await report(listing, .visible, version: 3)
    return (try await office.receivables.receivable(title.id), try await self.listing(listing.id))
  }

  func listing(_ id: ID<Listing>) async throws -> Listing {
    try await office.listings.listing(id).listing
  }

  func report(_ listing: Listing, _ state: BureauRecordState, version: Int64) async throws {
    let now = clock.now()
    _ = try await office.database.write { [office] transaction in
      try office.listings.applyReport(
        reference: listing.reference,
        record: BureauRecord(
          reference: "B-1", version: version, state: state, acceptedAt: now, visibleAt: now,
          removedAt: state == .removed ? now : nil),
        actor: .bureau, in: transaction)
    }
  }

  func pay(
    _ title: ID<Receivable>, _ cents: Int64, availableOn: CivilDate? = nil,
    basis: SettlementBasis = .principal, takesExcess: Bool = false, signature: String? = nil
  ) async throws -> Settlement {
    var payment = NewPayment(
      receivable: title, amount: Cents(cents), paidOn: Self.today, availableOn: availableOn,
      origin: .api, signature: signature)
    payment.basis = basis
    payment.takesExcess = takesExcess
    return try await office.payments.recordPayment(payment, actor: Self.actor)
  }

  func count(_ table: String) async throws -> Int64 {
    try await office.database.read { transaction in
      try transaction.first("SELECT COUNT(*) FROM \(table)") { try $0.integer(0) }
    } ?? 0
  }

  func events(_ name: String) async throws -> Int64 {
    try await office.database.read { transaction in
      try transaction.first(
        "SELECT COUNT(*) FROM published_events WHERE name = ?1", [name]
      ) { try $0.integer(0) }
    } ?? 0
  }
}

/// The refusal that a call ends in; a call that succeeds or fails otherwise is an issue.
func refusal(
  sourceLocation: SourceLocation = #_sourceLocation, of body: () async throws -> Void
) async -> Refusal? {
  do {
    try await body()
    Issue.record("the call was not refused", sourceLocation: sourceLocation)
  } catch let refusal as Refusal {
    return refusal
  } catch {
    Issue.record("another error: \(error)", sourceLocation: sourceLocation)
  }
  return nil
}

extension Refusal {
  /// `/pointer code`, in order.
  var marks: [String] { faults.map { "\($0.pointer) \($0.code)" } }
}
