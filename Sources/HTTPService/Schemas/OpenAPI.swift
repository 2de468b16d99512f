import HTTPTypes
package import JSONText

/// The description of a server (OpenAPI 3.1.0), made of the same table that the router is made of.
package enum OpenAPI {
  package static func document(
    _ routes: [RouteTable.Route], title: String, version: String, description: String
  ) -> JSON {
    let documented = routes.filter(\.operation.isDocumented)
    var order: [String] = []
    var paths: [String: [JSON.Member]] = [:]
    var components = Components()
    for route in documented {
      if paths[route.path] == nil { order.append(route.path) }
      paths[route.path, default: []].append(
        .init(route.method.rawValue.lowercased(), operation(route, &components)))
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": .string(title), "version": .string(version),
        "description": .string(description),
      ],
      "paths": .object(order.map { .init($0, .object(paths[$0] ?? [])) }),
      "components": [
        "schemas": .object(components.members),
        "securitySchemes": ["bearer": ["type": "http", "scheme": "bearer"]],
      ],
    ]
  }

  private static func operation(
    _ route: RouteTable.Route, _ components: inout Components
  ) -> JSON {
    let operation = route.operation
    var members: [JSON.Member] = [
      .init("operationId", .string(operation.id)), .init("summary", .string(operation.summary)),
    ]
    if !operation.tag.isEmpty { members.append(.init("tags", [.string(operation.tag)])) }
    switch operation.access {
    case .open: members.append(.init("security", []))
    case .known: members.append(.init("security", [["bearer": []]]))
    case .anyOf(let permissions):
      members.append(.init("security", [["bearer": []]]))
      members.append(.init("x-permissions", .array(permissions.map { .string($0) })))
    }
    let parameters = parameters(route, &components)
    if !parameters.isEmpty { members.append(.init("parameters", .array(parameters))) }
    if let body = body(operation, &components) { members.append(.init("requestBody", body)) }
    members.append(.init("responses", responses(route, &components)))
    return .object(members)
  }

  private static func parameters(
    _ route: RouteTable.Route, _ components: inout Components
  ) -> [JSON] {
    var parameters: [JSON] = route.path.split(separator: "/").compactMap { segment in
      guard segment.hasPrefix("{"), segment.hasSuffix("}") else { return nil }
      return [
        "name": .string(String(segment.dropFirst().dropLast())), "in": "path", "required": true,
        "schema": ["type": "string"],
      ]
    }
    for parameter in route.operation.query {
      parameters.append([
        "name": .string(parameter.name), "in": "query", "required": .bool(parameter.isRequired),
        "schema": components.use(parameter.schema),
      ])
    }
    if route.operation.idempotency != .none {
      parameters.append([
        "name": "Idempotency-Key", "in": "header",
        "required": .bool(route.operation.idempotency == .required),
        "schema": Schema.string(length: 1...IdempotencyKey.lengthLimit).json,
      ])
    }
    return parameters
  }

  private static func body(_ operation: Operation, _ components: inout Components) -> JSON? {
    func content(_ types: [String], _ schema: JSON, required: Bool = true) -> JSON {
      [
        "required": .bool(required),
        "content": .object(types.map { .init($0, ["schema": schema]) }),
      ]
    }
    switch operation.input.form {
    case .none: return nil
    case .json(let schema, let isRequired):
      return content(["application/json"], components.use(schema), required: isRequired)
    case .form(let schema):
      return content(["application/x-www-form-urlencoded"], components.use(schema))
    case .file(let types): return content(types, ["type": "string"])
    }
  }

  private static func responses(
    _ route: RouteTable.Route, _ components: inout Components
  ) -> JSON {
    var members: [JSON.Member] = []
    for answer in route.operation.answers {
      var response: [JSON.Member] = [.init("description", .string(answer.summary))]
      if let schema = answer.schema {
        let media: JSON = ["schema": components.use(schema)]
        response.append(.init("content", .object([.init(answer.mediaType, media)])))
      }
      members.append(.init(String(answer.status), .object(response)))
    }
    let problem = components.use(problemSchema)
    for status in route.operation.problemStatuses(of: route) {
      var response: [JSON.Member] = [
        .init("description", .string(problemNames[status] ?? "Problema")),
        .init("content", .object([.init(Problem.mediaType, ["schema": problem])])),
      ]
      if let headers = problemHeaders[status] { response.append(.init("headers", headers)) }
      members.append(.init(String(status), .object(response)))
    }
    return .object(members)
  }

  private static let retryAfter: JSON = [
    "description": "Segundos até que valha a pena tentar de novo",
    "schema": ["type": "integer", "minimum": 1],
  ]

  /// Headers that tell what to do about a problem.
  private static let problemHeaders: [Int: JSON] = [
    429: [
      "Retry-After": retryAfter,
      "RateLimit": [
        "description": "O que resta do limite: \"nome\";r=pedidos;t=segundos até voltar inteiro",
        "schema": ["type": "string"],
      ],
      "RateLimit-Policy": [
        "description": "O limite: \"nome\";q=pedidos;w=segundos",
        "schema": ["type": "string"],
      ],
    ],
    503: ["Retry-After": retryAfter],
  ]

  private static let problemNames: [Int: String] = [
    400: "Requisição malformada", 401: "Não autenticado", 403: "Sem permissão",
    404: "Não encontrado", 409: "Conflito com a situação atual", 413: "Conteúdo grande demais",
    415: "Tipo de conteúdo não aceito", 422: "Recusado por uma regra",
    429: "Requisições demais", 503: "Indisponível no momento",
  ]

  private static let problemSchema = Schema.object([
    .required("type", .string), .required("title", .string), .required("status", .integer),
    .required("detail", .string), .required("code", .string),
    .required(
      "errors",
      .array(
        .object([
          .required("pointer", .string), .required("code", .string), .required("detail", .string),
        ]))), .required("requestId", .string),
  ]).named("Problem")

  /// Named schemas in the order of their first use.
  private struct Components {
    var members: [JSON.Member] = []

    mutating func use(_ schema: Schema) -> JSON {
      for definition in schema.definitions {
        if let known = members.first(where: { $0.name == definition.name }) {
          precondition(
            known.value == definition.json, "two schemas are called \(definition.name)")
        } else {
          members.append(.init(definition.name, definition.json))
        }
      }
      return schema.json
    }
  }
}

extension Operation {
  /// The problems that follow from what the operation is, and its own.
  func problemStatuses(of route: RouteTable.Route) -> [Int] {
    var statuses = Set(problems)
    // Whoever writes may find that somebody else wrote the same just before.
    if route.method != .get { statuses.insert(409) }
    if access != .open { statuses.insert(401) }
    if case .anyOf = access { statuses.insert(403) }
    if route.path.contains("{") { statuses.insert(404) }
    if input != .none { statuses.formUnion([400, 413, 415, 422]) }
    if !query.isEmpty { statuses.formUnion([400, 422]) }
    if idempotency != .none { statuses.formUnion([400, 409, 413, 422]) }
    statuses.formUnion([429, 503])
    return statuses.subtracting(answers.map(\.status)).sorted()
  }
}
