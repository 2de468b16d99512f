import Credit
import SQLDatabase
import World

extension Integrations {
  /// Asks the bureau what a listing costs, with a debtor who does not exist: nobody's data is
  /// given away for a price. Nil where the bureau does not tell; what is known stays then.
  func listingFee(
    of id: ID<Integration>, _ access: BureauAccess, _ connector: any BureauConnector,
    codes: [BureauCode]
  ) async throws -> Cents? {
    let today = world.clock.now().civilDate
    let branch = try await database.read { transaction in
      try transaction.first(
        """
        SELECT document FROM branches
        ORDER BY CASE WHEN integration_id = ?1 THEN 0 ELSE 1 END, id LIMIT 1
        """, [id]
      ) { try $0.text(0) }
    }
    let code = codes.first { $0.kind == .restriction && $0.person != "legal" }
    guard let branch, let code else { return nil }
    let question = BureauInclusion(
      reference: "fee-\(id)", debtorDocument: CPF.fictitious(number: 1).bare,
      debtorName: "Pessoa Fictícia", birthDate: nil,
      address: PostalAddress(
        postalCode: "01001000", street: "Praça da Sé", number: "1", complement: "",
        district: "Sé", city: "São Paulo", state: "SP"),
      email: nil, phone: nil, creditorBranchDocument: branch, contractNumber: "1",
      restrictionCode: code.code, dueOn: today.adding(days: -90), amount: Cents(10_000))
    guard case .answered(let fee) = await connector.listingFee(access, for: question) else {
      return nil
    }
    return fee
  }
}
