import Synchronization

/// The faults that an integrator asked for, drawn from a seed so that they repeat: the fate of the
/// n-th request depends on the seed, its own kind of fault and n alone, that of a message on the
/// seed, the kind, the message's id and the number of its attempt. Two runs that make the same
/// requests in the same order meet the same faults, whichever message goes out first, and changing
/// one rate moves no fault of another kind.
package final class FaultPlan: Sendable {
  /// What can strike, each with a series of draws of its own.
  package enum Fault: UInt64, CaseIterable, Sendable {
    case error = 1
    case errorAfterCommit, answerLost, tooManyRequests
    case webhookLoss, webhookDuplicate, webhookReorder
  }

  package struct Settings: Hashable, Sendable {
    package var latencyMilliseconds = 0
    /// Of ten thousand requests or messages so many are struck.
    package var rates: [Fault: Int] = [:]
    package var sourcesDown: Set<String> = []
    /// What `expires_in` says.
    package var tokenLifetimeSeconds = TokenDesk.lifetimeSeconds
    /// When a token is dead in truth, whatever `expires_in` said; nil then.
    package var tokenDiesAfterSeconds: Int?
    package var seed: UInt64 = 1

    package init(
      latencyMilliseconds: Int = 0, rates: [Fault: Int] = [:], sourcesDown: Set<String> = [],
      tokenLifetimeSeconds: Int = TokenDesk.lifetimeSeconds, tokenDiesAfterSeconds: Int? = nil,
      seed: UInt64 = 1
    ) {
      self.latencyMilliseconds = latencyMilliseconds
      self.rates = rates
      self.sourcesDown = sourcesDown
      self.tokenLifetimeSeconds = tokenLifetimeSeconds
      self.tokenDiesAfterSeconds = tokenDiesAfterSeconds
      self.seed = seed
    }
  }

  /// Draws of one are out of so many.
  package static let scale = 10_000
  /// A message that is put off waits from the first number of seconds on.
  static let delaySeconds = 30..<300

  private struct State {
    var settings = Settings()
    var requests: UInt64 = 0
  }

  private let state = Mutex(State())

  package var settings: Settings { state.withLock { $0.settings } }
  package var sourcesDown: Set<String> { settings.sourcesDown }

  /// Sets the plan and begins the series of requests again.
  package func set(_ settings: Settings) {
    state.withLock { $0 = State(settings: settings) }
  }

  /// The fate of the next request.
  package func fateOfRequest() -> RequestFate {
    state.withLock { state in
      state.requests += 1
      let settings = state.settings
      let number = state.requests
      func strikes(_ fault: Fault) -> Bool { Self.strikes(fault, settings, number) }
      return RequestFate(
        isRefused: strikes(.tooManyRequests), fails: strikes(.error),
        failsAfterCommit: strikes(.errorAfterCommit), losesAnswer: strikes(.answerLost),
        latencyMilliseconds: settings.latencyMilliseconds)
    }
  }

  /// The fate of an attempt at a message, whenever it is asked for.
  func fateOfMessage(_ delivery: WebhookDelivery) -> MessageFate {
    let settings = settings
    // Attempts of one message are as far from each other as messages are.
    let number =
      Self.mix(UInt64(bitPattern: delivery.id))
      &+ UInt64(truncatingIfNeeded: delivery.attempts)
    func strikes(_ fault: Fault) -> Bool { Self.strikes(fault, settings, number) }
    let isFirst = delivery.attempts == 0 && !delivery.isDelayed
    let delay = Int(Self.draw(.webhookReorder, settings.seed &+ 1, number) % 270)
    return MessageFate(
      isLost: strikes(.webhookLoss), isDoubled: strikes(.webhookDuplicate),
      delaySeconds: isFirst && strikes(.webhookReorder)
        ? Self.delaySeconds.lowerBound + delay : nil)
  }

  private static func strikes(_ fault: Fault, _ settings: Settings, _ number: UInt64) -> Bool {
    guard let rate = settings.rates[fault], rate > 0 else { return false }
    return Int(draw(fault, settings.seed, number) % UInt64(scale)) < rate
  }

  /// The n-th number of a series (SplitMix64).
  private static func draw(_ fault: Fault, _ seed: UInt64, _ number: UInt64) -> UInt64 {
    let series = mix(seed &+ fault.rawValue &* 0xD1B5_4A32_D192_ED03)
    return mix(series &+ number &* 0x9E37_79B9_7F4A_7C15)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// What the plan does to one request.
package struct RequestFate: Hashable, Sendable {
  package var isRefused = false
  package var fails = false
  package var failsAfterCommit = false
  package var losesAnswer = false
  package var latencyMilliseconds = 0
}

/// What the plan does to one message.
struct MessageFate: Hashable, Sendable {
  var isLost = false
  var isDoubled = false
  var delaySeconds: Int?
}
