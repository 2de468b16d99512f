package import Credit
import SQLDatabase

/// Filial: the company, or a part of it, in whose name titles are listed.
package struct BranchRow: Sendable {
  package let id: ID<Branch>
  package var name: String
  /// Bare CNPJ.
  package var document: String
  package var address: PostalAddress
  package var phone: String?
  package var email: String?
  package var pixKey: String?
  /// "Integração de análise de crédito" (manual, item 23).
  package var integration: ID<Integration>?
}

/// What is asked of a branch; nil leaves a field as it is.
package struct BranchChange: Sendable {
  package var name: String?
  package var document: String?
  package var address: AddressChange?
  package var phone: String??
  package var email: String??
  package var pixKey: String??

  package init() {}
}

enum BranchRows {
  enum Column: Int, TableColumn {
    static let table = "branches"
    static var readCount: Int { createdAt.rawValue }

    case id, name, document, postalCode, street, number, complement, district, city, state
    case phone, email, pixKey, integrationId
    /// Written only.
    case createdAt, updatedAt
  }

  private static let table = ColumnTable<Column>()
  static let select = table.select
  private static let writing = table.upsert(keeping: [.createdAt])

  static func find(_ id: ID<Branch>, in transaction: Transaction) throws -> BranchRow? {
    try transaction.first(select + " WHERE id = ?1", [id], decode)
  }

  static func decode(_ row: Row) throws -> BranchRow {
    let row = ColumnRow<Column>(row)
    return BranchRow(
      id: try row.id(.id), name: try row.text(.name), document: try row.text(.document),
      address: PostalAddress(
        postalCode: try row.text(.postalCode), street: try row.text(.street),
        number: try row.text(.number),
        complement: try row.text(.complement), district: try row.text(.district),
        city: try row.text(.city),
        state: try row.text(.state)),
      phone: try row.optionalText(.phone), email: try row.optionalText(.email),
      pixKey: try row.optionalText(.pixKey), integration: try row.optionalID(.integrationId))
  }

  static func write(_ branch: BranchRow, at now: Instant, in transaction: Transaction) throws {
    try transaction.execute(writing) { $0.value(of: branch, at: now) }
  }
}

extension BranchRows.Column {
  fileprivate func value(of branch: BranchRow, at now: Instant) -> SQLValue {
    switch self {
    case .id: branch.id.sqlValue
    case .name: branch.name.sqlValue
    case .document: branch.document.sqlValue
    case .postalCode: branch.address.postalCode.sqlValue
    case .street: branch.address.street.sqlValue
    case .number: branch.address.number.sqlValue
    case .complement: branch.address.complement.sqlValue
    case .district: branch.address.district.sqlValue
    case .city: branch.address.city.sqlValue
    case .state: branch.address.state.sqlValue
    case .phone: branch.phone.sqlValue
    case .email: branch.email.sqlValue
    case .pixKey: branch.pixKey.sqlValue
    case .integrationId: branch.integration.sqlValue
    case .createdAt, .updatedAt: now.sqlValue
    }
  }
}
