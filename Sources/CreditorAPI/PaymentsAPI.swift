import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

extension CreditorAPI {
  static let settlementSchema = Schema.object([
    .required("paymentId", .string), .required("receivableId", .string),
    .required("status", .string), .required("openCents", .cents),
    .required("excessCents", .cents), .required("removalListingId", Schema.string.nullable),
  ]).named("Settlement")

  static func show(_ settlement: Settlement, of id: ID<Receivable>) -> JSON {
    [
      "paymentId": .string(settlement.payment.description),
      "receivableId": .string(id.description),
      "status": .string(settlement.status.rawValue),
      "openCents": .integer(settlement.open.amount),
      "excessCents": .integer(settlement.excess.amount),
      "removalListingId": .optional(settlement.removal),
    ]
  }

  func addPayments(to table: inout RouteTable) {
    addPaymentAdvices(to: &table)
    table.add(
      .post, "/api/v1/receivables/{id}/payments",
      Operation(
        id: "recordPayment", summary: "Registra um recebimento", tag: "Recebimentos",
        access: .needs(.settle), input: .json(Self.newPayment),
        answers: [.init(201, "O que o recebimento fez", Self.settlementSchema)],
        problems: [404, 409, 422],
        idempotency: .optional)
    ) { request, context in
      let id: ID<Receivable> = try context.pathID()
      let actor = try context.actor()
      let paid = try await request.input(Self.newPayment) {
        _ = try await office.rehearsal.payments.recordPayment($0.payment(of: id), actor: actor)
      }
      let settlement = try await office.payments.recordPayment(paid.payment(of: id), actor: actor)
      return .json(Self.show(settlement, of: id), status: .created)
    }
    let payment = Schema.object([
      .required("id", .string), .required("receivableId", .string),
      .required("amountCents", .cents), .required("chargesCents", .cents),
      .required("excessCents", .cents), .required("settledBy", .string),
      .required("paidOn", .date), .required("availableOn", .date), .required("origin", .string),
      .required("reversedAt", Schema.instant.nullable),
    ]).named("Payment")
    table.add(
      .get, "/api/v1/receivables/{id}/payments",
      Operation(
        id: "listPayments", summary: "Recebimentos de um título", tag: "Recebimentos",
        query: Operation.Parameter.page,
        answers: [.init(200, "Uma página", .page(of: payment))], problems: [404])
    ) { request, context in
      let page = try QueryReader.read(request) { $0.page() }
      let id: ID<Receivable> = try context.pathID()
      _ = try await office.receivables.receivable(id)
      return .json(
        try ShortPage.json(try await office.payments.payments(of: id), page, show: Self.show))
    }
    addReversals(to: &table)
  }

  private func addReversals(to table: inout RouteTable) {
    let reversed = Schema.object([
      .required("paymentId", .string), .required("receivableId", .string),
      .required("status", .string), .required("openCents", .cents),
      .required("proposedListingId", Schema.string.nullable),
    ]).named("Reversal")
    let body = Body { $0.required("reason", .text(length: 1...500)) }
    table.add(
      .post, "/api/v1/payments/{id}/reversal",
      Operation(
        id: "reversePayment", summary: "Estorna um recebimento", tag: "Recebimentos",
        access: .needs(.settle),
        input: .json(body),
        answers: [.init(200, "O que o estorno fez", reversed)], problems: [404, 409, 422],
        idempotency: .optional)
    ) { request, context in
      let reason = try await request.input(body)
      let reversal = try await office.payments.reversePayment(
        try context.pathID(), reason: reason, actor: try context.actor())
      return .json([
        "paymentId": .string(reversal.payment.description),
        "receivableId": .string(reversal.receivable.description),
        "status": .string(reversal.status.rawValue),
        "openCents": .integer(reversal.open.amount),
        "proposedListingId": .optional(reversal.proposal),
      ])
    }
  }

  private static let newPayment = Body { input in
    PaidAmount(
      amount: input.required("amountCents", .cents()),
      paidOn: input.required("paidOn", .date(.event)),
      availableOn: input.optional("availableOn", .date(.event)),
      takesExcess: input.optional("excess", .bool) ?? false,
      basis: input.optional("settleBy", .oneOf(SettlementBasis.self)) ?? .principal)
  }

  private static func show(_ payment: PaymentRow) -> JSON {
    [
      "id": .string(payment.id.description),
      "receivableId": .string(payment.receivable.description),
      "amountCents": .integer(payment.amount.amount),
      "chargesCents": .integer(payment.charges.amount),
      "excessCents": .integer(payment.excess.amount),
      "settledBy": .string(payment.basis.rawValue),
      "paidOn": .string(payment.paidOn.description),
      "availableOn": .string(payment.availableOn.description),
      "origin": .string(payment.origin.rawValue), "reversedAt": .optional(payment.reversedAt),
    ]
  }
}

/// A payment as its body tells it; its title stands in the path.
private struct PaidAmount: Sendable {
  let amount: Cents
  let paidOn: CivilDate
  let availableOn: CivilDate?
  let takesExcess: Bool
  let basis: SettlementBasis

  func payment(of receivable: ID<Receivable>) -> NewPayment {
    var payment = NewPayment(
      receivable: receivable, amount: amount, paidOn: paidOn, availableOn: availableOn,
      origin: .api)
    payment.takesExcess = takesExcess
    payment.basis = basis
    return payment
  }
}
