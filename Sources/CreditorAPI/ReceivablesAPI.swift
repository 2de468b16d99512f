import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText
import World

extension CreditorAPI {
  func addReceivables(to table: inout RouteTable) {
    let schema = Self.receivableSchema
    table.add(
      .post, "/api/v1/receivables",
      Operation(
        id: "createReceivable", summary: "Cadastra um título", tag: "Títulos",
        access: .needs(.manageRegistry), input: .json(Self.newReceivable),
        answers: [.init(201, "O título", schema)], problems: [422], idempotency: .optional)
    ) { request, _ in
      let title = try await request.input(Self.newReceivable) {
        _ = try await office.rehearsal.receivables.createReceivable($0)
      }
      let row = try await office.receivables.createReceivable(title)
      return .json(show(row), status: .created)
    }
    table.add(
      .get, "/api/v1/receivables",
      Operation(
        id: "listReceivables", summary: "Títulos", tag: "Títulos",
        query: Operation.Parameter.page + [
          .init("personId", .string), .init("contractId", .string),
          .init("status", .oneOf(ReceivableStatus.allCases.map(\.rawValue))),
          .init("number", .string), .init("overdue", .boolean),
        ],
        answers: [.init(200, "Uma página", .page(of: schema))])
    ) { request, _ in
      let (page, filter) = try QueryReader.read(request) { query in
        var filter = ReceivableFilter()
        filter.person = query.optional("personId", .id(of: Person.self))
        filter.contract = query.optional("contractId", .id(of: Contract.self))
        filter.status = query.optional("status", .oneOf(ReceivableStatus.self))
        filter.number = query.optional("number", .string(length: 1...60))
        filter.isOverdue = query.optional("overdue", .bool) ?? false
        return (query.page(), filter)
      }
      let rows = try await office.receivables.receivables(
        filter, after: try page.cursorNumber().map { ID($0) }, limit: page.limit + 1)
      return .json(IDPage.json(rows, page, id: \.id, show: show))
    }
    table.add(
      .get, "/api/v1/receivables/{id}",
      Operation(
        id: "readReceivable", summary: "Um título", tag: "Títulos",
        answers: [.init(200, "O título", schema)], problems: [404])
    ) { _, context in
      .json(show(try await office.receivables.receivable(try context.pathID())))
    }
    addReceivableChanges(to: &table)
    addListingBlocks(to: &table)
    addPayments(to: &table)
  }

  private func addReceivableChanges(to table: inout RouteTable) {
    let schema = Self.receivableSchema
    table.add(
      .post, "/api/v1/receivables/{id}/cancellation",
      Operation(
        id: "cancelReceivable", summary: "Cancela um título", tag: "Títulos",
        access: .needs(.settle), input: .json(Self.cancellation),
        answers: [.init(200, "O título", schema)], problems: [404, 409, 422],
        idempotency: .optional)
    ) { request, context in
      let reason = try await request.input(Self.cancellation)
      return .json(
        show(
          try await office.receivables.cancelReceivable(
            try context.pathID(), reason: reason, actor: try context.actor())))
    }
    addRenegotiation(to: &table)
    addDispute(to: &table)
  }

  private func addRenegotiation(to table: inout RouteTable) {
    let schema = Self.receivableSchema
    table.add(
      .post, "/api/v1/receivables/{id}/renegotiation",
      Operation(
        id: "renegotiateReceivable",
        summary: "Encerra um título por renegociação e cria os títulos do acordo", tag: "Títulos",
        access: .needs(.settle), input: .json(Self.renegotiation),
        answers: [.init(200, "O título", schema)], problems: [404, 409, 422],
        idempotency: .optional)
    ) { request, context in
      let agreement = try await request.input(Self.renegotiation)
      return .json(
        show(
          try await office.receivables.renegotiateReceivable(
            try context.pathID(), into: agreement, actor: try context.actor())))
    }
    table.add(
      .get, "/api/v1/receivables/{id}/agreement",
      Operation(
        id: "listAgreement", summary: "Títulos do acordo de um título renegociado",
        tag: "Títulos", query: Operation.Parameter.page,
        answers: [.init(200, "Uma página", .page(of: schema))], problems: [404])
    ) { request, context in
      let page = try QueryReader.read(request) { $0.page() }
      let id: ID<Receivable> = try context.pathID()
      _ = try await office.receivables.receivable(id)
      return .json(
        try ShortPage.json(
          try await office.receivables.agreementTitles(of: id), page, show: show))
    }
  }

  /// The parts of an agreement; what they may be is judged by the use case.
  private static let newAgreement = Body { input in
    NewAgreement(
      amount: input.required("amountCents", .cents()),
      parts: input.required("parts", .integer(1...AgreementParts.largestCount)),
      firstDueOn: input.required("firstDueOn", .date(.due)))
  }

  private static let cancellation = Body(mayBeAbsent: true) { input in
    input.optional("reason", .text(length: 1...Receivables.closingReasonLimit))
  }

  private static let renegotiation = Body(mayBeAbsent: true) { input in
    input.optional("agreement", .object(newAgreement))
  }

  private func addDispute(to table: inout RouteTable) {
    let schema = Self.receivableSchema
    let dispute = Body { input in
      (
        isOpen: input.required("open", .bool),
        reason: input.optional("reason", .text(length: 1...500)),
        hasCourtOrder: input.optional("courtOrder", .bool) ?? false
      )
    }
    table.add(
      .post, "/api/v1/receivables/{id}/dispute",
      Operation(
        id: "disputeReceivable", summary: "Abre ou encerra uma contestação", tag: "Títulos",
        access: .needs(.settle), input: .json(dispute),
        answers: [.init(200, "O título", schema)], problems: [404, 422], idempotency: .optional)
    ) { request, context in
      let asked = try await request.input(dispute)
      let row = try await office.receivables.disputeReceivable(
        try context.pathID(), open: asked.isOpen, reason: asked.reason,
        courtOrder: asked.hasCourtOrder, actor: try context.actor())
      return .json(show(row))
    }
  }

  static var receivableSchema: Schema {
    Schema.object([
      .required("id", .string), .required("personId", .string),
      .required("contractId", Schema.string.nullable),
      .required("branchId", Schema.string.nullable), .required("number", .string),
      .required("bankNumber", Schema.string.nullable),
      .required("bank", Schema.string.nullable), .required("agreement", Schema.string.nullable),
      .required("issuedOn", Schema.date.nullable), .required("dueOn", .date),
      .required("amountCents", .cents), .required("openCents", .cents),
      .required("status", .string), .required("disputed", .boolean),
      .required("courtOrder", .boolean), .required("listingId", Schema.string.nullable),
      .required("externalCode", Schema.string.nullable),
      .required("listingBlock", blockSchema.nullable),
      .required("closedReason", Schema.string.nullable),
      .required("agreementOfId", Schema.string.nullable),
      .required("slipLine", Schema.string.nullable),
    ]).named("Receivable")
  }

  private static let newReceivable = Body<NewReceivable> { input in
    var title = NewReceivable(
      person: input.required("personId", .id(of: Person.self)),
      number: input.required("number", .string(length: 1...60)),
      dueOn: input.required("dueOn", .date(.due)), amount: input.required("amountCents", .cents()))
    title.contract = input.optional("contractId", .id(of: Contract.self))
    title.branch = input.optional("branchId", .id(of: Branch.self))
    title.bankNumber = input.optional("bankNumber", .string(length: 1...40))
    title.bank = input.optional("bank", .string(length: 3...3))
    title.agreement = input.optional("agreement", .string(length: 1...20))
    title.issuedOn = input.optional("issuedOn", .date)
    title.externalCode = input.optional("externalCode", .string(length: 1...80))
    title.slipLine = input.optional("slipLine", .string(length: 1...BankSlip.maximumTextBytes))
    return title
  }

  func show(_ title: ReceivableRow) -> JSON {
    let today = office.world.clock.now().civilDate
    return [
      "id": .string(title.id.description), "personId": .string(title.person.description),
      "contractId": .optional(title.contract), "branchId": .optional(title.branch),
      "number": .string(title.number), "bankNumber": .optional(title.bankNumber),
      "bank": .optional(title.bank), "agreement": .optional(title.agreement),
      "issuedOn": .optional(title.issuedOn), "dueOn": .string(title.dueOn.description),
      "amountCents": .integer(title.amount.amount), "openCents": .integer(title.open.amount),
      "status": .string(title.status.rawValue), "disputed": .bool(title.isDisputed),
      "courtOrder": .bool(title.hasCourtOrder), "listingId": .optional(title.liveListing),
      "externalCode": .optional(title.externalCode),
      "listingBlock": title.blocks.standing(on: today).map(Self.show) ?? .null,
      "closedReason": .optional(title.closedReason),
      "agreementOfId": .optional(title.agreementOf), "slipLine": .optional(title.slipLine),
    ]
  }
}
