package import Credit
import SQLDatabase

/// Integração de análise de crédito (manual, items 8-22), without its secret.
package struct IntegrationRow: Sendable {
  package enum Environment: String, Hashable, CaseIterable, Sendable {
    case homologation, production
  }

  package let id: ID<Integration>
  package var name: String
  package var provider: String
  package var environment: Environment
  package var branch: ID<Branch>?
  package var baseURL: String
  package var clientId: String
  /// "Incluir/Remover automaticamente".
  package var isAutomatic: Bool
  /// "Restrição Crédito pessoa física".
  package var restrictionCodeNatural: String?
  /// "Restrição Crédito pessoa jurídica".
  package var restrictionCodeLegal: String?
  package var codesSyncedAt: Instant?
  package var tokenState: TokenState
  package var tokenExpiresAt: Instant?
  package var credentialsRefusedAt: Instant?
  package var webhookReference: String?
}

/// What is asked of an integration; nil leaves a field as it is.
package struct IntegrationChange: Sendable {
  package var name: String?
  package var provider: String?
  package var environment: IntegrationRow.Environment?
  package var branch: ID<Branch>??
  package var baseURL: String?
  package var clientId: String?
  package var clientSecret: String?
  package var isAutomatic: Bool?
  package var restrictionCodeNatural: String??
  package var restrictionCodeLegal: String??

  package init() {}
}

/// A provider that can be chosen (manual, items 7 and 9).
package struct BureauProvider: Sendable {
  package let code: String
  package let name: String
  /// "Mais informações".
  package let informationURL: String

  package static let all: [BureauProvider] = [
    BureauProvider(
      code: "credito-na-medida", name: "Crédito na Medida",
      informationURL: "https://www.creditonamedida.com.br/")
  ]
}

enum IntegrationRows {
  enum Column: Int, TableColumn {
    static let table = "integrations"
    static var readCount: Int { clientSecretSealed.rawValue }

    case id, name, provider, environment, branchId, baseUrl, clientId, automatic
    case restrictionCodeNatural, restrictionCodeLegal, codesSyncedAt, tokenState, tokenExpiresAt
    case credentialsRefusedAt, webhookReference
    /// Written only.
    case clientSecretSealed, changesSinceAt, changesAskedAt, createdAt, updatedAt
  }

  private static let table = ColumnTable<Column>()
  static let select = table.select
  private static let insertion = table.insert()
  /// What people change; the provider and the credentials' secret are not among it.
  private static let change = table.update([
    .name, .environment, .branchId, .baseUrl, .clientId, .automatic, .restrictionCodeNatural,
    .restrictionCodeLegal, .updatedAt,
  ])

  static func find(
    _ id: ID<Integration>, in transaction: Transaction
  ) throws -> IntegrationRow? {
    try transaction.first(select + " WHERE id = ?1", [id], decode)
  }

  static func decode(_ row: Row) throws -> IntegrationRow {
    let row = ColumnRow<Column>(row)
    return IntegrationRow(
      id: try row.id(.id), name: try row.text(.name), provider: try row.text(.provider),
      environment: try row.word(.environment), branch: try row.optionalID(.branchId),
      baseURL: try row.text(.baseUrl),
      clientId: try row.text(.clientId), isAutomatic: try row.bool(.automatic),
      restrictionCodeNatural: try row.optionalText(.restrictionCodeNatural),
      restrictionCodeLegal: try row.optionalText(.restrictionCodeLegal),
      codesSyncedAt: try row.optionalInstant(.codesSyncedAt),
      tokenState: try row.word(.tokenState),
      tokenExpiresAt: try row.optionalInstant(.tokenExpiresAt),
      credentialsRefusedAt: try row.optionalInstant(.credentialsRefusedAt),
      webhookReference: try row.optionalText(.webhookReference))
  }

  static func insert(
    _ integration: IntegrationRow, sealedSecret: [UInt8], at now: Instant,
    in transaction: Transaction
  ) throws {
    try transaction.execute(insertion) {
      $0.value(of: integration, sealedSecret: sealedSecret, at: now)
    }
  }

  static func update(
    _ integration: IntegrationRow, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(change, keys: [integration.id.sqlValue]) {
      $0.value(of: integration, sealedSecret: nil, at: now)
    }
  }
}

extension IntegrationRows.Column {
  /// What stands in the column of an integration that nobody has called yet, and what people change
  /// of it later.
  fileprivate func value(
    of integration: IntegrationRow, sealedSecret: [UInt8]?, at now: Instant
  ) -> SQLValue {
    switch self {
    case .id: integration.id.sqlValue
    case .name: integration.name.sqlValue
    case .provider: integration.provider.sqlValue
    case .environment: integration.environment.rawValue.sqlValue
    case .branchId: integration.branch.sqlValue
    case .baseUrl: integration.baseURL.sqlValue
    case .clientId: integration.clientId.sqlValue
    case .automatic: integration.isAutomatic.sqlValue
    case .restrictionCodeNatural: integration.restrictionCodeNatural.sqlValue
    case .restrictionCodeLegal: integration.restrictionCodeLegal.sqlValue
    case .tokenState: TokenState.none.rawValue.sqlValue
    case .codesSyncedAt, .tokenExpiresAt, .credentialsRefusedAt, .webhookReference: .null
    case .clientSecretSealed: sealedSecret.sqlValue
    case .changesSinceAt, .changesAskedAt, .createdAt, .updatedAt: now.sqlValue
    }
  }
}
