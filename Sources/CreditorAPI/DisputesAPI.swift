import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText
import Sealing

/// Contestations at the bureau: read, and answered.
extension CreditorAPI {
  private static var schema: Schema {
    let document = Schema.object([
      .required("id", .string), .required("sentBy", .oneOf(["person", "creditor"])),
      .required("name", .string), .required("mediaType", .string),
    ])
    return Schema.object([
      .required("id", .string), .required("listingId", .string),
      .required("receivableId", .string), .required("personId", .string),
      .required("integrationId", .string),
      .required("state", .oneOf(ListingDispute.State.allCases.map(\.rawValue))),
      .required("reason", .string), .required("text", .string), .required("openedAt", .instant),
      .required("dueOn", .date),
      .required(
        "answer", Schema.oneOf(DisputeAnswer.Outcome.allCases.map(\.rawValue)).nullable),
      .required("answeredAt", Schema.instant.nullable),
      .required("answeredBy", Schema.string.nullable),
      .required("problem", Schema.string.nullable),
      .required(
        "outcome", Schema.oneOf(BureauDispute.Outcome.allCases.map(\.rawValue)).nullable),
      .required("closedAt", Schema.instant.nullable),
      .optional("note", Schema.string.nullable), .optional("documents", .array(document)),
    ]).named("Dispute")
  }

  func addDisputes(to table: inout RouteTable) {
    table.add(
      .get, "/api/v1/disputes",
      Operation(
        id: "listDisputes", summary: "Contestações no birô", tag: "Contestações",
        access: .needs(.seeReport),
        query: Operation.Parameter.page + [
          .init("state", .oneOf(ListingDispute.State.allCases.map(\.rawValue)))
        ], answers: [.init(200, "Uma página", .page(of: Self.schema))])
    ) { request, context in
      let (state, page) = try QueryReader.read(request) { reader in
        (reader.optional("state", .oneOf(ListingDispute.State.self)), reader.page())
      }
      let found = try await office.disputes.disputes(
        state: state,
        page: DebtCollection.PageRequest(limit: page.limit, cursor: try page.cursorNumber()),
        actor: try context.actor())
      return .json(
        Page.json(
          data: found.items.map { .object(Self.members($0)) },
          next: found.nextCursor.map { [.integer($0)] }))
    }
    table.add(
      .get, "/api/v1/disputes/{id}",
      Operation(
        id: "readDispute", summary: "Uma contestação com as palavras da pessoa",
        tag: "Contestações", access: .needs(.seeReport),
        answers: [.init(200, "A contestação", Self.schema)], problems: [404])
    ) { _, context in
      .json(
        Self.show(
          try await office.disputes.dispute(try context.pathID(), actor: try context.actor())))
    }
    table.add(
      .get, "/api/v1/disputes/{id}/documents/{document}",
      Operation(
        id: "readDisputeDocument", summary: "Um documento de uma contestação",
        tag: "Contestações", access: .needs(.seeReport),
        answers: [.init(200, "O documento", mediaType: "application/octet-stream")],
        problems: [404])
    ) { _, context in
      let found = try await office.disputes.disputeDocument(
        try context.pathID("document"), of: try context.pathID(), actor: try context.actor())
      return .bytes(found.content, mediaType: found.mediaType)
    }
    addDisputeAnswer(to: &table)
  }

  private func addDisputeAnswer(to table: inout RouteTable) {
    let body = Body { input in
      DisputeAnswer(
        outcome: input.required("outcome", .oneOf(DisputeAnswer.Outcome.self)),
        note: input.optional("note", .text(length: 0...DisputeAnswer.noteLimit)),
        documents: input.optional("documents", Self.proofs, default: []))
    }
    table.add(
      .post, "/api/v1/disputes/{id}/answer",
      Operation(
        id: "answerDispute", summary: "Responde a uma contestação", tag: "Contestações",
        access: .needs(.settle), input: .json(body),
        answers: [.init(202, "A contestação", Self.schema)], problems: [404, 409, 422],
        idempotency: .optional)
    ) { request, context in
      let id: ID<ListingDispute> = try context.pathID()
      let actor = try context.actor()
      let answer = try await request.input(body)
      _ = try await office.disputes.answerDispute(id, answer, actor: actor)
      return .json(
        Self.show(try await office.disputes.dispute(id, actor: actor)), status: .accepted)
    }
  }

  /// Documents travel as a name, a media type, and base 64.
  private static var proofs: FieldKind<[DisputeProof]> {
    .array(of: .object(proof), count: 0...DisputeProof.countLimit)
  }

  private static let proof = Body<DisputeProof>(named: "DisputeProof") { input in
    let name = input.required("name", .string(length: 1...DisputeProof.nameLimit))
    let type = input.required("mediaType", .oneOf(DisputeProof.MediaType.self))
    let text = input.required(
      "content", .text(length: 1...(DisputeProof.byteLimit + 2) / 3 * 4))
    let content = Base64.decode(text)
    if !text.isEmpty, content == nil {
      input.fault("content", code: "invalid-base64", detail: "O conteúdo deve ser base 64.")
    }
    return DisputeProof(name: name, mediaType: type, content: content ?? [])
  }

  private static func members(_ summary: DisputeSummary) -> [JSON.Member] {
    let dispute = summary.dispute
    return [
      .init("id", .string(dispute.id.description)),
      .init("listingId", .string(dispute.listing.description)),
      .init("receivableId", .string(dispute.receivable.description)),
      .init("personId", .string(dispute.person.description)),
      .init("integrationId", .string(dispute.integration.description)),
      .init("state", .string(dispute.state.rawValue)),
      .init("reason", .string(dispute.reason)), .init("text", .string(summary.text)),
      .init("openedAt", .string(dispute.openedAt.description)),
      .init("dueOn", .string(dispute.dueOn.description)),
      .init("answer", .optional(dispute.answer?.rawValue)),
      .init("answeredAt", .optional(dispute.answeredAt)),
      .init("answeredBy", .optional(dispute.answeredBy)),
      .init("problem", .optional(dispute.problem)),
      .init("outcome", .optional(dispute.outcome?.rawValue)),
      .init("closedAt", .optional(dispute.closedAt)),
    ]
  }

  private static func show(_ file: DisputeFile) -> JSON {
    .object(
      members(file.summary) + [
        .init("note", .optional(file.note)),
        .init(
          "documents",
          .array(
            file.documents.filter(\.isHere).map {
              [
                "id": .string($0.id.description), "sentBy": .string($0.sender.rawValue),
                "name": .string($0.name), "mediaType": .string($0.mediaType),
              ]
            })),
      ])
  }
}
