import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText
import World

extension CreditorAPI {
  /// The virtual clock; without one the routes do not exist.
  func addClock(to table: inout RouteTable) {
    guard let timekeeper, let virtual = office.world.clock.virtual else { return }
    let now = Schema.object([.required("now", .instant), .required("today", .date)])
      .named("Clock")
    table.add(
      .get, "/api/v1/clock",
      Operation(
        id: "readClock", summary: "O relógio virtual", tag: "Relógio",
        answers: [.init(200, "Agora", now)])
    ) { _, _ in .json(Self.show(virtual.now())) }
    let move = Schema.object(
      [
        .optional("days", .integer(1...3_660)), .optional("businessDays", .integer(1...2_600)),
        .optional("to", .instant),
      ], closed: true)
    table.add(
      .post, "/api/v1/clock/advance",
      Operation(
        id: "advanceClock", summary: "Avança o relógio e faz tudo o que vence no caminho",
        tag: "Relógio", access: .needs(.configure), input: .json(move),
        answers: [.init(200, "Agora", now)], problems: [422], idempotency: .optional)
    ) { request, _ in
      let start = virtual.now()
      let target = try await request.input { try Self.target($0, from: start) }
      try await timekeeper.advance(virtual, to: target)
      return .json(Self.show(virtual.now()))
    }
  }

  /// Exactly one of `days`, `businessDays` and `to`.
  private static func target(_ input: InputReader, from now: Instant) throws -> Instant {
    let days = input.optional("days", .integer(1...3_660))
    let businessDays = input.optional("businessDays", .integer(1...2_600))
    let instant = input.optional("to", .instant)
    let given = [days != nil, businessDays != nil, instant != nil].filter { $0 }.count
    if given != 1 {
      input.fault(
        "days", code: "required", detail: "Informe um só destes: days, businessDays ou to.")
    }
    if let instant, instant < now {
      input.fault("to", code: "out-of-range", detail: "O relógio só anda para a frente.")
    }
    if let instant { return instant }
    let timeOfDay = now.microseconds(since: now.civilDate.startOfDay)
    let day =
      businessDays.map {
        BusinessCalendar.national.adding(businessDays: $0, to: now.civilDate)
      } ?? now.civilDate.adding(days: days ?? 0)
    return day.startOfDay.adding(microseconds: timeOfDay)
  }

  private static func show(_ now: Instant) -> JSON {
    ["now": .string(now.description), "today": .string(now.civilDate.description)]
  }
}
