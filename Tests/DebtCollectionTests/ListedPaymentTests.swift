import Credit
import DebtCollection
import SQLDatabase
import TestKit
import Testing

@Suite("Payment of a listed title by file")
struct ListedPaymentTests {
  /// Lists the title T1 and answers with its listing.
  private static func list(in test: TestOffice) async throws -> ID<Listing> {
    let office = test.office
    var branch = BranchChange()
    branch.name = "Matriz"
    branch.document = "11222333000181"
    branch.address = AddressChange(
      postalCode: "80010000", street: "Rua XV", number: "1", complement: "", district: "Centro",
      city: "Curitiba", state: "PR")
    let branchID = try await office.branches.createBranch(branch).id
    var integration = IntegrationChange()
    integration.name = "Bureau"
    integration.provider = "credito-na-medida"
    integration.baseURL = "http://127.0.0.1:1"
    integration.clientId = "client"
    integration.clientSecret = "secret"
    let integrationID = try await office.integrations.createIntegration(integration).id
    _ = try await office.branches.linkBranch(branchID, to: integrationID)
    var parameters = ParametersChange()
    parameters.usesCreditAnalysis = true
    parameters.requiresListingApproval = false
    _ = try await office.houseParameters.updateParameters(parameters)
    try await office.database.write { transaction in
      try transaction.execute(
        """
        INSERT INTO integration_codes (integration_id, kind, person, code, name, valid_from_on)
        VALUES (?1, 'restriction', 'any', '01', 'Serviço não pago', 0)
        """, [integrationID])
      return ()
    }
    let title = try await ImportFiles.title("T1", in: test).id
    let listings = try await office.listings.requestListings(
      of: [title], restrictionCode: "01", actor: .system)
    return listings[0].id
  }

  @Test(
    "Full payment takes the listing off in the same import", arguments: TestDatabase.available)
  func fullPayment(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.fill(test)
      _ = try await ImportFiles.run(
        .contracts, ImportFiles.contracts.replacing("telecom", with: "outro"), in: test)
      let listing = try await Self.list(in: test)
      let changed = try await ImportFiles.run(
        .receivables, ImportFiles.receivables.replacing("129,90", with: "139,90"), in: test)
      #expect(ImportFiles.counts(changed) == [0, 0, 1, 1])
      let faults = try await test.office.imports.importFaults(changed.id, after: nil, limit: 10)
      #expect(faults.map(\.code) == ["receivable-listed"])
      _ = try await ImportFiles.run(
        .payments, "titulo;valor;pago_em;disponivel_em\nT1;29,90;20/11/2026;23/11/2026\n",
        in: test)
      #expect(try await removal(of: listing, in: test) == nil)
      _ = try await ImportFiles.run(
        .payments, "titulo;valor;pago_em;disponivel_em\nT1;100,00;20/11/2026;23/11/2026\n",
        in: test)
      #expect(try await removal(of: listing, in: test) == "payment")
    }
  }

  private func removal(of listing: ID<Listing>, in test: TestOffice) async throws -> String? {
    try await test.office.database.read { transaction in
      try transaction.first(
        "SELECT removal_reason FROM listings WHERE id = ?1", [listing]
      ) { try $0.optionalText(0) } ?? nil
    }
  }
}
