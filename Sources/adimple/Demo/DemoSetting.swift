import BureauRegister
import BureauSite
import Credit
import DebtCollection
import Fictitious
import Foundation
import Logging
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
  /// Who moves the clock through the demo's past, and to where; nil where it begins without one.
  let past: (timekeeper: Timekeeper, end: Instant)?

  private static let document = FictitiousProvider.document
  private static let office = ParticipantOffice(
    postalCode: FictitiousProvider.office.postalCode, street: FictitiousProvider.office.street,
    number: FictitiousProvider.office.number, district: FictitiousProvider.office.district,
    city: FictitiousProvider.office.city, state: FictitiousProvider.office.state,
    contact: FictitiousProvider.contact)

  /// Sets the provider up at the first start and prints where everything is.
  func announce() async {
    do {
      let access = try await access()
      let text = """

        Adimple, demonstração
          lado do credor      \(creditorURL)
          birô de referência  \(bureauURL)
          console do birô     \(bureauURL)/console  \(bureau.consolePassword ?? "")
          entrar com          \(DemoAccess.email)  \(access.password)
          chave da API        \(access.apiKey)
          credor no birô      \(access.clientID)  \(access.clientSecret)
          (guardados em \(DemoAccess.path(in: dataFolder)))

        """
      FileHandle.standardOutput.write(Data(text.utf8))
    } catch {
      creditor.logger.error(
        "setting the demo up failed", metadata: ["error": "\(Failure.explaining(error))"])
    }
  }

  /// What was made at the first start, or all of it now.
  private func access() async throws -> DemoAccess {
    let office = creditor.office
    if let kept = try DemoAccess.read(from: dataFolder) {
      try await DemoDoors.open(office)
      return kept
    }
    guard try await office.branches.branches(after: nil, limit: 1).isEmpty else {
      throw Failure(
        "A demonstração em \(dataFolder) não foi montada até o fim; comece de novo com --fresh, ou "
          + "apague a pasta (make clean-demo).")
    }
    let credentials = try await bureau.bureau.register.addParticipant(
      name: FictitiousProvider.name, document: Self.document, office: Self.office)
    try await makeProvider(office, credentials)
    let login = try await Passwords.add(
      email: DemoAccess.email, role: .administrator, office: office)
    let key = try await office.apiKeys.addAPIKey(
      name: "demo", role: .administrator, days: APIKey.days.upperBound, actor: .commandLine,
      at: SystemClock().now())
    let access = DemoAccess(
      password: login.password, apiKey: key.secret, clientID: credentials.clientID,
      clientSecret: credentials.clientSecret)
    try access.keep(in: dataFolder)
    try await DemoDoors.open(office)
    return access
  }

  private func makeProvider(
    _ office: Office, _ credentials: ParticipantCredentials
  ) async throws {
    var branch = BranchChange()
    branch.name = FictitiousProvider.branchName
    branch.document = Self.document
    branch.address = AddressChange(
      postalCode: Self.office.postalCode, street: Self.office.street, number: Self.office.number,
      complement: "", district: Self.office.district, city: Self.office.city,
      state: Self.office.state)
    branch.phone = Self.office.contact
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
    if past != nil { try await listEveryNight(connected.id) }
    var rule = CollectionRuleChange()
    rule.name = "Atualizar cobranças"
    _ = try await office.collectionRules.createCollectionRule(rule)
    try await livePast()
    try await importBook(office)
  }

  /// A house with a past has its routine on; one without waits for a person to switch it on.
  private func listEveryNight(_ id: ID<Integration>) async throws {
    let integrations = creditor.office.integrations
    let natural = try await integrations.codes(of: id, kind: .restriction, person: .natural)
    let legal = try await integrations.codes(of: id, kind: .restriction, person: .legal)
    var change = IntegrationChange()
    change.isAutomatic = true
    change.restrictionCodeNatural = .some(natural.first?.code)
    change.restrictionCodeLegal = .some(legal.first?.code)
    _ = try await integrations.updateIntegration(id, change, actor: .commandLine)
  }

  /// The fictitious provider's people, contracts, titles and payments of today.
  private func importBook(_ office: Office) async throws {
    let book = FictitiousBook(
      seed: 1, people: Self.people, receivables: Self.people * 6,
      today: office.world.clock.now().civilDate, firstNumber: Self.firstNumber)
    try await DemoBook.take(book, from: dataFolder + "/book", into: office)
  }

  /// The months before today, where the demo was asked for them.
  private func livePast() async throws {
    guard let past, let clock = creditor.office.world.clock.virtual else { return }
    let progress = Progress()
    defer { progress.end() }
    try await DemoPast(
      office: creditor.office, register: bureau.bureau.register, timekeeper: past.timekeeper,
      clock: clock, folder: dataFolder + "/book"
    ).live(to: past.end) { progress.show("Seis meses de história: \($0) %") }
  }

  private static let people = 400
  /// Far from the numbers of `adimple fictitious`, whose book is imported beside this one.
  private static let firstNumber = 5_000_000
}
