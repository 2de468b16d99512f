import ArgumentParser
import Credit
import World

/// The clock of a process: the machine's, or a virtual one that runs from an instant.
enum Clocks {
  static func clock(virtualFrom text: String?) throws -> any Clock {
    guard let text else { return SystemClock() }
    guard let start = Instant(rfc3339: text) else {
      throw ValidationError(
        "O instante de --virtual-clock deve ser RFC 3339, como 2026-11-23T12:00:00Z.")
    }
    return VirtualClock(startingAt: start, running: true)
  }
}
