import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

extension CreditorAPI {
  func addPayments(to table: inout RouteTable) {
    let new = Schema.object(
      [
        .required("amountCents", .cents), .required("paidOn", .date),
        .optional("availableOn", Schema.date.nullable), .optional("excess", .boolean),
        .optional("settleBy", .oneOf(SettlementBasis.allCases.map(\.rawValue))),
      ], closed: true)
    let settled = Schema.object([
      .required("paymentId", .string), .required("receivableId", .string),
      .required("status", .string), .required("openCents", .cents),
      .required("excessCents", .cents), .required("removalListingId", Schema.string.nullable),
    ]).named("Settlement")
    table.add(
      .post, "/api/v1/receivables/{id}/payments",
      Operation(
        id: "recordPayment", summary: "Registra um recebimento", tag: "Recebimentos",
        access: .needs(.settle), input: .json(new),
        answers: [.init(201, "O que o recebimento fez", settled)], problems: [404, 409, 422],
        idempotency: .optional)
    ) { request, context in
      let id: ID<Receivable> = try context.pathID()
      let actor = try context.actor()
      let payment = try await request.input {
        var payment = NewPayment(
          receivable: id, amount: $0.required("amountCents", .cents()),
          paidOn: $0.required("paidOn", .date(.event)),
          availableOn: $0.optional("availableOn", .date(.event)),
          origin: .api)
        payment.basis = $0.optional("settleBy", .oneOf(SettlementBasis.self)) ?? .principal
        payment.takesExcess = $0.optional("excess", .bool) ?? false
        return payment
      } rehearsing: {
        _ = try await office.rehearsal.recordPayment($0, actor: actor)
      }
      let settlement = try await office.recordPayment(payment, actor: actor)
      return .json(
        [
          "paymentId": .string(settlement.payment.description),
          "receivableId": .string(id.description),
          "status": .string(settlement.status.rawValue),
          "openCents": .integer(settlement.open.amount),
          "excessCents": .integer(settlement.excess.amount),
          "removalListingId": .optional(settlement.removal),
        ], status: .created)
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
      _ = try await office.receivable(id)
      return .json(try ShortPage.json(try await office.payments(of: id), page, show: Self.show))
    }
    addReversals(to: &table)
  }

  private func addReversals(to table: inout RouteTable) {
    let reversed = Schema.object([
      .required("paymentId", .string), .required("receivableId", .string),
      .required("status", .string), .required("openCents", .cents),
      .required("proposedListingId", Schema.string.nullable),
    ]).named("Reversal")
    table.add(
      .post, "/api/v1/payments/{id}/reversal",
      Operation(
        id: "reversePayment", summary: "Estorna um recebimento", tag: "Recebimentos",
        access: .needs(.settle),
        input: .json(.object([.required("reason", .string)], closed: true)),
        answers: [.init(200, "O que o estorno fez", reversed)], problems: [404, 409, 422],
        idempotency: .optional)
    ) { request, context in
      let reason = try await request.input { $0.required("reason", .text(length: 1...500)) }
      let reversal = try await office.reversePayment(
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
