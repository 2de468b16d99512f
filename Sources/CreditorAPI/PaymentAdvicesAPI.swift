import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

extension CreditorAPI {
  /// `POST /api/v1/payments`: for who knows a payment and not our id of its title.
  func addPaymentAdvices(to table: inout RouteTable) {
    table.add(
      .post, "/api/v1/payments",
      Operation(
        id: "recordPaymentAdvice",
        summary: "Registra um recebimento pelo nosso número, pelo código de origem, pelo número do "
          + "título ou pelo documento, com duas provas",
        tag: "Recebimentos", access: .needs(.settle), input: .json(Self.advice),
        answers: [.init(201, "O que o recebimento fez", Self.settlementSchema)],
        problems: [409, 422], idempotency: .optional)
    ) { request, context in
      let actor = try context.actor()
      let told = try await request.input(Self.advice)
      let done = try await office.payments.recordAdvice(told, actor: actor)
      return .json(
        Self.show(done.settlement, of: done.receivable), status: .created)
    }
  }

  private static let advice = Body { input -> PaymentAdvice in
    var advice = PaymentAdvice(
      amount: input.required("amountCents", .cents()),
      paidOn: input.required("paidOn", .date(.event)))
    advice.availableOn = input.optional("availableOn", .date(.event))
    advice.externalCode = input.optional("externalId", .string(length: 1...80))
    advice.bankNumber = input.optional("bankNumber", .string(length: 1...40))
    advice.bank = input.optional("bank", .string(length: 3...3))
    advice.agreement = input.optional("agreement", .string(length: 1...20))
    advice.number = input.optional("number", .string(length: 1...60))
    advice.document = input.optional("document", .string(length: 1...30))
    advice.face = input.optional("faceCents", .cents())
    advice.dueOn = input.optional("dueOn", .date(.due))
    advice.providerCode = input.optional("providerId", .string(length: 1...100))
    return advice
  }
}
