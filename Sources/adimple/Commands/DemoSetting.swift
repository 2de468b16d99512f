import Credit
import DebtCollection
import Foundation
import Logging
import ReferenceBureau
import Sealing
import World

/// The fictitious provider of the demo: made once, then only announced.
struct DemoSetting: Sendable {
  let creditor: CreditorSide
  let bureau: BureauSide
  let bureauURL: String
  let creditorURL: String
  /// Absolute path.
  let dataFolder: String

  static let email = "demo@provedor.example"
  private static let document = "12ABC34501DE35"

  /// Sets the provider up at the first start and prints where everything is. Secrets are shown
  /// each time as new ones: the old are kept as hashes only.
  func announce() async {
    do {
      try await makeProvider()
      let key = try await creditor.office.addAPIKey(
        name: "demo", role: .administrator, actor: .commandLine)
      let password = try await login()
      let text = """

        Adimple, demonstração
          lado do credor      \(creditorURL)
          birô de referência  \(bureauURL)
          entrar com          \(Self.email)  \(password)
          chave da API        \(key.secret)

        """
      FileHandle.standardOutput.write(Data(text.utf8))
    } catch {
      creditor.logger.error("setting the demo up failed", metadata: ["error": "\(error)"])
    }
  }

  private func login() async throws -> String {
    do {
      return try await Passwords.add(
        email: Self.email, role: .administrator, office: creditor.office
      ).password
    } catch let refusal as Refusal where refusal.code == "email-taken" {
      return "(a senha mostrada na primeira vez)"
    }
  }

  private func makeProvider() async throws {
    let office = creditor.office
    guard try await office.branches(after: nil, limit: 1).isEmpty else { return }
    let credentials = try await bureau.bureau.register.addParticipant(
      name: "Provedor Exemplo Ltda", document: Self.document)
    var branch = BranchChange()
    branch.name = "Matriz"
    branch.document = Self.document
    branch.address = PostalAddress(
      postalCode: "80010000", street: "Rua das Flores", number: "100", complement: "",
      district: "Centro", city: "Curitiba", state: "PR")
    branch.phone = "(41) 3333-0000"
    let made = try await office.createBranch(branch)
    var integration = IntegrationChange()
    integration.name = "Crédito na medida"
    integration.provider = "credito-na-medida"
    integration.environment = .homologation
    integration.branch = made.id
    integration.baseURL = bureauURL
    integration.clientId = credentials.clientID
    integration.clientSecret = credentials.clientSecret
    let connected = try await office.createIntegration(integration)
    _ = try await office.linkBranch(made.id, to: connected.id)
    _ = try await office.syncCodes(of: connected.id)
    var rule = CollectionRuleChange()
    rule.name = "Atualizar cobranças"
    _ = try await office.createCollectionRule(rule)
    try await importBook(office)
  }

  /// The fictitious provider's people, contracts, titles and payments, through the same import
  /// that a creditor uses.
  private func importBook(_ office: Office) async throws {
    let folder = dataFolder + "/book"
    try FictitiousBook(
      seed: 1, people: Self.people, receivables: Self.people * 6,
      today: office.world.clock.now().civilDate
    ).write(into: folder)
    for kind in [ImportKind.people, .contracts, .receivables, .payments] {
      let id = try await office.startImport(
        kind: kind, contentPath: "\(folder)/\(kind.rawValue).csv", dryRun: false,
        actor: .commandLine)
      _ = try await office.continueImport(id)
    }
  }

  private static let people = 400
}
