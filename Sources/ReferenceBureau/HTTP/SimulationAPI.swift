import Credit
import HTTPService
import Hummingbird
import JSONText
import SQLDatabase
import World

extension BureauAPI {
  /// Makes happen what happens in a real bureau; only with a virtual clock.
  func addSimulation(to table: inout RouteTable) {
    guard let virtual else { return }
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
      let target = try await request.input { Self.target($0, from: virtual.now()) }
      try await advance(to: target)
      return .json(Self.show(virtual.now()))
    }
    addFaults(to: &table)
    addForcedEvents(to: &table)
    addDecisions(to: &table)
    addPolicy(to: &table)
    addStateTermEdits(to: &table)
  }

  /// Moves the clock; everything that falls due on the way is done when this returns.
  func advance(to target: Instant) async throws {
    guard let virtual, let timekeeper else { throw Problem.notFound() }
    try await desk.carry(over: virtual.now(), to: target, faults: register.faults)
    try await timekeeper.advance(virtual, to: target)
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
}
