import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText
import Pages
import World

extension BureauAPI {
  func addListings(to table: inout RouteTable) {
    addIntake(to: &table)
    let schema = Self.recordSchema
    add(
      .get, "/v1/listings",
      Operation(
        id: "listRecords", summary: "Registros do participante", tag: "Registros",
        access: .scope(.listings),
        query: Operation.Parameter.page + [
          .init("state", .oneOf(RecordState.allCases.map(\.rawValue))),
          .init("updatedSince", .instant), .init("reference", .string),
        ],
        answers: [.init(200, "Uma página", .page(of: schema))]),
      to: &table
    ) { request, context in
      let (page, state, since, reference) = try QueryReader.read(request) { query in
        (
          query.page(), query.optional("state", .oneOf(RecordState.self)),
          query.optional("updatedSince", .instant),
          query.optional("reference", .string(length: 1...64))
        )
      }
      return .json(
        try await records(
          of: try context.participant(), page,
          RecordFilter(state: state, updatedSince: since, reference: reference)))
    }
    add(
      .get, "/v1/listings/{id}",
      Operation(
        id: "readRecord", summary: "Um registro", tag: "Registros", access: .scope(.listings),
        answers: [.init(200, "O registro", schema)], problems: [404]),
      to: &table
    ) { _, context in
      .json(
        try await register.show(try context.pathID(), participant: try context.participant()))
    }
    let happening = Schema.object([
      .required("id", .string), .required("type", .string), .required("version", .integer),
      .required("actor", .string), .required("at", .instant),
      .required("event", Schema.string.nullable), .required("reason", Schema.string.nullable),
      .required("note", Schema.string.nullable),
    ])
    add(
      .get, "/v1/listings/{id}/events",
      Operation(
        id: "listHappenings", summary: "O que aconteceu com um registro", tag: "Registros",
        access: .scope(.listings),
        answers: [
          .init(200, "Os eventos", .object([.required("data", .array(happening))]))
        ], problems: [404]),
      to: &table
    ) { _, context in
      let events = try await register.happenings(
        of: try context.pathID(), participant: try context.participant())
      return .json(["data": .array(events)])
    }
    add(
      .get, "/v1/statement",
      Operation(
        id: "readStatement", summary: "Extrato para conciliação", tag: "Registros",
        access: .scope(.listings),
        query: Operation.Parameter.page + [.init("from", .date), .init("to", .date)],
        answers: [.init(200, "Uma página", .page(of: schema))]),
      to: &table
    ) { request, context in
      let (page, from, to) = try QueryReader.read(request) { query in
        (query.page(), query.optional("from", .date), query.optional("to", .date))
      }
      return .json(
        try await records(
          of: try context.participant(), page,
          RecordFilter(receivedFrom: from, receivedTo: to)))
    }
  }

  private func records(
    of participant: ID<Participant>, _ page: PageRequest, _ filter: RecordFilter
  ) async throws -> JSON {
    let lines = try await register.records(
      of: participant, after: try Self.place(page, byChange: filter.isByChange),
      limit: page.limit + 1, filter: filter)
    return Page.json(
      lines, request: page,
      key: { line in
        let id = JSON.integer(line.id.number)
        return filter.isByChange ? [.integer(line.changedAt), id] : [id]
      }, show: \.json)
  }

  private static func place(_ page: PageRequest, byChange: Bool) throws -> RecordPlace {
    var place = RecordPlace()
    guard let cursor = page.cursor else { return place }
    let numbers = cursor.compactMap(\.integer)
    guard numbers.count == (byChange ? 2 : 1), numbers.count == cursor.count,
      let first = numbers.first, let last = numbers.last
    else { throw PageRequest.foreignCursor }
    if byChange { place.changedAt = first }
    place.id = last
    return place
  }

  private func addIntake(to table: inout RouteTable) {
    add(
      .post, "/v1/listings",
      Operation(
        id: "receiveListing", summary: "Recebe um registro", tag: "Registros",
        access: .scope(.listings), input: .json(ListingRequest.body),
        answers: [.init(202, "Guardado, ainda não aceito", Self.recordSchema)],
        problems: [409, 422], idempotency: .optional),
      to: &table
    ) { request, context in
      let listing = try await request.input(ListingRequest.body)
      let record = try await register.receive(listing, from: try context.participant())
      return .json(record.json(evidence: []), status: .accepted)
    }
    let forecast = Schema.object([
      .required("accepted", .boolean), .required("problems", .array(.object([]))),
      .required("feeCents", .cents), .required("noticeTerm", .object([])),
      .required("visibleFrom", Schema.date.nullable), .required("expiresOn", .date),
    ]).named("Forecast")
    add(
      .post, "/v1/listings/simulations",
      Operation(
        id: "simulateListing", summary: "Diz o que aconteceria com um registro",
        tag: "Registros", access: .scope(.listings), input: .json(ListingRequest.body),
        answers: [.init(200, "A previsão", forecast)], problems: [422]),
      to: &table
    ) { request, context in
      let listing = try await request.input(ListingRequest.body)
      let forecast = try await register.forecast(listing, from: try context.participant())
      return .json([
        "accepted": .bool(forecast.problems.isEmpty),
        "problems": .array(
          forecast.problems.map {
            ["code": .string($0.code), "detail": .string($0.detail)]
          }),
        "feeCents": .integer(Register.listingFee.amount),
        "noticeTerm": [
          "days": .optional(integer: forecast.rule.map { Int64($0.noticeDays) }),
          "law": .optional(forecast.rule?.law),
        ],
        "visibleFrom": .optional(forecast.visibleFrom),
        "expiresOn": .string(forecast.expiresOn.description),
      ])
    }
  }
}
