import Credit
import SQLDatabase
import TestKit
import Testing
import Work
import World

@testable import DebtCollection

@Suite("The limit of each rule within one run")
struct RunLimitTests {
  @Test(
    "a rule's limit is its own, also after the run was taken up again",
    arguments: TestDatabase.available)
  func twoRules(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      _ = try await registry.titlesForTheRoutine(3)
      let integration = try #require(
        try await office.integrations.integrations(after: nil, limit: 1).first)
      let second = try await registry.branch(2)
      _ = try await office.branches.linkBranch(second.id, to: integration.id)
      var change = Registry.personChange
      change.document = CPF.fictitious(number: 77).bare
      change.branch = second.id
      let person = try await office.people.createPerson(change)
      for number in 1...3 {
        _ = try await registry.title(of: person.id, number: "F-\(number)")
      }
      var rule = CollectionRuleChange()
      rule.name = "Filial 2"
      rule.branch = second.id
      rule.daysToRun = 60
      rule.maximumPerRun = 2
      let own = try await office.collectionRules.createCollectionRule(rule)
      try await office.database.write { transaction in
        _ = try transaction.execute(
          "UPDATE collection_rules SET maximum_per_run = 2 WHERE branch_id IS NULL")
      }
      // A run of which a first process has listed one title by the branch's rule.
      let run = try await office.collections.startCollections(
        rule: nil, dryRun: false, on: nil, actor: Registry.actor)
      try await office.database.write { transaction in
        guard var report = try CollectionRunRows.find(run, in: transaction) else { return }
        report.listedByRule = [own.id: 1]
        try CollectionRunRows.keepListedByRule(of: report, in: transaction)
      }
      #expect(try await CollectionRunDuty(office: office).runDue())
      let done = try await office.collections.collectionRun(run)
      #expect(done.state == .finished)
      #expect(done.listed.count == 3 && done.leftOut.count == 3)
      let counts = try await office.database.read { transaction in
        try CollectionRunRows.listedByRule(of: run, in: transaction)
      }
      #expect(counts.values.sorted() == [2, 2])
      #expect(counts[own.id] == 2)
    }
  }
}
