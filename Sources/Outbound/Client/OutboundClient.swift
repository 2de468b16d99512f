import NIOPosix
import Synchronization

/// Calls over the network.
package final class OutboundClient: OutboundTransport {
  /// Addresses of one name that are tried one after the other while none can be connected to.
  static let addressesTried = 3

  private let clients = ClientPool()
  private let lookup: any NameLookup
  private let systemLookup: SystemLookup?

  /// Asks the system's resolver.
  package init() {
    let system = SystemLookup()
    lookup = system
    systemLookup = system
  }

  package init(lookup: any NameLookup) {
    self.lookup = lookup
    systemLookup = nil
  }

  /// Ends all calls; must be called once at the end.
  package func close() async throws {
    await clients.close()
    try await systemLookup?.close()
  }

  package func send(_ call: OutboundCall, policy: AddressPolicy) async -> OutboundOutcome {
    if let fault = policy.fault(in: call.address) { return .notSent(.forbidden(fault)) }
    let progress = CallProgress()
    return await withTaskGroup(of: OutboundOutcome?.self) { group in
      group.addTask { await self.exchange(call, policy, progress) }
      group.addTask {
        do {
          try await Task.sleep(for: call.timeLimit)
        } catch {
          // The exchange was done first.
          return nil
        }
        return progress.outcome(of: call, without: .late)
      }
      defer { group.cancelAll() }
      for await outcome in group {
        if let outcome { return outcome }
      }
      return progress.outcome(of: call, without: .cancelled)
    }
  }

  private func exchange(
    _ call: OutboundCall, _ policy: AddressPolicy, _ progress: CallProgress
  ) async -> OutboundOutcome {
    guard case .name(let name) = call.address.host else {
      return await attempt(call, .asWritten, progress)
    }
    let found = await lookup.addresses(of: name)
    guard let first = found.first else {
      return .notSent(Task.isCancelled ? .cancelled : .unknownName)
    }
    let allowed = found.filter { policy.fault(of: $0, for: call.address) == nil }
    if allowed.isEmpty, let fault = policy.fault(of: first, for: call.address) {
      return .notSent(.forbidden(fault))
    }
    var outcome = OutboundOutcome.notSent(.noConnection)
    for address in allowed.prefix(Self.addressesTried) {
      outcome = await attempt(call, .bound(name: name, to: address), progress)
      guard case .notSent(.noConnection) = outcome else { break }
    }
    return outcome
  }

  private func attempt(
    _ call: OutboundCall, _ route: ClientPool.Route, _ progress: CallProgress
  ) async -> OutboundOutcome {
    await clients.use(route) { await Exchange.run(call, on: $0, progress) } ?? .notSent(.cancelled)
  }
}

/// How far a call has come, for whoever must say what became of it when it is stopped.
final class CallProgress: Sendable {
  private let state = Mutex<(isSending: Bool, head: OutboundAnswer?)>((false, nil))

  func begins() {
    state.withLock { $0.isSending = true }
  }

  /// There was no connection after all.
  func failedToConnect() {
    state.withLock { $0.isSending = false }
  }

  func received(_ head: OutboundAnswer) {
    state.withLock { $0.head = head }
  }

  /// What a call has come to that is stopped now.
  func outcome(of call: OutboundCall, without fault: OutboundFault) -> OutboundOutcome {
    state.withLock { state in
      if let head = state.head, call.reading == .status { return .answered(head) }
      return state.isSending ? .lost(fault) : .notSent(fault)
    }
  }
}
