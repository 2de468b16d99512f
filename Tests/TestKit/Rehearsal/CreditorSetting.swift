import BureauRegister
import BureauSite
package import Credit
package import DebtCollection

/// The creditor of a rehearsal as a person sets it up.
package struct CreditorSetting: Sendable {
  package let branch: ID<Branch>
  package let integration: ID<Integration>
  package let rule: ID<CollectionRule>
}

extension Rehearsal {
  package static let branchDocument = "12ABC34501DE35"

  /// Branch, integration with its codes and "Incluir/Remover automaticamente", and the rule of 60
  /// days, in the order of the manual.
  package func setUp() async throws -> CreditorSetting {
    var parameters = ParametersChange()
    parameters.usesCreditAnalysis = true
    parameters.creditorSize = .small
    _ = try await office.houseParameters.updateParameters(parameters)
    let credentials = try await bureau.register.addParticipant(
      name: "Provedor Exemplo Ltda", document: Self.branchDocument,
      office: ParticipantOffice(
        postalCode: "80010000", street: "Rua das Flores", number: "100", district: "Centro",
        city: "Curitiba", state: "PR", contact: "(41) 3333-0000"))
    var branch = BranchChange()
    branch.name = "Matriz"
    branch.document = Self.branchDocument
    branch.address = AddressChange(
      postalCode: "80010000", street: "Rua das Flores", number: "100", complement: "",
      district: "Centro", city: "Curitiba", state: "PR")
    let made = try await office.branches.createBranch(branch)
    var integration = IntegrationChange()
    integration.name = "Crédito na medida"
    integration.provider = "credito-na-medida"
    integration.environment = .homologation
    integration.branch = made.id
    integration.baseURL = bureauURL
    integration.clientId = credentials.clientID
    integration.clientSecret = credentials.clientSecret
    let connected = try await office.integrations.createIntegration(integration)
    _ = try await office.branches.linkBranch(made.id, to: connected.id)
    _ = try await office.integrations.syncCodes(of: connected.id)
    var automatic = IntegrationChange()
    automatic.isAutomatic = true
    automatic.restrictionCodeNatural = "internet"
    automatic.restrictionCodeLegal = "trade-bill"
    _ = try await office.integrations.updateIntegration(connected.id, automatic)
    var rule = CollectionRuleChange()
    rule.name = "Atualizar cobranças"
    rule.daysToRun = 60
    let ruled = try await office.collectionRules.createCollectionRule(rule)
    return CreditorSetting(branch: made.id, integration: connected.id, rule: ruled.id)
  }

  /// Imports a file to the end.
  package func importFile(_ kind: ImportKind, _ bytes: [UInt8]) async throws -> ImportReport {
    let path = try file("\(kind.rawValue)-\(bytes.count).txt", bytes)
    let id = try await office.imports.startImport(
      kind: kind, contentPath: path, dryRun: false, actor: .commandLine)
    return try await office.imports.continueImport(id)
  }
}
