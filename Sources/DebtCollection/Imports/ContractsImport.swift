import Credit
import SQLDatabase
import World

private enum Column {
  static let code = 0, person = 1, number = 2, kind = 3, status = 4, suspended = 5, rescinded = 6
}

/// Writes a chunk of `contracts.csv`.
enum ContractsImport {
  static func run(
    _ lines: [ImportLine], office: Office, in transaction: Transaction
  ) throws -> ImportOutcome {
    let now = office.world.clock.now()
    let readable = lines.filter(\.isReadable)
    let people = try ImportReferences.people(
      Set(readable.map { $0.text(Column.person) }), in: transaction)
    var known: [String: ContractRow] = [:]
    try KeyedRows.forEach(
      ContractRows.select + " WHERE external_code IN",
      keys: Set(readable.map { $0.text(Column.code) }).map(\.sqlValue), in: transaction
    ) { row in
      let contract = try ContractRows.decode(row)
      if let code = contract.externalCode { known[code] = contract }
    }
    var outcome = ImportOutcome()
    var writes: [ID<Contract>: ContractRow] = [:]
    var reopened: [ID<Contract>: ContractStatus] = [:]
    for read in lines {
      var line = read
      guard line.isReadable else {
        outcome.refuse(line)
        continue
      }
      let code = line.code(Column.code, named: "o código")
      let existing = known[code]
      let parsed = parse(&line, code: code, existing: existing, people: people)
      guard let draft = parsed, !line.isRefused else {
        outcome.refuse(line)
        continue
      }
      var contract = draft
      if let existing {
        let isSame =
          ContractRows.arguments(existing, at: now) == ContractRows.arguments(contract, at: now)
        if isSame {
          outcome.unchanged += 1
          continue
        }
        outcome.updated += 1
        reopened[existing.id] = reopened[existing.id] ?? existing.status
      } else {
        contract = ContractRow(
          id: ID(try transaction.nextIdentifier()), externalCode: code, person: draft.person,
          number: draft.number, kind: draft.kind, status: draft.status,
          suspendedOn: draft.suspendedOn, rescindedOn: draft.rescindedOn, guarantors: [])
        outcome.created += 1
      }
      known[code] = contract
      writes[contract.id] = contract
    }
    try transaction.executeMany(
      ContractRows.writing.sql,
      writes.values.sorted { $0.id < $1.id }.map { ContractRows.arguments($0, at: now) })
    for (id, before) in reopened.sorted(by: { $0.key < $1.key }) {
      guard let contract = writes[id] else { continue }
      try office.removals.removeListings(
        ofReopened: contract, before: before, actor: .system, in: transaction)
    }
    return outcome
  }

  private static func parse(
    _ line: inout ImportLine, code: String, existing: ContractRow?,
    people: [String: ID<Person>]
  ) -> ContractRow? {
    let person = people[line.text(Column.person)]
    if person == nil {
      line.refuse("unknown-customer", "O cliente não existe; importe as pessoas antes.")
    }
    var contract = ContractRow(
      id: existing?.id ?? ID(0), externalCode: code, person: person ?? ID(0),
      number: line.text(Column.number), kind: existing?.kind ?? .telecom,
      status: existing?.status ?? .active, guarantors: [])
    if let kind = line.word(
      Column.kind, named: "tipo", of: ["telecom": ContractKind.telecom, "outro": .other])
    {
      contract.kind = kind
    }
    if let status = line.word(
      Column.status, named: "situacao",
      of: [
        "ativo": ContractStatus.active, "suspenso": .suspended, "rescindido": .rescinded,
      ])
    {
      contract.status = status
    }
    contract.suspendedOn =
      line.has(Column.suspended)
      ? line.date(Column.suspended, named: "a data da suspensão") : existing?.suspendedOn
    contract.rescindedOn =
      line.has(Column.rescinded)
      ? line.date(Column.rescinded, named: "a data da rescisão") : existing?.rescindedOn
    var faults = FaultList()
    faults.check(contract.number, "", named: "o número do contrato", limit: 60)
    if !line.isRefused { ContractRules.check(contract, into: &faults) }
    line.refuse(faults)
    return contract
  }
}
