import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText
import Pages

extension BureauAPI {
  func addInquiries(to table: inout RouteTable) {
    let question = Body { input in
      InquiryRequest(
        document: input.required("document", .string(length: 1...20)),
        product: input.required("product", .string(length: 1...40)),
        purpose: input.required("purpose", .oneOf(InquiryRequest.Purpose.self)),
        reference: input.optional("reference", .string(length: 1...64), default: ""))
    }
    add(
      .post, "/v1/inquiries",
      Operation(
        id: "inquire", summary: "Consulta um CPF ou CNPJ", tag: "Consultas",
        access: .scope(.inquiries), input: .json(question),
        answers: [.init(200, "O relatório", ReportSchema.report)], problems: [404, 422],
        idempotency: .optional),
      to: &table
    ) { request, context in
      let inquiry = try await request.input(question)
      return .json(try await register.answer(inquiry, for: try context.participant()))
    }
    addInquiryList(to: &table)
  }

  private func addInquiryList(to table: inout RouteTable) {
    let inquiry = Schema.object([
      .required("protocol", .string), .required("at", .instant), .required("product", .string),
      .required("purpose", .string), .required("reference", .string),
      .required("restricted", .boolean), .required("partial", .boolean),
      .required("costCents", .cents),
    ]).named("AnsweredInquiry")
    add(
      .get, "/v1/inquiries",
      Operation(
        id: "listInquiries", summary: "Consultas feitas, para conferir a cobrança",
        tag: "Consultas", access: .scope(.inquiries),
        query: Operation.Parameter.page,
        answers: [.init(200, "Uma página", .page(of: inquiry))]),
      to: &table
    ) { request, context in
      let page = try QueryReader.read(request) { $0.page() }
      let after = try page.cursorNumber() ?? 0
      let participant = try context.participant()
      let rows = try await register.inquiries(
        of: participant, after: after, limit: page.limit + 1)
      return .json(Page.json(rows, request: page, key: { [.integer($0.id)] }, show: \.json))
    }
  }

  func addAccount(to table: inout RouteTable) {
    let register = register
    let balance = Schema.object([
      .required("balanceCents", .cents), .required("asOf", .instant),
      .required(
        "today",
        .object([.required("billedInquiries", .integer), .required("spentCents", .cents)])),
    ]).named("Balance")
    add(
      .get, "/v1/balance",
      Operation(
        id: "readBalance", summary: "O saldo pré-pago", tag: "Consultas",
        access: .scope(.inquiries), answers: [.init(200, "O saldo", balance)]),
      to: &table
    ) { _, context in .json(try await register.balance(of: try context.participant())) }
    guard virtual != nil else { return }
    let wanted = Body { $0.required("balanceCents", .cents(0...Account.balanceLimit.amount)) }
    table.add(
      .put, "/v1/simulation/balance",
      Operation(
        id: "setBalance", summary: "Define o saldo pré-pago", tag: "Simulação",
        access: .scope(.simulation),
        input: .json(wanted),
        answers: [.init(200, "O saldo", balance)], problems: [422])
    ) { request, context in
      let balance = try await request.input(wanted)
      return .json(
        try await register.setBalance(balance, of: try context.participant()))
    }
  }
}

/// The canonical report as `/openapi.json` describes it.
enum ReportSchema {
  static var report: Schema {
    Schema.object([
      .required("protocol", .string), .required("at", .instant), .required("document", .string),
      .required("name", Schema.string.nullable), .required("product", .string),
      .required("productName", .string), .required("requester", .string),
      .required("purpose", .oneOf(InquiryRequest.Purpose.allCases.map(\.rawValue))),
      .required("reference", .string), .required("costCents", .cents),
      .required("billed", .boolean), .required("restricted", .boolean),
      .required("partial", .boolean), .required("sources", .array(source)),
      .required("summary", .array(block)),
      .required(
        "sections",
        .object(
          ReportSection.allCases.filter { $0 != .score }.map {
            .optional($0.rawValue, .array(.object([])))
          })),
      .required("score", score.nullable), .required("messages", .array(.string)),
    ]).named("Report")
  }

  private static var source: Schema {
    .object([
      .required("name", .string), .required("status", .oneOf(["answered", "unavailable"])),
    ])
  }

  private static var block: Schema {
    .object([
      .required("block", .string), .required("count", .integer),
      .required("totalCents", Schema.integer.nullable),
      .required("firstOn", Schema.date.nullable), .required("lastOn", Schema.date.nullable),
    ])
  }

  private static var score: Schema {
    .object([
      .required("value", .integer(0...1_000)), .required("minimum", .integer),
      .required("maximum", .integer), .required("model", .string),
      .required("modelVersion", .string),
      .required("band", .object([.required("code", .string), .required("name", .string)])),
      .required("reasons", .array(.string)), .required("reasonCodes", .array(.string)),
    ])
  }
}
