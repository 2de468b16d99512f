import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText

/// What a creditor corrects of its records, and proves of them.
extension BureauAPI {
  func addCorrections(to table: inout RouteTable) {
    addAmendment(to: &table)
    let address = Schema.object(
      [.required("address", ListingRequest.addressSchema)], closed: true)
    add(
      .post, "/v1/listings/{id}/address",
      Operation(
        id: "correctAddress", summary: "Corrige o endereço depois de carta devolvida",
        tag: "Registros", access: .scope(.listings), input: .json(address),
        answers: [.init(202, "Nova carta no próximo corte", Self.recordSchema)],
        problems: [404, 409], idempotency: .optional),
      to: &table
    ) { request, context in
      let address = try await request.input { $0.required("address", ListingRequest.address) }
      return .json(
        try await register.correctAddress(
          of: try context.pathID(), to: address, participant: try context.participant()),
        status: .accepted)
    }
    let documents = Self.proofs(count: 1...ProofDocument.countLimit)
    add(
      .post, "/v1/listings/{id}/documents",
      Operation(
        id: "sendDocuments", summary: "Envia os documentos que a análise pede",
        tag: "Registros", access: .scope(.listings),
        input: .json(.object([.required("documents", documents.schema)], closed: true)),
        answers: [.init(202, "Guardados", Self.recordSchema)], problems: [404, 409],
        idempotency: .optional),
      to: &table
    ) { request, context in
      let proofs = try await request.input {
        $0.required("documents", Self.proofs(count: 1...ProofDocument.countLimit))
      }
      return .json(
        try await register.receive(
          proofs, for: try context.pathID(), participant: try context.participant()),
        status: .accepted)
    }
  }

  private enum AmendmentReason: String, CaseIterable, Sendable {
    case correction
    case partialPayment = "partial-payment"
  }

  private func addAmendment(to table: inout RouteTable) {
    let body = Schema.object(
      [
        .required("reference", .string(length: 1...64)),
        .required("amountCents", .integer(1...9_999_999_999)),
        .optional("dueOn", Schema.date.nullable),
        .optional("contractNumber", Schema.string(length: 1...60).nullable),
        .optional("restrictionCode", Schema.string(length: 1...40).nullable),
        .optional("debtor", ListingRequest.debtorSchema.nullable),
        .optional("paymentSlip", ListingRequest.slipSchema.nullable),
        .optional("reason", .oneOf(AmendmentReason.allCases.map(\.rawValue))),
      ], closed: true)
    add(
      .post, "/v1/listings/{id}/amendment",
      Operation(
        id: "amendListing", summary: "Corrige um registro: baixa e nova inclusão ligadas",
        tag: "Registros", access: .scope(.listings), input: .json(body),
        answers: [.init(202, "O registro novo", Self.recordSchema)], problems: [404, 409],
        idempotency: .optional),
      to: &table
    ) { request, context in
      let amendment = try await request.input { input in
        Amendment(
          reference: input.required("reference", .string(length: 1...64)),
          amount: input.required("amountCents", .cents(1...9_999_999_999)),
          dueOn: input.optional("dueOn", .date(.due)),
          contractNumber: input.optional("contractNumber", .string(length: 1...60)),
          restrictionCode: input.optional("restrictionCode", .string(length: 1...40)),
          debtor: input.optional("debtor", ListingRequest.debtor),
          slip: input.optional("paymentSlip", ListingRequest.slip),
          reason: (input.optional("reason", .oneOf(AmendmentReason.self)) ?? .correction)
            .rawValue)
      }
      return .json(
        try await register.amend(
          try context.pathID(), amendment, participant: try context.participant()),
        status: .accepted)
    }
  }
}
