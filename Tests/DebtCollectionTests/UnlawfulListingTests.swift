import Credit
import DebtCollection
import SQLDatabase
import TestKit
import Testing
import World

/// What makes a listing unlawful after it was made takes it off, or is refused.
@Suite("Listings that lose their ground")
struct UnlawfulListingTests {
  @Test(
    "a death that becomes known takes every listing of the person off and blocks new ones",
    arguments: TestDatabase.available)
  func death(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let listed = try await registry.listedTitle()
      let second = try await registry.title(of: listed.title.person, number: "DOC-2")
      let waiting = try await registry.office.listings.requestListings(
        of: [second.id], restrictionCode: "A1", actor: Registry.actor)[0]
      var change = PersonChange()
      change.deceasedOn = .some(Registry.today.adding(days: 1))
      let early = await refusal {
        _ = try await registry.office.people.updatePerson(
          listed.title.person, change, actor: Registry.actor)
      }
      #expect(early?.marks == ["/deceasedOn invalid-date"])
      change.deceasedOn = .some(Registry.today.adding(days: -9))
      _ = try await registry.office.people.updatePerson(
        listed.title.person, change, actor: Registry.actor)
      let asked = try await registry.office.listings.listing(listed.listing.id)
      #expect(asked.listing.state.word == .removalQueued)
      #expect(asked.listing.state.removal?.reason == .death)
      #expect(asked.timeline.last?.actor == Registry.actor.name)
      // What was not sent never leaves.
      let unsent = try await registry.listing(waiting.id)
      #expect(unsent.state.word == .removed && unsent.state.removal?.reason == .death)
      let refused = await refusal {
        _ = try await registry.office.listings.requestListings(
          of: [second.id], restrictionCode: "A1", actor: Registry.actor)
      }
      #expect(refused?.marks.contains("/receivableIds/0 deceased") == true)
      // Saying it again asks for nothing again.
      _ = try await registry.office.people.updatePerson(
        listed.title.person, change, actor: Registry.actor)
      #expect(try await registry.events("listing.removal-requested") == 1)
    }
  }

  @Test(
    "a telecom contract that is not rescinded any more takes its listings off",
    arguments: TestDatabase.available, [CreditorSize.small, .micro])
  func reopenedContract(_ engine: TestDatabase, _ size: CreditorSize) async throws {
    try await Registry.with(engine) { registry in
      var parameters = ParametersChange()
      parameters.creditorSize = size
      _ = try await registry.office.houseParameters.updateParameters(parameters)
      let listed = try await registry.listedTitle()
      var contract = ContractChange()
      contract.person = listed.title.person
      contract.number = "K-1"
      contract.kind = .telecom
      contract.status = .rescinded
      contract.rescindedOn = .some(Registry.today.adding(days: -40))
      let made = try await registry.office.contracts.createContract(contract)
      try await registry.office.database.write { transaction in
        try transaction.execute(
          "UPDATE receivables SET contract_id = ?2 WHERE id = ?1", [listed.title.id, made.id])
        return ()
      }
      var number = ContractChange()
      number.number = "K-2"
      _ = try await registry.office.contracts.updateContract(made.id, number, actor: Registry.actor)
      #expect(try await registry.listing(listed.listing.id).state.word == .active)
      var reopened = ContractChange()
      reopened.status = .active
      reopened.rescindedOn = .some(nil)
      _ = try await registry.office.contracts.updateContract(
        made.id, reopened, actor: Registry.actor)
      let after = try await registry.listing(listed.listing.id)
      #expect(after.state.word == (size == .micro ? .active : .removalQueued))
      #expect(after.state.removal?.reason == (size == .micro ? nil : .correction))
    }
  }

  @Test(
    "a file does not change the document of a person who is listed",
    arguments: TestDatabase.available)
  func documentByFile(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.fill(test)
      let listed = try await ImportFiles.title("T1", in: test).id
      let title = try await test.office.receivables.receivable(listed)
      _ = try await test.office.database.write { transaction in
        try transaction.execute(
          "UPDATE receivables SET live_listing_id = 1 WHERE id = ?1", [title.id])
      }
      let before = try await test.office.people.person(title.person)
      let other = CPF.fictitious(number: 77_777).bare
      let line = ImportFiles.people.split(separator: "\n").map(String.init)
      let code = try #require(before.externalCode)
      let index = try #require(line.firstIndex { $0.hasPrefix(code + ";") })
      var fields = line[index].components(";")
      fields[3] = other
      let file = line[0] + "\n" + fields.joined(separator: ";") + "\n"
      let report = try await ImportFiles.run(.people, file, in: test)
      #expect(report.refused == 1)
      let faults = try await test.office.imports.importFaults(report.id, after: nil, limit: 10)
      #expect(faults.map(\.code) == ["person-listed"])
      #expect(
        try await test.office.people.person(title.person).documentMasked == before.documentMasked)
    }
  }

  @Test(
    "a payment's days are possible ones, and too much settles the title only",
    arguments: TestDatabase.available)
  func daysOfPayments(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let listed = try await registry.listedTitle()
      let limit = Payments.availabilityLimitDays
      for (paid, available, mark) in [
        (1, 1, "/paidOn invalid-date"), (0, -1, "/availableOn invalid-date"),
        (0, limit + 1, "/availableOn invalid-date"),
      ] {
        let refused = await refusal {
          _ = try await registry.office.payments.recordPayment(
            NewPayment(
              receivable: listed.title.id, amount: Cents(10_000),
              paidOn: Registry.today.adding(days: paid),
              availableOn: Registry.today.adding(days: available), origin: .api),
            actor: Registry.actor)
        }
        #expect(refused?.marks == [mark])
      }
      let paid = try await registry.pay(listed.title.id, 999_999)
      #expect(paid.open == .zero && paid.removal == listed.listing.id)
    }
  }
}

extension String {
  fileprivate func components(_ separator: Character) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
