package import Credit
import Refusals
import SQLDatabase
import World

extension Contracts {
  /// Guarantors of one contract at the most.
  package static let guarantorLimit = 10

  package func createContract(
    _ change: ContractChange, actor: Actor = .system
  ) async throws -> ContractRow {
    let now = world.clock.now()
    return try await database.write { transaction in
      let blank = ContractRow(
        id: ID(try transaction.nextIdentifier()), person: change.person ?? ID(0), number: "",
        kind: .telecom, status: .active, guarantors: [])
      let contract = try self.save(blank, change, at: now, in: transaction)
      try office.accessRecords.logAccess(
        actor, "contract.added", subject: contract.person.description, in: transaction)
      return contract
    }
  }

  package func updateContract(
    _ id: ID<Contract>, _ change: ContractChange, actor: Actor = .system
  ) async throws -> ContractRow {
    let now = world.clock.now()
    return try await database.write { transaction in
      guard let contract = try ContractRows.find(id, in: transaction) else {
        throw Refusal.notFound("Contrato")
      }
      let next = try self.save(contract, change, at: now, in: transaction)
      try office.removals.removeListings(
        ofReopened: next, before: contract.status, actor: actor, in: transaction)
      try office.accessRecords.logAccess(
        actor, "contract.changed", subject: next.person.description, in: transaction)
      return next
    }
  }

  package func contract(_ id: ID<Contract>) async throws -> ContractRow {
    guard let contract = try await database.read({ try ContractRows.find(id, in: $0) }) else {
      throw Refusal.notFound("Contrato")
    }
    return contract
  }

  package func contracts(
    of person: ID<Person>?, after: ID<Contract>?, limit: Int
  ) async throws -> [ContractRow] {
    try await database.read { transaction in
      let narrowed = person == nil ? "" : " AND person_id = ?3"
      var arguments: [any SQLConvertible] = [after ?? ID<Contract>(0), limit]
      if let person { arguments.append(person) }
      return try transaction.query(
        ContractRows.select + " WHERE id > ?1\(narrowed) ORDER BY id LIMIT ?2", arguments,
        ContractRows.decode
      ).map { try ContractRows.withGuarantors($0, in: transaction) }
    }
  }

  private func save(
    _ contract: ContractRow, _ change: ContractChange, at now: Instant,
    in transaction: Transaction
  ) throws -> ContractRow {
    var next = contract
    if let code = change.externalCode { next.externalCode = code }
    if let person = change.person { next.person = person }
    if let number = change.number { next.number = number }
    if let kind = change.kind { next.kind = kind }
    if let status = change.status { next.status = status }
    if let suspended = change.suspendedOn { next.suspendedOn = suspended }
    if let rescinded = change.rescindedOn { next.rescindedOn = rescinded }
    if let guarantors = change.guarantors { next.guarantors = guarantors }
    var faults = FaultList()
    faults.check(next.number, "/number", named: "o número do contrato", limit: 60)
    if try PersonRows.find(next.person, in: transaction) == nil {
      faults.add("/personId", "not-found", "Pessoa não encontrada.")
    }
    ContractRules.check(next, into: &faults)
    if next.person != contract.person {
      let strangers = try transaction.first(
        "SELECT COUNT(*) FROM receivables WHERE contract_id = ?1 AND person_id <> ?2",
        [next.id, next.person]
      ) { try $0.integer(0) }
      if let strangers, strangers > 0 {
        faults.add(
          "/personId", "other-person",
          "O contrato tem \(strangers) título(s) da pessoa atual e não muda de pessoa.")
      }
    }
    if let index = next.guarantors.firstIndex(of: next.person) {
      faults.add(
        "/guarantors/\(index)", "own-guarantor", "Quem contrata não é fiador de si mesmo.")
    }
    for (index, guarantor) in next.guarantors.enumerated()
    where try PersonRows.find(guarantor, in: transaction) == nil {
      faults.add("/guarantors/\(index)", "not-found", "Pessoa não encontrada.")
    }
    if next.guarantors.count > Self.guarantorLimit {
      faults.add("/guarantors", "too-many", "Um contrato tem até \(Self.guarantorLimit) fiadores.")
    }
    try faults.throwIfAny()
    try transaction.execute(ContractRows.writing.sql, ContractRows.arguments(next, at: now))
    if change.guarantors != nil {
      // Whoever is limited to a branch does not see guarantors of others, and takes none away.
      try transaction.execute(
        """
        DELETE FROM contract_guarantors
        WHERE contract_id = ?1 AND person_id IN (SELECT id FROM people)
        """, [next.id])
      try transaction.executeMany(
        """
        INSERT INTO contract_guarantors (contract_id, person_id) VALUES (?1, ?2)
        ON CONFLICT DO NOTHING
        """, next.guarantors.map { [next.id.sqlValue, $0.sqlValue] })
    }
    return next
  }
}

/// What status and dates must tell of each other.
enum ContractRules {
  static func check(_ contract: ContractRow, into faults: inout FaultList) {
    if contract.status == .rescinded, contract.rescindedOn == nil {
      faults.add(
        "/rescindedOn", "required", "Um contrato rescindido tem a data da rescisão.")
    }
    if contract.status != .rescinded, contract.rescindedOn != nil {
      faults.add(
        "/status", "status-contradicts-date",
        "O contrato tem data de rescisão e não está rescindido.")
    }
    if contract.status == .suspended, contract.suspendedOn == nil {
      faults.add("/suspendedOn", "required", "Um contrato suspenso tem a data da suspensão.")
    }
    if let suspended = contract.suspendedOn, let rescinded = contract.rescindedOn,
      rescinded < suspended
    {
      faults.add("/rescindedOn", "invalid-date", "A rescisão não vem antes da suspensão.")
    }
  }
}
