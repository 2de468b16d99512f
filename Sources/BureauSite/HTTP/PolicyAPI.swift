import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText

/// The bureau's own policy, so that each of its ways can be rehearsed.
extension BureauAPI {
  func addPolicy(to table: inout RouteTable) {
    let days = Schema.integer(1...Int64(BureauPolicy.dayRange.upperBound))
    let schema = Schema.object(
      [
        .optional("reviewFromCents", .integer(1...Cents.largest.amount)),
        .optional(
          "reviewRestrictionCodes", .array(.string(length: 1...40), count: 0...50)),
        .optional("documentBusinessDays", days), .optional("decisionBusinessDays", days),
        .optional("hidesDisputed", .boolean), .optional("disputeBusinessDays", days),
        .optional("holdDays", days), .optional("keepsNotice", .boolean),
      ], closed: true
    ).named("Policy")
    table.add(
      .get, "/v1/simulation/policy",
      Operation(
        id: "readPolicy", summary: "As regras próprias do birô", tag: "Simulação",
        access: .scope(.simulation), answers: [.init(200, "As regras em vigor", schema)])
    ) { _, _ in
      .json(try await register.policy().json)
    }
    table.add(
      .put, "/v1/simulation/policy",
      Operation(
        id: "setPolicy", summary: "Muda as regras próprias do birô; o que falta volta ao padrão",
        tag: "Simulação", access: .scope(.simulation), input: .json(Self.policy),
        answers: [.init(200, "As regras em vigor", schema)])
    ) { request, _ in
      let policy = try await request.input(Self.policy)
      try await register.setPolicy(policy, actor: Actor.simulation)
      return .json(policy.json)
    }
  }

  private static let policy = Body<BureauPolicy>(named: "PolicyInput") { input in
    var policy = BureauPolicy()
    func days(_ name: String, _ standard: Int) -> Int {
      input.optional(name, .integer(BureauPolicy.dayRange)) ?? standard
    }
    policy.reviewFrom = input.optional("reviewFromCents", .cents()) ?? policy.reviewFrom
    policy.reviewRestrictionCodes =
      input.optional(
        "reviewRestrictionCodes", .array(of: .string(length: 1...40), count: 0...50))
      ?? policy.reviewRestrictionCodes
    policy.documentBusinessDays = days("documentBusinessDays", policy.documentBusinessDays)
    policy.decisionBusinessDays = days("decisionBusinessDays", policy.decisionBusinessDays)
    policy.hidesDisputed = input.optional("hidesDisputed", .bool) ?? policy.hidesDisputed
    policy.disputeBusinessDays = days("disputeBusinessDays", policy.disputeBusinessDays)
    policy.holdDays = days("holdDays", policy.holdDays)
    policy.keepsNotice = input.optional("keepsNotice", .bool) ?? policy.keepsNotice
    return policy
  }
}
