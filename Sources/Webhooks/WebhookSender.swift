package import Outbound

/// The HTTP call of a webhook. Queues know nothing more of HTTP.
package protocol WebhookSender: Sendable {
  /// Posts a message once. Ends within the time limit, follows no redirect, calls no address that
  /// the policy of its side forbids.
  func send(_ message: WebhookMessage) async -> WebhookReply
}

/// Posts webhooks through the door to the outside.
package struct OutboundWebhookSender: WebhookSender {
  /// Standard Webhooks advises 15 to 30 s.
  package static let timeLimit = Duration.seconds(15)

  private let transport: any OutboundTransport
  private let policy: AddressPolicy
  private let timeLimit: Duration

  package init(
    transport: any OutboundTransport, policy: AddressPolicy,
    timeLimit: Duration = OutboundWebhookSender.timeLimit
  ) {
    self.transport = transport
    self.policy = policy
    self.timeLimit = timeLimit
  }

  package func send(_ message: WebhookMessage) async -> WebhookReply {
    let address: WebAddress
    do {
      address = try WebAddress(parsing: message.url)
    } catch {
      return .failed(.unreachable(.forbidden(error)))
    }
    let outcome = await transport.send(
      OutboundCall(
        .post, address, headers: message.headers, body: message.body, reading: .status,
        timeLimit: timeLimit),
      policy: policy)
    switch outcome {
    case .answered(let answer):
      return .answered(status: answer.status, pause: answer.retryAfter(at: message.at))
    case .notSent(let fault), .lost(let fault): return .failed(.unreachable(fault))
    }
  }
}
