package import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix

/// One HTTP call to a bureau, with everything that can become of it.
package struct BureauTransport: Sendable {
  /// Bytes of an answer that are read at the most: a report with every section stays far below.
  static let answerLimit = 8 * 1_024 * 1_024

  private let client: HTTPClient

  package init(client: HTTPClient) {
    self.client = client
  }

  struct Call: Sendable {
    var method: HTTPMethod
    var url: String
    var headers: [(String, String)]
    var body: [UInt8]?
    /// From the first byte to the last.
    var seconds: Int64
  }

  struct Answer: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]

    var retryAfterSeconds: Int? {
      headers.first(name: "retry-after").flatMap { Int($0) }
    }
  }

  enum Result: Sendable {
    case answer(Answer)
    /// No connection: surely nothing was received.
    case notSent(String)
    /// The connection was there and no whole answer came back.
    case lost(String)
  }

  func send(_ call: Call) async -> Result {
    var request = HTTPClientRequest(url: call.url)
    request.method = call.method
    for (name, value) in call.headers { request.headers.add(name: name, value: value) }
    if let body = call.body { request.body = .bytes(ByteBuffer(bytes: body)) }
    do {
      let response = try await client.execute(request, timeout: .seconds(call.seconds))
      let body = try await response.body.collect(upTo: Self.answerLimit)
      return .answer(
        Answer(
          status: Int(response.status.code), headers: response.headers,
          body: Array(body.readableBytesView)))
    } catch let error as HTTPClientError {
      switch error {
      case .connectTimeout, .invalidURL, .emptyHost, .emptyScheme, .getConnectionFromPoolTimeout:
        return .notSent(error.shortDescription)
      default: return .lost(error.shortDescription)
      }
    } catch let error as NIOConnectionError {
      return .notSent("sem conexão com \(error.host):\(error.port)")
    } catch is IOError {
      return .lost("a conexão caiu")
    } catch {
      return .lost("falha de rede")
    }
  }
}
