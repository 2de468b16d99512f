import Credit
import DebtCollection
import TestKit
import Testing

@Suite("Contracts")
struct ContractTests {
  @Test(
    "Status and dates tell the same story", arguments: TestDatabase.available)
  func dates(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let person = try await office.people.createPerson(Registry.personChange)
      var change = ContractChange()
      change.person = person.id
      change.number = "2024/1"
      let contract = try await office.contracts.createContract(change)
      #expect(contract.kind == .telecom)
      #expect(contract.status == .active)
      let day = Registry.today.adding(days: -60)
      let cases: [(ContractStatus, CivilDate?, CivilDate?, [String])] = [
        (.suspended, nil, nil, ["/suspendedOn required"]),
        (.rescinded, day, nil, ["/rescindedOn required"]),
        (.active, nil, day, ["/status status-contradicts-date"]),
        (.rescinded, day, day.adding(days: -1), ["/rescindedOn invalid-date"]),
      ]
      for (status, suspended, rescinded, marks) in cases {
        var wrong = ContractChange()
        wrong.status = status
        wrong.suspendedOn = .some(suspended)
        wrong.rescindedOn = .some(rescinded)
        let no = await refusal { _ = try await office.contracts.updateContract(contract.id, wrong) }
        #expect(no?.marks == marks)
      }
      var right = ContractChange()
      right.status = .rescinded
      right.suspendedOn = .some(day)
      right.rescindedOn = .some(day.adding(days: 30))
      _ = try await office.contracts.updateContract(contract.id, right)
      let read = try await office.contracts.contract(contract.id)
      #expect(read.status == .rescinded)
      #expect(read.rescindedOn == day.adding(days: 30))
      #expect(read.number == "2024/1")
    }
  }

  @Test("Guarantors are other people that exist", arguments: TestDatabase.available)
  func guarantors(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let person = try await office.people.createPerson(Registry.personChange)
      var other = Registry.personChange
      other.document = "111.444.777-35"
      let guarantor = try await office.people.createPerson(other)
      var change = ContractChange()
      change.person = person.id
      change.number = "1"
      change.guarantors = [guarantor.id, guarantor.id]
      let contract = try await office.contracts.createContract(change)
      #expect(try await office.contracts.contract(contract.id).guarantors == [guarantor.id])
      change.guarantors = [person.id, ID(999_999)]
      let no = await refusal { _ = try await office.contracts.updateContract(contract.id, change) }
      #expect(no?.marks.sorted() == ["/guarantors/0 own-guarantor", "/guarantors/1 not-found"])
      #expect(try await office.contracts.contracts(of: guarantor.id, after: nil, limit: 9).isEmpty)
      let mine = try await office.contracts.contracts(of: person.id, after: nil, limit: 9)
      #expect(mine.map(\.guarantors) == [[guarantor.id]])
      var title = NewReceivable(
        person: person.id, number: "1", dueOn: Registry.today, amount: Cents(100))
      title.contract = contract.id
      _ = try await office.receivables.createReceivable(title)
      var moved = ContractChange()
      moved.person = guarantor.id
      moved.guarantors = []
      let stays = await refusal {
        _ = try await office.contracts.updateContract(contract.id, moved)
      }
      #expect(stays?.marks == ["/personId other-person"])
    }
  }
}
