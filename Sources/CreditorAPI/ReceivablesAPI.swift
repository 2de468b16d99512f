import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

extension CreditorAPI {
  func addReceivables(to table: inout RouteTable) {
    let schema = Self.receivableSchema
    table.add(
      .post, "/api/v1/receivables",
      Operation(
        id: "createReceivable", summary: "Cadastra um título", tag: "Títulos",
        access: .needs(.manageRegistry), input: .json(Self.newReceivableSchema),
        answers: [.init(201, "O título", schema)], problems: [422], idempotency: .optional)
    ) { request, _ in
      let title = try await request.input(Self.newReceivable) {
        _ = try await office.rehearsal.createReceivable($0)
      }
      let row = try await office.createReceivable(title)
      return .json(Self.show(row), status: .created)
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
      let rows = try await office.receivables(
        filter, after: try page.cursorNumber().map { ID($0) }, limit: page.limit + 1)
      return .json(IDPage.json(rows, page, id: \.id, show: Self.show))
    }
    table.add(
      .get, "/api/v1/receivables/{id}",
      Operation(
        id: "readReceivable", summary: "Um título", tag: "Títulos",
        answers: [.init(200, "O título", schema)], problems: [404])
    ) { _, context in .json(Self.show(try await office.receivable(try context.pathID()))) }
    addReceivableChanges(to: &table)
    addPayments(to: &table)
  }

  private func addReceivableChanges(to table: inout RouteTable) {
    let schema = Self.receivableSchema
    let reason = Schema.object([.optional("reason", Schema.string.nullable)], closed: true)
    table.add(
      .post, "/api/v1/receivables/{id}/cancellation",
      Operation(
        id: "cancelReceivable", summary: "Cancela um título", tag: "Títulos",
        access: .needs(.settle), input: .optionalJSON(reason),
        answers: [.init(200, "O título", schema)], problems: [404, 409, 422],
        idempotency: .optional)
    ) { request, context in
      let reason = try await request.input(emptyAs: [:]) {
        $0.optional("reason", .text(length: 1...Office.closingReasonLimit))
      }
      return .json(
        Self.show(
          try await office.cancelReceivable(
            try context.pathID(), reason: reason, actor: try context.actor())))
    }
    addRenegotiation(to: &table)
    addDispute(to: &table)
  }

  private func addRenegotiation(to table: inout RouteTable) {
    let agreement = Schema.object(
      [
        .required("amountCents", .cents), .required("parts", .integer),
        .required("firstDueOn", .date),
      ], closed: true)
    let schema = Self.receivableSchema
    table.add(
      .post, "/api/v1/receivables/{id}/renegotiation",
      Operation(
        id: "renegotiateReceivable",
        summary: "Encerra um título por renegociação e cria os títulos do acordo", tag: "Títulos",
        access: .needs(.settle),
        input: .optionalJSON(.object([.optional("agreement", agreement)], closed: true)),
        answers: [.init(200, "O título", schema)], problems: [404, 409, 422],
        idempotency: .optional)
    ) { request, context in
      let agreement = try await request.input(emptyAs: [:]) {
        $0.optional("agreement", .agreement(schema: agreement))
      }
      return .json(
        Self.show(
          try await office.renegotiateReceivable(
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
      _ = try await office.receivable(id)
      return .json(
        try ShortPage.json(try await office.agreementTitles(of: id), page, show: Self.show))
    }
  }

  private func addDispute(to table: inout RouteTable) {
    let schema = Self.receivableSchema
    let dispute = Schema.object(
      [
        .required("open", .boolean), .optional("reason", Schema.string.nullable),
        .optional("courtOrder", .boolean),
      ], closed: true)
    table.add(
      .post, "/api/v1/receivables/{id}/dispute",
      Operation(
        id: "disputeReceivable", summary: "Abre ou encerra uma contestação", tag: "Títulos",
        access: .needs(.settle), input: .json(dispute),
        answers: [.init(200, "O título", schema)], problems: [404, 422], idempotency: .optional)
    ) { request, context in
      let (open, reason, order) = try await request.input { input in
        (
          input.required("open", .bool), input.optional("reason", .text(length: 1...500)),
          input.optional("courtOrder", .bool) ?? false
        )
      }
      let row = try await office.disputeReceivable(
        try context.pathID(), open: open, reason: reason, courtOrder: order,
        actor: try context.actor())
      return .json(Self.show(row))
    }
  }

  private static var newReceivableSchema: Schema {
    .object(
      [
        .required("personId", .string), .optional("contractId", Schema.string.nullable),
        .optional("branchId", Schema.string.nullable), .required("number", .string),
        .optional("bankNumber", Schema.string.nullable),
        .optional("issuedOn", Schema.date.nullable), .required("dueOn", .date),
        .required("amountCents", .cents), .optional("externalCode", .string),
        .optional("slipLine", Schema.string.nullable),
      ], closed: true)
  }

  private static var receivableSchema: Schema {
    Schema.object([
      .required("id", .string), .required("personId", .string),
      .required("contractId", Schema.string.nullable),
      .required("branchId", Schema.string.nullable), .required("number", .string),
      .required("bankNumber", Schema.string.nullable),
      .required("issuedOn", Schema.date.nullable), .required("dueOn", .date),
      .required("amountCents", .cents), .required("openCents", .cents),
      .required("status", .string), .required("disputed", .boolean),
      .required("courtOrder", .boolean), .required("listingId", Schema.string.nullable),
      .required("externalCode", Schema.string.nullable),
      .required("closedReason", Schema.string.nullable),
      .required("agreementOfId", Schema.string.nullable),
      .required("slipLine", Schema.string.nullable),
    ]).named("Receivable")
  }

  private static func newReceivable(_ input: InputReader) -> NewReceivable {
    var title = NewReceivable(
      person: input.required("personId", .id(of: Person.self)),
      number: input.required("number", .string(length: 1...60)),
      dueOn: input.required("dueOn", .date(.due)), amount: input.required("amountCents", .cents()))
    title.contract = input.optional("contractId", .id(of: Contract.self))
    title.branch = input.optional("branchId", .id(of: Branch.self))
    title.bankNumber = input.optional("bankNumber", .string(length: 1...40))
    title.issuedOn = input.optional("issuedOn", .date)
    title.externalCode = input.optional("externalCode", .string(length: 1...80))
    title.slipLine = input.optional("slipLine", .string(length: 1...BankSlip.maximumTextBytes))
    return title
  }

  static func show(_ title: ReceivableRow) -> JSON {
    [
      "id": .string(title.id.description), "personId": .string(title.person.description),
      "contractId": .optional(title.contract), "branchId": .optional(title.branch),
      "number": .string(title.number), "bankNumber": .optional(title.bankNumber),
      "issuedOn": .optional(title.issuedOn), "dueOn": .string(title.dueOn.description),
      "amountCents": .integer(title.amount.amount), "openCents": .integer(title.open.amount),
      "status": .string(title.status.rawValue), "disputed": .bool(title.isDisputed),
      "courtOrder": .bool(title.hasCourtOrder), "listingId": .optional(title.liveListing),
      "externalCode": .optional(title.externalCode),
      "closedReason": .optional(title.closedReason),
      "agreementOfId": .optional(title.agreementOf), "slipLine": .optional(title.slipLine),
    ]
  }
}

extension FieldKind where Value == NewAgreement {
  /// The parts of an agreement; what they may be is judged by the use case.
  fileprivate static func agreement(schema: Schema) -> FieldKind<NewAgreement> {
    .object(
      placeholder: NewAgreement(amount: Cents(1), parts: 1, firstDueOn: .last), schema: schema
    ) { input in
      NewAgreement(
        amount: input.required("amountCents", .cents()),
        parts: input.required("parts", .integer(1...AgreementParts.largestCount)),
        firstDueOn: input.required("firstDueOn", .date(.due)))
    }
  }
}
