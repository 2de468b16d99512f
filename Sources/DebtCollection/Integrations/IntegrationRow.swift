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
  static let select = """
    SELECT id, name, provider, environment, branch_id, base_url, client_id, automatic,
      restriction_code_natural, restriction_code_legal, codes_synced_at, token_state,
      token_expires_at, credentials_refused_at, webhook_reference
    FROM integrations
    """

  static func find(
    _ id: ID<Integration>, in transaction: Transaction
  ) throws -> IntegrationRow? {
    try transaction.first(select + " WHERE id = ?1", [id], decode)
  }

  static func decode(_ row: Row) throws -> IntegrationRow {
    IntegrationRow(
      id: try row.id(0), name: try row.text(1), provider: try row.text(2),
      environment: try row.word(3), branch: try row.optionalID(4), baseURL: try row.text(5),
      clientId: try row.text(6), isAutomatic: try row.bool(7),
      restrictionCodeNatural: try row.optionalText(8),
      restrictionCodeLegal: try row.optionalText(9), codesSyncedAt: try row.optionalInstant(10),
      tokenState: try row.word(11), tokenExpiresAt: try row.optionalInstant(12),
      credentialsRefusedAt: try row.optionalInstant(13), webhookReference: try row.optionalText(14))
  }

  static func insert(
    _ integration: IntegrationRow, sealedSecret: [UInt8], at now: Instant,
    in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      INSERT INTO integrations (id, name, provider, environment, branch_id, base_url, client_id,
        client_secret_sealed, automatic, restriction_code_natural, restriction_code_legal,
        token_state, changes_since_at, changes_asked_at, created_at, updated_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'none', ?12, ?12, ?12, ?12)
      """,
      [
        integration.id, integration.name, integration.provider,
        integration.environment.rawValue, integration.branch, integration.baseURL,
        integration.clientId, sealedSecret, integration.isAutomatic,
        integration.restrictionCodeNatural, integration.restrictionCodeLegal, now,
      ])
  }

  static func update(
    _ integration: IntegrationRow, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE integrations SET name = ?2, environment = ?3, branch_id = ?4, base_url = ?5,
        client_id = ?6, automatic = ?7, restriction_code_natural = ?8,
        restriction_code_legal = ?9, updated_at = ?10
      WHERE id = ?1
      """,
      [
        integration.id, integration.name, integration.environment.rawValue, integration.branch,
        integration.baseURL, integration.clientId, integration.isAutomatic,
        integration.restrictionCodeNatural, integration.restrictionCodeLegal, now,
      ])
  }
}
