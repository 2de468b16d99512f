package import Logging

/// What a process takes from outside itself, passed by parameter from the composition root.
/// Nothing else reads time or randomness.
package struct World: Sendable {
  package let clock: any Clock
  package let random: any RandomSource
  package let logger: Logger

  package init(clock: any Clock, random: any RandomSource, logger: Logger) {
    self.clock = clock
    self.random = random
    self.logger = logger
  }
}

/// Where random bytes come from: secrets, tokens, nonces.
package protocol RandomSource: Sendable {
  func bytes(_ count: Int) -> [UInt8]
}

/// The operating system's generator.
package struct SystemRandom: RandomSource {
  package init() {}

  package func bytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }
}
