package import Logging
package import Measures

/// What a process takes from outside itself, passed by parameter from the composition root.
/// Nothing else reads time or randomness.
package struct World: Sendable {
  package let clock: any Clock
  package let random: any RandomSource
  package let logger: Logger
  /// What is counted and timed, for whoever watches the process.
  package let metrics: PrometheusMetrics

  /// - Parameter metrics: of its own where none is given.
  package init(
    clock: any Clock, random: any RandomSource, logger: Logger,
    metrics: PrometheusMetrics = PrometheusMetrics()
  ) {
    self.clock = clock
    self.random = random
    self.logger = logger
    self.metrics = metrics
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
    // Every number that the generator makes is a call of the system, so that eight bytes are taken
    // of each.
    var generator = SystemRandomNumberGenerator()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 7)
    while bytes.count < count {
      withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) }
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }
}
