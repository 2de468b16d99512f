/// A generator of numbers that repeats from its seed (SplitMix64). Tests print the seed where they
/// fail.
package struct SeededNumbers: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number of 0..<limit; the limit is above zero.
  package mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

  package mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }
}

extension SeededNumbers {
  /// Numbers drawn from a seed, a stream and a position: the line of a title can be written again
  /// without writing those before it.
  init(seed: UInt64, stream: UInt64, index: Int) {
    self.init(
      seed: seed &* 0x9E37_79B9_7F4A_7C15 &+ stream &* 0xD1B5_4A32_D192_ED03
        &+ UInt64(index) &* 0x8CB9_2BA7_2F3D_8DD7)
  }
}
