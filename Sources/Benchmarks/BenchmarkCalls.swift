import Outbound

extension OutboundClient {
  /// One call of a measurement to this machine; whatever is no answer ends the measurement.
  func answer(
    _ method: OutboundCall.Method, _ url: String, headers: [(name: String, value: String)] = [],
    body: String? = nil, byteLimit: Int = 1 << 20, seconds: Int64 = 30
  ) async throws -> OutboundAnswer {
    let call = OutboundCall(
      method, try WebAddress(parsing: url), headers: headers, body: body.map { Array($0.utf8) },
      reading: .whole(byteLimit: byteLimit), timeLimit: .seconds(seconds))
    switch await send(call, policy: .integrations) {
    case .answered(let answer): return answer
    case .notSent(let fault), .lost(let fault):
      throw BenchmarkFailure("A medida falhou: \(url): \(fault.detail).")
    }
  }
}
