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
    table.add(
      .get, "/api/v1/clock",
      Operation(
        id: "readClock", summary: "O relógio virtual", tag: "Relógio",
        answers: [.init(200, "Agora", ClockTarget.clock)])
    ) { _, _ in .json(ClockTarget.show(virtual.now())) }
    table.add(
      .post, "/api/v1/clock/advance",
      Operation(
        id: "advanceClock", summary: "Avança o relógio e faz tudo o que vence no caminho",
        tag: "Relógio", access: .needs(.configure), input: .json(ClockTarget.body),
        answers: [.init(200, "Agora, e o que não pôde ser feito", ClockAnswer.schema)],
        problems: [422], idempotency: .optional)
    ) { request, _ in
      let start = virtual.now()
      let target = try await request.judgedInput(ClockTarget.body) {
        ClockTarget.target($0, from: start, $1)
      }
      let failures = try await timekeeper.advance(asked: virtual, to: target)
      return .json(ClockAnswer.show(virtual.now(), failures))
    }
  }
}
