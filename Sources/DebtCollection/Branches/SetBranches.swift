package import Credit
import Refusals
import SQLDatabase
import World

extension Branches {
  package func createBranch(
    _ change: BranchChange, actor: Actor = .system
  ) async throws -> BranchRow {
    let now = world.clock.now()
    return try await database.write { transaction in
      let blank = BranchRow(
        id: ID(try transaction.nextIdentifier()), name: "", document: "", address: .empty)
      let branch = try self.changed(blank, by: change, in: transaction)
      try BranchRows.write(branch, at: now, in: transaction)
      try office.accessRecords.logChange(
        actor, "branch.added", subject: branch.id.description, to: branch, in: transaction)
      return branch
    }
  }

  package func updateBranch(
    _ id: ID<Branch>, _ change: BranchChange, actor: Actor = .system
  ) async throws -> BranchRow {
    let now = world.clock.now()
    return try await database.write { transaction in
      guard let branch = try BranchRows.find(id, in: transaction) else {
        throw Refusal.notFound("Filial")
      }
      let next = try self.changed(branch, by: change, in: transaction)
      try BranchRows.write(next, at: now, in: transaction)
      try office.accessRecords.logChange(
        actor, "branch.changed", subject: id.description, from: branch, to: next,
        in: transaction)
      return next
    }
  }

  /// Links an integration to a branch, or takes the link away (manual, item 23).
  package func linkBranch(
    _ id: ID<Branch>, to integration: ID<Integration>?, actor: Actor = .system
  ) async throws -> BranchRow {
    let now = world.clock.now()
    return try await database.write { transaction in
      guard let before = try BranchRows.find(id, in: transaction) else {
        throw Refusal.notFound("Filial")
      }
      var branch = before
      if let integration, try IntegrationRows.find(integration, in: transaction) == nil {
        throw Refusal.invalid([
          Refusal.Fault(
            pointer: "/integrationId", code: "not-found", detail: "Integração não encontrada.")
        ])
      }
      branch.integration = integration
      try BranchRows.write(branch, at: now, in: transaction)
      try office.accessRecords.logChange(
        actor, "branch.changed", subject: id.description, from: before, to: branch,
        in: transaction)
      return branch
    }
  }

  package func branch(_ id: ID<Branch>) async throws -> BranchRow {
    guard let branch = try await database.read({ try BranchRows.find(id, in: $0) }) else {
      throw Refusal.notFound("Filial")
    }
    return branch
  }

  package func branches(after: ID<Branch>?, limit: Int) async throws -> [BranchRow] {
    try await database.read { transaction in
      try transaction.query(
        BranchRows.select + " WHERE id > ?1 ORDER BY id LIMIT ?2",
        [after ?? ID<Branch>(0), limit], BranchRows.decode)
    }
  }

  private func changed(
    _ branch: BranchRow, by change: BranchChange, in transaction: Transaction
  ) throws -> BranchRow {
    var next = branch
    var faults = FaultList()
    if let name = change.name { next.name = name }
    change.address?.apply(to: &next.address)
    if let phone = change.phone { next.phone = phone }
    if let email = change.email { next.email = email }
    if let pixKey = change.pixKey {
      do throws(PixKey.Fault) {
        next.pixKey = nil
        if let pixKey { next.pixKey = try PixKey(parsing: pixKey).text }
      } catch {
        faults.add("/pixKey", error.code, error.message)
      }
    }
    if let document = change.document {
      do {
        next.document = try CNPJ.parse(document).bare
      } catch {
        faults.add("/document", error.code, error.message)
      }
    } else if branch.document.isEmpty {
      faults.add("/document", "required", "Informe o CNPJ da filial.")
    }
    faults.check(next.name, "/name", named: "o nome da filial", limit: 120)
    next.address.check(into: &faults, at: "")
    if FederativeUnit(code: next.address.state) == nil {
      faults.add("/state", "required", "Informe a UF da filial: o prazo da carta depende dela.")
    }
    let twin = try transaction.first(
      "SELECT name FROM branches WHERE document = ?1 AND id <> ?2", [next.document, next.id]
    ) { try $0.text(0) }
    if let twin, !next.document.isEmpty {
      faults.add("/document", "document-taken", "A filial “\(twin)” já tem este CNPJ.")
    }
    try faults.throwIfAny()
    return next
  }
}
