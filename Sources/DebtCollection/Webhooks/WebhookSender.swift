/// The HTTP call of a webhook. Implementations follow no redirect, check the resolved address with
/// `WebhookAddress.allows(ip:policy:)`, and give up after `timeLimitSeconds`.
package protocol WebhookSender: Sendable {
  func send(_ message: WebhookMessage) async -> WebhookAnswer
}

/// One delivery, ready to be posted.
package struct WebhookMessage: Hashable, Sendable {
  /// Seconds until an answer must be there (Standard Webhooks advises 15 to 30).
  package static let timeLimitSeconds = 15

  package let url: String
  /// `webhook-id`, `webhook-timestamp`, `webhook-signature`, `content-type`, `user-agent`.
  package let headers: [(name: String, value: String)]
  package let body: [UInt8]

  package static func == (left: WebhookMessage, right: WebhookMessage) -> Bool {
    left.url == right.url && left.body == right.body
      && left.headers.elementsEqual(right.headers) { $0 == $1 }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(url)
    hasher.combine(body)
  }
}

/// What came of a delivery.
package enum WebhookAnswer: Hashable, Sendable {
  case answered(status: Int, retryAfterSeconds: Int?)
  /// No answer: the name, the connection, the certificate, the time limit or a forbidden address.
  case failed(detail: String)
}
