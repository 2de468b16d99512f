package import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
package import Sealing

/// Posts webhooks; the rooms that sign them know no HTTP client.
package struct WebhookClient: Sendable {
  static let seconds: Int64 = 15
  /// An answer's body is not read further than this.
  static let answerLimit = 64 * 1_024

  /// The address that a name stands for now, as text; nil where it has none.
  package typealias Resolver = @Sendable (WebAddress) async -> String?

  private let client: HTTPClient
  private let allows: (@Sendable (NetworkAddress) -> Bool)?
  private let resolve: Resolver

  /// - Parameters:
  ///   - allows: says of a resolved address whether it may be connected to; nil asks nothing. The
  ///     name is resolved once and the connection goes to the address that was asked about, so
  ///     that a name that changes in between (DNS rebinding) leads nowhere else.
  ///   - resolve: the system's resolver where left out.
  package init(
    client: HTTPClient, allows: (@Sendable (NetworkAddress) -> Bool)? = nil,
    resolve: @escaping Resolver = WebhookClient.lookUp
  ) {
    self.client = client
    self.allows = allows
    self.resolve = resolve
  }

  /// What came of a message.
  package enum Outcome: Hashable, Sendable {
    case answered(status: Int, retryAfterSeconds: Int?)
    /// The name leads to an address that may not be connected to.
    case forbiddenAddress
    case noAnswer
  }

  /// The status of the answer; nil where none came. Redirects are not followed.
  package func post(url: String, headers: [(String, String)], body: String) async -> Int? {
    guard case .answered(let status, _) = await exchange(url: url, headers: headers, body: body)
    else { return nil }
    return status
  }

  /// Posts a message. Redirects are not followed.
  package func exchange(
    url: String, headers: [(String, String)], body: String
  ) async -> Outcome {
    guard let allows else { return await send(client, url, headers, body) }
    guard let address = WebAddress(url) else { return .forbiddenAddress }
    if let literal = NetworkAddress(address.host) {
      return allows(literal) ? await send(client, url, headers, body) : .forbiddenAddress
    }
    guard let resolved = await resolve(address), let ip = NetworkAddress(resolved) else {
      return .noAnswer
    }
    guard allows(ip) else { return .forbiddenAddress }
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5)))
    configuration.dnsOverride = [address.host: resolved]
    let pinned = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    let outcome = await send(pinned, url, headers, body)
    do {
      try await pinned.shutdown()
    } catch {
      // Its one connection is closed with it; there is nothing left to do.
    }
    return outcome
  }

  /// Asks the system's resolver.
  @Sendable package static func lookUp(_ address: WebAddress) async -> String? {
    do {
      return try await NIOThreadPool.singleton.runIfActive {
        try SocketAddress.makeAddressResolvingHost(address.host, port: address.port).ipAddress
      }
    } catch {
      // A name that does not resolve is one more way of not answering.
      return nil
    }
  }

  private func send(
    _ client: HTTPClient, _ url: String, _ headers: [(String, String)], _ body: String
  ) async -> Outcome {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    for (name, value) in headers { request.headers.add(name: name, value: value) }
    request.body = .bytes(ByteBuffer(string: body))
    do {
      let response = try await client.execute(request, timeout: .seconds(Self.seconds))
      let retryAfter = response.headers.first(name: "retry-after").flatMap { Int($0) }
      let status = Int(response.status.code)
      _ = try await response.body.collect(upTo: Self.answerLimit)
      return .answered(status: status, retryAfterSeconds: retryAfter)
    } catch {
      // No answer is an answer: the message is tried again.
      return .noAnswer
    }
  }
}
