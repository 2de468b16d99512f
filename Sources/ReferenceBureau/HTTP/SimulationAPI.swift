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
    addForcedEvents(to: &table)
    addDecisions(to: &table)
    addPolicy(to: &table)
    addStateTermEdits(to: &table)
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
}
