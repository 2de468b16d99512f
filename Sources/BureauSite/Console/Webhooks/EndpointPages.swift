import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText
import Markup
import Pages
import World

/// Addresses of the webhooks.
enum EndpointPages {
  static let path = ConsoleContents.endpoints.path

  static func path(of id: ID<WebhookEndpoint>) -> String { ConsoleContents.endpoint.path(id) }
}

extension BureauPages {
  func addEndpoints(to table: inout PageTable<BureauPages>) {
    table.get(ConsoleContents.endpoints) { visit in
      visit.page(
        "Webhooks", crumbs: [Crumb("Webhooks")],
        EndpointsView.page(try await register.allEndpoints()))
    }
    table.get(ConsoleContents.endpoint) { visit in
      let endpoint = try await endpoint(visit)
      let page = try QueryReader.read(visit.request) { $0.page() }
      let found = try await register.deliveries(
        to: endpoint.row.id, before: try page.cursorNumber(), limit: page.limit + 1, state: nil,
        participant: endpoint.participant)
      let deliveries = Page.json(
        found, request: page, key: { [.integer($0.id)] }, show: \.json)
      return visit.page(
        "Webhook", crumbs: [Crumb("Webhooks", EndpointPages.path), Crumb(endpoint.creditor)],
        EndpointsView.one(endpoint, deliveries, isLaterPage: page.cursor != nil, visit.token))
    }
    table.post(ConsoleContents.endpoint) { visit, form in
      let endpoint = try await endpoint(visit)
      let since = try FormReader.read(form) { $0.optional("since", "Desde", .day) }
      let count = try await register.replay(
        endpoint.row.id, since: since?.startOfDay ?? Instant(microseconds: 0), events: nil,
        participant: endpoint.participant)
      return visit.done(
        count == 1 ? "1 aviso será enviado de novo." : "\(count) avisos serão enviados de novo.",
        to: EndpointPages.path(of: endpoint.row.id))
    }
  }

  private func endpoint(_ visit: ConsoleVisit) async throws -> OwnedEndpoint {
    let id: ID<WebhookEndpoint> = try visit.context.pathID()
    guard let endpoint = try await register.allEndpoints().first(where: { $0.row.id == id }) else {
      throw Problem.notFound("Não existe endereço com este id.")
    }
    return endpoint
  }
}

enum EndpointsView {
  private static let about: HTML =
    "Endereços que os credores registraram, e o que lhes foi enviado."

  static func page(_ endpoints: [OwnedEndpoint]) -> HTML {
    guard !endpoints.isEmpty else {
      return """
        \(Look.heading("Webhooks", about: about))\(Look.empty(
          "Nenhum endereço", "Um credor registra o seu em POST /v1/webhook-endpoints.",
          icon: .link))
        """
    }
    return """
      \(Look.heading("Webhooks", about: about))\
      \(Look.table(
        caption: "Endereços",
        columns: [.init("Endereço"), .init("Credor"), .init("Eventos"), .init("Situação")],
        rows: endpoints.map { endpoint in
          [
            Look.mainCell(
              endpoint.row.url, to: EndpointPages.path(of: endpoint.row.id),
              under: endpoint.row.id.description),
            HTML(text: endpoint.creditor), HTML(text: events(endpoint.row)),
            standing(endpoint.row),
          ]
        }))
      """
  }

  private static func events(_ row: WebhookEndpointRow) -> String {
    row.events.isEmpty ? "todos" : row.events.joined(separator: ", ")
  }

  private static func standing(_ row: WebhookEndpointRow) -> HTML {
    row.isDisabled ? Look.badge("desligado", .bad) : Look.badge("ligado", .good)
  }

  static func one(
    _ endpoint: OwnedEndpoint, _ deliveries: JSON, isLaterPage: Bool, _ token: String
  ) -> HTML {
    let path = EndpointPages.path(of: endpoint.row.id)
    let next = deliveries["nextCursor"]?.string.map { PagePath.to(path, [("cursor", $0)]) }
    let lines = deliveries["data"]?.elements ?? []
    let list: HTML =
      lines.isEmpty
      ? Look.empty("Nada enviado", "Quando algo acontecer a um registro, o aviso aparece aqui.")
      : """
      \(table(lines))\(Look.pager(
        note: "\(lines.count) nesta página", first: isLaterPage ? path : nil, next: next))
      """
    return """
      \(Look.heading(endpoint.creditor, about: "\(endpoint.row.url) · \(events(endpoint.row))"))\
      \(Look.sheet("Enviar de novo", replay(path, token)))\(list)
      """
  }

  private static func replay(_ path: String, _ token: String) -> HTML {
    Look.form(
      to: path, token: token, shown: ["since"],
      """
      \(Look.entry(
        .init("since", "Desde", hint: "Vazio: desde o começo. No máximo \(Register.replayLimit)."),
        .date, in: FormState()))\(Look.formEnd(Look.button("Enviar de novo", icon: .undo)))
      """)
  }

  private static func table(_ lines: [JSON]) -> HTML {
    Look.table(
      caption: "Entregas",
      columns: [.init("Aviso"), .init("Registro"), .init("Situação"), .init("Tentativas")],
      rows: lines.map { line in
        let record = line["listingId"]?.string.flatMap { ID<ListedRecord>($0) }
        return [
          Look.cell(line["type"]?.string ?? "", under: line["eventId"]?.string),
          record.map { "<a href=\"\(RecordPages.path(of: $0))\">\($0.description)</a>" } ?? .empty,
          state(line["state"]?.string ?? ""), HTML(text: attempts(line)),
        ]
      })
  }

  private static func state(_ word: String) -> HTML {
    switch word {
    case "delivered": Look.badge("entregue", .good)
    case "waiting": Look.badge("a enviar", .waiting)
    case "lost": Look.badge("perdido pela simulação", .bad)
    default: Look.badge("desistido", .bad)
    }
  }

  private static func attempts(_ line: JSON) -> String {
    let attempts = line["attempts"]?.elements ?? []
    let words = attempts.map { attempt -> String in
      let at = attempt["at"]?.string.flatMap { Instant(rfc3339: $0) }?.brazilian ?? ""
      let outcome =
        attempt["status"]?.integer.map { "HTTP \($0)" } ?? attempt["problem"]?.string ?? "enviado"
      return "\(at): \(outcome)"
    }
    return words.isEmpty ? "—" : words.joined(separator: "; ")
  }
}
