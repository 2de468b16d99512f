import Credit
import DebtCollection
import HTTPService
import JSONText
import Markup
import Pages

/// The list of endpoints, as it is shown.
struct WebhookListModel {
  struct Line {
    let url: String
    let path: String
    let events: String
    let isActive: Bool
    let created: String
  }

  let lines: [Line]

  init(_ endpoints: [WebhookEndpoint]) {
    lines = endpoints.map { endpoint in
      Line(
        url: endpoint.url, path: WebhookPages.path(of: endpoint.id),
        events: WebhookWords.events(endpoint.events), isActive: endpoint.isActive,
        created: endpoint.createdAt.civilDate.brazilian)
    }
  }
}

/// One endpoint with its deliveries, as it is shown.
struct WebhookModel {
  struct Line {
    let event: String
    let message: String
    let at: String
    let state: (label: String, tone: Tone)
    let detail: String
    let replayPath: String?
  }

  let id: ID<WebhookEndpoint>
  let url: String
  let path: String
  let events: String
  let isActive: Bool
  let lines: [Line]
  let state: WebhookDeliverySummary.State?
  let exportPath: String
  let firstPath: String?
  let nextPath: String?

  init(
    _ endpoint: WebhookEndpoint, deliveries: ResultPage<WebhookDeliverySummary>,
    state: WebhookDeliverySummary.State?, isFirst: Bool
  ) {
    id = endpoint.id
    url = endpoint.url
    let base = WebhookPages.path(of: endpoint.id)
    path = base
    events = WebhookWords.events(endpoint.events)
    isActive = endpoint.isActive
    self.state = state
    lines = deliveries.items.map { delivery in
      Line(
        event: delivery.eventName, message: delivery.event.description,
        at: delivery.eventAt.brazilian, state: WebhookWords.state(delivery.state),
        detail: WebhookWords.detail(delivery),
        replayPath: endpoint.isActive ? Contents.redeliver.path(endpoint.id, delivery.id) : nil)
    }
    let filter = [("situacao", state?.rawValue)]
    exportPath = PagePath.to(Contents.deliveryExport.path(endpoint.id), filter)
    firstPath = isFirst ? nil : PagePath.to(base, filter)
    nextPath = deliveries.nextCursor.map {
      PagePath.to(base, filter + [("cursor", Page.cursor(encoding: [.integer($0)]))])
    }
  }
}

/// Events and deliveries in words.
enum WebhookWords {
  static func events(_ names: [String]) -> String {
    names.isEmpty ? "todos os eventos" : names.joined(separator: ", ")
  }

  static func state(_ state: WebhookDeliverySummary.State) -> (label: String, tone: Tone) {
    switch state {
    case .waiting: ("Na fila", .waiting)
    case .done: ("Entregue", .good)
    case .givenUp: ("Desistiu", .bad)
    }
  }

  static func detail(_ delivery: WebhookDeliverySummary) -> String {
    var parts = [
      delivery.attempts == 1 ? "1 tentativa" : "\(delivery.attempts) tentativas"
    ]
    if let status = delivery.lastStatus { parts.append("resposta \(status)") }
    if let problem = delivery.lastProblem, delivery.state != .done { parts.append(problem) }
    if delivery.state == .waiting {
      parts.append("próxima em \(delivery.nextAttemptAt.brazilian)")
    }
    return parts.joined(separator: " · ")
  }
}
