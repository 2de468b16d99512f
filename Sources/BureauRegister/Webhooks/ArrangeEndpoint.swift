package import Credit
package import JSONText
import Refusals
import SQLDatabase
import Sealing
import Webhooks
import World

/// A registered address as its participant sees it; never its secret.
package struct WebhookEndpointRow: Sendable {
  enum Column: Int, TableColumn {
    static let table = "webhook_endpoints"
    static var readCount: Int { participantId.rawValue }

    case id, url, events, createdAt, disabledAt, previousUntilAt
    /// Written only.
    case participantId, secret
  }

  private static let table = ColumnTable<Column>()
  static let select = table.select
  static let adding = table.insert([.id, .participantId, .url, .events, .secret, .createdAt])

  package let id: ID<WebhookEndpoint>
  package var url: String
  package var events: [String]
  package let createdAt: Instant
  package var isDisabled: Bool
  let previousUntil: Instant?

  init(_ row: Row) throws {
    let row = ColumnRow<Column>(row)
    id = ID(try row.integer(.id))
    url = try row.text(.url)
    events = try row.text(.events).split(separator: " ").map(String.init)
    createdAt = try row.time(.createdAt)
    isDisabled = !row.isNull(.disabledAt)
    previousUntil = try row.optionalTime(.previousUntilAt)
  }

  package var json: JSON {
    [
      "id": .string(id.description), "url": .string(url),
      "events": .array(events.map { .string($0) }), "createdAt": .string(createdAt.description),
      "disabled": .bool(isDisabled), "previousSecretUntil": .optional(previousUntil),
    ]
  }

  static func find(
    _ id: ID<WebhookEndpoint>, of participant: ID<Participant>, _ transaction: Transaction
  ) throws -> WebhookEndpointRow {
    let row = try transaction.first(
      select + " WHERE id = ?1 AND participant_id = ?2 AND deleted_at IS NULL",
      [id.number, participant.number], WebhookEndpointRow.init)
    guard let row else { throw Refusal.missing("Não existe endereço com este id.") }
    return row
  }
}

/// What is changed of an endpoint; nil leaves it.
package struct EndpointChange: Sendable {
  package var url: String?
  package var events: [String]?
  package var isDisabled: Bool?

  package init(url: String? = nil, events: [String]? = nil, isDisabled: Bool? = nil) {
    self.url = url
    self.events = events
    self.isDisabled = isDisabled
  }
}

extension Register {
  /// Messages of one replay at the most.
  package static let replayLimit = 10_000

  package func changeEndpoint(
    _ id: ID<WebhookEndpoint>, _ change: EndpointChange, participant: ID<Participant>
  ) async throws -> JSON {
    let now = world.clock.now()
    return try await database.write { transaction in
      var row = try WebhookEndpointRow.find(id, of: participant, transaction)
      row.url = change.url ?? row.url
      row.events = change.events ?? row.events
      row.isDisabled = change.isDisabled ?? row.isDisabled
      try checkEndpoint(url: row.url, events: row.events)
      try transaction.execute(
        """
        UPDATE webhook_endpoints SET url = ?2, events = ?3,
          disabled_at = CASE WHEN ?4 = 0 THEN NULL ELSE COALESCE(disabled_at, ?5) END
        WHERE id = ?1
        """,
        [
          id.number, row.url, row.events.joined(separator: " "), row.isDisabled,
          now.microseconds,
        ])
      if row.isDisabled { try stopDeliveries(to: id, at: now, in: transaction) }
      return row.json
    }
  }

  /// What waits for an endpoint that is gone or disabled is given up; a replay sends it again.
  func stopDeliveries(
    to endpoint: ID<WebhookEndpoint>, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE deliveries SET state = 'failed', finished_at = ?2, last_problem = 'endpoint off'
      WHERE endpoint_id = ?1 AND state = 'waiting'
      """, [endpoint.number, now.microseconds])
  }

  /// Gives a new secret. Until the overlap is over messages carry both signatures, so that the
  /// receiver can change over in its own time.
  package func rotateSecret(
    of id: ID<WebhookEndpoint>, overlapSeconds: Int, participant: ID<Participant>
  ) async throws -> JSON {
    let secret = WebhookSignature.generateSecret(random: world.random)
    let until = world.clock.now().adding(seconds: overlapSeconds)
    return try await database.write { transaction in
      _ = try WebhookEndpointRow.find(id, of: participant, transaction)
      // The new secret is sealed at the place of the current one, and the old one keeps the seal of
      // that place too.
      try transaction.execute(
        """
        UPDATE webhook_endpoints SET previous_secret = secret, previous_until_at = ?2, secret = ?3
        WHERE id = ?1
        """,
        [
          id.number, until.microseconds,
          sealer.seal(secret, place: Self.webhookSecretPlace(id)),
        ])
      return [
        "secret": .string(secret), "previousSecretUntil": .string(until.description),
      ]
    }
  }

  /// Sends once more what an endpoint wants of the happenings since an instant, or of those named;
  /// tells how many.
  package func replay(
    _ id: ID<WebhookEndpoint>, since: Instant, events: [ID<RecordHappening>]?,
    participant: ID<Participant>
  ) async throws -> Int {
    let now = world.clock.now()
    return try await database.write { transaction in
      let endpoint = try WebhookEndpointRow.find(id, of: participant, transaction)
      guard !endpoint.isDisabled else {
        throw Refusal.conflict(
          code: "endpoint-disabled", "O endereço está desligado; ligue-o antes de repetir.")
      }
      let happenings =
        if let events {
          try Set(events.map(\.number)).sorted().compactMap {
            try happening($0, of: participant, since: since, in: transaction)
          }
        } else {
          try transaction.query(
            """
            SELECT id, type FROM happenings WHERE participant_id = ?1 AND at >= ?2
            ORDER BY id LIMIT ?3
            """, [participant.number, since.microseconds, Self.replayLimit]
          ) { (id: try $0.integer(0), type: try $0.text(1)) }
        }
      let patterns = endpoint.events.joined(separator: " ")
      let chosen = happenings.filter { WebhookEvents.wants(patterns, $0.type) }
      guard !chosen.isEmpty else { return 0 }
      let ids = try transaction.nextIdentifiers(chosen.count)
      try transaction.executeMany(
        """
        INSERT INTO deliveries (id, endpoint_id, happening_id, state, attempts, next_attempt_at)
        VALUES (?1, ?2, ?3, 'waiting', 0, ?4)
        """,
        zip(ids, chosen).map {
          [$0.sqlValue, id.number.sqlValue, $1.id.sqlValue, now.microseconds.sqlValue]
        })
      return chosen.count
    }
  }

  private func happening(
    _ id: Int64, of participant: ID<Participant>, since: Instant, in transaction: Transaction
  ) throws -> (id: Int64, type: String)? {
    try transaction.first(
      "SELECT id, type FROM happenings WHERE id = ?1 AND participant_id = ?2 AND at >= ?3",
      [id, participant.number, since.microseconds]
    ) { (id: try $0.integer(0), type: try $0.text(1)) }
  }

  /// What was sent to an endpoint before a delivery, and what came of it, the newest first.
  package func deliveries(
    to id: ID<WebhookEndpoint>, before place: Int64?, limit: Int, state: String?,
    participant: ID<Participant>
  ) async throws -> [(id: Int64, json: JSON)] {
    try await database.read { transaction in
      _ = try WebhookEndpointRow.find(id, of: participant, transaction)
      let rows = try transaction.query(
        """
        SELECT d.id, d.happening_id, h.type, h.record_id, d.state, d.next_attempt_at,
          d.finished_at
        FROM deliveries d JOIN happenings h ON h.id = d.happening_id
        WHERE d.endpoint_id = ?1 AND d.id < ?2 AND (CAST(?3 AS TEXT) IS NULL OR d.state = ?3)
        ORDER BY d.id DESC LIMIT ?4
        """, [id.number, place ?? Int64.max, state, limit]
      ) { row -> (Int64, JSON) in
        let delivery = try row.integer(0)
        let isWaiting = try row.text(4) == "waiting"
        return (
          delivery,
          [
            "id": .string(ID<Delivery>(delivery).description),
            "eventId": .string(ID<RecordHappening>(try row.integer(1)).description),
            "type": .string(try row.text(2)),
            "listingId": .string(ID<ListedRecord>(try row.integer(3)).description),
            "state": .string(try row.text(4)),
            "nextAttemptAt": isWaiting ? .string(try row.time(5).description) : .null,
            "finishedAt": .optional(try row.optionalTime(6)),
          ]
        )
      }
      return try rows.map { delivery, shown in
        let attempts = JSON.array(try attempts(of: delivery, in: transaction))
        return (delivery, .object((shown.members ?? []) + [.init("attempts", attempts)]))
      }
    }
  }

  private func attempts(of delivery: Int64, in transaction: Transaction) throws -> [JSON] {
    try transaction.query(
      """
      SELECT attempt, at, status, problem FROM delivery_attempts
      WHERE delivery_id = ?1 ORDER BY attempt
      """, [delivery]
    ) { row in
      [
        "attempt": .integer(try row.integer(0)), "at": .string(try row.time(1).description),
        "status": .optional(integer: try row.optionalInteger(2)),
        "problem": .optional(try row.optionalText(3)),
      ]
    }
  }
}
