import Credit

/// Looks for the shortest history that still breaks an invariant: parts of it are left out as long
/// as the same one breaks (delta debugging).
package struct Shortest: Sendable {
  /// Lives that are lived at the most.
  package static let livesLimit = 60

  private let simulation: Simulation
  private let broken: BrokenInvariant
  private var left = Self.livesLimit

  /// - Parameter broken: what the history breaks.
  package static func of(
    _ history: History, breaking broken: BrokenInvariant, in simulation: Simulation
  ) async throws -> History {
    var search = Shortest(simulation: simulation, broken: broken)
    return try await search.run(history)
  }

  private init(simulation: Simulation, broken: BrokenInvariant) {
    self.simulation = simulation
    self.broken = broken
  }

  private mutating func run(_ history: History) async throws -> History {
    var best = history
    // What comes later has no part in it, unless it shows in the end alone.
    var ended = history
    ended.actions = history.actions.filter { $0.at <= broken.at }
    ended.setting.days = min(
      history.setting.days,
      Int(broken.at.microseconds(since: History.start) / 86_400_000_000) + 1)
    if try await breaks(ended) { best = ended }
    var size = max(1, best.actions.count / 2)
    while size >= 1, left > 0 {
      var start = 0
      var isShorter = false
      while start < best.actions.count, left > 0 {
        var shorter = best
        shorter.actions.removeSubrange(start..<min(start + size, best.actions.count))
        if try await breaks(shorter) {
          best = shorter
          isShorter = true
        } else {
          start += size
        }
      }
      if size == 1, !isShorter { break }
      size = max(1, size / 2)
    }
    return best
  }

  private mutating func breaks(_ history: History) async throws -> Bool {
    left -= 1
    return try await simulation.live(history).broken?.invariant == broken.invariant
  }
}
