import Work

/// Lives of both sides under a seed.
package struct Simulation: Sendable {
  private let program: SimulationProgram

  package init(program: SimulationProgram) {
    self.program = program
  }

  /// The history that a setting draws.
  package func draw(_ setting: SimulationSetting) -> History { DrawnHistory.draw(setting) }

  /// Lives a history, everything one after the other.
  package func live(_ history: History) async throws -> RunOutcome {
    try await Slots.$isInTurn.withValue(true) {
      let sides = try await TwoSides.open(history.setting, program)
      let outcome: Result<RunOutcome, any Error>
      do {
        outcome = .success(try await Run(history, sides: sides).live())
      } catch {
        outcome = .failure(error)
      }
      await sides.close()
      return try outcome.get()
    }
  }
}
