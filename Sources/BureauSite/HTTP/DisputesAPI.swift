import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText
import Pages

/// Disputes: opened by the person concerned, answered by the creditor.
extension BureauAPI {
  static let disputeRequest = Body<DisputeRequest>(named: "DisputeRequest") { input in
    DisputeRequest(
      reason: input.required("reason", .oneOf(DisputeReason.self)),
      statement: input.required("statement", .text(length: 1...DisputeRequest.statementLimit)),
      proofs: input.optional("documents", proofs(count: 0...ProofDocument.countLimit)) ?? [])
  }

  static var disputeSchema: Schema {
    let answer = Schema.object([
      .required("position", .string), .required("statement", .string),
      .required("documents", .array(.string)),
    ])
    let document = Schema.object([
      .required("id", .string), .required("name", .string), .required("mediaType", .string),
      .required("sentBy", .oneOf(["creditor", "person"])),
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
      .required("outcome", Schema.oneOf(["upheld", "dismissed", "lapsed"]).nullable),
      .required("updatedAt", .instant), .required("documents", .array(document)),
    ]).named("Dispute")
  }

  func addDisputes(to table: inout RouteTable) {
    add(
      .get, "/v1/disputes",
      Operation(
        id: "listDisputes", summary: "Contestações dos registros do participante",
        tag: "Contestações", access: .scope(.listings),
        query: Operation.Parameter.page + [
          .init("state", .oneOf(["open", "upheld", "dismissed"])), .init("listingId", .string),
          .init("updatedSince", .instant),
        ],
        answers: [.init(200, "Uma página", .page(of: Self.disputeSchema))]),
      to: &table
    ) { request, context in
      let (page, state, record, since) = try QueryReader.read(request) { query in
        (
          query.page(), query.optional("state", .oneOf(DisputeState.self)),
          query.optional("listingId", .id(of: ListedRecord.self)),
          query.optional("updatedSince", .instant)
        )
      }
      let disputes = try await register.disputes(
        of: try context.participant(), after: try page.cursorNumber() ?? 0, limit: page.limit + 1,
        state: state?.rawValue, record: record, since: since)
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
    addDocuments(to: &table)
    addAnswer(to: &table)
  }

  /// What the person or the creditor sent, byte by byte.
  private func addDocuments(to table: inout RouteTable) {
    add(
      .get, "/v1/disputes/{id}/documents/{document}",
      Operation(
        id: "readDisputeDocument", summary: "Um documento de uma contestação",
        tag: "Contestações", access: .scope(.listings),
        answers: [.init(200, "O documento", mediaType: "application/octet-stream")],
        problems: [404]),
      to: &table
    ) { _, context in
      let found = try await register.disputeDocument(
        try context.pathID("document"), of: try context.pathID(),
        participant: try context.participant())
      return .download(found.content, mediaType: found.mediaType, fileName: "documento")
    }
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
}
