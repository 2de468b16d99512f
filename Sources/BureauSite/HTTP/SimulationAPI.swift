import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText
import World

extension BureauAPI {
  /// Makes happen what happens in a real bureau; only with a virtual clock.
  func addSimulation(to table: inout RouteTable) {
    guard let virtual else { return }
    table.add(
      .get, "/v1/simulation/clock",
      Operation(
        id: "readClock", summary: "O relógio virtual", tag: "Simulação",
        access: .scope(.simulation), answers: [.init(200, "Agora", ClockTarget.clock)])
    ) { _, _ in .json(ClockTarget.show(virtual.now())) }
    table.add(
      .post, "/v1/simulation/clock/advance",
      Operation(
        id: "advanceClock", summary: "Avança o relógio", tag: "Simulação",
        access: .scope(.simulation), input: .json(ClockTarget.body),
        answers: [.init(200, "Agora, e o que não pôde ser feito", ClockAnswer.schema)],
        problems: [422], idempotency: .optional)
    ) { request, _ in
      let target = try await request.judgedInput(ClockTarget.body) {
        ClockTarget.target($0, from: virtual.now(), $1)
      }
      let failures = try await advance(to: target)
      return .json(ClockAnswer.show(virtual.now(), failures))
    }
    addFaults(to: &table)
    addForcedEvents(to: &table)
    addDecisions(to: &table)
    addPolicy(to: &table)
    addStateTermEdits(to: &table)
    addCodeEdits(to: &table)
  }

  /// Moves the clock; everything that falls due on the way was done or tried when this returns, and
  /// the answer tells what could not be done.
  func advance(to target: Instant) async throws -> [DutyFailure] {
    guard let virtual, let timekeeper else { throw Problem.notFound() }
    try await desk.carry(over: virtual.now(), to: target, faults: register.faults)
    return try await timekeeper.advance(asked: virtual, to: target)
  }
}
