import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

extension CreditorAPI {
  func addInquiries(to table: inout RouteTable) {
    let schema = Self.inquirySchema
    table.add(
      .post, "/api/v1/inquiries",
      Operation(
        id: "inquire", summary: "Consulta um CPF ou CNPJ", tag: "Consultas",
        access: .needs(.inquire), input: .json(Self.inquiryRequest),
        answers: [.init(201, "A consulta", schema)], problems: [409, 422, 503],
        idempotency: .optional)
    ) { request, context in
      let question = try await request.input(Self.inquiryRequest)
      let actor = try context.actor()
      let record = try await office.inquiries.inquire(question, actor: actor)
      let opened = try await office.inquiries.openInquiry(record.id, actor: actor)
      return .json(try show(opened, context), status: .created)
    }
    table.add(
      .get, "/api/v1/inquiries",
      Operation(
        id: "listInquiries", summary: "Consultas, a mais nova primeiro", tag: "Consultas",
        access: .needs(.seeReport),
        query: Operation.Parameter.page + [
          .init("personId", .string), .init("from", .date), .init("to", .date),
          .init("outcome", .oneOf(InquiryOutcome.allCases.map(\.rawValue))),
          .init("reused", .boolean),
        ],
        answers: [.init(200, "Uma página", .page(of: schema))])
    ) { request, context in
      let (page, filter) = try QueryReader.read(request) { query in
        var filter = InquiryFilter()
        filter.person = query.optional("personId", .id(of: Person.self))
        filter.from = query.optional("from", .date)
        filter.to = query.optional("to", .date)
        filter.outcome = query.optional("outcome", .oneOf(InquiryOutcome.self))
        filter.reused = query.optional("reused", .bool)
        return (query.page(), filter)
      }
      let found = try await office.inquiries.inquiries(
        filter,
        page: DebtCollection.PageRequest(limit: page.limit, cursor: try page.cursorNumber()))
      let rows = try found.items.map { JSON.object(try members($0, context)) }
      return .json(Page.json(data: rows, next: found.nextCursor.map { [.integer($0)] }))
    }
    addInquiryReading(to: &table)
  }

  private func addInquiryReading(to table: inout RouteTable) {
    table.add(
      .get, "/api/v1/inquiries/{id}",
      Operation(
        id: "readInquiry", summary: "Uma consulta com o relatório", tag: "Consultas",
        access: .needs(.seeReport), answers: [.init(200, "A consulta", Self.inquirySchema)],
        problems: [404])
    ) { _, context in
      let opened = try await office.inquiries.openInquiry(
        try context.pathID(), actor: try context.actor())
      return .json(try show(opened, context))
    }
    table.add(
      .get, "/api/v1/inquiries/{id}/report.pdf",
      Operation(
        id: "printInquiry", summary: "O relatório da consulta em PDF", tag: "Consultas",
        access: .needs(.seeReport),
        answers: [.init(200, "O relatório", mediaType: "application/pdf")], problems: [404, 409])
    ) { _, context in
      let document = try await office.inquiries.printInquiry(
        try context.pathID(), seesCost: try context.seesCost(), actor: try context.actor())
      return .bytes(document, mediaType: "application/pdf")
    }
  }

  private static let inquiryRequest = Body { readRequest($0) }

  private static func readRequest(_ input: InputReader) -> InquiryRequest {
    let person = input.optional("personId", .id(of: Person.self))
    let text = input.optional("document", .string(length: 1...30))
    var subject: InquiryRequest.Subject = .person(person ?? ID(0))
    switch (person, text) {
    case (nil, let text?):
      do {
        subject = .document(try Document.parse(text))
      } catch {
        input.fault("document", code: error.code, detail: error.message)
      }
    case (_?, nil): break
    default:
      input.fault(
        "personId", code: "required",
        detail: "Informe personId ou document, um só dos dois.")
    }
    return InquiryRequest(
      subject: subject, product: input.required("product", .string(length: 1...60)),
      purpose: input.required("purpose", .oneOf(InquiryPurpose.self)),
      reuse: input.optional("reuse", .bool) ?? true,
      branch: input.optional("branchId", .id(of: Branch.self)))
  }

  private static var inquirySchema: Schema {
    let row = Schema.object([
      .required("block", .string), .required("count", .integer),
      .required("totalCents", Schema.cents.nullable),
      .required("firstOn", Schema.date.nullable), .required("lastOn", Schema.date.nullable),
    ])
    return Schema.object([
      .required("id", .string), .required("personId", Schema.string.nullable),
      .required("document", .string), .required("product", .string),
      .required("purpose", .string), .required("outcome", Schema.string.nullable),
      .required("identityDiffers", .boolean),
      .required("reused", .boolean), .required("costCents", Schema.cents.nullable),
      .required("requestedBy", .string), .required("requestedAt", .instant),
      .required("completedAt", Schema.instant.nullable),
      .required("protocol", Schema.string.nullable), .required("summary", .array(row)),
      .required("recommendation", .object([])),
      .required("problemCode", Schema.string.nullable),
      .required("problem", Schema.string.nullable),
    ]).named("Inquiry")
  }

  private func show(_ opened: OpenedInquiry, _ context: ServiceContext) throws -> JSON {
    var members = try members(opened.record, context)
    members.append(.init("sections", opened.sections))
    return .object(members)
  }

  private func members(
    _ record: InquiryRecord, _ context: ServiceContext
  ) throws -> [JSON.Member] {
    let seesCost = try context.seesCost()
    let recommendation = record.recommendation
    return [
      .init("id", .string(record.id.description)), .init("personId", .optional(record.person)),
      .init("document", .string(record.maskedDocument)), .init("product", .string(record.product)),
      .init("purpose", .string(record.purpose.rawValue)),
      .init("outcome", .optional(record.outcome?.rawValue)),
      .init("identityDiffers", .bool(record.identityDiffers)),
      .init("reused", .bool(record.isReused)),
      .init("costCents", seesCost ? .integer(record.cost.amount) : .null),
      .init("requestedBy", .string(record.requestedBy)),
      .init("requestedAt", .string(record.requestedAt.description)),
      .init("completedAt", .optional(record.completedAt)),
      .init("protocol", .optional(record.protocolNumber)),
      .init("summary", .array(record.digest?.summary.map(\.json) ?? [])),
      .init("score", record.digest?.score ?? .null),
      .init(
        "sources",
        .array(
          (record.digest?.sources ?? []).map {
            ["name": .string($0.name), "answered": .bool($0.answered)]
          })),
      .init(
        "recommendation",
        [
          "decision": .string(recommendation.decision.rawValue),
          "reasons": .array(
            recommendation.reasons.map {
              ["code": .string($0.code), "detail": .string($0.detail)]
            }),
        ]),
      .init("problemCode", .optional(record.problemCode)),
      .init("problem", .optional(record.problem)),
    ]
  }
}
