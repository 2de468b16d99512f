import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Pages

extension Site {
  /// Exactly the deliveries that the page shows, all pages of them.
  func deliveryExport(
    _ endpoint: WebhookEndpoint, state: WebhookDeliverySummary.State?
  ) -> Response {
    CSVAnswer.response(
      fileName: "entregas-\(endpoint.id).csv",
      header: [
        "entrega", "evento", "mensagem", "quando", "situacao", "tentativas", "resposta",
        "problema",
      ]
    ) { (place: Int64?) in
      let found = try await office.webhookEndpoints.webhookDeliveries(
        to: endpoint.id, state: state,
        page: .init(limit: DebtCollection.PageRequest.largestLimit, cursor: place))
      return (found.items.map(Self.csv), found.nextCursor)
    }
  }

  private static func csv(_ delivery: WebhookDeliverySummary) -> [String] {
    [
      delivery.id.description, delivery.eventName, delivery.event.description,
      delivery.eventAt.brazilian, WebhookWords.state(delivery.state).label,
      String(delivery.attempts), delivery.lastStatus.map { String($0) } ?? "",
      delivery.lastProblem ?? "",
    ]
  }
}
