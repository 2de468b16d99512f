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
    let body = Schema.object(
      [
        .required("decision", .oneOf(ReviewDecision.allCases.map(\.rawValue))),
        .optional("note", Schema.string(length: 1...200).nullable),
      ], closed: true)
    table.add(
      .post, "/v1/simulation/listings/{id}/review",
      Operation(
        id: "decideReview", summary: "Decide a análise de um registro", tag: "Simulação",
        access: .scope(.simulation), input: .json(body),
        answers: [.init(200, "O registro", Self.recordSchema)], problems: [404, 409],
        idempotency: .optional)
    ) { request, context in
      let (decision, note) = try await request.input { input in
        (
          input.required("decision", .oneOf(ReviewDecision.self)),
          input.optional("note", .text(length: 1...200))
        )
      }
      return .json(
        try await register.decideReview(
          of: try context.pathID(), by: try context.participant(),
          approves: decision == .approved, note: note))
    }
  }

  private func addDisputeControl(to table: inout RouteTable) {
    table.add(
      .post, "/v1/simulation/listings/{id}/dispute",
      Operation(
        id: "contestRecord", summary: "Contesta um registro em nome da pessoa", tag: "Simulação",
        access: .scope(.simulation), input: .json(Self.disputeRequestSchema),
        answers: [.init(201, "A contestação", Self.disputeSchema)], problems: [404, 409],
        idempotency: .optional)
    ) { request, context in
      let dispute = try await request.input(Self.disputeRequest)
      return .json(
        try await register.openDispute(
          about: try context.pathID(), of: try context.participant(), dispute,
          actor: Actor.simulation), status: .created)
    }
    let outcome = Schema.object(
      [.required("outcome", .oneOf(DisputeOutcome.allCases.map(\.rawValue)))], closed: true)
    table.add(
      .post, "/v1/simulation/disputes/{id}/decision",
      Operation(
        id: "decideDispute", summary: "Decide uma contestação", tag: "Simulação",
        access: .scope(.simulation), input: .json(outcome),
        answers: [.init(200, "A contestação", Self.disputeSchema)], problems: [404, 409],
        idempotency: .optional)
    ) { request, context in
      let outcome = try await request.input {
        $0.required("outcome", .oneOf(DisputeOutcome.self))
      }
      return .json(
        try await register.decideDispute(
          try context.pathID(), of: try context.participant(), outcome,
          actor: Actor.simulation))
    }
  }

  private func addClosings(to table: inout RouteTable) {
    let death = Schema.object(
      [.required("document", .string), .optional("diedOn", Schema.date.nullable)], closed: true)
    table.add(
      .post, "/v1/simulation/deaths",
      Operation(
        id: "reportDeath", summary: "Comunica o falecimento de uma pessoa", tag: "Simulação",
        access: .scope(.simulation), input: .json(death), answers: [.init(204, "Anotado")],
        idempotency: .optional)
    ) { request, _ in
      let today = register.world.clock.now().civilDate
      let (document, day) = try await request.input { input in
        let text = input.required("document", .string(length: 1...20))
        let document = ListingRules.parsed(text)
        if input.isSound, document?.personKind != .natural {
          input.fault("document", code: "invalid-document", detail: "O CPF é inválido.")
        }
        let day = input.optional("diedOn", .date(.event), default: today)
        if day > today {
          input.fault("diedOn", code: "out-of-range", detail: "A data está no futuro.")
        }
        return (document, day)
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
