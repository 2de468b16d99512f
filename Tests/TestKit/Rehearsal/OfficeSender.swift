import Bureaus
import DebtCollection

/// The creditor's webhooks over HTTP.
struct OfficeSender: WebhookSender {
  let client: WebhookClient

  func send(_ message: WebhookMessage) async -> WebhookAnswer {
    let status = await client.post(
      url: message.url, headers: message.headers.map { ($0.name, $0.value) },
      body: String(decoding: message.body, as: UTF8.self))
    return status.map { .answered(status: $0, retryAfterSeconds: nil) }
      ?? .failed(detail: "sem resposta")
  }
}
