import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

extension CreditorAPI {
  func addListings(to table: inout RouteTable) {
    addEligibility(to: &table)
    let schema = ListingJSON.schema
    let body = Body { input in
      (
        titles: input.required(
          "receivableIds",
          .array(of: .id(of: Receivable.self), count: 1...Listings.titlesPerRequest)),
        code: input.required("restrictionCode", .string(length: 1...40))
      )
    }
    table.add(
      .post, "/api/v1/listings",
      Operation(
        id: "requestListings", summary: "Pede a negativação de títulos", tag: "Negativações",
        access: .needs(.list), input: .json(body),
        answers: [
          .init(202, "As negativações", .object([.required("data", .array(schema))]))
        ], problems: [409, 422], idempotency: .optional)
    ) { request, context in
      let actor = try context.actor()
      let asked = try await request.input(body) {
        _ = try await office.rehearsal.listings.requestListings(
          of: $0.titles, restrictionCode: $0.code, actor: actor)
      }
      let listings = try await office.listings.requestListings(
        of: asked.titles, restrictionCode: asked.code, actor: actor)
      return .json(
        [
          "data": .array(
            try listings.map { ListingJSON.show($0, seesCost: try context.seesCost()) })
        ], status: .accepted)
    }
    addListingReads(to: &table)
    addListingChanges(to: &table)
  }

  private func addListingReads(to table: inout RouteTable) {
    let schema = ListingJSON.schema
    table.add(
      .get, "/api/v1/listings",
      Operation(
        id: "listListings", summary: "Negativações", tag: "Negativações",
        query: Operation.Parameter.page + [
          .init("state", .oneOf(ListingState.Word.allCases.map(\.rawValue))),
          .init("personId", .string), .init("receivableId", .string),
        ],
        answers: [.init(200, "Uma página", .page(of: schema))])
    ) { request, context in
      let seesCost = try context.seesCost()
      let (page, filter) = try QueryReader.read(request) { query in
        (
          query.page(),
          ListingFilter(
            state: query.optional("state", .oneOf(ListingState.Word.self)),
            person: query.optional("personId", .id(of: Person.self)),
            receivable: query.optional("receivableId", .id(of: Receivable.self)))
        )
      }
      let rows = try await office.listings.listings(
        filter, after: try page.cursorNumber().map { ID($0) }, limit: page.limit + 1)
      return .json(IDPage.json(rows, page, id: \.id) { ListingJSON.show($0, seesCost: seesCost) })
    }
    table.add(
      .get, "/api/v1/listings/{id}",
      Operation(
        id: "readListing", summary: "Uma negativação com a linha do tempo", tag: "Negativações",
        answers: [.init(200, "A negativação", schema)], problems: [404])
    ) { _, context in
      let (listing, timeline) = try await office.listings.listing(try context.pathID())
      return .json(
        ListingJSON.show(listing, seesCost: try context.seesCost(), timeline: timeline))
    }
  }

  private func addListingChanges(to table: inout RouteTable) {
    let decision = Body { input in
      (
        approves: input.required("approve", .bool),
        note: input.optional("note", .text(length: 1...500))
      )
    }
    table.add(
      .post, "/api/v1/listings/{id}/approval",
      Operation(
        id: "decideApproval", summary: "Aprova ou não uma negativação", tag: "Negativações",
        access: .needs(.approve), input: .json(decision),
        answers: [.init(200, "A negativação", ListingJSON.schema)], problems: [403, 404, 409, 422],
        idempotency: .optional)
    ) { request, context in
      let decided = try await request.input(decision)
      let listing = try await office.approvals.decideApproval(
        of: try context.pathID(), approve: decided.approves, note: decided.note,
        actor: try context.actor())
      return .json(ListingJSON.show(listing, seesCost: try context.seesCost()))
    }
    addResolution(to: &table)
    let removal = Body { input in
      (
        listings: input.required(
          "listingIds", .array(of: .id(of: Listing.self), count: 1...Removals.removalsPerRequest)),
        reason: input.required("reason", .oneOf(among: RemovalReason.allCases))
      )
    }
    let result = Schema.object([
      .required("listingId", .string), .required("accepted", .boolean),
      .required("removalDueOn", Schema.date.nullable), .required("code", Schema.string.nullable),
      .required("detail", Schema.string.nullable),
    ]).named("RemovalResult")
    table.add(
      .post, "/api/v1/listings/removals",
      Operation(
        id: "removeListings", summary: "Pede a baixa de negativações", tag: "Negativações",
        access: .needs(.remove), input: .json(removal),
        answers: [
          .init(202, "O resultado de cada uma", .object([.required("data", .array(result))]))
        ], problems: [422], idempotency: .optional)
    ) { request, context in
      let asked = try await request.input(removal)
      let results = try await office.removals.removeListings(
        asked.listings, reason: asked.reason, actor: try context.actor())
      return .json(["data": .array(results.map(Self.show))], status: .accepted)
    }
  }

  private func addResolution(to table: inout RouteTable) {
    let body = Body { $0.required("note", .text(length: 1...500)) }
    table.add(
      .post, "/api/v1/listings/{id}/resolution",
      Operation(
        id: "resolveListing",
        summary: "Encerra uma negativação fora de sincronia que já não está no birô",
        tag: "Negativações", access: .needs(.approve),
        input: .json(body),
        answers: [.init(200, "A negativação", ListingJSON.schema)], problems: [404, 409, 422],
        idempotency: .optional)
    ) { request, context in
      let note = try await request.input(body)
      let listing = try await office.listings.resolveListing(
        try context.pathID(), note: note, actor: try context.actor())
      return .json(ListingJSON.show(listing, seesCost: try context.seesCost()))
    }
  }

  private static func show(_ result: RemovalResult) -> JSON {
    [
      "listingId": .string(result.listing.description), "accepted": .bool(result.accepted),
      "removalDueOn": .optional(result.dueOn), "code": .optional(result.code),
      "detail": .optional(result.detail),
    ]
  }
}
