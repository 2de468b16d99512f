import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText

/// What a creditor corrects of its records, and proves of them.
extension BureauAPI {
  func addCorrections(to table: inout RouteTable) {
    addAmendment(to: &table)
    let address = Body { $0.required("address", .object(ListingRequest.address)) }
    add(
      .post, "/v1/listings/{id}/address",
      Operation(
        id: "correctAddress", summary: "Corrige o endereço depois de carta devolvida",
        tag: "Registros", access: .scope(.listings), input: .json(address),
        answers: [.init(202, "Nova carta no próximo corte", Self.recordSchema)],
        problems: [404, 409], idempotency: .optional),
      to: &table
    ) { request, context in
      let address = try await request.input(address)
      return .json(
        try await register.correctAddress(
          of: try context.pathID(), to: address, participant: try context.participant()),
        status: .accepted)
    }
    let documents = Body {
      $0.required("documents", Self.proofs(count: 1...ProofDocument.countLimit))
    }
    add(
      .post, "/v1/listings/{id}/documents",
      Operation(
        id: "sendDocuments", summary: "Envia os documentos que a análise pede",
        tag: "Registros", access: .scope(.listings),
        input: .json(documents),
        answers: [.init(202, "Guardados", Self.recordSchema)], problems: [404, 409],
        idempotency: .optional),
      to: &table
    ) { request, context in
      let proofs = try await request.input(documents)
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

  private static let amendment = Body<Amendment> { input in
    Amendment(
      reference: input.required("reference", .string(length: 1...64)),
      amount: input.required("amountCents", .cents(1...9_999_999_999)),
      dueOn: input.optional("dueOn", .date(.due)),
      contractNumber: input.optional("contractNumber", .string(length: 1...60)),
      restrictionCode: input.optional("restrictionCode", .string(length: 1...40)),
      debtor: input.optional("debtor", .object(ListingRequest.debtor)),
      slip: input.optional("paymentSlip", .object(ListingRequest.slip)),
      reason: (input.optional("reason", .oneOf(AmendmentReason.self)) ?? .correction).rawValue)
  }

  private func addAmendment(to table: inout RouteTable) {
    add(
      .post, "/v1/listings/{id}/amendment",
      Operation(
        id: "amendListing", summary: "Corrige um registro: baixa e nova inclusão ligadas",
        tag: "Registros", access: .scope(.listings), input: .json(Self.amendment),
        answers: [.init(202, "O registro novo", Self.recordSchema)], problems: [404, 409],
        idempotency: .optional),
      to: &table
    ) { request, context in
      let amendment = try await request.input(Self.amendment)
      return .json(
        try await register.amend(
          try context.pathID(), amendment, participant: try context.participant()),
        status: .accepted)
    }
  }
}
