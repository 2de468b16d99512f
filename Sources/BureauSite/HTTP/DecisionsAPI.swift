import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText
import World

/// Decisions that people make at a real bureau.
extension BureauAPI {
  func addDecisions(to table: inout RouteTable) {
    addReviewDecision(to: &table)
    addDisputeControl(to: &table)
    addClosings(to: &table)
  }

  private enum ReviewDecision: String, CaseIterable, Sendable { case approved, refused }

  private func addReviewDecision(to table: inout RouteTable) {
    let body = Body { input in
      (
        decision: input.required("decision", .oneOf(ReviewDecision.self)),
        note: input.optional("note", .text(length: 1...200))
      )
    }
    table.add(
      .post, "/v1/simulation/listings/{id}/review",
      Operation(
        id: "decideReview", summary: "Decide a análise de um registro", tag: "Simulação",
        access: .scope(.simulation), input: .json(body),
        answers: [.init(200, "O registro", Self.recordSchema)], problems: [404, 409],
        idempotency: .optional)
    ) { request, context in
      let review = try await request.input(body)
      return .json(
        try await register.decideReview(
          of: try context.pathID(), by: try context.participant(),
          approves: review.decision == .approved, note: review.note))
    }
  }

  private func addDisputeControl(to table: inout RouteTable) {
    table.add(
      .post, "/v1/simulation/listings/{id}/dispute",
      Operation(
        id: "contestRecord", summary: "Contesta um registro em nome da pessoa", tag: "Simulação",
        access: .scope(.simulation), input: .json(Self.disputeRequest),
        answers: [.init(201, "A contestação", Self.disputeSchema)], problems: [404, 409],
        idempotency: .optional)
    ) { request, context in
      let dispute = try await request.input(Self.disputeRequest)
      return .json(
        try await register.openDispute(
          about: try context.pathID(), of: try context.participant(), dispute,
          actor: Actor.simulation), status: .created)
    }
    let outcome = Body { $0.required("outcome", .oneOf(DisputeOutcome.self)) }
    table.add(
      .post, "/v1/simulation/disputes/{id}/decision",
      Operation(
        id: "decideDispute", summary: "Decide uma contestação", tag: "Simulação",
        access: .scope(.simulation), input: .json(outcome),
        answers: [.init(200, "A contestação", Self.disputeSchema)], problems: [404, 409],
        idempotency: .optional)
    ) { request, context in
      let outcome = try await request.input(outcome)
      return .json(
        try await register.decideDispute(
          try context.pathID(), of: try context.participant(), outcome,
          actor: Actor.simulation))
    }
  }

  private func addClosings(to table: inout RouteTable) {
    let death = Body { input in
      let text = input.required("document", .string(length: 1...20))
      let document = ListingRules.parsed(text)
      if input.isSound, document?.personKind != .natural {
        input.fault("document", code: "invalid-document", detail: "O CPF é inválido.")
      }
      return (document: document, diedOn: input.optional("diedOn", .date(.event)))
    }
    table.add(
      .post, "/v1/simulation/deaths",
      Operation(
        id: "reportDeath", summary: "Comunica o falecimento de uma pessoa", tag: "Simulação",
        access: .scope(.simulation), input: .json(death), answers: [.init(204, "Anotado")],
        idempotency: .optional)
    ) { request, _ in
      let today = register.world.clock.now().civilDate
      let (document, day) = try await request.judgedInput(death) { death, faults in
        let day = death.diedOn ?? today
        if day > today {
          faults.fault("diedOn", code: "out-of-range", detail: "A data está no futuro.")
        }
        return (death.document, day)
      }
      if let document { try await register.reportDeath(of: document, on: day) }
      return .nothing
    }
    table.add(
      .post, "/v1/simulation/contract-end",
      Operation(
        id: "endContract", summary: "Encerra o contrato deste participante com o birô",
        tag: "Simulação", access: .scope(.simulation), answers: [.init(204, "Encerrado")],
        problems: [404])
    ) { _, context in
      try await register.endContract(of: try context.participant())
      return .nothing
    }
    table.add(
      .post, "/v1/simulation/listings/{id}/reinclusion-release",
      Operation(
        id: "releaseReinclusion", summary: "Libera nova inclusão bloqueada por ordem judicial",
        tag: "Simulação", access: .scope(.simulation), answers: [.init(204, "Liberado")],
        problems: [404])
    ) { _, context in
      guard
        try await register.releaseReinclusion(
          after: try context.pathID(), of: try context.participant(), actor: Actor.simulation)
      else { throw Problem.notFound("Este registro não bloqueia nova inclusão.") }
      return .nothing
    }
  }
}
