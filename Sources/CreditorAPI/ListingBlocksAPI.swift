import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

/// A person keeps a title from being listed, or frees it.
extension CreditorAPI {
  static var blockSchema: Schema {
    Schema.object([
      .required("reason", .oneOf(ListingBlockReason.allCases.map(\.rawValue))),
      .required("since", .instant), .required("until", Schema.date.nullable),
      .required("note", .string),
    ]).named("ListingBlock")
  }

  static func show(_ block: TitleBlock) -> JSON {
    [
      "reason": .string(block.reason.rawValue), "since": .string(block.since.description),
      "until": .optional(block.until), "note": .string(block.note),
    ]
  }

  func addListingBlocks(to table: inout RouteTable) {
    let block = Schema.object(
      [
        .required("reason", .oneOf(ListingBlockReason.allCases.map(\.rawValue))),
        .required("note", .string(length: 1...500)), .optional("until", Schema.date.nullable),
      ], closed: true)
    table.add(
      .post, "/api/v1/receivables/{id}/listing-block",
      Operation(
        id: "blockListing", summary: "Bloqueia a negativação de um título", tag: "Títulos",
        access: .needs(.settle), input: .json(block),
        answers: [.init(200, "O título", Self.receivableSchema)], problems: [404, 422],
        idempotency: .optional)
    ) { request, context in
      let (reason, note, until) = try await request.input { input in
        (
          input.required("reason", .oneOf(ListingBlockReason.self)),
          input.required("note", .text(length: 1...500)), input.optional("until", .date(.judged))
        )
      }
      return .json(
        show(
          try await office.blockTitle(
            try context.pathID(), reason: reason, note: note, until: until,
            actor: try context.actor())))
    }
    table.add(
      .post, "/api/v1/receivables/{id}/listing-block/release",
      Operation(
        id: "releaseListing", summary: "Libera a negativação de um título bloqueado",
        tag: "Títulos", access: .needs(.approve),
        input: .json(.object([.required("note", .string(length: 1...500))], closed: true)),
        answers: [.init(200, "O título", Self.receivableSchema)], problems: [404, 409, 422],
        idempotency: .optional)
    ) { request, context in
      let note = try await request.input { $0.required("note", .text(length: 1...500)) }
      return .json(
        show(
          try await office.releaseTitle(
            try context.pathID(), note: note, actor: try context.actor())))
    }
  }
}
