import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText
import World

extension CreditorAPI {
  func addIntegrations(to table: inout RouteTable) {
    let schema = Self.integrationSchema
    table.add(
      .post, "/api/v1/integrations",
      Operation(
        id: "createIntegration", summary: "Cria uma integração", tag: "Integrações",
        access: .needs(.configure), input: .json(Self.integrationChange),
        answers: [.init(201, "A integração", schema)], problems: [409, 422, 503],
        idempotency: .optional)
    ) { request, context in
      let change = try await request.input(Self.integrationChange) {
        _ = try await office.rehearsal.integrations.createIntegration($0)
      }
      let made = try await office.integrations.createIntegration(
        change, actor: try context.actor(), mustEarn: true)
      return .json(show(made), status: .created)
    }
    table.add(
      .get, "/api/v1/integrations",
      Operation(
        id: "listIntegrations", summary: "Integrações", tag: "Integrações",
        query: Operation.Parameter.page, answers: [.init(200, "Uma página", .page(of: schema))])
    ) { request, _ in
      let page = try QueryReader.read(request) { $0.page() }
      let rows = try await office.integrations.integrations(
        after: try page.cursorNumber().map { ID($0) }, limit: page.limit + 1)
      return .json(IDPage.json(rows, page, id: \.id, show: show))
    }
    table.add(
      .get, "/api/v1/integrations/{id}",
      Operation(
        id: "readIntegration", summary: "Uma integração", tag: "Integrações",
        answers: [.init(200, "A integração", schema)], problems: [404])
    ) { _, context in .json(show(try await office.integrations.integration(try context.pathID()))) }
    table.add(
      .patch, "/api/v1/integrations/{id}",
      Operation(
        id: "changeIntegration", summary: "Altera uma integração", tag: "Integrações",
        access: .needs(.configure), input: .json(Self.integrationChange),
        answers: [.init(200, "A integração", schema)], problems: [404, 409, 422, 503])
    ) { request, context in
      let id: ID<Integration> = try context.pathID()
      let change = try await request.input(Self.integrationChange) {
        var quiet = $0
        // Switching it on may ask the bureau, which a faulty request does not.
        if quiet.isAutomatic == true { quiet.isAutomatic = nil }
        _ = try await office.rehearsal.integrations.updateIntegration(id, quiet)
      }
      let saved = try await office.integrations.updateIntegration(
        id, change, actor: try context.actor(), mustEarn: true)
      return .json(show(saved))
    }
    addIntegrationLists(to: &table)
  }

  private func addIntegrationLists(to table: inout RouteTable) {
    table.add(
      .post, "/api/v1/integrations/{id}/test",
      Operation(
        id: "testIntegration", summary: "Testa as credenciais", tag: "Integrações",
        access: .needs(.configure), input: .json(.empty),
        answers: [
          .init(
            200, "O birô respondeu",
            .object([.required("ok", .boolean), .required("latencyMs", .integer)]))
        ], problems: [404, 409, 422, 503])
    ) { request, context in
      try await request.input(Body.empty)
      let milliseconds = try await office.integrations.testIntegration(try context.pathID())
      return .json(["ok": true, "latencyMs": .integer(Int64(milliseconds))])
    }
    let synced = Schema.object([
      .required("codes", .integer), .required("products", .integer),
      .required("syncedAt", .instant),
    ])
    table.add(
      .post, "/api/v1/integrations/{id}/codes/sync",
      Operation(
        id: "syncCodes", summary: "Busca códigos e produtos do birô", tag: "Integrações",
        access: .needs(.list), input: .json(.empty),
        answers: [.init(200, "O que veio", synced)], problems: [404, 409, 422, 503])
    ) { request, context in
      try await request.input(Body.empty)
      let sync = try await office.integrations.syncCodes(of: try context.pathID())
      return .json([
        "codes": .integer(Int64(sync.codeCount)), "products": .integer(Int64(sync.productCount)),
        "syncedAt": .string(sync.at.description),
      ])
    }
    let code = Schema.object([
      .required("kind", .string), .required("code", .string), .required("name", .string),
      .required("person", .string), .required("validFrom", .date),
      .required("validTo", Schema.date.nullable),
    ]).named("Code")
    let kinds = BureauCode.Kind.allCases.map(\.rawValue)
    table.add(
      .get, "/api/v1/integrations/{id}/codes",
      Operation(
        id: "listCodes", summary: "Códigos do birô", tag: "Integrações",
        query: Operation.Parameter.page + [
          .init("kind", .oneOf(kinds)),
          .init("person", .oneOf(PersonKind.allCases.map(\.rawValue))),
        ],
        answers: [.init(200, "Uma página", .page(of: code))], problems: [404])
    ) { request, context in
      let (page, kind, person) = try QueryReader.read(request) { query in
        (
          query.page(), query.optional("kind", .oneOf(BureauCode.Kind.self)),
          query.optional("person", .oneOf(PersonKind.self))
        )
      }
      let codes = try await office.integrations.codes(
        of: try context.pathID(), kind: kind ?? .restriction, person: person)
      return .json(try ShortPage.json(codes, page, show: Self.show))
    }
    let product = Schema.object([
      .required("code", .string), .required("name", .string), .required("person", .string),
      .required("priceCents", Schema.cents.nullable), .required("sections", .array(.string)),
    ]).named("Product")
    table.add(
      .get, "/api/v1/integrations/{id}/products",
      Operation(
        id: "listProducts", summary: "Produtos do birô", tag: "Integrações",
        query: Operation.Parameter.page,
        answers: [.init(200, "Uma página", .page(of: product))], problems: [404])
    ) { request, context in
      let page = try QueryReader.read(request) { $0.page() }
      let products = try await office.integrations.products(of: try context.pathID())
      let seesCost = try context.seesCost()
      return .json(
        try ShortPage.json(products, page) { Self.show($0, seesCost: seesCost) })
    }
  }

  static var integrationSchema: Schema {
    Schema.object([
      .required("id", .string), .required("name", .string), .required("provider", .string),
      .required("environment", .string), .required("branchId", Schema.string.nullable),
      .required("baseUrl", .string), .required("clientId", .string),
      .required("automatic", .boolean),
      .required("restrictionCodeNatural", Schema.string.nullable),
      .required("restrictionCodeLegal", Schema.string.nullable),
      .required("codesSyncedAt", Schema.instant.nullable), .required("tokenState", .string),
      .required("tokenExpiresAt", Schema.instant.nullable),
      .required("informationUrl", Schema.string.nullable),
    ]).named("Integration")
  }

  private static let integrationChange = Body<IntegrationChange> { input in
    var change = IntegrationChange()
    change.name = input.patch("name", .string(length: 1...120)).requiredChange
    change.provider = input.patch("provider", .string(length: 1...60)).requiredChange
    change.environment =
      input.patch("environment", .oneOf(IntegrationRow.Environment.self)).requiredChange
    change.branch = input.patch("branchId", .id(of: Branch.self), nullable: true).change
    change.baseURL = input.patch("baseUrl", .string(length: 1...500)).requiredChange
    change.clientId = input.patch("clientId", .string(length: 1...200)).requiredChange
    change.clientSecret = input.patch("clientSecret", .string(length: 1...400)).requiredChange
    change.isAutomatic = input.patch("automatic", .bool).requiredChange
    change.restrictionCodeNatural =
      input.patch("restrictionCodeNatural", .string(length: 1...40), nullable: true).change
    change.restrictionCodeLegal =
      input.patch("restrictionCodeLegal", .string(length: 1...40), nullable: true).change
    return change
  }

  func show(_ integration: IntegrationRow) -> JSON {
    let now = office.world.clock.now()
    let isExpired =
      integration.tokenState == .valid && (integration.tokenExpiresAt.map { $0 <= now } ?? false)
    let tokenState = isExpired ? TokenState.expired : integration.tokenState
    let provider = BureauProvider.all.first { $0.code == integration.provider }
    return [
      "id": .string(integration.id.description), "name": .string(integration.name),
      "provider": .string(integration.provider),
      "environment": .string(integration.environment.rawValue),
      "branchId": .optional(integration.branch), "baseUrl": .string(integration.baseURL),
      "clientId": .string(integration.clientId), "automatic": .bool(integration.isAutomatic),
      "restrictionCodeNatural": .optional(integration.restrictionCodeNatural),
      "restrictionCodeLegal": .optional(integration.restrictionCodeLegal),
      "codesSyncedAt": .optional(integration.codesSyncedAt),
      "tokenState": .string(tokenState.rawValue),
      "tokenExpiresAt": .optional(integration.tokenExpiresAt),
      "informationUrl": .optional(provider?.informationURL),
    ]
  }

  private static func show(_ code: BureauCode) -> JSON {
    [
      "kind": .string(code.kind.rawValue), "code": .string(code.code),
      "name": .string(code.name), "person": .string(code.person),
      "validFrom": .string(code.validFrom.description), "validTo": .optional(code.validTo),
    ]
  }

  private static func show(_ product: BureauProduct, seesCost: Bool) -> JSON {
    [
      "code": .string(product.code), "name": .string(product.name),
      "person": .string(product.person),
      "priceCents": seesCost ? .integer(product.price.amount) : .null,
      "sections": .array(product.sections.map { .string($0) }),
    ]
  }
}
