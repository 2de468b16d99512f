import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText
import Pages
import Sealing

/// Disputes: opened by the person concerned, answered by the creditor.
extension BureauAPI {
  static let disputeRequest = Body<DisputeRequest>(named: "DisputeRequest") { input in
    DisputeRequest(
      reason: input.required("reason", .oneOf(DisputeReason.self)),
      statement: input.required("statement", .text(length: 1...DisputeRequest.statementLimit)))
  }

  static var disputeSchema: Schema {
    let answer = Schema.object([
      .required("position", .string), .required("statement", .string),
      .required("documents", .array(.string)),
    ])
    return Schema.object([
      .required("id", .string), .required("listingId", .string), .required("reference", .string),
      .required("reason", .oneOf(DisputeReason.allCases.map(\.rawValue))),
      .required("statement", .string), .required("openedBy", .string),
      .required("openedAt", .instant), .required("answerDueOn", .date),
      .required("state", .oneOf(["open", "upheld", "dismissed"])),
      .required("answeredAt", Schema.instant.nullable), .required("answer", answer.nullable),
      .required("resolvedAt", Schema.instant.nullable),
      .required("resolution", Schema.string.nullable),
    ]).named("Dispute")
  }

  func addDisputes(to table: inout RouteTable) {
    addPersonPages(to: &table)
    add(
      .get, "/v1/disputes",
      Operation(
        id: "listDisputes", summary: "Contestações dos registros do participante",
        tag: "Contestações", access: .scope(.listings),
        query: Operation.Parameter.page + [
          .init("state", .oneOf(["open", "upheld", "dismissed"])), .init("listingId", .string),
        ],
        answers: [.init(200, "Uma página", .page(of: Self.disputeSchema))]),
      to: &table
    ) { request, context in
      let (page, state, record) = try QueryReader.read(request) { query in
        (
          query.page(), query.optional("state", .oneOf(DisputeState.self)),
          query.optional("listingId", .id(of: ListedRecord.self))
        )
      }
      let disputes = try await register.disputes(
        of: try context.participant(), after: try page.cursorNumber() ?? 0, limit: page.limit + 1,
        state: state?.rawValue, record: record)
      return .json(
        Page.json(disputes, request: page, key: { [.integer($0.id)] }, show: \.json))
    }
    add(
      .get, "/v1/disputes/{id}",
      Operation(
        id: "readDispute", summary: "Uma contestação", tag: "Contestações",
        access: .scope(.listings), answers: [.init(200, "A contestação", Self.disputeSchema)],
        problems: [404]),
      to: &table
    ) { _, context in
      .json(
        try await register.showDispute(
          try context.pathID(), participant: try context.participant()))
    }
    addAnswer(to: &table)
  }

  private enum DisputeState: String, CaseIterable, Sendable { case open, upheld, dismissed }

  private func addAnswer(to table: inout RouteTable) {
    let body = Body { input in
      DisputeAnswer(
        position: input.required("position", .oneOf(DisputeAnswer.Position.self)),
        statement: input.optional(
          "statement", .string(length: 0...DisputeRequest.statementLimit), default: ""),
        proofs: input.optional(
          "documents", Self.proofs(count: 0...ProofDocument.countLimit), default: []))
    }
    add(
      .post, "/v1/disputes/{id}/answer",
      Operation(
        id: "answerDispute", summary: "Responde a uma contestação", tag: "Contestações",
        access: .scope(.listings), input: .json(body),
        answers: [.init(202, "A contestação", Self.disputeSchema)], problems: [404, 409],
        idempotency: .optional),
      to: &table
    ) { request, context in
      let answer = try await request.input(body)
      return .json(
        try await register.answerDispute(
          try context.pathID(), answer, participant: try context.participant()),
        status: .accepted)
    }
  }

  /// What the person concerned does, with the code of the letter as bearer token.
  private func addPersonPages(to table: inout RouteTable) {
    table.add(
      .get, "/v1/consumers/me",
      Operation(
        id: "readMyRecords", summary: "O que consta em nome de quem recebeu a carta",
        tag: "Pessoa", answers: [.init(200, "Registros e consultas", Self.consumerSchema)]),
      authenticate: authenticatePerson
    ) { _, context in
      .json(try await register.consumerView(try context.person()))
    }
    table.add(
      .post, "/v1/disputes",
      Operation(
        id: "openDispute", summary: "Contesta o registro da carta", tag: "Pessoa",
        input: .json(Self.disputeRequest),
        answers: [.init(201, "A contestação", Self.disputeSchema)], problems: [404, 409],
        idempotency: .optional),
      authenticate: authenticatePerson
    ) { request, context in
      let dispute = try await request.input(Self.disputeRequest)
      return .json(
        try await register.openDispute(
          about: try context.person().record, dispute, actor: Actor.person),
        status: .created)
    }
  }

  private func authenticatePerson(
    _ request: Request, _ context: ServiceContext
  ) async throws -> any Principal {
    guard let code = Self.bearer(request) else { throw Problem.unauthenticated() }
    let address = context.remoteAddress ?? "local"
    try await register.checkWrongCodes(of: address)
    guard let holder = try await register.consumer(code: code) else {
      try await register.countWrongCode(of: address)
      throw Problem.unauthenticated(
        code: "invalid-code", "O código da carta não existe ou não vale mais.",
        challenge: "Bearer error=\"invalid_token\"")
    }
    return holder
  }

  private static var consumerSchema: Schema {
    Schema.object([
      .required("document", Schema.string.nullable), .required("name", Schema.string.nullable),
      .required(
        "listings",
        .array(
          .object([
            .required("id", .string), .required("creditor", Schema.string.nullable),
            .required("contractNumber", .string), .required("dueOn", .date),
            .required("amountCents", .cents),
            .required("state", .oneOf(RecordState.allCases.map(\.rawValue))),
            .required("visibleFrom", Schema.date.nullable), .required("expiresOn", .date),
            .required("disputed", .boolean), .required("dispute", disputeSchema.nullable),
          ]))),
      .required(
        "inquiries",
        .array(
          .object([
            .required("at", .instant), .required("creditor", .string),
            .required("purpose", .string),
          ]))),
    ])
  }
}

extension ServiceContext {
  fileprivate func person() throws -> ConsumerHolder {
    guard let holder = try requirePrincipal() as? ConsumerHolder else {
      throw Problem.unauthenticated()
    }
    return holder
  }
}
