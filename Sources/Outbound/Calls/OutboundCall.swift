/// One HTTP call to the outside.
package struct OutboundCall: Sendable {
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
  }

  /// What is wanted of the answer's body.
  package enum Reading: Hashable, Sendable {
    /// All of it, of so many bytes at the most. One that is longer, cut or late spoils the answer.
    case whole(byteLimit: Int)
    /// Only the status. What stands in the body is read as far as it helps to keep the connection,
    /// and spoils nothing.
    case status
  }

  /// The body of a bureau's answer is read up to this: a report with every section stays far below.
  package static let reportByteLimit = 8 * 1_024 * 1_024

  package var method: Method
  package var address: WebAddress
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]?
  package var reading: Reading
  /// From the look-up of the name to the last byte of the answer.
  package var timeLimit: Duration

  package init(
    _ method: Method, _ address: WebAddress, headers: [(name: String, value: String)] = [],
    body: [UInt8]? = nil, reading: Reading, timeLimit: Duration
  ) {
    self.method = method
    self.address = address
    self.headers = headers
    self.body = body
    self.reading = reading
    self.timeLimit = timeLimit
  }
}

/// An answer with any status. Redirects are answers like any other: nobody follows them.
package struct OutboundAnswer: Sendable {
  package let status: Int
  /// Names in lower case, in the order in which they came.
  package let headers: [(name: String, value: String)]
  package let body: [UInt8]

  package init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers.map { ($0.name.lowercased(), $0.value) }
    self.body = body
  }

  /// The first header of a name in lower case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }

}

/// What came of a call.
package enum OutboundOutcome: Sendable {
  case answered(OutboundAnswer)
  /// Surely nothing was received there.
  case notSent(OutboundFault)
  /// It may have been received, and no whole answer came back.
  case lost(OutboundFault)
}

/// Why a call has no answer.
package enum OutboundFault: Hashable, Sendable {
  /// The policy forbids the address, or the one that its name leads to.
  case forbidden(AddressFault)
  case unknownName
  case noConnection
  /// The time limit struck.
  case late
  /// The connection ended in the middle.
  case cut
  /// The body is longer than what is read.
  case tooLong
  /// We stopped it: the caller went away, or the process ends.
  case cancelled

  package var code: String {
    switch self {
    case .forbidden: "forbidden-address"
    case .unknownName: "unknown-name"
    case .noConnection: "no-connection"
    case .late: "time-limit"
    case .cut: "connection-cut"
    case .tooLong: "answer-too-long"
    case .cancelled: "cancelled"
    }
  }

  /// Half a sentence for people: `o servidor não respondeu a tempo`.
  package var detail: String {
    switch self {
    case .forbidden(let fault): fault.detail
    case .unknownName: "o nome do servidor não existe"
    case .noConnection: "sem conexão com o servidor"
    case .late: "o servidor não respondeu a tempo"
    case .cut: "a conexão caiu"
    case .tooLong: "a resposta é maior do que o limite"
    case .cancelled: "a chamada foi interrompida"
    }
  }
}
