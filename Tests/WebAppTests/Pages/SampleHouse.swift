import Credit
import DebtCollection
import SQLDatabase
import Sealing
import World

/// A house in which every table of the pages holds something: branch, integration with its lists,
/// people of all stages, titles, payments, listings, inquiries, runs, imports, keys, webhooks and
/// their deliveries, checks and lines of the access log.
struct SampleHouse: Sendable {
  static let cpf = "52998224725"
  static let formattedCPF = "529.982.247-25"
  static let cnpj = "11222333000181"

  let branch: ID<Branch>
  let integration: ID<Integration>
  let lead: ID<Person>
  let prospect: ID<Person>
  let customer: ID<Person>
  let contract: ID<Contract>
  let title: ID<Receivable>
  /// One that can be listed.
  let overdue: ID<Receivable>
  let payment: ID<Payment>
  let listing: ID<Listing>
  let rule: ID<CollectionRule>
  let user: ID<User>
  let key: ID<APIKey>
  let rows: SampleRows

  static func fill(_ site: TestSite) async throws -> SampleHouse {
    let office = site.office
    let (branch, integration) = try await connect(office)
    let lead = try await person(office, .lead, nil, "Lia Lead")
    let prospect = try await person(office, .prospect, "11144477735", "Pedro Prospecção")
    let customer = try await person(office, .customer, cpf, "Clara Cliente")
    var contract = ContractChange()
    contract.person = customer
    contract.number = "C-1"
    contract.kind = .other
    let made = try await office.contracts.createContract(contract)
    let today = office.world.clock.now().civilDate
    func title(_ number: String, _ days: Int) async throws -> ID<Receivable> {
      var new = NewReceivable(
        person: customer, number: number, dueOn: today.adding(days: -days),
        amount: Cents(12_990))
      new.contract = made.id
      new.branch = branch
      new.bankNumber = "900\(days)"
      return try await office.receivables.createReceivable(new).id
    }
    let listed = try await title("T-1", 100)
    let overdue = try await title("T-2", 90)
    let paid = try await title("T-3", 80)
    let listing = try await list(listed, office)
    let payment = try await office.payments.recordPayment(
      NewPayment(
        receivable: paid, amount: Cents(12_990), paidOn: today, availableOn: nil, origin: .page,
        signature: "assinatura"), actor: .system
    ).payment
    var rule = CollectionRuleChange()
    rule.name = "Regra"
    rule.listAutomatically = false
    let ruled = try await office.collectionRules.createCollectionRule(rule)
    _ = try await office.collections.runCollections(dryRun: true, actor: .system)
    let key = try await office.apiKeys.addAPIKey(name: "ERP", role: .collector, actor: .system).key
    let user = try await office.users.inviteUser(
      email: "nova@provedor.example", name: "Nova", role: .attendant, hasher: site.hasher,
      actor: .system, at: site.clock.now()
    ).user
    let rows = try await SampleRows.insert(
      office, customer: customer, branch: branch, integration: integration, listing: listing,
      title: overdue, payment: payment)
    return SampleHouse(
      branch: branch, integration: integration, lead: lead, prospect: prospect,
      customer: customer, contract: made.id, title: listed, overdue: overdue, payment: payment,
      listing: listing, rule: ruled.id, user: user.id, key: key.id, rows: rows)
  }

  private static func connect(_ office: Office) async throws -> (ID<Branch>, ID<Integration>) {
    var branch = BranchChange()
    branch.name = "Matriz"
    branch.document = cnpj
    branch.address = address
    branch.phone = "(41) 3333-0000"
    branch.email = "contato@provedor.example"
    branch.pixKey = "contato@provedor.example"
    let made = try await office.branches.createBranch(branch).id
    var integration = IntegrationChange()
    integration.name = "Crédito na medida"
    integration.provider = "credito-na-medida"
    integration.branch = made
    integration.baseURL = "https://bureau.example"
    integration.clientId = "client"
    integration.clientSecret = "secret"
    let connected = try await office.integrations.createIntegration(integration).id
    _ = try await office.branches.linkBranch(made, to: connected)
    try await office.database.write { transaction in
      for kind in ["restriction", "removal", "rejection", "notice-return"] {
        try transaction.execute(
          """
          INSERT INTO integration_codes (integration_id, kind, person, code, name, valid_from_on)
          VALUES (?1, ?2, 'any', '01', 'Serviço não pago', 0)
          """, [connected, kind])
      }
      try transaction.execute(
        """
        INSERT INTO integration_products (integration_id, code, name, person, price_cents, sections)
        VALUES (?1, 'basic', 'Básica', 'any', 250, '[]')
        """, [connected])
      try transaction.execute(
        """
        INSERT INTO integration_trials (integration_id, base_url, client_id, client_secret_sealed,
          begun_by, begun_at, products)
        VALUES (?1, 'https://bureau.example', 'client', ?2, 'user:ana@provedor.example', ?3,
          '[{"code":"basic","name":"Básica","person":"any","priceCents":250}]')
        """, [connected, [UInt8(1)], office.world.clock.now()])
      try transaction.execute(
        """
        UPDATE integrations SET codes_synced_at = 1, webhook_reference = 'w',
          token_state = 'valid', token_expires_at = 9000000000000000
        """)
    }
    return (made, connected)
  }

  private static let address = AddressChange(
    postalCode: "80010000", street: "Rua XV", number: "1", complement: "sala 2",
    district: "Centro", city: "Curitiba", state: "PR")

  private static func person(
    _ office: Office, _ stage: PersonStage, _ document: String?, _ name: String
  ) async throws -> ID<Person> {
    var change = PersonChange()
    change.stage = stage
    change.document = document
    change.name = name
    change.email = "\(stage)@pessoa.example"
    change.phone = "(41) 9999-0000"
    change.birthDate = CivilDate(year: 1_980, month: 2, day: 1)
    change.address = address
    change.externalCode = "ext-\(stage)"
    return try await office.people.createPerson(change).id
  }

  /// A listing that the bureau shows in inquiries.
  private static func list(
    _ title: ID<Receivable>, _ office: Office
  ) async throws -> ID<Listing> {
    let listings = try await office.listings.requestListings(
      of: [title], restrictionCode: "01", actor: .user("ana@provedor.example"))
    let listing = listings[0]
    let now = office.world.clock.now()
    try await office.database.write { transaction in
      _ = try office.listings.applyReport(
        reference: listing.reference,
        record: BureauRecord(
          reference: "B-1", version: 3, state: .visible, acceptedAt: now,
          noticeIssuedOn: now.civilDate, visibleFrom: now.civilDate, visibleAt: now),
        actor: .bureau, in: transaction)
    }
    return listing.id
  }
}
