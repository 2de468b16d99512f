import Credit
import Fictitious
import Outbound
import Synchronization

/// The network between both sides: what it does to a call is drawn from the weather's own seed.
final class SimulatedNetwork: OutboundTransport {
  /// What strikes for a while.
  struct Weather: Sendable {
    let until: Instant
    let faults: Set<SimulatedFault>
    var numbers: SeededNumbers
  }

  /// A call that arrives after its caller gave it up.
  private struct HeldCall: Sendable {
    let at: Instant
    let number: Int
    let call: OutboundCall
  }

  private struct State {
    var servers: [Int: InnerServer] = [:]
    var weather: Weather?
    var bureauDownUntil: Instant?
    var held: [HeldCall] = []
    var heldCount = 0
    var swallowsRemovals = false
  }

  /// What becomes of a call.
  private enum Fate: Sendable {
    case delivered, doubled, answerLost, lost, held, refused
    case swallowed
  }

  /// Of a hundred calls so many are struck by each fault of the weather.
  private static let percent = 12
  static let bureauPort = 8_090
  static let creditorPort = 8_080

  private static let alreadyRemoved = OutboundAnswer(
    status: 409, headers: [("content-type", "application/problem+json")],
    body: Array(#"{"code":"already-removed","detail":"O registro já está encerrado."}"#.utf8))

  private let now: @Sendable () -> Instant
  private let state = Mutex(State())

  init(now: @escaping @Sendable () -> Instant) {
    self.now = now
  }

  func serve(_ server: InnerServer, port: Int) {
    state.withLock { $0.servers[port] = server }
  }

  func set(_ weather: Weather?) { state.withLock { $0.weather = weather } }

  func bureauIsDown(until instant: Instant?) {
    state.withLock { $0.bureauDownUntil = instant }
  }

  func swallowRemovals() { state.withLock { $0.swallowsRemovals = true } }

  func send(_ call: OutboundCall, policy: AddressPolicy) async -> OutboundOutcome {
    if let fault = policy.fault(in: call.address) { return .notSent(.forbidden(fault)) }
    guard let server = state.withLock({ $0.servers[call.address.port] }) else {
      return .notSent(.noConnection)
    }
    switch fate(of: call) {
    case .delivered: return await server.answer(call)
    case .doubled:
      _ = await server.answer(call)
      return await server.answer(call)
    case .answerLost:
      _ = await server.answer(call)
      return .lost(.late)
    case .lost: return .lost(.cut)
    case .held: return .lost(.late)
    case .refused: return .notSent(.noConnection)
    case .swallowed: return .answered(Self.alreadyRemoved)
    }
  }

  private func fate(of call: OutboundCall) -> Fate {
    let instant = now()
    return state.withLock { state in
      if call.address.port == Self.bureauPort {
        if let until = state.bureauDownUntil, instant < until { return .refused }
        if state.swallowsRemovals, call.method == .post,
          call.address.target.contains("/removal")
        {
          return .swallowed
        }
      }
      guard var weather = state.weather, instant < weather.until else { return .delivered }
      let strikes = SimulatedFault.allCases.filter { fault in
        weather.faults.contains(fault) && weather.numbers.below(100) < Self.percent
      }
      let wait = 20 + weather.numbers.below(900)
      state.weather = weather
      if strikes.contains(.requestLost) { return .lost }
      if strikes.contains(.answerLost) { return .answerLost }
      if strikes.contains(.delayed) {
        state.heldCount += 1
        state.held.append(
          HeldCall(at: instant.adding(seconds: wait), number: state.heldCount, call: call))
        return .held
      }
      return strikes.contains(.repeated) ? .doubled : .delivered
    }
  }

  /// When the next call arrives that was on its way for longer than its caller waited.
  var nextArrival: Instant? { state.withLock { $0.held.map(\.at).min() } }

  /// Lets the calls arrive whose time has come; tells whether there were any.
  func deliverHeld() async -> Bool {
    let instant = now()
    let arriving = state.withLock { state in
      let due = state.held.filter { $0.at <= instant }
      state.held.removeAll { $0.at <= instant }
      return due.sorted { ($0.at, $0.number) < ($1.at, $1.number) }
    }
    for held in arriving {
      guard let server = state.withLock({ $0.servers[held.call.address.port] }) else { continue }
      _ = await server.answer(held.call)
    }
    return !arriving.isEmpty
  }
}
