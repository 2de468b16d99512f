import Credit
import Refusals
import SQLDatabase
import Sealing
import World

extension BureauEvents {
  /// Opens an integration's credentials for a call. Refused with `credentials-refused` while the
  /// bureau does not accept them: another try would bring the operator nearer to a lock.
  func bureauAccess(
    to integration: ID<Integration>
  ) async throws -> (access: BureauAccess, provider: String) {
    try await database.read { try bureauAccess(to: integration, in: $0) }
  }

  /// The same where something else is read with it.
  func bureauAccess(
    to integration: ID<Integration>, in transaction: Transaction
  ) throws -> (access: BureauAccess, provider: String) {
    let row = try transaction.first(
      """
      SELECT provider, base_url, client_id, client_secret_sealed, environment,
        credentials_refused_at, credentials_version
      FROM integrations WHERE id = ?1
      """, [integration]
    ) { row in
      (
        provider: try row.text(0), baseURL: try row.text(1), clientId: try row.text(2),
        secret: try row.bytes(3), environment: try row.text(4), isRefused: !row.isNull(5),
        version: try row.integer(6)
      )
    }
    guard let row else { throw Refusal.notFound("Integração") }
    guard !row.isRefused else {
      throw Refusal(
        .conflict, code: "credentials-refused",
        detail: "O birô recusou as credenciais desta integração; informe o Client_ID e o "
          + "Client_secret corretos e salve para tentar de novo.")
    }
    let secret = try sealer.openText(row.secret, place: Self.clientSecretPlace(integration))
    let access = BureauAccess(
      integration: integration, baseURL: row.baseURL, clientId: row.clientId,
      clientSecret: secret, isProduction: row.environment == "production",
      version: row.version)
    return (access, row.provider)
  }

  /// Where an integration's sealed secret belongs.
  static func clientSecretPlace(_ integration: ID<Integration>) -> String {
    "integrations.client_secret_sealed/\(integration.number)"
  }
}
