/// How often a closure is run again and how long is waited before: twice as long each time, with
/// jitter, so that two writers that undid each other do not meet again.
struct PostgresRepetition {
  /// Runs of one closure at the most, after serialization failures, deadlocks and lost connections.
  static let attemptLimit = 11
  /// Before the second run, in microseconds. All pauses together are 2 s on average.
  static let firstPause = 5_000
  static let longestPause = 400_000
  /// From this run on a serializable write has the turn alone (see `PostgresTurn`).
  static let aloneFrom = 5

  private(set) var attempt = 1

  var isAlone: Bool { attempt >= Self.aloneFrom }

  /// Counts the next run and tells how many microseconds to wait before it: between half and one
  /// and a half of what the doubling gives. Nil where it was the last.
  mutating func next(_ numbers: inout PauseNumbers) -> UInt32? {
    guard attempt < Self.attemptLimit else { return nil }
    let doubled = min(Self.firstPause << (attempt - 1), Self.longestPause)
    attempt += 1
    return UInt32(doubled / 2) + UInt32(numbers.next() % UInt64(doubled))
  }
}

/// Numbers drawn from a seed (SplitMix64, Steele, Lea and Flood 2014).
struct PauseNumbers: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
