package import Credit

/// One message of Standard Webhooks 1.0, signed and ready to be posted.
package struct WebhookMessage: Hashable, Sendable {
  package let url: String
  /// The same at every attempt, so that the receiver knows a repeat.
  package let id: String
  /// When it was signed.
  package let at: Instant
  /// JSON.
  package let body: [UInt8]
  /// The value of `webhook-signature`.
  package let signatures: String

  /// Signs a message with each of the secrets: several while one is being changed for another.
  package init(
    url: String, id: String, body: [UInt8], secrets: [String], at: Instant
  ) throws(WebhookSignatureError) {
    self.url = url
    self.id = id
    self.at = at
    self.body = body
    var signed: [String] = []
    for secret in secrets {
      signed.append(
        try WebhookSignature.sign(id: id, timestamp: at.unixSeconds, body: body, secret: secret))
    }
    signatures = signed.joined(separator: " ")
  }

  package var headers: [(name: String, value: String)] {
    [
      ("content-type", "application/json"), ("user-agent", "Adimple"), ("webhook-id", id),
      ("webhook-timestamp", String(at.unixSeconds)), ("webhook-signature", signatures),
    ]
  }

  /// The first header of a name in lower case.
  package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
