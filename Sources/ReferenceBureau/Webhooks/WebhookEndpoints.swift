import Credit
import HTTPService
import JSONText
import SQLDatabase
import Sealing
import World

extension Register {
  static let endpointsPerParticipant = 10

  /// Registers an address; its secret is told once.
  func addEndpoint(
    url: String, events: [String], participant: ID<Participant>
  ) async throws -> (id: ID<WebhookEndpoint>, secret: String) {
    guard let host = WebhookAddress.host(of: url),
      WebhookAddress.isAllowed(host: host, loopback: options.allowsLoopbackWebhooks)
    else {
      throw Problem.refused(
        code: "address-not-allowed",
        "O endereço deve ser http(s) e não pode ser de uma rede interna.",
        faults: [
          .init(pointer: "/url", code: "address-not-allowed", detail: "Informe outro endereço.")
        ])
    }
    let secret = WebhookSignature.generateSecret(random: world.random)
    let now = world.clock.now()
    return try await database.write { transaction in
      let count = try transaction.first(
        "SELECT COUNT(*) FROM webhook_endpoints WHERE participant_id = ?1 AND deleted_at IS NULL",
        [participant.number]
      ) { try $0.integer(0) }
      guard (count ?? 0) < Self.endpointsPerParticipant else {
        throw Problem.conflict(
          code: "too-many-endpoints",
          "Um participante tem até \(Self.endpointsPerParticipant) endereços.")
      }
      let id = ID<WebhookEndpoint>(try transaction.nextIdentifier())
      try transaction.execute(
        """
        INSERT INTO webhook_endpoints (id, participant_id, url, events, secret, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        """,
        [
          id.number, participant.number, url, events.joined(separator: " "),
          sealer.seal(secret, place: Self.webhookSecretPlace(id)), now.microseconds,
        ])
      return (id, secret)
    }
  }

  func endpoints(of participant: ID<Participant>) async throws -> [JSON] {
    try await database.read { transaction in
      try transaction.query(
        """
        SELECT id, url, events, created_at, disabled_at FROM webhook_endpoints
        WHERE participant_id = ?1 AND deleted_at IS NULL ORDER BY id
        """, [participant.number]
      ) { row in
        [
          "id": .string(ID<WebhookEndpoint>(try row.integer(0)).description),
          "url": .string(try row.text(1)),
          "events": .array(
            try row.text(2).split(separator: " ").map { .string(String($0)) }),
          "createdAt": .string(try row.time(3).description),
          "disabled": .bool(!row.isNull(4)),
        ]
      }
    }
  }

  /// Takes an address away; false where it is none of the participant's.
  func deleteEndpoint(
    _ id: ID<WebhookEndpoint>, participant: ID<Participant>
  ) async throws -> Bool {
    let now = world.clock.now()
    return try await database.write { transaction in
      let deleted = try transaction.execute(
        """
        UPDATE webhook_endpoints SET deleted_at = ?3
        WHERE id = ?1 AND participant_id = ?2 AND deleted_at IS NULL
        """, [id.number, participant.number, now.microseconds])
      guard deleted == 1 else { return false }
      try transaction.execute(
        """
        UPDATE deliveries SET state = 'failed', finished_at = ?2
        WHERE endpoint_id = ?1 AND state = 'waiting'
        """, [id.number, now.microseconds])
      return true
    }
  }

  /// Sends everything since an instant once more; nil where the endpoint is none of the
  /// participant's.
  func replay(
    _ id: ID<WebhookEndpoint>, since: Instant, participant: ID<Participant>
  ) async throws -> Int? {
    let now = world.clock.now()
    return try await database.write { transaction in
      let known = try transaction.first(
        """
        SELECT 1 FROM webhook_endpoints
        WHERE id = ?1 AND participant_id = ?2 AND deleted_at IS NULL
        """, [id.number, participant.number]
      ) { try $0.integer(0) }
      guard known != nil else { return nil }
      let happenings = try transaction.query(
        "SELECT id FROM happenings WHERE participant_id = ?1 AND at >= ?2 ORDER BY id",
        [participant.number, since.microseconds]
      ) { try $0.integer(0) }
      guard !happenings.isEmpty else { return 0 }
      let ids = try transaction.nextIdentifiers(happenings.count)
      try transaction.executeMany(
        """
        INSERT INTO deliveries (id, endpoint_id, happening_id, state, attempts, next_attempt_at)
        VALUES (?1, ?2, ?3, 'waiting', 0, ?4)
        """,
        zip(ids, happenings).map {
          [
            $0.0.sqlValue, id.number.sqlValue, $0.1.sqlValue, now.microseconds.sqlValue,
          ]
        })
      return happenings.count
    }
  }
}

/// Addresses that the bureau must not be sent to (server-side request forgery).
enum WebhookAddress {
  /// The host of an http or https address; nil where there is none.
  static func host(of url: String) -> String? {
    let rest: Substring
    if url.hasPrefix("https://") {
      rest = url.dropFirst(8)
    } else if url.hasPrefix("http://") {
      rest = url.dropFirst(7)
    } else {
      return nil
    }
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !authority.contains("@"), !authority.isEmpty else { return nil }
    if authority.hasPrefix("[") {
      return authority.firstIndex(of: "]").map { String(authority[...$0]) }
    }
    return String(authority.prefix { $0 != ":" }).lowercased()
  }

  static func isAllowed(host: String, loopback: Bool) -> Bool {
    if host == "localhost" || host == "[::1]" || host == "127.0.0.1" { return loopback }
    if host.hasPrefix("[") { return false }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    let last = labels.last ?? ""
    guard last.utf8.first.map({ (48...57).contains($0) }) ?? false else {
      // A name: the sender resolves it; names without a dot are of an inner network.
      let inner = [".local", ".internal", ".localhost", "."]
      return host.contains(".") && !inner.contains(where: host.hasSuffix)
    }
    // The old forms of an address (three parts, octal, hexadecimal) would be read otherwise by the
    // resolver than here: only the plain dotted form is taken.
    let parts = labels.compactMap { Int($0) }
    guard parts.count == 4, zip(parts, labels).allSatisfy({ String($0) == $1 && $0 < 256 }) else {
      return false
    }
    switch (parts[0], parts[1]) {
    case (0, _), (10, _), (127, _), (169, 254), (192, 168): return false
    case (172, 16...31), (100, 64...127): return false
    default: return parts[0] < 224
    }
  }
}
