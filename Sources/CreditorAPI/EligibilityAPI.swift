import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

extension CreditorAPI {
  func addEligibility(to table: inout RouteTable) {
    let question = Body {
      $0.required(
        "receivableIds", .array(of: .id(of: Receivable.self), count: 1...Listings.titlesPerRequest))
    }
    let reason = Schema.object([
      .required("code", .string), .required("detail", .string), .required("source", .string),
      .required("blocks", .boolean),
    ])
    let answer = Schema.object([
      .required("receivableId", .string), .required("eligible", .boolean),
      .required("reasons", .array(reason)),
      .required("earliestRequestOn", Schema.date.nullable),
      .required("visibleFrom", Schema.date.nullable), .required("visibleFromIsForecast", .boolean),
      .required("expiresOn", .date),
    ]).named("Eligibility")
    table.add(
      .post, "/api/v1/listings/eligibility",
      Operation(
        id: "judgeEligibility", summary: "Diz se títulos podem ser negativados e por quê",
        tag: "Negativações", input: .json(question),
        answers: [
          .init(200, "Um resultado por título", .object([.required("data", .array(answer))]))
        ], problems: [422])
    ) { request, _ in
      let titles = try await request.input(question)
      let judged = try await office.listings.eligibility(of: titles)
      return .json(["data": .array(judged.map { Self.show($0.receivable, $0.eligibility) })])
    }
  }

  private static func show(_ title: ID<Receivable>, _ judged: Eligibility) -> JSON {
    [
      "receivableId": .string(title.description), "eligible": .bool(judged.isEligible),
      "reasons": .array(
        judged.reasons.map {
          [
            "code": .string($0.code.rawValue), "detail": .string($0.detail),
            "source": .string($0.source), "blocks": .bool($0.blocks),
          ]
        }),
      "earliestRequestOn": .optional(judged.earliestRequestOn),
      "visibleFrom": .optional(judged.visibleFrom),
      "visibleFromIsForecast": .bool(judged.isForecast),
      "expiresOn": .string(judged.expiresOn.description),
    ]
  }
}
