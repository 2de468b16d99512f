package import Credit

/// The only way out of the process. `OutboundClient` goes over the network; a simulation stands in
/// for it with the same outcomes.
package protocol OutboundTransport: Sendable {
  /// Makes one call; never more than one, and never to an address that the policy forbids. Follows
  /// no redirect. Ends by the call's time limit, whatever the other side does.
  func send(_ call: OutboundCall, policy: AddressPolicy) async -> OutboundOutcome
}

extension OutboundAnswer {
  /// `Retry-After` as a pause; nil where there is none or it says nothing. A date is measured from
  /// the answer's own `Date`, so that neither a wrong clock nor a virtual one bends it.
  ///
  /// - Parameter now: our clock, for an answer without a date.
  package func retryAfter(at now: Instant) -> Pause? {
    guard let text = header("retry-after") else { return nil }
    return Pause(retryAfter: text, at: header("date").flatMap(HTTPDate.parse) ?? now)
  }
}
