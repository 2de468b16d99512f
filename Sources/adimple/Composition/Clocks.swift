import ArgumentParser
import Credit
import World

extension ClockOption {
  /// The clock of a serving process: the machine's, or a virtual one that runs from an instant.
  func choice() throws -> ServedClock.Choice {
    guard let start = try virtualClock.map(Self.instant) else { return .system }
    return .virtual(VirtualClock(startingAt: start, running: true))
  }

  static func instant(_ text: String) throws -> Instant {
    guard let start = Instant(rfc3339: text), DateBound.instants.contains(start) else {
      throw ValidationError(
        "O instante de --virtual-clock deve ser RFC 3339, como 2026-11-23T12:00:00Z, e "
          + DateBound.any.detail)
    }
    return start
  }

  /// The same for the bureau, whose database no command shares.
  func clock() throws -> any Clock {
    if case .virtual(let clock) = try choice() { return clock }
    return SystemClock()
  }
}
