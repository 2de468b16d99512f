package import DebtCollection
import JSONText
import Logging
import Outbound
import World

extension CreditoNaMedida {
  package func test(_ access: BureauAccess) async -> BureauOutcome<Void> {
    switch await token(access) {
    case .token: .answered(())
    case .unauthorized(let detail): .unauthorized(detail: detail)
    case .unavailable(let detail, let pause): .unavailable(detail: detail, pause: pause)
    }
  }

  package func products(_ access: BureauAccess) async -> BureauOutcome<[BureauProduct]> {
    read(await call(access, Request(path: "/v1/products"))) { json in
      try Message.unique(
        try Message.array(json, "data", atMost: AnswerBound.products, Message.product), "code"
      ) { $0.code }
    }
  }

  package func codes(
    _ access: BureauAccess, kind: BureauCode.Kind
  ) async -> BureauOutcome<[BureauCode]> {
    read(await call(access, Request(path: "/v1/codes/" + kind.rawValue))) { json in
      let (codes, unreadable) = try Message.readableCodes(json, kind: kind)
      if unreadable > 0 {
        world.logger.warning(
          "codes of the bureau that break its contract were left out",
          metadata: [
            "integration": "\(access.integration)", "kind": "\(kind.rawValue)",
            "count": "\(unreadable)",
          ])
      }
      return codes
    }
  }

  package func inquire(
    _ access: BureauAccess, _ question: BureauInquiry
  ) async -> BureauOutcome<BureauReport> {
    let effect = Effect.change(idempotencyKey: question.reference)
    let answer = await call(
      access,
      Request(
        method: .post, path: "/v1/inquiries",
        body: [
          "document": .string(question.document), "product": .string(question.product),
          "purpose": .string(question.purpose), "reference": .string(question.reference),
        ],
        effect: effect, seconds: Self.inquirySeconds))
    if case .refused(let refusal) = answer, Self.isUnderWay(refusal) {
      return .unclear(detail: refusal.detail)
    }
    return read(answer, effect: effect, Message.report)
  }
}
