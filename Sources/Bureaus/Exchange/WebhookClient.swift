package import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Posts webhooks; the rooms that sign them know no HTTP client.
package struct WebhookClient: Sendable {
  static let seconds: Int64 = 15
  /// An answer's body is not read further than this.
  static let answerLimit = 64 * 1_024

  private let client: HTTPClient

  package init(client: HTTPClient) {
    self.client = client
  }

  /// The status of the answer; nil where none came. Redirects are not followed.
  package func post(url: String, headers: [(String, String)], body: String) async -> Int? {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    for (name, value) in headers { request.headers.add(name: name, value: value) }
    request.body = .bytes(ByteBuffer(string: body))
    do {
      let response = try await client.execute(request, timeout: .seconds(Self.seconds))
      _ = try await response.body.collect(upTo: Self.answerLimit)
      return Int(response.status.code)
    } catch {
      // No answer is an answer: the message is tried again.
      return nil
    }
  }
}
