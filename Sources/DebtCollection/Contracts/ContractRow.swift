package import Credit
import SQLDatabase

/// Contrato.
package struct ContractRow: Sendable {
  package let id: ID<Contract>
  package var externalCode: String?
  package var person: ID<Person>
  package var number: String
  package var kind: ContractKind
  package var status: ContractStatus
  package var suspendedOn: CivilDate?
  package var rescindedOn: CivilDate?
  package var guarantors: [ID<Person>]
}

/// What is asked of a contract; nil leaves a field as it is.
package struct ContractChange: Sendable {
  package var externalCode: String?
  package var person: ID<Person>?
  package var number: String?
  package var kind: ContractKind?
  package var status: ContractStatus?
  package var suspendedOn: CivilDate??
  package var rescindedOn: CivilDate??
  package var guarantors: [ID<Person>]?

  package init() {}
}

enum ContractRows {
  static let select = """
    SELECT id, external_code, person_id, number, kind, status, suspended_on, rescinded_on
    FROM contracts
    """

  static func find(_ id: ID<Contract>, in transaction: Transaction) throws -> ContractRow? {
    try transaction.first(select + " WHERE id = ?1", [id]) {
      try decode($0)
    }.map { try withGuarantors($0, in: transaction) }
  }

  static func decode(_ row: Row) throws -> ContractRow {
    ContractRow(
      id: try row.id(0), externalCode: try row.optionalText(1), person: try row.id(2),
      number: try row.text(3), kind: try row.word(4), status: try row.word(5),
      suspendedOn: try row.optionalDate(6), rescindedOn: try row.optionalDate(7), guarantors: [])
  }

  static func withGuarantors(
    _ contract: ContractRow, in transaction: Transaction
  ) throws -> ContractRow {
    var contract = contract
    contract.guarantors = try transaction.query(
      "SELECT person_id FROM contract_guarantors WHERE contract_id = ?1 ORDER BY person_id",
      [contract.id]
    ) { try $0.id(0) }
    return contract
  }

  static let writeSQL = """
    INSERT INTO contracts (id, external_code, person_id, number, kind, status, suspended_on,
      rescinded_on, created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)
    ON CONFLICT (id) DO UPDATE SET external_code = excluded.external_code,
      person_id = excluded.person_id, number = excluded.number, kind = excluded.kind,
      status = excluded.status, suspended_on = excluded.suspended_on,
      rescinded_on = excluded.rescinded_on, updated_at = excluded.updated_at
    """

  static func arguments(_ contract: ContractRow, at now: Instant) -> [SQLValue] {
    [
      contract.id.sqlValue, contract.externalCode.sqlValue, contract.person.sqlValue,
      contract.number.sqlValue, contract.kind.rawValue.sqlValue,
      contract.status.rawValue.sqlValue, contract.suspendedOn.sqlValue,
      contract.rescindedOn.sqlValue, now.sqlValue,
    ]
  }
}
