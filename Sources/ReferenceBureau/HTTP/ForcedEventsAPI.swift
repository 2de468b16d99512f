import Credit
import HTTPService
import Hummingbird
import JSONText
import SQLDatabase
import World

/// Events that in a real bureau come from outside: the post office, courts, registries.
extension BureauAPI {
  func addForcedEvents(to table: inout RouteTable) {
    addEvent("notice-return", "returnNotice", "Devolve a carta", .required("code"), to: &table) {
      word, policy, now in
      guard let code = CodeList.noticeReturn.find(word, on: now.civilDate) else {
        throw Problem.invalidInput([
          .init(
            pointer: "/code", code: "unknown-code", detail: "Este código de devolução não existe.")
        ])
      }
      return .noticeReturned(
        code: word, holds: code.isMarked, holdUntil: now.civilDate.adding(days: policy.holdDays))
    }
    addEvent(
      "suspension", "suspendRecord", "Suspende por ordem judicial", .optional("reason"),
      to: &table
    ) { _, _, _ in .suspended }
    addEvent(
      "reinstatement", "reinstateRecord", "Levanta a suspensão judicial", .optional("reason"),
      to: &table
    ) { _, _, now in .reinstated(noticeDueAt: register.nextCutOff(after: now)) }
    addEvent(
      "sub-judice", "keepSubJudice", "Mantém com a anotação sub judice", .optional("reason"),
      to: &table
    ) { _, _, _ in .keptSubJudice }
    addEvent(
      "sub-judice-end", "endSubJudice", "Retira a anotação sub judice", .optional("reason"),
      to: &table
    ) { _, _, _ in .subJudiceEnded }
    addEvent(
      "bureau-removal", "removeByBureau", "Baixa por decisão do birô", .required("reason"),
      to: &table
    ) { word, _, now in
      guard CodeList.removal.find(word, on: now.civilDate) != nil else {
        throw Problem.invalidInput([
          .init(
            pointer: "/reason", code: "removal-reason",
            detail: "Este motivo não existe; veja /v1/codes/removal.")
        ])
      }
      return .removedByBureau(reason: word)
    }
  }

  /// The one member of an event's body.
  private enum Word {
    case required(String)
    case optional(String)

    var schema: Schema {
      switch self {
      case .required(let name): .object([.required(name, .string(length: 1...200))], closed: true)
      case .optional(let name):
        .object([.optional(name, Schema.string(length: 1...200).nullable)], closed: true)
      }
    }

    func read(_ input: InputReader) -> String? {
      switch self {
      case .required(let name): input.required(name, .string(length: 1...200))
      case .optional(let name): input.optional(name, .string(length: 1...200))
      }
    }
  }

  private func addEvent(
    _ path: String, _ id: String, _ summary: String, _ word: Word, to table: inout RouteTable,
    _ make: @escaping @Sendable (String, BureauPolicy, Instant) throws -> RecordEvent
  ) {
    let isOptional = if case .optional = word { true } else { false }
    table.add(
      .post, "/v1/simulation/listings/{id}/" + path,
      Operation(
        id: id, summary: summary, tag: "Simulação", access: .scope(.simulation),
        input: isOptional ? .optionalJSON(word.schema) : .json(word.schema),
        answers: [.init(200, "O registro", Self.recordSchema)], problems: [404, 409, 422],
        idempotency: .optional)
    ) { request, context in
      let said = try await request.input(emptyAs: isOptional ? [:] : nil, word.read)
      let shown = try await register.force(
        on: try context.pathID(), note: isOptional ? said : nil
      ) { policy, now in try make(said ?? "", policy, now) }
      return .json(shown)
    }
  }
}

extension Register {
  /// Makes an event happen that in a real bureau comes from outside.
  func force(
    on id: ID<ListedRecord>, note: String?,
    _ make: @escaping @Sendable (BureauPolicy, Instant) throws -> RecordEvent
  ) async throws -> JSON {
    let now = world.clock.now()
    return try await database.write { transaction in
      guard var stored = try RecordRows.find(id, transaction) else {
        throw Problem.notFound("Não existe registro com este id.")
      }
      let event = try make(try policy(in: transaction), now)
      if case .noticeReturned(let code, _, _) = event {
        try markReturned(stored.record, code: code, at: now, in: transaction)
      }
      try refusable {
        try change(
          &stored, event, actor: Actor.simulation, note: note, at: now, in: transaction)
      }
      return stored.record.json(evidence: try evidence(of: stored.record, in: transaction))
    }
  }

  /// Writes the return on the newest notice of a record.
  private func markReturned(
    _ record: Record, code: String, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE notices SET return_code = ?3, returned_at = ?4
      WHERE id = (SELECT MAX(id) FROM notices WHERE record_id = ?1 OR record_id = ?2)
      """, [record.id.number, column(record.noticeRecord), code, now.microseconds])
  }
}
