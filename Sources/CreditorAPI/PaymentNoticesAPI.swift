import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

extension CreditorAPI {
  /// `POST /api/v1/payments`: for who knows a payment and not our id of its title.
  func addPaymentNotices(to table: inout RouteTable) {
    table.add(
      .post, "/api/v1/payments",
      Operation(
        id: "recordPaymentNotice",
        summary: "Registra um recebimento pelo nosso número, pelo código de origem, pelo número do "
          + "título ou pelo documento, com duas provas",
        tag: "Recebimentos", access: .needs(.settle), input: .json(Self.notice),
        answers: [.init(201, "O que o recebimento fez", Self.settlementSchema)],
        problems: [409, 422], idempotency: .optional)
    ) { request, context in
      let actor = try context.actor()
      let told = try await request.input(Self.notice)
      let done = try await office.payments.recordNotice(told, actor: actor)
      return .json(
        Self.show(done.settlement, of: done.receivable), status: .created)
    }
  }

  private static let notice = Body { input -> PaymentNotice in
    var notice = PaymentNotice(
      amount: input.required("amountCents", .cents()),
      paidOn: input.required("paidOn", .date(.event)))
    notice.availableOn = input.optional("availableOn", .date(.event))
    notice.externalCode = input.optional("externalId", .string(length: 1...80))
    notice.bankNumber = input.optional("bankNumber", .string(length: 1...40))
    notice.bank = input.optional("bank", .string(length: 3...3))
    notice.agreement = input.optional("agreement", .string(length: 1...20))
    notice.number = input.optional("number", .string(length: 1...60))
    notice.document = input.optional("document", .string(length: 1...30))
    notice.face = input.optional("faceCents", .cents())
    notice.dueOn = input.optional("dueOn", .date(.due))
    notice.providerCode = input.optional("providerId", .string(length: 1...100))
    return notice
  }
}
