import Credit
import DebtCollection
import TestKit
import Testing

@Suite("The queue of approvals")
struct ApprovalQueueTests {
  @Test(
    "Several are decided together, each by somebody who did not ask for it",
    arguments: TestDatabase.available)
  func decide(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let integration = try await office.integrations.createIntegration(Registry.integrationChange)
      _ = try await office.integrations.syncCodes(of: integration.id)
      _ = try await office.branches.linkBranch(registry.branch().id, to: integration.id)
      var change = ParametersChange()
      change.requiresListingApproval = true
      _ = try await office.houseParameters.updateParameters(change)
      let person = try await office.people.createPerson(Registry.personChange)
      let second = Actor.user("bruno@provedor.example")
      var ids: [ID<Listing>] = []
      for (number, actor) in [("1", Registry.actor), ("2", second), ("3", Registry.actor)] {
        let title = try await registry.title(of: person.id, number: number)
        ids += try await office.listings.requestListings(
          of: [title.id], restrictionCode: "A1", actor: actor
        ).map(\.id)
      }
      let queue = try await office.approvals.approvalQueue(after: nil, limit: 10)
      #expect(queue.map(\.listing.id) == ids)
      #expect(queue.map(\.requestedBy) == [Registry.actor.name, second.name, Registry.actor.name])
      #expect(try await office.approvals.approvalQueue(after: ids[1], limit: 10).count == 1)

      let results = try await office.approvals.decideApprovals(
        of: Array(ids.prefix(2)), approve: true, note: nil, actor: second)
      #expect(results.map { $0.problem == nil } == [true, false])
      #expect(try await registry.listing(ids[0]).state.word == .queued)
      #expect(try await registry.listing(ids[1]).state.word == .awaitingApproval)

      // Turning a request down needs no second person.
      _ = try await office.approvals.decideApprovals(
        of: [ids[2]], approve: false, note: "engano", actor: Registry.actor)
      #expect(try await registry.listing(ids[2]).state.word == .declined)
      #expect(try await office.approvals.approvalEntries(ids).map(\.listing.id) == [ids[1]])
    }
  }
}
