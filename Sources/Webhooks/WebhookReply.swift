package import Outbound

/// What came of posting a message.
package enum WebhookReply: Hashable, Sendable {
  /// Any status, a redirect too; `pause` is what the receiver asks for.
  case answered(status: Int, pause: Pause?)
  case failed(WebhookFailure)

  /// Of the answer; nil where none came.
  package var status: Int? {
    guard case .answered(let status, _) = self else { return nil }
    return status
  }

  package var isDelivered: Bool { status.map { (200..<300).contains($0) } ?? false }
}

/// Why there was no answer.
package enum WebhookFailure: Hashable, Sendable {
  case unreachable(OutboundFault)
  /// The endpoint's secret cannot be opened, so that nothing can be signed.
  case unreadableSecret
  /// What was to be told is damaged, so that there is nothing to sign.
  case unreadableMessage

  /// What a stranger who named the address may know: not whether a port is closed or silent.
  package var code: String {
    switch self {
    case .unreachable(.forbidden): "forbidden-address"
    case .unreachable: "no-answer"
    case .unreadableSecret: "unreadable-secret"
    case .unreadableMessage: "unreadable-message"
    }
  }

  /// Half a sentence for people of our own house.
  package var detail: String {
    switch self {
    case .unreachable(let fault): fault.detail
    case .unreadableSecret: "o segredo do endereço não pôde ser aberto"
    case .unreadableMessage: "a mensagem guardada não pôde ser lida"
    }
  }
}
