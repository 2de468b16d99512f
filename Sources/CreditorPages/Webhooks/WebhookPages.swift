import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages
import Refusals

/// Configurações › Webhooks: who is told what happens, and what came of each message.
enum WebhookPages {
  static let path = Contents.webhooks.path
  static let newPath = Contents.newWebhook.path
  static let title = "Webhooks"

  static func path(of id: ID<WebhookEndpoint>) -> String { Contents.webhook.path(id) }

  static func crumbs(_ last: Crumb...) -> [Crumb] {
    [Settings.crumb] + (last.isEmpty ? [Crumb(title)] : [Crumb(title, path)] + last)
  }

  /// Groups of events that can be chosen; none chosen means all.
  static let events = [
    Look.Option("listing.*", "Negativações", hint: "Cada mudança da vida de uma negativação."),
    Look.Option("inquiry.*", "Consultas", hint: "Uma consulta terminou."),
    Look.Option("removal.*", "Baixas", hint: "Uma baixa passou do prazo legal."),
  ]
}

extension Site {
  func addWebhooks(to table: inout PageTable<Site>) {
    table.get(Contents.webhooks) { visit in
      let model = WebhookListModel(try await office.webhookEndpoints.webhookEndpoints())
      return visit.page(
        WebhookPages.title, crumbs: WebhookPages.crumbs(), help: "usuarios-e-perfis",
        WebhookView.list(model))
    }
    table.get(Contents.newWebhook) { visit in newWebhook(visit, FormState()) }
    table.post(Contents.webhooks) { visit, form in
      try await visit.attempt(form) { state, status in
        newWebhook(visit, state, status: status)
      } _: {
        let (url, events) = try FormReader.read(form) { reader in
          (
            reader.required("url", "O endereço", .string(length: 1...500)),
            reader.all("events", "Os eventos", .string(length: 1...60))
          )
        }
        let added = try await office.webhookEndpoints.addWebhookEndpoint(
          url: url, events: events, actor: visit.actor)
        return visit.page(
          "Endereço cadastrado", crumbs: WebhookPages.crumbs(Crumb("Endereço cadastrado")),
          help: "usuarios-e-perfis",
          WebhookView.secret(
            added.secret, url: added.endpoint.url,
            path: WebhookPages.path(of: added.endpoint.id)))
      }
    }
    addWebhook(to: &table)
  }

  private func addWebhook(to table: inout PageTable<Site>) {
    table.get(Contents.webhook) { visit in
      let (state, page) = try QueryReader.read(visit.request) { reader in
        (
          reader.optional("situacao", .oneOf(WebhookDeliverySummary.State.self)),
          try reader.page().cursorNumber()
        )
      }
      let endpoint = try await office.webhookEndpoints.webhookEndpoint(try visit.id())
      let found = try await office.webhookEndpoints.webhookDeliveries(
        to: endpoint.id, state: state, page: .init(cursor: page))
      let model = WebhookModel(endpoint, deliveries: found, state: state, isFirst: page == nil)
      return visit.page(
        endpoint.url, crumbs: WebhookPages.crumbs(Crumb(endpoint.url)), help: "usuarios-e-perfis",
        WebhookView.page(model, token: visit.token))
    }
    table.get(Contents.deliveryExport) { visit in
      let state = try QueryReader.read(visit.request) {
        $0.optional("situacao", .oneOf(WebhookDeliverySummary.State.self))
      }
      return deliveryExport(
        try await office.webhookEndpoints.webhookEndpoint(try visit.id()), state: state)
    }
    table.post(Contents.redeliver) { visit, _ in
      let id: ID<WebhookEndpoint> = try visit.id()
      do {
        try await office.webhookEndpoints.replayDelivery(
          try visit.context.pathID("delivery"), of: id, actor: visit.actor)
      } catch let refusal as Refusal where refusal.kind == .conflict {
        return visit.done(refusal.detail, to: WebhookPages.path(of: id), tone: .bad)
      }
      return visit.done(
        "A mensagem volta para a fila com o mesmo código.", to: WebhookPages.path(of: id))
    }
    table.get(Contents.removeWebhook) { visit in
      let endpoint = try await office.webhookEndpoints.webhookEndpoint(try visit.id())
      return visit.page(
        "Remover endereço",
        crumbs: WebhookPages.crumbs(
          Crumb(endpoint.url, WebhookPages.path(of: endpoint.id)), Crumb("Remover")),
        help: "usuarios-e-perfis",
        WebhookView.confirm(endpoint.id, url: endpoint.url, token: visit.token))
    }
    table.post(Contents.removeWebhook) { visit, _ in
      try await office.webhookEndpoints.removeWebhookEndpoint(try visit.id(), actor: visit.actor)
      return visit.done("O endereço foi removido.", to: WebhookPages.path)
    }
  }

  private func newWebhook(
    _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) -> Response {
    visit.page(
      "Novo endereço", crumbs: WebhookPages.crumbs(Crumb("Novo")), help: "usuarios-e-perfis",
      status: status, WebhookView.new(state, token: visit.token))
  }
}
