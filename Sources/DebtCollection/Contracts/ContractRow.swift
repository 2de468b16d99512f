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
  enum Column: Int, TableColumn {
    static let table = "contracts"
    static var readCount: Int { createdAt.rawValue }

    case id, externalCode, personId, number, kind, status, suspendedOn, rescindedOn
    /// Written only.
    case createdAt, updatedAt
  }

  private static let table = ColumnTable<Column>()
  static let select = table.select
  static let writing = table.upsert(keeping: [.createdAt])

  static func find(_ id: ID<Contract>, in transaction: Transaction) throws -> ContractRow? {
    try transaction.first(select + " WHERE id = ?1", [id]) {
      try decode($0)
    }.map { try withGuarantors($0, in: transaction) }
  }

  static func decode(_ row: Row) throws -> ContractRow {
    let row = ColumnRow<Column>(row)
    return ContractRow(
      id: try row.id(.id), externalCode: try row.optionalText(.externalCode),
      person: try row.id(.personId),
      number: try row.text(.number), kind: try row.word(.kind), status: try row.word(.status),
      suspendedOn: try row.optionalDate(.suspendedOn),
      rescindedOn: try row.optionalDate(.rescindedOn), guarantors: [])
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

  static func arguments(_ contract: ContractRow, at now: Instant) -> [SQLValue] {
    writing.arguments { $0.value(of: contract, at: now) }
  }
}

extension ContractRows.Column {
  fileprivate func value(of contract: ContractRow, at now: Instant) -> SQLValue {
    switch self {
    case .id: contract.id.sqlValue
    case .externalCode: contract.externalCode.sqlValue
    case .personId: contract.person.sqlValue
    case .number: contract.number.sqlValue
    case .kind: contract.kind.rawValue.sqlValue
    case .status: contract.status.rawValue.sqlValue
    case .suspendedOn: contract.suspendedOn.sqlValue
    case .rescindedOn: contract.rescindedOn.sqlValue
    case .createdAt, .updatedAt: now.sqlValue
    }
  }
}
