import BureauRegister
import BureauSite
package import Credit
package import DebtCollection
import Fictitious

/// The creditor of a rehearsal as a person sets it up.
package struct CreditorSetting: Sendable {
  package let branch: ID<Branch>
  package let integration: ID<Integration>
  package let rule: ID<CollectionRule>
}

extension Rehearsal {
  package static let branchDocument = FictitiousProvider.document

  /// Branch, integration with its codes and "Incluir/Remover automaticamente", and the rule of 60
  /// days, in the order of the manual.
  package func setUp() async throws -> CreditorSetting {
    var parameters = ParametersChange()
    parameters.usesCreditAnalysis = true
    parameters.creditorSize = .small
    _ = try await office.houseParameters.updateParameters(parameters)
    let place = FictitiousProvider.office
    let credentials = try await bureau.register.addParticipant(
      name: FictitiousProvider.name, document: Self.branchDocument,
      office: ParticipantOffice(
        postalCode: place.postalCode, street: place.street, number: place.number,
        district: place.district, city: place.city, state: place.state,
        contact: FictitiousProvider.contact))
    var branch = BranchChange()
    branch.name = FictitiousProvider.branchName
    branch.document = Self.branchDocument
    branch.address = AddressChange(
      postalCode: place.postalCode, street: place.street, number: place.number, complement: "",
      district: place.district, city: place.city, state: place.state)
    let made = try await office.branches.createBranch(branch)
    var integration = IntegrationChange()
    integration.name = FictitiousProvider.integrationName
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
