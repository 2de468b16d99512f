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
  static let select = """
    SELECT id, name, document, postal_code, street, number, complement, district, city, state,
      phone, email, pix_key, integration_id
    FROM branches
    """

  static func find(_ id: ID<Branch>, in transaction: Transaction) throws -> BranchRow? {
    try transaction.first(select + " WHERE id = ?1", [id], decode)
  }

  static func decode(_ row: Row) throws -> BranchRow {
    BranchRow(
      id: try row.id(0), name: try row.text(1), document: try row.text(2),
      address: PostalAddress(
        postalCode: try row.text(3), street: try row.text(4), number: try row.text(5),
        complement: try row.text(6), district: try row.text(7), city: try row.text(8),
        state: try row.text(9)),
      phone: try row.optionalText(10), email: try row.optionalText(11),
      pixKey: try row.optionalText(12), integration: try row.optionalID(13))
  }

  static func write(_ branch: BranchRow, at now: Instant, in transaction: Transaction) throws {
    let address = branch.address
    try transaction.execute(
      """
      INSERT INTO branches (id, name, document, postal_code, street, number, complement, district,
        city, state, phone, email, pix_key, integration_id, created_at, updated_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?15)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, document = excluded.document,
        postal_code = excluded.postal_code, street = excluded.street, number = excluded.number,
        complement = excluded.complement, district = excluded.district, city = excluded.city,
        state = excluded.state, phone = excluded.phone, email = excluded.email,
        pix_key = excluded.pix_key, integration_id = excluded.integration_id,
        updated_at = excluded.updated_at
      """,
      [
        branch.id, branch.name, branch.document, address.postalCode, address.street,
        address.number, address.complement, address.district, address.city, address.state,
        branch.phone, branch.email, branch.pixKey, branch.integration, now,
      ])
  }
}
