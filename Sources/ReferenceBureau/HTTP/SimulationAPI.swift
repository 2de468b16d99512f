import Credit
import HTTPService
import Hummingbird
import JSONText
import SQLDatabase
import World

extension BureauAPI {
  /// Makes happen what happens in a real bureau; only with a virtual clock.
  func addSimulation(to table: inout RouteTable) {
    guard let virtual, let timekeeper else { return }
    let clock = Schema.object([.required("now", .instant), .required("today", .date)])
      .named("Clock")
    table.add(
      .get, "/v1/simulation/clock",
      Operation(
        id: "readClock", summary: "O relógio virtual", tag: "Simulação",
        access: .scope(.simulation), answers: [.init(200, "Agora", clock)])
    ) { _, _ in .json(Self.show(virtual.now())) }
    let move = Schema.object(
      [
        .optional("days", .integer(1...3_660)), .optional("businessDays", .integer(1...2_600)),
        .optional("to", .string),
      ], closed: true)
    table.add(
      .post, "/v1/simulation/clock/advance",
      Operation(
        id: "advanceClock", summary: "Avança o relógio", tag: "Simulação",
        access: .scope(.simulation), input: .json(move), answers: [.init(200, "Agora", clock)],
        problems: [422], idempotency: .optional)
    ) { request, _ in
      let start = virtual.now()
      let target = try await request.input { Self.target($0, from: start) }
      try await desk.carry(over: start, to: target, faults: register.faults)
      try await timekeeper.advance(virtual, to: target)
      return .json(Self.show(virtual.now()))
    }
    addFaults(to: &table)
    addEvents(to: &table)
  }

  private static func target(_ input: InputReader, from now: Instant) -> Instant {
    let days = input.optional("days", .integer(1...3_660))
    let businessDays = input.optional("businessDays", .integer(1...2_600))
    let instant = input.optional("to", moment)
    if [days != nil, businessDays != nil, instant != nil].filter({ $0 }).count != 1 {
      input.fault(
        "days", code: "required", detail: "informe só um destes: days, businessDays ou to.")
    }
    if let instant {
      if instant < now {
        input.fault("to", code: "out-of-range", detail: "o relógio só anda para a frente.")
      }
      return instant
    }
    let today = now.civilDate
    let day =
      businessDays.map { BusinessCalendar.national.adding(businessDays: $0, to: today) }
      ?? today.adding(days: days ?? 0)
    return day.startOfDay.adding(microseconds: now.microseconds(since: today.startOfDay))
  }

  /// An instant, or a day for its beginning in Brasília.
  private static var moment: FieldKind<Instant> {
    .parsed(
      placeholder: Instant(microseconds: 0), code: "invalid-instant",
      detail: "deve ser um instante RFC 3339 ou uma data aaaa-mm-dd.",
      parse: { Instant(rfc3339: $0) ?? CivilDate(iso: $0)?.startOfDay })
  }

  private static func show(_ now: Instant) -> JSON {
    ["now": .string(now.description), "today": .string(now.civilDate.description)]
  }

  private func addFaults(to table: inout RouteTable) {
    let rate = Schema(["type": "number", "minimum": 0, "maximum": 1])
    let body = Schema.object(
      [
        .optional("latencyMs", .integer(0...60_000)), .optional("errorRate", rate),
        .optional("answerLostRate", rate), .optional("webhookDuplicateRate", rate),
        .optional("webhookLossRate", rate), .optional("sourceDown", .array(.string)),
        .optional("tokenTtlSeconds", .integer(1...86_400)), .optional("seed", .integer),
      ], closed: true)
    table.add(
      .put, "/v1/simulation/faults",
      Operation(
        id: "setFaults", summary: "Define as falhas simuladas", tag: "Simulação",
        access: .scope(.simulation), input: .json(body),
        answers: [.init(200, "As falhas em vigor", body)], problems: [422])
    ) { request, _ in
      let settings = try await request.input(Self.faults)
      register.faults.set(settings)
      return .json([
        "latencyMs": .integer(Int64(settings.latencyMilliseconds)),
        "errorRate": Self.rate(settings.errorPercent),
        "answerLostRate": Self.rate(settings.answerLostPercent),
        "webhookDuplicateRate": Self.rate(settings.webhookDuplicatePercent),
        "webhookLossRate": Self.rate(settings.webhookLossPercent),
        "sourceDown": .array(settings.sourcesDown.sorted().map { .string($0) }),
        "tokenTtlSeconds": .integer(Int64(settings.tokenLifetimeSeconds)),
        "seed": .integer(Int64(truncatingIfNeeded: settings.seed)),
      ])
    }
  }

  private static func rate(_ percent: Int) -> JSON {
    percent == 100 ? 1 : percent == 0 ? 0 : .decimal("0." + padded(percent, 2))
  }

  private static func faults(_ input: InputReader) -> FaultPlan.Settings {
    var settings = FaultPlan.Settings()
    func percent(_ name: String) -> Int {
      guard let json = input.optional(name, .any(schema: Schema(["type": "number"]))) else {
        return 0
      }
      guard let value = Self.percent(json) else {
        input.fault(name, code: "out-of-range", detail: "deve estar entre 0 e 1.")
        return 0
      }
      return value
    }
    settings.latencyMilliseconds = input.optional("latencyMs", .integer(0...60_000)) ?? 0
    settings.errorPercent = percent("errorRate")
    settings.answerLostPercent = percent("answerLostRate")
    settings.webhookDuplicatePercent = percent("webhookDuplicateRate")
    settings.webhookLossPercent = percent("webhookLossRate")
    settings.sourcesDown = Set(
      input.optional(
        "sourceDown", .array(of: .oneOf(ReportSection.self), count: 0...20), default: []
      ).map(\.rawValue))
    settings.tokenLifetimeSeconds =
      input.optional("tokenTtlSeconds", .integer(1...86_400)) ?? TokenDesk.lifetimeSeconds
    settings.seed = UInt64(input.optional("seed", .integer(0...Int(Int32.max))) ?? 1)
    return settings
  }

  /// 0...1 as percent; nil for anything else.
  private static func percent(_ json: JSON) -> Int? {
    switch json {
    case .integer(let value): value == 0 ? 0 : value == 1 ? 100 : nil
    case .decimal(let text):
      Double(text).flatMap { (0...1).contains($0) ? Int(($0 * 100).rounded()) : nil }
    default: nil
    }
  }

  private func addEvents(to table: inout RouteTable) {
    let record = Self.recordSchema
    func event(
      _ path: String, _ id: String, _ summary: String, _ field: String?, isRequired: Bool = true,
      _ make: @escaping @Sendable (String, Register, Instant) throws -> RecordEvent
    ) {
      let property = field.map {
        isRequired ? Schema.Property.required($0, .string) : .optional($0, .string)
      }
      let body = Schema.object(property.map { [$0] } ?? [], closed: true)
      let mayBeEmpty = field == nil || !isRequired
      table.add(
        .post, "/v1/simulation/listings/{id}/" + path,
        Operation(
          id: id, summary: summary, tag: "Simulação", access: .scope(.simulation),
          input: mayBeEmpty ? .optionalJSON(body) : .json(body),
          answers: [.init(200, "O registro", record)], problems: [404, 409, 422],
          idempotency: .optional)
      ) { request, context in
        let word = try await request.input(emptyAs: [:]) { input in
          let kind = FieldKind<String>.string(length: 1...200)
          guard isRequired else { return field.flatMap { input.optional($0, kind) } ?? "" }
          return field.map { input.required($0, kind) } ?? ""
        }
        let event = try make(word, register, register.world.clock.now())
        return .json(try await register.force(event, on: try context.pathID()))
      }
    }
    event("notice-return", "returnNotice", "Devolve a carta", "code") { word, register, now in
      guard let code = CodeList.noticeReturn.find(word, on: now.civilDate) else {
        throw Problem.refused(code: "unknown-code", "Este código de devolução não existe.")
      }
      return .noticeReturned(
        code: word, holds: code.isMarked,
        holdUntil: now.civilDate.adding(days: Register.holdDays))
    }
    event("suspension", "suspendRecord", "Suspende por ordem judicial", "reason", isRequired: false)
    { _, _, _ in
      .suspended
    }
    event("reinstatement", "reinstateRecord", "Levanta a suspensão", nil) { _, register, now in
      .reinstated(noticeDueAt: register.nextCutOff(after: now))
    }
    event("sub-judice", "keepSubJudice", "Mantém com a anotação sub judice", nil) { _, _, _ in
      .keptSubJudice
    }
    event("bureau-removal", "removeByBureau", "Baixa por decisão do birô", "reason") {
      word, _, now in
      guard CodeList.removal.find(word, on: now.civilDate) != nil else {
        throw Problem.refused(
          code: "removal-reason", "Este motivo não existe; veja /v1/codes/removal.")
      }
      return .removedByBureau(reason: word)
    }
  }
}

extension Register {
  /// Days for which a returned notice waits for a better address.
  static let holdDays = 15

  /// Makes an event happen that in a real bureau comes from outside.
  func force(_ event: RecordEvent, on id: ID<ListedRecord>) async throws -> JSON {
    let now = world.clock.now()
    do {
      return try await database.write { transaction in
        guard var stored = try RecordRows.find(id, transaction) else {
          throw Problem.notFound("Não existe registro com este id.")
        }
        if case .noticeReturned(let code, _, _) = event {
          try transaction.execute(
            """
            UPDATE notices SET return_code = ?2, returned_at = ?3
            WHERE record_id = ?1 AND attempt =
              (SELECT MAX(attempt) FROM notices WHERE record_id = ?1)
            """, [id.number, code, now.microseconds])
        }
        try change(&stored, event, actor: "simulation", at: now, in: transaction)
        return stored.record.json(evidence: try evidence(of: id, in: transaction))
      }
    } catch let refusal as RecordRefusal {
      throw Problem.conflict(
        code: "not-possible", "Isto não é possível com o registro como está: \(refusal).")
    }
  }
}
