import Credit
import HTTPService
import JSONText
import SQLDatabase
import World

/// Which records are asked for; nil means any.
struct RecordFilter: Sendable {
  var state: RecordState?
  var updatedSince: Instant?
  var reference: String?
  var receivedFrom: CivilDate?
  var receivedTo: CivilDate?
}

extension Register {
  /// One page of a participant's records by id, or by change where `updatedSince` is given.
  func page(
    of participant: ID<Participant>, page: PageRequest, filter: RecordFilter
  ) async throws -> JSON {
    let byChange = filter.updatedSince != nil
    let cursor = try Self.cursor(page, byChange: byChange)
    let records = try await database.read { transaction -> [(StoredRecord, Int64, JSON)] in
      var sql = "SELECT \(RecordRows.columns), updated_at FROM records WHERE participant_id = ?1"
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
      if byChange {
        arguments += [cursor.change, cursor.id]
        sql += " AND (updated_at, id) > (?\(arguments.count - 1), ?\(arguments.count))"
        sql += " ORDER BY updated_at, id"
      } else {
        arguments.append(cursor.id)
        sql += " AND id > ?\(arguments.count) ORDER BY id"
      }
      arguments.append(page.limit + 1)
      sql += " LIMIT ?\(arguments.count)"
      let rows = try transaction.query(sql, arguments) {
        (try RecordRows.read($0), try $0.integer(RecordRows.columnCount))
      }
      return try rows.map { stored, changed in
        let evidence = try evidence(of: stored.record, in: transaction)
        return (stored, changed, stored.record.json(evidence: evidence))
      }
    }
    return Page.json(
      records, request: page,
      key: { entry in
        let id = JSON.integer(entry.0.record.id.number)
        return byChange ? [.integer(entry.1), id] : [id]
      }, show: { $0.2 })
  }

  private static func cursor(
    _ page: PageRequest, byChange: Bool
  ) throws -> (change: Int64, id: Int64) {
    guard let cursor = page.cursor else { return (Int64.min, 0) }
    let numbers = cursor.compactMap(\.integer)
    guard numbers.count == (byChange ? 2 : 1), numbers.count == cursor.count else {
      throw PageRequest.foreignCursor
    }
    return byChange ? (numbers[0], numbers[1]) : (0, numbers[0])
  }

  func show(_ id: ID<ListedRecord>, participant: ID<Participant>) async throws -> JSON {
    let found = try await database.read { transaction -> JSON? in
      guard let stored = try RecordRows.find(id, transaction),
        stored.record.participant == participant
      else { return nil }
      return stored.record.json(evidence: try evidence(of: stored.record, in: transaction))
    }
    guard let found else { throw Problem.notFound("Não existe registro com este id.") }
    return found
  }

  func happenings(
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
