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
    let block = Body { input in
      (
        reason: input.required("reason", .oneOf(ListingBlockReason.self)),
        note: input.required("note", .text(length: 1...500)),
        until: input.optional("until", .date(.judged))
      )
    }
    table.add(
      .post, "/api/v1/receivables/{id}/listing-block",
      Operation(
        id: "blockListing", summary: "Bloqueia a negativação de um título", tag: "Títulos",
        access: .needs(.settle), input: .json(block),
        answers: [.init(200, "O título", Self.receivableSchema)], problems: [404, 422],
        idempotency: .optional)
    ) { request, context in
      let asked = try await request.input(block)
      return .json(
        show(
          try await office.listingBlocks.blockTitle(
            try context.pathID(), reason: asked.reason, note: asked.note, until: asked.until,
            actor: try context.actor())))
    }
    let release = Body { $0.required("note", .text(length: 1...500)) }
    table.add(
      .post, "/api/v1/receivables/{id}/listing-block/release",
      Operation(
        id: "releaseListing", summary: "Libera a negativação de um título bloqueado",
        tag: "Títulos", access: .needs(.approve),
        input: .json(release),
        answers: [.init(200, "O título", Self.receivableSchema)], problems: [404, 409, 422],
        idempotency: .optional)
    ) { request, context in
      let note = try await request.input(release)
      return .json(
        show(
          try await office.listingBlocks.releaseTitle(
            try context.pathID(), note: note, actor: try context.actor())))
    }
  }
}
