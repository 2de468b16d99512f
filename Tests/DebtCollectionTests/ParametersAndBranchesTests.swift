import Credit
import DebtCollection
import TestKit
import Testing

@Suite("Parameters and branches")
struct ParametersAndBranchesTests {
  @Test(
    "manual-checklist 24-26: the general switch goes off without touching anything else",
    arguments: TestDatabase.available)
  func generalSwitch(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let before = try await registry.office.houseParameters.parameters()
      #expect(before.usesCreditAnalysis)
      var change = ParametersChange()
      change.usesCreditAnalysis = false
      let after = try await registry.office.houseParameters.updateParameters(change)
      var expected = before
      expected.usesCreditAnalysis = false
      #expect(after == expected)
      #expect(try await registry.office.houseParameters.parameters() == expected)
    }
  }

  @Test("All faults of the parameters at once, and none is kept", arguments: TestDatabase.available)
  func faults(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let before = try await registry.office.houseParameters.parameters()
      var change = ParametersChange()
      change.inquiryIntervalDays = 366
      change.minimumListing = Cents(-1)
      change.alarmBusinessDays = 6
      change.creditorSize = .large
      let no = await refusal {
        _ = try await registry.office.houseParameters.updateParameters(change)
      }
      #expect(
        no?.marks == [
          "/inquiryIntervalDays out-of-range", "/minimumListingCents out-of-range",
          "/alarmBusinessDays out-of-range",
        ])
      #expect(try await registry.office.houseParameters.parameters() == before)
    }
  }

  @Test(
    "manual-checklist 23: an integration is linked to a branch and taken off again",
    arguments: TestDatabase.available)
  func link(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let branch = try await registry.branch()
      #expect(branch.address.state == "PR")
      #expect(branch.address.postalCode == "80010000")
      let integration = try await office.integrations.createIntegration(Registry.integrationChange)
      #expect(
        try await office.branches.linkBranch(branch.id, to: integration.id).integration
          == integration.id)
      #expect(try await office.branches.branch(branch.id).integration == integration.id)
      let no = await refusal { _ = try await office.branches.linkBranch(branch.id, to: ID(1)) }
      #expect(no?.marks == ["/integrationId not-found"])
      #expect(try await office.branches.linkBranch(branch.id, to: nil).integration == nil)
    }
  }

  @Test(
    "Branches are refused with every fault and listed by key", arguments: TestDatabase.available)
  func branches(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let ids = [
        try await registry.branch(1).id, try await registry.branch(2).id,
        try await registry.branch(3).id,
      ]
      #expect(
        try await office.branches.branches(after: nil, limit: 2).map(\.id) == Array(ids[..<2]))
      #expect(try await office.branches.branches(after: ids[1], limit: 2).map(\.id) == [ids[2]])
      let nothing = await refusal { _ = try await office.branches.createBranch(BranchChange()) }
      #expect(nothing?.marks == ["/document required", "/name required", "/state required"])
      var twin = BranchChange()
      twin.name = "Outra"
      twin.document = CNPJ.fictitious(number: 1).bare
      twin.address = AddressChange(Registry.address)
      let taken = await refusal { _ = try await office.branches.createBranch(twin) }
      #expect(taken?.marks == ["/document document-taken"])
      var moved = BranchChange()
      moved.address = AddressChange(city: "Campinas", state: "sp")
      let address = try await office.branches.updateBranch(ids[0], moved).address
      #expect(address.city == "Campinas" && address.state == "SP")
      #expect(address.street == Registry.address.street)
      var keyed = BranchChange()
      keyed.pixKey = .some("abc")
      keyed.name = " "
      let wrong = await refusal { [keyed] in
        _ = try await office.branches.updateBranch(ids[0], keyed)
      }
      #expect(wrong?.marks == ["/pixKey pix-key-invalid", "/name required"])
      keyed.name = nil
      keyed.pixKey = .some("+55 41 99999-8888")
      #expect(try await office.branches.updateBranch(ids[0], keyed).pixKey == "+5541999998888")
      keyed.pixKey = .some(nil)
      #expect(try await office.branches.updateBranch(ids[0], keyed).pixKey == nil)
      // What a rehearsal says is true, and nothing of it stays.
      moved.name = "Outra cidade"
      #expect(
        try await office.rehearsal.branches.updateBranch(ids[0], moved).name == "Outra cidade")
      #expect(try await office.branches.branch(ids[0]).name != "Outra cidade")
      #expect(try await registry.count("branches") == 3)
    }
  }
}
