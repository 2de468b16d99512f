package import Credit
package import JSONText
import Refusals
import SQLDatabase
import World

/// Which records are asked for; nil means any.
package struct RecordFilter: Sendable {
  package var state: RecordState?
  package var updatedSince: Instant?
  package var reference: String?
  package var receivedFrom: CivilDate?
  package var receivedTo: CivilDate?

  package init(
    state: RecordState? = nil, updatedSince: Instant? = nil, reference: String? = nil,
    receivedFrom: CivilDate? = nil, receivedTo: CivilDate? = nil
  ) {
    self.state = state
    self.updatedSince = updatedSince
    self.reference = reference
    self.receivedFrom = receivedFrom
    self.receivedTo = receivedTo
  }

  /// Whether the list goes by change instead of by id.
  package var isByChange: Bool { updatedSince != nil }
}

/// A record of a list, with what the list is sorted by.
package struct RecordLine: Sendable {
  package let id: ID<ListedRecord>
  /// Microseconds of its last change.
  package let changedAt: Int64
  package let json: JSON
}

/// The place behind a record of a list: by id, or by change and id.
package struct RecordPlace: Sendable {
  package var changedAt = Int64.min
  package var id: Int64 = 0

  package init() {}
}

extension Register {
  /// A participant's records behind a place, by id, or by change where `updatedSince` is given.
  package func records(
    of participant: ID<Participant>, after place: RecordPlace, limit: Int, filter: RecordFilter
  ) async throws -> [RecordLine] {
    try await database.read { transaction in
      var sql = "SELECT \(RecordRows.table.list), updated_at FROM records WHERE participant_id = ?1"
      var arguments: [any SQLConvertible] = [participant.number]
      func narrow(_ text: String, _ value: (any SQLConvertible)?) {
        guard let value else { return }
        arguments.append(value)
        sql += " AND \(text) ?\(arguments.count)"
      }
      narrow("state =", filter.state?.rawValue)
      narrow("reference =", filter.reference)
      narrow("updated_at >=", filter.updatedSince?.microseconds)
      narrow("received_at >=", filter.receivedFrom?.startOfDay.microseconds)
      narrow("received_at <", filter.receivedTo?.adding(days: 1).startOfDay.microseconds)
      if filter.isByChange {
        arguments += [place.changedAt, place.id]
        sql += " AND (updated_at, id) > (?\(arguments.count - 1), ?\(arguments.count))"
        sql += " ORDER BY updated_at, id"
      } else {
        arguments.append(place.id)
        sql += " AND id > ?\(arguments.count) ORDER BY id"
      }
      arguments.append(limit)
      sql += " LIMIT ?\(arguments.count)"
      let rows = try transaction.query(sql, arguments) {
        (try RecordRows.read($0), try $0.integer(RecordRows.table.readCount))
      }
      return try rows.map { stored, changedAt in
        let evidence = try evidence(of: stored.record, in: transaction)
        return RecordLine(
          id: stored.record.id, changedAt: changedAt, json: stored.record.json(evidence: evidence))
      }
    }
  }

  package func show(_ id: ID<ListedRecord>, participant: ID<Participant>) async throws -> JSON {
    let found = try await database.read { transaction -> JSON? in
      guard let stored = try RecordRows.find(id, transaction),
        stored.record.participant == participant
      else { return nil }
      return stored.record.json(evidence: try evidence(of: stored.record, in: transaction))
    }
    guard let found else { throw Refusal.missing("Não existe registro com este id.") }
    return found
  }

  package func happenings(
    of id: ID<ListedRecord>, participant: ID<Participant>
  ) async throws -> [JSON] {
    _ = try await show(id, participant: participant)
    return try await database.read { transaction in
      try transaction.query(
        """
        SELECT id, type, version, actor, at, event, reason, note FROM happenings
        WHERE record_id = ?1 ORDER BY version
        """,
        [id.number]
      ) { row in
        [
          "id": .string(ID<RecordHappening>(try row.integer(0)).description),
          "type": .string(try row.text(1)), "version": .integer(try row.integer(2)),
          "actor": .string(try row.text(3)), "at": .string(try row.time(4).description),
          "event": .optional(try row.optionalText(5)),
          "reason": .optional(try row.optionalText(6)),
          "note": .optional(try row.optionalText(7)),
        ]
      }
    }
  }
}
