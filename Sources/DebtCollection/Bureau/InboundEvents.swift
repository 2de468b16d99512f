package import Credit
import JSONText
import Refusals
import SQLDatabase
import Sealing
import Webhooks
import World

extension BureauEvents {
  /// A bureau's webhook at the most, in bytes (Standard Webhooks advises under 20 kB).
  package static let inboundEventLimit = 64 * 1_024
  /// Takes a webhook of a bureau: checks the signature and stores it; it is applied later, so that
  /// a crash loses nothing. The same message id twice is stored once.
  ///
  /// The sender's timestamp must be near our clock in production only: in homologation both
  /// clocks are virtual and moved one after the other, so the signature and the id must do.
  package func receiveBureauEvent(
    integration: ID<Integration>, messageId: String, timestamp: String, signature: String,
    body: [UInt8]
  ) async throws {
    let refused = Refusal(
      .forbidden, code: "invalid-signature", detail: "A assinatura do aviso não confere.")
    guard body.count <= Self.inboundEventLimit, messageId.utf8.count <= 200,
      let text = String(validating: body, as: UTF8.self)
    else { throw refused }
    let stored = try await database.read { transaction in
      try transaction.first(
        "SELECT webhook_secret_sealed, environment FROM integrations WHERE id = ?1", [integration]
      ) { row in (secret: try row.optionalBytes(0), environment: try row.text(1)) }
    }
    guard let stored, let sealed = stored.secret else { throw refused }
    let secret = try sealer.openText(sealed, place: Self.webhookSecretPlace(integration))
    let now = world.clock.now()
    let expected = stored.environment == "production" ? now.unixSeconds : Int64(timestamp)
    do {
      try WebhookSignature.verify(
        id: messageId, timestamp: timestamp, signatures: signature, body: body, secret: secret,
        now: expected ?? now.unixSeconds)
    } catch {
      throw refused
    }
    try await database.write { transaction in
      let id = try transaction.nextIdentifier()
      try transaction.execute(
        """
        INSERT INTO bureau_events (id, integration_id, message_id, received_at, body, state)
        VALUES (?1, ?2, ?3, ?4, ?5, 'waiting')
        ON CONFLICT (integration_id, message_id) DO NOTHING
        """, [id, integration, messageId, now, text])
    }
  }

  /// Where an integration's sealed webhook secret belongs.
  package static func webhookSecretPlace(_ integration: ID<Integration>) -> String {
    "integrations.webhook_secret_sealed/\(integration.number)"
  }
}
