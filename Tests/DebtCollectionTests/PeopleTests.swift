import Credit
import DebtCollection
import Refusals
import SQLDatabase
import Sealing
import TestKit
import Testing

@Suite("People")
struct PeopleTests {
  @Test("A document is nowhere in the clear and is found again", arguments: TestDatabase.available)
  func document(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let person = try await office.people.createPerson(Registry.personChange)
      #expect(person.kind == .natural)
      #expect(person.documentMasked == "529.***.***-25")
      let row = try await office.database.read { transaction in
        try transaction.first(
          "SELECT document_index, document_sealed, has_postal_address FROM people"
        ) { (index: try $0.bytes(0), sealed: try $0.bytes(1), reachable: try $0.bool(2)) }
      }
      let stored = try #require(row)
      #expect(stored.reachable)
      for bytes in [stored.index, stored.sealed] {
        #expect(!String(decoding: bytes, as: UTF8.self).contains("52998224725"))
      }
      var filter = PersonFilter()
      for text in ["52998224725", "529.982.247-25"] {
        filter.document = text
        #expect(
          try await office.people.people(filter, after: nil, limit: 9).map(\.id) == [person.id])
      }
      filter.document = "111.444.777-35"
      #expect(try await office.people.people(filter, after: nil, limit: 9).isEmpty)
      let opened = try await office.people.openDocument(of: person.id, actor: Registry.actor)
      #expect(opened?.bare == "52998224725")
      let logged = try await office.database.read { transaction in
        try transaction.query(
          "SELECT actor, subject FROM access_log WHERE document_index IS NOT NULL"
        ) {
          "\(try $0.text(0)) \(try $0.text(1))"
        }
      }
      #expect(logged == ["\(Registry.actor.name) \(person.id)"])
    }
  }

  @Test("The address is complete when a letter can reach it", arguments: TestDatabase.available)
  func address(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      var change = Registry.personChange
      change.address?.city = ""
      let person = try await office.people.createPerson(change)
      #expect(!person.address.isComplete)
      var mended = PersonChange()
      mended.address = AddressChange(Registry.address)
      #expect(try await office.people.updatePerson(person.id, mended).address.isComplete)
      let reachable = try await office.database.read { transaction in
        try transaction.first("SELECT has_postal_address FROM people") { try $0.bool(0) }
      }
      #expect(reachable == true)
      #expect(try await office.people.person(person.id).documentMasked == "529.***.***-25")
    }
  }

  @Test("Every fault of a person at once", arguments: TestDatabase.available)
  func faults(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      var change = PersonChange()
      change.stage = .prospect
      change.email = "sem arroba"
      change.birthDate = Registry.today.adding(days: 1)
      change.address = AddressChange(
        postalCode: "123", street: "", number: "", complement: "", district: "", city: "",
        state: "XX")
      change.branch = ID<Branch>(1)
      let no = await refusal { _ = try await office.people.createPerson(change) }
      #expect(
        no?.marks == [
          "/name required", "/email invalid-email", "/birthDate invalid-date",
          "/address/postalCode invalid-postal-code", "/address/state invalid-state",
          "/document required", "/branchId not-found",
        ])
      _ = try await office.people.createPerson(Registry.personChange)
      let twin = await refusal { _ = try await office.people.createPerson(Registry.personChange) }
      #expect(twin?.marks == ["/document document-taken"])
      var company = Registry.personChange
      company.kind = .legal
      company.document = "111.444.777-35"
      let kind = await refusal { _ = try await office.people.createPerson(company) }
      #expect(kind?.marks == ["/document document-kind-mismatch"])
    }
  }

  @Test("A name has up to 200 letters, in any script", arguments: TestDatabase.available)
  func longNames(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      for letter in ["W", "ç", "ש", "\u{0301}", "\u{1D400}"] {
        var lead = PersonChange()
        lead.name = "A" + String(repeating: letter, count: People.personNameLimit - 1)
        let made = try await registry.office.people.createPerson(lead)
        #expect(made.name == lead.name)
        lead.name = "A" + String(repeating: letter, count: People.personNameLimit)
        let no = await refusal { _ = try await registry.office.people.createPerson(lead) }
        #expect(no?.marks == ["/name too-long"])
      }
    }
  }

  @Test(
    "Names are found by their beginning, without case and accents",
    arguments: TestDatabase.available)
  func names(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      var ids: [String: ID<Person>] = [:]
      for name in ["José da Conceição", "Josefina Prado", "JOSE ALVES", "João Dias"] {
        var lead = PersonChange()
        lead.name = name
        ids[name] = try await office.people.createPerson(lead).id
      }
      var filter = PersonFilter()
      filter.namePrefix = "josé"
      let found = try await office.people.people(filter, after: nil, limit: 9).map(\.name)
      #expect(found == ["José da Conceição", "Josefina Prado", "JOSE ALVES"])
      filter.namePrefix = "jose "
      let exact = try await office.people.people(filter, after: nil, limit: 9).map(\.name)
      #expect(exact == ["José da Conceição", "JOSE ALVES"])
      let rest = try await office.people.people(
        filter, after: ids["José da Conceição"], limit: 1)
      #expect(rest.map(\.name) == ["JOSE ALVES"])
      filter.stage = .customer
      #expect(try await office.people.people(filter, after: nil, limit: 9).isEmpty)
    }
  }

  @Test(
    "manual-checklist 32: inquiries follow from lead to prospecção to cliente",
    arguments: TestDatabase.available)
  func conversion(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let integration = try await office.integrations.createIntegration(Registry.integrationChange)
      // Asked about the document before anybody was registered, and again beside the register.
      try await inquire(registry, integration.id)
      var lead = Registry.personChange
      lead.stage = .lead
      let person = try await office.people.createPerson(lead)
      #expect(try await inquiries(of: person.id, registry) == 1)
      try await inquire(registry, integration.id)
      #expect(try await office.people.convertPerson(person.id, to: .prospect).stage == .prospect)
      #expect(try await inquiries(of: person.id, registry) == 2)
      #expect(try await office.people.convertPerson(person.id, to: .customer).stage == .customer)
      #expect(try await inquiries(of: person.id, registry) == 2)
      let back = await refusal { _ = try await office.people.convertPerson(person.id, to: .lead) }
      #expect(back?.code == "conversion-not-possible")
    }
  }

  @Test("A lead without document cannot be converted", arguments: TestDatabase.available)
  func nameless(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      var lead = PersonChange()
      lead.name = "Maria"
      let person = try await registry.office.people.createPerson(lead)
      let no = await refusal {
        _ = try await registry.office.people.convertPerson(person.id, to: .prospect)
      }
      #expect(no?.code == "document-required")
      #expect(try await registry.office.people.person(person.id).stage == .lead)
    }
  }

  @Test("The document of a listed person does not change", arguments: TestDatabase.available)
  func listed(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let (title, listing) = try await registry.listedTitle()
      var change = PersonChange()
      change.document = "111.444.777-35"
      let no = await refusal { _ = try await office.people.updatePerson(title.person, change) }
      #expect(no?.marks == ["/document person-listed"])
      // The same document, and everything else, may be sent.
      var same = Registry.personChange
      same.name = "José Conceição"
      #expect(try await office.people.updatePerson(title.person, same).name == "José Conceição")
      _ = try await office.removals.removeListings(
        [listing.id], reason: .correction, actor: Registry.actor)
      try await registry.report(listing, .removed, version: 4)
      #expect(
        try await office.people.updatePerson(title.person, change).documentMasked
          == "111.***.***-35")
    }
  }

  private func inquire(_ registry: Registry, _ integration: ID<Integration>) async throws {
    let index = registry.office.documents.value(forBare: "52998224725")
    try await registry.office.database.write { transaction in
      _ = try transaction.execute(
        """
        INSERT INTO inquiries (id, document_index, document_sealed, document_masked,
          integration_id, product, purpose, state, outcome, cost_cents, requested_by,
          requested_at)
        VALUES (?1, ?2, ?3, '529.***.***-25', ?4, 'P1', 'credit-granting', 'completed', 'clean',
          390, 'test', 0)
        """, [try transaction.nextIdentifier(), index, [UInt8](), integration])
    }
  }

  private func inquiries(of person: ID<Person>, _ registry: Registry) async throws -> Int64? {
    try await registry.office.database.read { transaction in
      try transaction.first("SELECT COUNT(*) FROM inquiries WHERE person_id = ?1", [person]) {
        try $0.integer(0)
      }
    }
  }
}
