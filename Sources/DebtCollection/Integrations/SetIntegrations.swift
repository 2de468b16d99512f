package import Credit
import Outbound
import Refusals
import SQLDatabase
import Sealing
import World

extension Integrations {
  /// Creates an integration. With automatic on at once ("Sim") the codes are fetched behind the
  /// scenes, as the manual's dance "Não → Salvar → Sim" would (item 20).
  ///
  /// - Parameter mustEarn: whether production has to be earned first (`EarnProduction`): wherever
  ///   a person or a program asks.
  package func createIntegration(
    _ change: IntegrationChange, actor: Actor = .system, mustEarn: Bool = false
  ) async throws -> IntegrationRow {
    let now = world.clock.now()
    let wantsAutomatic = change.isAutomatic == true
    var first = change
    first.isAutomatic = false
    let created = try await database.write { [first] transaction in
      let blank = IntegrationRow(
        id: ID(try transaction.nextIdentifier()), name: "", provider: "",
        environment: .homologation,
        branch: nil, baseURL: "", clientId: "", isAutomatic: false, tokenState: .none)
      let next = self.changed(blank, by: first)
      var faults = try self.faults(of: next, provider: first.provider, in: transaction)
      let secret = first.clientSecret ?? ""
      if secret.isEmpty {
        faults.add("/clientSecret", "required", "Informe o Client_secret fornecido pelo birô.")
      }
      self.checkAutomatic(self.changed(blank, by: change), into: &faults)
      try faults.throwIfAny()
      if mustEarn {
        try self.checkEarned(next, before: nil, secret: secret, at: now, in: transaction)
      }
      try IntegrationRows.insert(
        next,
        sealedSecret: self.sealer.seal(secret, place: BureauEvents.clientSecretPlace(next.id)),
        at: now, in: transaction)
      try office.accessRecords.logChange(
        actor, "integration.added", subject: next.id.description, to: next,
        secrets: ["clientSecret"], in: transaction)
      return next
    }
    guard wantsAutomatic else { return created }
    return try await switchOn(created.id, actor: actor)
  }

  /// Changes an integration. New credentials or another address open the way for another try at
  /// the bureau; switching automatic on fetches the code lists if they are not there. Where that
  /// fails, everything else is saved with automatic off ("Não"), and the refusal says so.
  package func updateIntegration(
    _ id: ID<Integration>, _ change: IntegrationChange, actor: Actor = .system,
    mustEarn: Bool = false
  ) async throws -> IntegrationRow {
    let now = world.clock.now()
    let (saved, mustFetch) = try await database.write { transaction in
      guard let before = try IntegrationRows.find(id, in: transaction) else {
        throw Refusal.notFound("Integração")
      }
      var next = self.changed(before, by: change)
      var faults = try self.faults(of: next, provider: before.provider, in: transaction)
      if next.provider != before.provider {
        faults.add("/provider", "not-changeable", "O provedor não muda; crie outra integração.")
      }
      if change.clientSecret?.isEmpty == true {
        faults.add("/clientSecret", "required", "Informe o Client_secret fornecido pelo birô.")
      } else if change.clientSecret == nil, !Self.isSameServer(before.baseURL, next.baseURL) {
        // The stored secret goes to the server it was entered for, and to no other.
        faults.add(
          "/clientSecret", "required",
          "O endereço do birô mudou de servidor; informe o Client_secret outra vez.")
      }
      self.checkAutomatic(next, into: &faults)
      try faults.throwIfAny()
      try self.checkNothingLive(next, before: before, in: transaction)
      if mustEarn {
        try self.checkEarned(
          next, before: before, secret: change.clientSecret, at: now, in: transaction)
      }
      let mustFetch = next.isAutomatic && before.codesSyncedAt == nil
      if mustFetch { next.isAutomatic = false }
      if next.isAutomatic { try self.checkCodes(of: next, in: transaction) }
      try IntegrationRows.update(next, at: now, in: transaction)
      try self.keepCredentials(change.clientSecret, of: next, before: before, in: transaction)
      try office.accessRecords.logChange(
        actor, "integration.changed", subject: id.description, from: before, to: next,
        secrets: change.clientSecret == nil ? [] : ["clientSecret"], in: transaction)
      return (try IntegrationRows.find(id, in: transaction) ?? next, mustFetch)
    }
    return mustFetch ? try await switchOn(id, actor: actor) : saved
  }

  /// "Sim" after "Não → Salvar" (manual, item 20): fetches the codes and switches automatic on.
  private func switchOn(
    _ id: ID<Integration>, actor: Actor
  ) async throws -> IntegrationRow {
    do {
      _ = try await syncCodes(of: id)
      let now = world.clock.now()
      return try await database.write { transaction in
        guard let before = try IntegrationRows.find(id, in: transaction) else {
          throw Refusal.notFound("Integração")
        }
        var next = before
        next.isAutomatic = true
        try self.checkCodes(of: next, in: transaction)
        try IntegrationRows.update(next, at: now, in: transaction)
        try office.accessRecords.logChange(
          actor, "integration.changed", subject: id.description, from: before, to: next,
          in: transaction)
        return next
      }
    } catch let refusal as Refusal {
      throw Refusal(
        refusal.kind, code: refusal.code,
        detail: refusal.detail
          + " A integração \(id) ficou salva com “Incluir/Remover automaticamente: Não”.",
        faults: refusal.faults)
    }
  }

  /// A listing lives in the environment in which it was made: the other one does not know it, and
  /// would neither show nor remove it.
  func checkNothingLive(
    _ next: IntegrationRow, before: IntegrationRow, in transaction: Transaction
  ) throws {
    guard next.environment != before.environment else { return }
    let live = try transaction.first(
      """
      SELECT 1 FROM listings
      WHERE integration_id = ?1 AND state NOT IN (\(ListingRows.finalStates)) LIMIT 1
      """, [before.id]
    ) { try $0.integer(0) }
    guard live != nil else { return }
    throw Refusal(
      .conflict, code: "integration-has-listings",
      detail: "Há negativações em andamento por esta integração, que o outro ambiente não conhece: "
        + "dê baixa nelas antes, ou crie outra integração.")
  }

  /// Other credentials, or another address for them, have not been refused yet.
  func keepCredentials(
    _ secret: String?, of next: IntegrationRow, before: IntegrationRow,
    in transaction: Transaction
  ) throws {
    guard secret != nil || next.clientId != before.clientId || next.baseURL != before.baseURL
    else { return }
    let sealed = secret.map { sealer.seal($0, place: BureauEvents.clientSecretPlace(next.id)) }
    try transaction.execute(
      """
      UPDATE integrations SET client_secret_sealed = COALESCE(?2, client_secret_sealed),
        token_state = 'none', token_expires_at = NULL, credentials_refused_at = NULL,
        credentials_version = credentials_version + 1
      WHERE id = ?1
      """, [next.id, sealed])
  }

  package func integration(_ id: ID<Integration>) async throws -> IntegrationRow {
    guard let found = try await database.read({ try IntegrationRows.find(id, in: $0) }) else {
      throw Refusal.notFound("Integração")
    }
    return found
  }

  package func integrations(
    after: ID<Integration>?, limit: Int
  ) async throws -> [IntegrationRow] {
    try await database.read { transaction in
      try transaction.query(
        IntegrationRows.select + " WHERE id > ?1 ORDER BY id LIMIT ?2",
        [after ?? ID<Integration>(0), limit], IntegrationRows.decode)
    }
  }

  private func changed(
    _ integration: IntegrationRow, by change: IntegrationChange
  ) -> IntegrationRow {
    var next = integration
    if let name = change.name { next.name = name }
    if let provider = change.provider { next.provider = provider }
    if let environment = change.environment { next.environment = environment }
    if let branch = change.branch { next.branch = branch }
    if let address = change.baseURL {
      next.baseURL = Self.bureauAddress(address)
    }
    if let clientId = change.clientId { next.clientId = clientId }
    if let automatic = change.isAutomatic { next.isAutomatic = automatic }
    if let code = change.restrictionCodeNatural { next.restrictionCodeNatural = code }
    if let code = change.restrictionCodeLegal { next.restrictionCodeLegal = code }
    return next
  }

  func faults(
    of integration: IntegrationRow, provider: String?, in transaction: Transaction
  ) throws -> FaultList {
    var faults = FaultList()
    faults.check(integration.name, "/name", named: "o nome da integração", limit: 120)
    if connectors[provider ?? ""] == nil {
      let known = connectors.keys.sorted().joined(separator: ", ")
      faults.add("/provider", "not-in-list", "Escolha um provedor: \(known).")
    }
    let address = integration.baseURL
    if let fault = Self.fault(inBureauAddress: address) {
      faults.add("/baseUrl", "invalid-url", fault.detail)
    } else if address.hasPrefix("http://"), integration.environment == .production {
      faults.add("/baseUrl", "invalid-url", "Em produção o endereço deve começar com https://.")
    }
    faults.checkLength(address, "/baseUrl", named: "endereço", limit: 500)
    faults.check(integration.clientId, "/clientId", named: "o Client_ID", limit: 200)
    if let branch = integration.branch, try BranchRows.find(branch, in: transaction) == nil {
      faults.add("/branchId", "not-found", "Filial não encontrada.")
    }
    return faults
  }

  /// Both codes must be chosen, so that the kind of person decides which is used (item 21).
  private func checkAutomatic(_ integration: IntegrationRow, into faults: inout FaultList) {
    guard integration.isAutomatic else { return }
    if integration.restrictionCodeNatural == nil {
      faults.add(
        "/restrictionCodeNatural", "required",
        "Escolha a restrição para pessoa física para incluir automaticamente.")
    }
    if integration.restrictionCodeLegal == nil {
      faults.add(
        "/restrictionCodeLegal", "required",
        "Escolha a restrição para pessoa jurídica para incluir automaticamente.")
    }
  }

  private func checkCodes(
    of integration: IntegrationRow, in transaction: Transaction
  ) throws {
    var faults = FaultList()
    let chosen = [
      ("natural", "/restrictionCodeNatural", integration.restrictionCodeNatural),
      ("legal", "/restrictionCodeLegal", integration.restrictionCodeLegal),
    ]
    for (person, pointer, code) in chosen {
      let known = try transaction.first(
        """
        SELECT 1 FROM integration_codes
        WHERE integration_id = ?1 AND kind = 'restriction' AND person IN (?2, 'any')
          AND code = ?3
        """, [integration.id, person, code]
      ) { try $0.integer(0) }
      if known == nil {
        faults.add(
          pointer, "unknown-restriction-code",
          "O código \(code ?? "") não está na lista do birô; busque os códigos de novo.")
      }
    }
    try faults.throwIfAny()
  }
}
