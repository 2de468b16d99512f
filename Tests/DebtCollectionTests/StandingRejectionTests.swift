import Credit
import DebtCollection
import TestKit
import Testing
import World

/// What the bureau refused is not asked for again every night.
@Suite struct StandingRejectionTests {
  private static let rejection = Rejection(code: "debtor-name", detail: "O nome não confere.")

  private func decision(
    _ registry: Registry, of title: ID<Receivable>
  ) async throws -> CollectionDecision {
    let run = try await registry.office.collections.runCollections(dryRun: false, actor: .routine)
    let page = try await registry.office.collections.collectionDecisions(
      of: run.id, outcome: nil, after: nil, limit: 10)
    return try #require(page.first { $0.receivable == title })
  }

  /// A title that the routine may list, and the rule that does it.
  private func automaticTitle(in registry: Registry) async throws -> ReceivableRow {
    let integration = try await registry.office.integrations.createIntegration(
      Registry.integrationChange)
    _ = try await registry.office.branches.linkBranch(registry.branch().id, to: integration.id)
    _ = try await registry.office.integrations.syncCodes(of: integration.id)
    var automatic = IntegrationChange()
    automatic.isAutomatic = true
    automatic.restrictionCodeNatural = "A1"
    automatic.restrictionCodeLegal = "A2"
    _ = try await registry.office.integrations.updateIntegration(integration.id, automatic)
    var rule = CollectionRuleChange()
    rule.name = "Atualizar cobranças"
    _ = try await registry.office.collectionRules.createCollectionRule(rule)
    return try await registry.title(
      of: registry.office.people.createPerson(Registry.personChange).id)
  }

  /// A title of the routine that the bureau refused; the integration is automatic.
  private func refusedTitle(in registry: Registry) async throws -> ReceivableRow {
    let listed = try await automaticTitle(in: registry)
    #expect(try await decision(registry, of: listed.id).outcome == .listed)
    registry.bureau.rest.answer(
      inclusion: .refused(
        BureauRefusal(
          status: 422, code: "rejected", detail: "Recusada.", rejections: [Self.rejection])))
    let duty = TransmissionDuty(office: registry.office, worker: "test")
    #expect(try await duty.runDue())
    return listed
  }

  @Test(arguments: TestDatabase.available)
  func theRoutineLeavesItOutUntilSomethingChanges(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let title = try await refusedTitle(in: registry)
      registry.clock.move(to: Registry.today.adding(days: 1).at(hour: 5))
      for _ in 0..<2 {
        let again = try await decision(registry, of: title.id)
        #expect(again.outcome == .leftOut)
        #expect(again.reasons.map(\.code) == ["rejected-by-bureau"])
      }
      var change = PersonChange()
      change.name = "José da Conceição Júnior"
      _ = try await registry.office.people.updatePerson(title.person, change, actor: Registry.actor)
      #expect(try await decision(registry, of: title.id).outcome == .listed)
    }
  }

  @Test(arguments: TestDatabase.available)
  func aPersonMayAskAgainAtOnce(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let title = try await refusedTitle(in: registry)
      let listings = try await registry.office.listings.requestListings(
        of: [title.id], restrictionCode: "A1", actor: Registry.actor)
      #expect(listings.map(\.state.word) == [.queued])
    }
  }
}
