import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

/// How production is earned: address and secret, an inquiry, a dry run, a confirmation.
extension CreditorAPI {
  private static let path = "/api/v1/integrations/{id}/trial"

  private static var trialSchema: Schema {
    let inquiry = Schema.object([
      .required("at", .instant), .required("document", .string), .required("product", .string),
      .required("restricted", .boolean), .required("costCents", .cents),
    ])
    let numbers = Schema.object([
      .required("at", .instant), .required("listed", .integer),
      .required("listedCents", .cents), .required("removed", .integer),
      .required("costCents", .cents),
    ])
    let product = Schema.object([
      .required("code", .string), .required("name", .string), .required("person", .string),
      .required("priceCents", .cents),
    ])
    return Schema.object([
      .required("integrationId", .string), .required("baseUrl", .string),
      .required("clientId", .string), .required("begunBy", .string),
      .required("begunAt", .instant), .required("endsAt", .instant),
      .required("next", .oneOf(ProductionTrial.Step.allCases.map(\.rawValue))),
      .required("products", .array(product)), .required("inquiry", inquiry.nullable),
      .required("rehearsal", numbers.nullable),
    ]).named("ProductionTrial")
  }

  func addTrials(to table: inout RouteTable) {
    table.add(
      .get, Self.path,
      Operation(
        id: "readTrial", summary: "O que já foi provado para a produção", tag: "Integrações",
        access: .needs(.configure), answers: [.init(200, "A passagem", Self.trialSchema)],
        problems: [404])
    ) { _, context in
      guard let trial = try await office.integrations.trial(of: try context.pathID()) else {
        throw Problem.notFound("Nenhuma passagem para produção foi começada.")
      }
      return .json(Self.show(trial))
    }
    let entry = Body { input in
      ProductionEntry(
        baseURL: input.optional("baseUrl", .string(length: 1...500)),
        clientId: input.optional("clientId", .string(length: 1...200)),
        clientSecret: input.required("clientSecret", .string(length: 1...400)))
    }
    table.add(
      .post, Self.path,
      Operation(
        id: "beginTrial",
        summary: "Começa a passagem para produção: endereço e segredo, com teste da conexão",
        tag: "Integrações", access: .needs(.configure), input: .json(entry),
        answers: [.init(201, "A passagem", Self.trialSchema)], problems: [404, 409, 422, 503],
        idempotency: .optional)
    ) { request, context in
      let entry = try await request.input(entry)
      let trial = try await office.integrations.beginTrial(
        of: try context.pathID(), entry, actor: try context.actor())
      return .json(Self.show(trial), status: .created)
    }
    table.add(
      .delete, Self.path,
      Operation(
        id: "cancelTrial", summary: "Desiste da passagem para produção", tag: "Integrações",
        access: .needs(.configure), answers: [.init(204, "Desistiu")], problems: [404])
    ) { _, context in
      try await office.integrations.cancelTrial(
        of: try context.pathID(), actor: try context.actor())
      return .nothing
    }
    addTrialSteps(to: &table)
  }

  private func addTrialSteps(to table: inout RouteTable) {
    let question = Body { input in
      (
        document: input.required("document", .string(length: 1...30)),
        product: input.required("product", .string(length: 1...60))
      )
    }
    table.add(
      .post, Self.path + "/inquiry",
      Operation(
        id: "inquireTrial",
        summary: "Faz uma consulta no endereço novo, pelo preço do produto",
        tag: "Integrações", access: .needs(.configure), input: .json(question),
        answers: [.init(200, "A passagem", Self.trialSchema)], problems: [404, 409, 422, 503],
        idempotency: .optional)
    ) { request, context in
      let (document, product) = try await request.input(question)
      return .json(
        Self.show(
          try await office.integrations.inquireTrial(
            of: try context.pathID(), document: document, product: product,
            actor: try context.actor())))
    }
    table.add(
      .post, Self.path + "/rehearsal",
      Operation(
        id: "rehearseTrial", summary: "Simula a rotina, com os números e o custo",
        tag: "Integrações", access: .needs(.configure), input: .json(.empty),
        answers: [.init(200, "A passagem", Self.trialSchema)], problems: [404, 409],
        idempotency: .optional)
    ) { request, context in
      try await request.input(Body.empty)
      return .json(
        Self.show(
          try await office.integrations.rehearseTrial(
            of: try context.pathID(), actor: try context.actor())))
    }
    table.add(
      .post, Self.path + "/confirmation",
      Operation(
        id: "confirmTrial", summary: "Confirma: a integração passa a valer em produção",
        tag: "Integrações", access: .needs(.configure), input: .json(.empty),
        answers: [.init(200, "A integração", Self.integrationSchema)], problems: [404, 409],
        idempotency: .optional)
    ) { request, context in
      try await request.input(Body.empty)
      return .json(
        show(
          try await office.integrations.confirmTrial(
            of: try context.pathID(), actor: try context.actor())))
    }
  }

  private static func show(_ trial: ProductionTrial) -> JSON {
    [
      "integrationId": .string(trial.integration.description), "baseUrl": .string(trial.baseURL),
      "clientId": .string(trial.clientId), "begunBy": .string(trial.begunBy),
      "begunAt": .string(trial.begunAt.description), "endsAt": .string(trial.endsAt.description),
      "next": .string(trial.next.rawValue),
      "products": .array(
        trial.products.map { product in
          [
            "code": .string(product.code), "name": .string(product.name),
            "person": .string(product.person), "priceCents": .integer(product.price.amount),
          ]
        }),
      "inquiry": trial.inquiry.map { inquiry in
        [
          "at": .string(inquiry.at.description), "document": .string(inquiry.document),
          "product": .string(inquiry.product), "restricted": .bool(inquiry.restricted),
          "costCents": .integer(inquiry.cost.amount),
        ]
      } ?? .null,
      "rehearsal": trial.numbers.map { numbers in
        [
          "at": .string(numbers.at.description), "listed": .integer(Int64(numbers.listed)),
          "listedCents": .integer(numbers.listedAmount.amount),
          "removed": .integer(Int64(numbers.removed)),
          "costCents": .integer(numbers.cost.amount),
        ]
      } ?? .null,
    ]
  }
}
