import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText
import Pages
import World

extension BureauAPI {
  func addWebhooks(to table: inout RouteTable) {
    let new = Body { input in
      (
        url: input.required("url", .string(length: 1...500)),
        events: input.optional(
          "events", .array(of: .string(length: 1...60), count: 0...50), default: [])
      )
    }
    let created = Schema.object([.required("id", .string), .required("secret", .string)])
    add(
      .post, "/v1/webhook-endpoints",
      Operation(
        id: "addEndpoint", summary: "Registra um endereço de avisos", tag: "Avisos",
        access: .scope(.listings), input: .json(new),
        answers: [.init(201, "O segredo, uma única vez", created)], problems: [409, 422],
        idempotency: .optional),
      to: &table
    ) { request, context in
      let asked = try await request.input(new)
      let endpoint = try await register.addEndpoint(
        url: asked.url, events: asked.events, participant: try context.participant())
      return .json(
        ["id": .string(endpoint.id.description), "secret": .string(endpoint.secret)],
        status: .created)
    }
    add(
      .get, "/v1/webhook-endpoints",
      Operation(
        id: "listEndpoints", summary: "Endereços de avisos", tag: "Avisos",
        access: .scope(.listings),
        answers: [
          .init(200, "Os endereços", .object([.required("data", .array(Self.endpointSchema))]))
        ]),
      to: &table
    ) { _, context in
      .json(["data": .array(try await register.endpoints(of: try context.participant()))])
    }
    add(
      .delete, "/v1/webhook-endpoints/{id}",
      Operation(
        id: "deleteEndpoint", summary: "Retira um endereço", tag: "Avisos",
        access: .scope(.listings), answers: [.init(204, "Retirado")], problems: [404]),
      to: &table
    ) { _, context in
      guard
        try await register.deleteEndpoint(
          try context.pathID(), participant: try context.participant())
      else { throw Problem.notFound("Não existe endereço com este id.") }
      return .nothing
    }
    addEndpointChange(to: &table)
    addSecretRotation(to: &table)
    addReplay(to: &table)
    addDeliveryLog(to: &table)
  }

  private static var endpointSchema: Schema {
    Schema.object([
      .required("id", .string), .required("url", .string), .required("events", .array(.string)),
      .required("createdAt", .instant), .required("disabled", .boolean),
      .required("previousSecretUntil", Schema.instant.nullable),
    ]).named("WebhookEndpoint")
  }

  private func addEndpointChange(to table: inout RouteTable) {
    let change = Body { input in
      EndpointChange(
        url: input.optional("url", .string(length: 1...500)),
        events: input.optional("events", .array(of: .string(length: 1...60), count: 0...50)),
        isDisabled: input.optional("disabled", .bool))
    }
    add(
      .patch, "/v1/webhook-endpoints/{id}",
      Operation(
        id: "changeEndpoint", summary: "Muda, desliga ou liga um endereço", tag: "Avisos",
        access: .scope(.listings), input: .json(change),
        answers: [.init(200, "O endereço", Self.endpointSchema)], problems: [404]),
      to: &table
    ) { request, context in
      let change = try await request.input(change)
      return .json(
        try await register.changeEndpoint(
          try context.pathID(), change, participant: try context.participant()))
    }
  }

  private func addSecretRotation(to table: inout RouteTable) {
    let body = Body(mayBeAbsent: true) {
      $0.optional("overlapSeconds", .integer(0...604_800)) ?? 86_400
    }
    let answer = Schema.object([
      .required("secret", .string), .required("previousSecretUntil", .instant),
    ])
    add(
      .post, "/v1/webhook-endpoints/{id}/secret-rotation",
      Operation(
        id: "rotateSecret", summary: "Troca o segredo; o antigo ainda assina por um tempo",
        tag: "Avisos", access: .scope(.listings), input: .json(body),
        answers: [.init(200, "O segredo novo, uma única vez", answer)], problems: [404]),
      to: &table
    ) { request, context in
      let overlap = try await request.input(body)
      return .json(
        try await register.rotateSecret(
          of: try context.pathID(), overlapSeconds: overlap,
          participant: try context.participant()))
    }
  }

  private func addReplay(to table: inout RouteTable) {
    let body = Body(mayBeAbsent: true) { input in
      (
        since: input.optional("since", .instant) ?? Instant(microseconds: 0),
        events: input.optional(
          "eventIds", .array(of: .id(of: RecordHappening.self), count: 1...200))
      )
    }
    add(
      .post, "/v1/webhook-endpoints/{id}/replay",
      Operation(
        id: "replayEndpoint", summary: "Envia de novo os avisos desde um instante",
        tag: "Avisos", access: .scope(.listings), input: .json(body),
        answers: [.init(202, "Quantos", .object([.required("count", .integer)]))],
        problems: [404, 409], idempotency: .optional),
      to: &table
    ) { request, context in
      let asked = try await request.input(body)
      let count = try await register.replay(
        try context.pathID(), since: asked.since, events: asked.events,
        participant: try context.participant())
      return .json(["count": .integer(Int64(count))], status: .accepted)
    }
  }

  private enum DeliveryState: String, CaseIterable, Sendable {
    case waiting, delivered, failed, lost
  }

  private func addDeliveryLog(to table: inout RouteTable) {
    let states = DeliveryState.allCases.map(\.rawValue)
    let attempt = Schema.object([
      .required("attempt", .integer), .required("at", .instant),
      .required("status", Schema.integer.nullable), .required("problem", Schema.string.nullable),
    ])
    let delivery = Schema.object([
      .required("id", .string), .required("eventId", .string), .required("type", .string),
      .required("listingId", .string), .required("state", .oneOf(states)),
      .required("nextAttemptAt", Schema.instant.nullable),
      .required("finishedAt", Schema.instant.nullable), .required("attempts", .array(attempt)),
    ]).named("Delivery")
    add(
      .get, "/v1/webhook-endpoints/{id}/deliveries",
      Operation(
        id: "listDeliveries", summary: "O que foi enviado a um endereço", tag: "Avisos",
        access: .scope(.listings),
        query: Operation.Parameter.page + [.init("state", .oneOf(states))],
        answers: [.init(200, "Uma página, o mais novo primeiro", .page(of: delivery))],
        problems: [404]),
      to: &table
    ) { request, context in
      let (page, state) = try QueryReader.read(request) { query in
        (query.page(), query.optional("state", .oneOf(DeliveryState.self)))
      }
      let deliveries = try await register.deliveries(
        to: try context.pathID(), before: try page.cursorNumber(), limit: page.limit + 1,
        state: state?.rawValue, participant: try context.participant())
      return .json(
        Page.json(deliveries, request: page, key: { [.integer($0.id)] }, show: \.json))
    }
  }
}
