package import Credit
import JSONText
import Logging
import Outbound
import Refusals
import SQLDatabase
import Sealing
import World

/// What a download of the bureau's lists brought.
package struct CodeSync: Sendable {
  package let codeCount: Int
  package let productCount: Int
  package let at: Instant
}

extension Integrations {
  /// Downloads the code lists and the products (manual, items 20 and 38) and registers for the
  /// bureau's webhooks where it can reach us. On a failure the lists stay as they were.
  package func syncCodes(of id: ID<Integration>) async throws -> CodeSync {
    let (access, connector) = try await reach(id)
    var codes: [BureauCode] = []
    for kind in BureauCode.Kind.allCases {
      codes += try Self.value(await connector.codes(access, kind: kind))
    }
    let products = try Self.value(await connector.products(access))
    let fee = try await listingFee(of: id, access, connector, codes: codes)
    var posting: PostingTerms?
    if case .answered(let told) = await connector.postingTerms(access) { posting = told }
    let terms = posting?.json.text
    let now = world.clock.now()
    try await database.write { [codes] transaction in
      try transaction.execute("DELETE FROM integration_codes WHERE integration_id = ?1", [id])
      try transaction.execute("DELETE FROM integration_products WHERE integration_id = ?1", [id])
      try transaction.executeMany(
        """
        INSERT INTO integration_codes (integration_id, kind, person, code, name, valid_from_on,
          valid_to_on)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """,
        codes.map {
          [
            id.sqlValue, $0.kind.rawValue.sqlValue, $0.person.sqlValue, $0.code.sqlValue,
            $0.name.sqlValue, $0.validFrom.sqlValue, $0.validTo.sqlValue,
          ]
        })
      try transaction.executeMany(
        """
        INSERT INTO integration_products (integration_id, code, name, person, price_cents,
          sections)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        """,
        products.map {
          [
            id.sqlValue, $0.code.sqlValue, $0.name.sqlValue, $0.person.sqlValue,
            $0.price.sqlValue, JSON.array($0.sections.map { .string($0) }).text.sqlValue,
          ]
        })
      try transaction.execute(
        """
        UPDATE integrations SET codes_synced_at = ?2,
          listing_fee_cents = COALESCE(CAST(?3 AS BIGINT), listing_fee_cents),
          posting_terms = ?4
        WHERE id = ?1
        """, [id, now, fee, terms])
    }
    await registerForWebhooks(id, access, connector)
    return CodeSync(codeCount: codes.count, productCount: products.count, at: now)
  }

  /// Tests the credentials (manual, items 12-14); answers with the milliseconds it took.
  package func testIntegration(_ id: ID<Integration>) async throws -> Int {
    let (access, connector) = try await reach(id)
    if let fault = Self.fault(inBureauAddress: access.baseURL) {
      throw Refusal(
        .unprocessable, code: "invalid-url",
        detail: "O endereço do birô não serve: \(fault.detail)",
        faults: [Refusal.Fault(pointer: "/baseUrl", code: "invalid-url", detail: fault.detail)])
    }
    let start = ContinuousClock.now
    _ = try Self.value(await connector.test(access))
    let elapsed = ContinuousClock.now - start
    return Int(elapsed.components.seconds * 1_000)
      + Int(elapsed.components.attoseconds / 1_000_000_000_000_000)
  }

  package func codes(
    of id: ID<Integration>, kind: BureauCode.Kind, person: PersonKind?
  ) async throws -> [BureauCode] {
    _ = try await integration(id)
    return try await database.read { transaction in
      try transaction.query(
        """
        SELECT code, name, person, valid_from_on, valid_to_on FROM integration_codes
        WHERE integration_id = ?1 AND kind = ?2
          AND (CAST(?3 AS TEXT) IS NULL OR person IN (CAST(?3 AS TEXT), 'any'))
        ORDER BY code, person
        """, [id, kind.rawValue, person?.rawValue]
      ) { row in
        BureauCode(
          kind: kind, code: try row.text(0), name: try row.text(1), person: try row.text(2),
          validFrom: try row.date(3), validTo: try row.optionalDate(4))
      }
    }
  }

  package func products(of id: ID<Integration>) async throws -> [BureauProduct] {
    _ = try await integration(id)
    return try await database.read { try Self.products(of: id, in: $0) }
  }

  static func products(
    of id: ID<Integration>, in transaction: Transaction
  ) throws -> [BureauProduct] {
    try transaction.query(
      """
      SELECT code, name, person, price_cents, sections FROM integration_products
      WHERE integration_id = ?1 ORDER BY code
      """, [id]
    ) { row in
      BureauProduct(
        code: try row.text(0), name: try row.text(1), person: try row.text(2),
        price: try row.cents(3),
        sections: (try JSON.parse(try row.text(4)).elements ?? []).compactMap(\.string))
    }
  }

  private func reach(
    _ id: ID<Integration>
  ) async throws -> (BureauAccess, any BureauConnector) {
    let (access, provider) = try await office.bureauEvents.bureauAccess(to: id)
    guard let connector = connectors[provider] else { throw Refusal.notFound("Provedor") }
    return (access, connector)
  }

  /// A failure leaves polling, which brings the same news later.
  private func registerForWebhooks(
    _ id: ID<Integration>, _ access: BureauAccess, _ connector: any BureauConnector
  ) async {
    guard let publicURL else { return }
    do {
      guard try await integration(id).webhookReference == nil else { return }
      let url = "\(publicURL)/bureau-events/\(id)"
      guard case .answered(let webhook) = await connector.registerWebhook(access, url: url) else {
        return
      }
      let sealed = sealer.seal(webhook.secret, place: BureauEvents.webhookSecretPlace(id))
      _ = try await database.write { transaction in
        try transaction.execute(
          """
          UPDATE integrations SET webhook_reference = ?2, webhook_secret_sealed = ?3
          WHERE id = ?1
          """, [id, webhook.id, sealed])
      }
    } catch {
      world.logger.warning(
        "registering for webhooks failed", metadata: ["integration": "\(id)", "error": "\(error)"])
    }
  }

  /// The value of an answer, or the refusal that a person can act on.
  static func value<Value>(_ outcome: BureauOutcome<Value>) throws -> Value {
    switch outcome {
    case .answered(let value): return value
    case .refused(let refusal):
      throw Refusal(
        .unprocessable, code: "bureau-refused", detail: "O birô recusou: \(refusal.detail)",
        faults: refusal.rejections.map {
          Refusal.Fault(pointer: "", code: $0.code, detail: $0.detail)
        })
    case .unauthorized(let detail):
      throw Refusal(
        .conflict, code: "credentials-refused",
        detail: "O birô recusou as credenciais (\(detail)); confira Client_ID e Client_secret.")
    case .unavailable(let detail, let pause):
      throw Refusal(
        .unavailable(retryAfterSeconds: pause?.seconds ?? 30), code: "bureau-unavailable",
        detail: "O birô não respondeu (\(detail)); tente de novo em instantes.")
    case .unclear(let detail):
      throw Refusal(
        .unavailable(retryAfterSeconds: 30), code: "bureau-unclear",
        detail: "A resposta do birô se perdeu (\(detail)); confira antes de repetir.")
    }
  }
}
