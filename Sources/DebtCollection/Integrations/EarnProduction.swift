package import Credit
import Refusals
import SQLDatabase
import Sealing
import World

extension Integrations {
  /// What was proved so far; nil where nobody has begun, or where its time is over.
  package func trial(of id: ID<Integration>) async throws -> ProductionTrial? {
    _ = try await integration(id)
    let now = world.clock.now()
    let found = try await database.read { try TrialRows.find(id, in: $0) }
    return found.flatMap { now < $0.endsAt ? $0 : nil }
  }

  /// Step 1: address and secret, typed again, and a connection with them. What the bureau offers
  /// there comes back, so that the price of the inquiry is known before it is made.
  package func beginTrial(
    of id: ID<Integration>, _ entry: ProductionEntry, actor: Actor
  ) async throws -> ProductionTrial {
    let now = world.clock.now()
    let before = try await integration(id)
    var next = before
    next.environment = .production
    if let address = entry.baseURL { next.baseURL = Self.bureauAddress(address) }
    if let clientId = entry.clientId { next.clientId = clientId }
    let wanted = next
    var faults = try await database.read {
      try self.checkNothingLive(wanted, before: before, in: $0)
      return try self.faults(of: wanted, provider: wanted.provider, in: $0)
    }
    if entry.clientSecret.isEmpty {
      faults.add("/clientSecret", "required", "Digite o Client_secret outra vez.")
    }
    try faults.throwIfAny()
    let (access, connector) = try await reach(wanted, secret: entry.clientSecret)
    _ = try Self.value(await connector.test(access))
    let products = try Self.value(await connector.products(access))
    let trial = ProductionTrial(
      integration: id, baseURL: wanted.baseURL, clientId: wanted.clientId, begunBy: actor.name,
      begunAt: now, products: products, inquiry: nil, numbers: nil)
    let sealed = sealer.seal(entry.clientSecret, place: TrialRows.secretPlace(id))
    try await database.write { transaction in
      try TrialRows.begin(trial, sealedSecret: sealed, in: transaction)
      try office.accessRecords.logChange(
        actor, "integration.trial-begun", subject: id.description, from: before, to: wanted,
        secrets: ["clientSecret"], in: transaction)
    }
    return trial
  }

  /// Step 2: an inquiry there, of a document that the person chooses. It costs what the product
  /// costs; only a whole answer on a known document is a good one.
  package func inquireTrial(
    of id: ID<Integration>, document text: String, product: String, actor: Actor
  ) async throws -> ProductionTrial {
    let trial = try await begunTrial(of: id)
    let document: Document
    do throws(DocumentError) {
      document = try Document.parse(text)
    } catch {
      throw Refusal.invalid([
        Refusal.Fault(pointer: "/document", code: error.code, detail: error.message)
      ])
    }
    let offer = try Self.offer(product, for: document, of: trial)
    let secret = try await trialSecret(of: id)
    var row = try await integration(id)
    (row.environment, row.baseURL, row.clientId) = (.production, trial.baseURL, trial.clientId)
    let (access, connector) = try await reach(row, secret: secret)
    let question = BureauInquiry(
      document: document.bare, product: product,
      purpose: InquiryPurpose.registrationUpdate.rawValue,
      reference: trialReference(trial, document, product))
    let report = try Self.value(await connector.inquire(access, question))
    let inquiry = ProductionTrial.Inquiry(
      at: world.clock.now(), document: document.masked, product: product,
      restricted: report.restricted, cost: offer.price)
    let isGood = !report.partial
    try await database.write { transaction in
      let index = documents.value(forBare: document.bare)
      try office.accessRecords.logAccess(
        actor, "integration.trial-inquired", subject: id.description, documentIndex: index,
        purpose: question.purpose,
        changes: [
          AccessChange("document", old: nil, new: document.masked),
          AccessChange("product", old: nil, new: product),
          AccessChange("costCents", old: nil, new: String(offer.price.amount)),
        ], in: transaction)
      guard isGood else { return }
      guard try TrialRows.keep(inquiry, of: trial, in: transaction) else {
        throw Self.anotherTrial
      }
    }
    guard isGood else {
      throw Refusal(
        .conflict, code: "production-inquiry-partial",
        detail: "O birô respondeu, mas uma das fontes estava fora do ar; a consulta foi cobrada e "
          + "não prova a conexão inteira. Tente de novo mais tarde.")
    }
    return try await begunTrial(of: id)
  }

  /// Step 3: the routine rehearsed as it would run today, every rule of it.
  package func rehearseTrial(
    of id: ID<Integration>, actor: Actor
  ) async throws -> ProductionTrial {
    let trial = try await begunTrial(of: id)
    guard trial.inquiry != nil else { throw Self.missing(.inquiry) }
    let numbers = try await rehearsedNumbers(actor)
    try await database.write { transaction in
      guard try TrialRows.keep(numbers, of: trial, in: transaction) else {
        throw Self.anotherTrial
      }
      try office.accessRecords.logAccess(
        actor, "integration.trial-rehearsed", subject: id.description,
        changes: [
          AccessChange("listed", old: nil, new: String(numbers.listed)),
          AccessChange("listedCents", old: nil, new: String(numbers.listedAmount.amount)),
          AccessChange("removed", old: nil, new: String(numbers.removed)),
          AccessChange("costCents", old: nil, new: String(numbers.cost.amount)),
        ], in: transaction)
    }
    return try await begunTrial(of: id)
  }

  /// Step 4: one confirmation, and the integration is what was proved.
  package func confirmTrial(
    of id: ID<Integration>, actor: Actor
  ) async throws -> IntegrationRow {
    let now = world.clock.now()
    return try await database.write { transaction in
      guard let before = try IntegrationRows.find(id, in: transaction) else {
        throw Refusal.notFound("Integração")
      }
      guard let trial = try TrialRows.find(id, in: transaction), now < trial.endsAt,
        let sealed = try TrialRows.sealedSecret(of: id, in: transaction)
      else { throw Self.missing(.credentials) }
      guard trial.next == .confirmation else { throw Self.missing(trial.next) }
      let secret = try sealer.openText(sealed, place: TrialRows.secretPlace(id))
      var next = before
      (next.environment, next.baseURL, next.clientId) = (
        .production, trial.baseURL, trial.clientId
      )
      try checkNothingLive(next, before: before, in: transaction)
      try IntegrationRows.update(next, at: now, in: transaction)
      try keepCredentials(secret, of: next, before: before, in: transaction)
      try TrialRows.delete(id, in: transaction)
      try office.accessRecords.logChange(
        actor, "integration.production-confirmed", subject: id.description, from: before,
        to: next, secrets: ["clientSecret"], in: transaction)
      return try IntegrationRows.find(id, in: transaction) ?? next
    }
  }

  /// Gives it up; the integration stays as it is.
  package func cancelTrial(of id: ID<Integration>, actor: Actor) async throws {
    try await database.write { transaction in
      guard try TrialRows.delete(id, in: transaction) else {
        throw Refusal.notFound("Passagem para produção")
      }
      try office.accessRecords.logAccess(
        actor, "integration.trial-cancelled", subject: id.description, in: transaction)
    }
  }

  /// Refuses what has to be earned, and says what is missing.
  func checkEarned(
    _ next: IntegrationRow, before: IntegrationRow?, secret: String?, at now: Instant,
    in transaction: Transaction
  ) throws {
    guard next.environment == .production else { return }
    if let before, before.environment == .production, secret == nil,
      before.baseURL == next.baseURL, before.clientId == next.clientId
    {
      return
    }
    let trial = try before.flatMap { try TrialRows.find($0.id, in: transaction) }
    throw Self.missing(trial.flatMap { now < $0.endsAt ? $0.next : nil } ?? .credentials)
  }

  private func begunTrial(of id: ID<Integration>) async throws -> ProductionTrial {
    guard let trial = try await trial(of: id) else { throw Self.missing(.credentials) }
    return trial
  }

  private func trialSecret(of id: ID<Integration>) async throws -> String {
    let sealed = try await database.read { try TrialRows.sealedSecret(of: id, in: $0) }
    guard let sealed else { throw Self.missing(.credentials) }
    return try sealer.openText(sealed, place: TrialRows.secretPlace(id))
  }

  /// A house without rules has nothing that would run.
  private func rehearsedNumbers(_ actor: Actor) async throws -> ProductionTrial.Numbers {
    do {
      let run = try await office.collections.runCollections(dryRun: true, actor: actor)
      return ProductionTrial.Numbers(
        at: world.clock.now(), listed: run.listed.count, listedAmount: run.listed.amount,
        removed: run.removed.count, cost: run.cost)
    } catch let refusal as Refusal where refusal.code == "no-collection-rule" {
      return ProductionTrial.Numbers(
        at: world.clock.now(), listed: 0, listedAmount: .zero, removed: 0, cost: .zero)
    }
  }

  /// The same question of the same trial has the same reference, so that the bureau charges once.
  private func trialReference(
    _ trial: ProductionTrial, _ document: Document, _ product: String
  ) -> String {
    let question = documents.value(forBare: document.bare + "/" + product)
    return "teste-\(trial.integration)-\(trial.begunAt.microseconds)-"
      + Hexadecimal.encode(question.prefix(6))
  }

  /// The verdict on these credentials is none on those of the integration, whose version it names
  /// not.
  private func reach(
    _ row: IntegrationRow, secret: String
  ) async throws -> (BureauAccess, any BureauConnector) {
    guard let connector = connectors[row.provider] else { throw Refusal.notFound("Provedor") }
    let access = BureauAccess(
      integration: row.id, baseURL: row.baseURL, clientId: row.clientId, clientSecret: secret,
      isProduction: true, version: -1)
    return (access, connector)
  }

  private static func offer(
    _ product: String, for document: Document, of trial: ProductionTrial
  ) throws -> BureauProduct {
    let fitting = trial.products.filter {
      $0.person == "any" || $0.person == document.personKind.rawValue
    }
    if let offer = fitting.first(where: { $0.code == product }) { return offer }
    throw Refusal.invalid([
      Refusal.Fault(
        pointer: "/product", code: "unknown-product",
        detail: "O birô não tem este produto para \(document.personKind.label.lowercased()); "
          + "escolha um destes: \(fitting.map(\.name).joined(separator: ", ")).")
    ])
  }

  private static func missing(_ step: ProductionTrial.Step) -> Refusal {
    Refusal(.conflict, code: step.code, detail: step.sentence)
  }

  private static let anotherTrial = Refusal(
    .conflict, code: "production-trial-changed",
    detail: "Outra pessoa recomeçou a passagem para produção enquanto isso; confira e continue "
      + "dali.")
}
