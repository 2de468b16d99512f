import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// One request and its answer on a client.
enum Exchange {
  private struct TooLong: Error {}

  /// Bytes of a body that nobody wants which are read to keep the connection.
  private static let drainedBytes = 64 * 1_024

  static func run(
    _ call: OutboundCall, on client: HTTPClient, _ progress: CallProgress
  ) async -> OutboundOutcome {
    var request = HTTPClientRequest(url: call.address.description)
    request.method = HTTPMethod(rawValue: call.method.rawValue)
    for (name, value) in call.headers { request.headers.add(name: name, value: value) }
    if let body = call.body { request.body = .bytes(ByteBuffer(bytes: body)) }
    progress.begins()
    do {
      // The time limit is the caller's race: this one would end with the head of the answer.
      let response = try await client.execute(request, deadline: .now() + .hours(1))
      let head = OutboundAnswer(
        status: Int(response.status.code),
        headers: response.headers.map { (name: $0.name, value: $0.value) })
      progress.received(head)
      return .answered(
        OutboundAnswer(
          status: head.status, headers: head.headers,
          body: try await read(response, call.reading)))
    } catch {
      let fault = fault(of: error)
      if fault == .noConnection {
        progress.failedToConnect()
        return .notSent(fault)
      }
      return progress.outcome(of: call, without: fault)
    }
  }

  private static func read(
    _ response: HTTPClientResponse, _ reading: OutboundCall.Reading
  ) async throws -> [UInt8] {
    switch reading {
    case .whole(let limit):
      if let told = response.headers.first(name: "content-length").flatMap({ Int($0) }),
        told > limit
      {
        throw TooLong()
      }
      var body: [UInt8] = []
      for try await piece in response.body {
        guard piece.readableBytes <= limit - body.count else { throw TooLong() }
        body.append(contentsOf: piece.readableBytesView)
      }
      return body
    case .status:
      var left = drainedBytes
      for try await piece in response.body {
        left -= piece.readableBytes
        if left < 0 { break }
      }
      return []
    }
  }

  private static func fault(of error: any Error) -> OutboundFault {
    switch error {
    case is TooLong: .tooLong
    case is NIOConnectionError: .noConnection
    // These errors come from connecting and from nothing else.
    case let error as IOError
    where [ECONNREFUSED, ENETUNREACH, EADDRNOTAVAIL].contains(error.errnoCode):
      .noConnection
    case is CancellationError: .cancelled
    case let error as HTTPClientError:
      switch error {
      case .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout, .invalidURL,
        .emptyHost, .emptyScheme:
        .noConnection
      case .cancelled, .alreadyShutdown: .cancelled
      case .deadlineExceeded: .late
      default: .cut
      }
    default: .cut
    }
  }
}
