import Synchronization

/// The faults that an integrator asked for, drawn from a seed so that they repeat.
final class FaultPlan: Sendable {
  struct Settings: Hashable, Sendable {
    var latencyMilliseconds = 0
    /// Of a hundred requests so many are answered 500 before anything is done.
    var errorPercent = 0
    /// Of a hundred requests so many are done, and the answer is lost.
    var answerLostPercent = 0
    var webhookDuplicatePercent = 0
    var webhookLossPercent = 0
    var sourcesDown: Set<String> = []
    var tokenLifetimeSeconds = TokenDesk.lifetimeSeconds
    var seed: UInt64 = 1
  }

  private struct State {
    var settings = Settings()
    var drawn: UInt64 = 1
  }

  private let state = Mutex(State())

  var settings: Settings { state.withLock { $0.settings } }
  var sourcesDown: Set<String> { settings.sourcesDown }
  var tokenLifetimeSeconds: Int { settings.tokenLifetimeSeconds }

  func set(_ settings: Settings) {
    state.withLock { $0 = State(settings: settings, drawn: settings.seed) }
  }

  /// Whether a fault with this chance strikes now.
  func strikes(_ percent: (Settings) -> Int) -> Bool {
    state.withLock { state in
      let chance = percent(state.settings)
      guard chance > 0 else { return false }
      // SplitMix64.
      state.drawn &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state.drawn
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      mixed ^= mixed >> 31
      return Int(mixed % 100) < chance
    }
  }
}
