import ArgumentParser
import Coordination
import Credit

extension ClockOption {
  /// The clock of a serving process: a virtual one that runs from an instant, or without the flag
  /// another one.
  func choice(otherwise: SharedClock.Choice = .machine) throws -> SharedClock.Choice {
    try virtualClock.map { .virtual(try Self.instant($0)) } ?? otherwise
  }

  static func instant(_ text: String) throws -> Instant {
    guard let start = Instant(rfc3339: text), DateBound.instants.contains(start) else {
      throw ValidationError(
        "O instante de --virtual-clock deve ser RFC 3339, como 2026-11-23T12:00:00Z, e "
          + DateBound.any.detail)
    }
    return start
  }
}
