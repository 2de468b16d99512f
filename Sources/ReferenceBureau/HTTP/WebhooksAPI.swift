import Credit
import HTTPService
import Hummingbird
import JSONText
import World

extension BureauAPI {
  func addWebhooks(to table: inout RouteTable) {
    let new = Schema.object(
      [.required("url", .string), .optional("events", .array(.string, count: 0...50))],
      closed: true)
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
      let (url, events) = try await request.input { input in
        (
          input.required("url", .string(length: 1...500)),
          input.optional(
            "events", .array(of: .string(length: 1...60), count: 0...50), default: [])
        )
      }
      let endpoint = try await register.addEndpoint(
        url: url, events: events, participant: try context.participant())
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
          .init(200, "Os endereços", .object([.required("data", .array(.object([])))]))
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
    add(
      .post, "/v1/webhook-endpoints/{id}/replay",
      Operation(
        id: "replayEndpoint", summary: "Envia de novo os avisos desde um instante",
        tag: "Avisos", access: .scope(.listings),
        input: .optionalJSON(.object([.optional("since", .instant)], closed: true)),
        answers: [.init(202, "Quantos", .object([.required("count", .integer)]))],
        problems: [404], idempotency: .optional),
      to: &table
    ) { request, context in
      let since = try await request.input(emptyAs: [:]) { $0.optional("since", .instant) }
      guard
        let count = try await register.replay(
          try context.pathID(), since: since ?? Instant(microseconds: 0),
          participant: try context.participant())
      else { throw Problem.notFound("Não existe endereço com este id.") }
      return .json(["count": .integer(Int64(count))], status: .accepted)
    }
  }
}
