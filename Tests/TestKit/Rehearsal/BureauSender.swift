import Bureaus
import ReferenceBureau

/// The bureau's webhooks over HTTP.
struct BureauSender: WebhookSender {
  let client: WebhookClient

  func send(
    url: String, headers: [(String, String)], body: String
  ) async -> WebhookReply {
    await client.post(url: url, headers: headers, body: body)
      .map { .answered(status: $0, retryAfterSeconds: nil) } ?? .failed(.noAnswer)
  }
}
