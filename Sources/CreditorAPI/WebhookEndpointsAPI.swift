import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

extension CreditorAPI {
  func addWebhookEndpoints(to table: inout RouteTable) {
    let schema = Schema.object([
      .required("id", .string), .required("url", .string), .required("events", .array(.string)),
      .required("active", .boolean), .required("createdAt", .instant),
      .optional("secret", .string),
    ]).named("WebhookEndpoint")
    let new = Body { input in
      (
        url: input.required("url", .string(length: 1...500)),
        events: input.optional(
          "events", .array(of: .string(length: 1...60), count: 0...50), default: [])
      )
    }
    table.add(
      .post, "/api/v1/webhook-endpoints",
      Operation(
        id: "addWebhookEndpoint", summary: "Registra um endereço de avisos", tag: "Avisos",
        access: .needs(.configure), input: .json(new),
        answers: [.init(201, "O endereço, com o segredo uma única vez", schema)],
        problems: [409, 422], idempotency: .optional)
    ) { request, context in
      let asked = try await request.input(new)
      let added = try await office.webhookEndpoints.addWebhookEndpoint(
        url: asked.url, events: asked.events, actor: try context.actor())
      return .json(Self.show(added.endpoint, secret: added.secret), status: .created)
    }
    table.add(
      .get, "/api/v1/webhook-endpoints",
      Operation(
        id: "listWebhookEndpoints", summary: "Endereços de avisos", tag: "Avisos",
        access: .needs(.configure), query: Operation.Parameter.page,
        answers: [.init(200, "Uma página", .page(of: schema))])
    ) { request, _ in
      let page = try QueryReader.read(request) { $0.page() }
      return .json(
        try ShortPage.json(try await office.webhookEndpoints.webhookEndpoints(), page) {
          Self.show($0)
        })
    }
    table.add(
      .delete, "/api/v1/webhook-endpoints/{id}",
      Operation(
        id: "removeWebhookEndpoint", summary: "Retira um endereço de avisos", tag: "Avisos",
        access: .needs(.configure), answers: [.init(204, "Retirado")], problems: [404])
    ) { _, context in
      try await office.webhookEndpoints.removeWebhookEndpoint(
        try context.pathID(), actor: try context.actor())
      return .nothing
    }
    addEvents(to: &table)
  }

  private func addEvents(to table: inout RouteTable) {
    let event = Schema.object([
      .required("id", .string), .required("name", .string), .required("at", .instant),
      .required("data", .object([])),
    ]).named("Event")
    table.add(
      .get, "/api/v1/events",
      Operation(
        id: "listEvents", summary: "O que aconteceu, do mais novo ao mais antigo",
        tag: "Avisos", query: Operation.Parameter.page,
        answers: [.init(200, "Uma página", .page(of: event))])
    ) { request, _ in
      let page = try QueryReader.read(request) { $0.page() }
      let found = try await office.eventLog.events(
        page: DebtCollection.PageRequest(limit: page.limit, cursor: try page.cursorNumber()))
      let rows: [JSON] = found.items.map {
        [
          "id": .string($0.id.description), "name": .string($0.name),
          "at": .string($0.at.description), "data": $0.data,
        ]
      }
      return .json(Page.json(data: rows, next: found.nextCursor.map { [.integer($0)] }))
    }
  }

  private static func show(_ endpoint: WebhookEndpoint, secret: String? = nil) -> JSON {
    var members: [JSON.Member] = [
      .init("id", .string(endpoint.id.description)), .init("url", .string(endpoint.url)),
      .init("events", .array(endpoint.events.map { .string($0) })),
      .init("active", .bool(endpoint.isActive)),
      .init("createdAt", .string(endpoint.createdAt.description)),
    ]
    if let secret { members.append(.init("secret", .string(secret))) }
    return .object(members)
  }
}
