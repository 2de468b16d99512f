import Credit
import Outbound

/// One HTTP call to a bureau, behind the circuit of its address.
struct BureauExchange: Sendable {
  /// What a call came to, by what its caller can do about it.
  enum Result: Sendable {
    case answer(OutboundAnswer)
    /// Surely nothing was received.
    case notSent(String, pause: Pause?)
    /// It may have been received, and no whole answer came back.
    case lost(String)
  }

  let transport: any OutboundTransport
  let breakers: CreditoNaMedida.Breakers
  let now: @Sendable () -> Instant

  /// - Parameters:
  ///   - base: the address of the integration, as it is stored.
  ///   - path: path and query, encoded.
  func send(
    _ method: OutboundCall.Method, base: String, path: String,
    headers: [(name: String, value: String)], body: [UInt8]?, seconds: Int64
  ) async -> Result {
    let address: WebAddress
    do {
      address = try WebAddress(parsing: base + path)
    } catch {
      // Stored before addresses were parsed: a person has to put it right.
      return .notSent("o endereço da integração não serve: \(error.detail)", pause: nil)
    }
    let breaker = breakers.breaker(for: address.origin)
    if let seconds = breaker.secondsToWait(at: now()) {
      return .notSent("o birô não está respondendo", pause: Pause(seconds: seconds))
    }
    let outcome = await transport.send(
      OutboundCall(
        method, address, headers: headers, body: body,
        reading: .whole(byteLimit: OutboundCall.reportByteLimit), timeLimit: .seconds(seconds)),
      policy: .integrations)
    switch outcome {
    case .answered(let answer):
      if answer.status < 500 { breaker.succeeded() } else { breaker.failed(at: now()) }
      return .answer(answer)
    case .notSent(let fault):
      breaker.failed(at: now())
      return .notSent(fault.detail, pause: nil)
    case .lost(let fault):
      breaker.failed(at: now())
      return .lost(fault.detail)
    }
  }
}
