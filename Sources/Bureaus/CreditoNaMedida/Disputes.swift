package import Credit
package import DebtCollection
import JSONText
import Logging
import Outbound
import Sealing
import World

/// Contestations: read page by page, their documents, and our answers.
extension CreditoNaMedida {
  package func disputes(
    _ access: BureauAccess, since: Instant, cursor: String?
  ) async -> BureauOutcome<BureauDisputePage> {
    var path =
      "/v1/disputes?limit=\(Self.pageSize)&updatedSince=" + Self.formEncoded(since.description)
    if let cursor { path += "&cursor=" + Self.formEncoded(cursor) }
    return read(await call(access, Request(path: path))) { json in
      let page = try Message.readableDisputes(json)
      if page.unreadable > 0 {
        world.logger.warning(
          "contestations of the bureau break the contract and were passed over",
          metadata: ["integration": "\(access.integration)", "count": "\(page.unreadable)"])
      }
      return page
    }
  }

  package func dispute(
    _ access: BureauAccess, id: String
  ) async -> BureauOutcome<BureauDispute?> {
    let answer = await call(access, Request(path: "/v1/disputes/" + Self.formEncoded(id)))
    if case .refused(let refusal) = answer, refusal.status == 404 { return .answered(nil) }
    return read(answer) { try Message.dispute($0) }
  }

  package func disputeDocument(
    _ access: BureauAccess, dispute: String, id: String
  ) async -> BureauOutcome<[UInt8]> {
    let path =
      "/v1/disputes/" + Self.formEncoded(dispute) + "/documents/" + Self.formEncoded(id)
    let answer = await call(access, Request(path: path, accept: "*/*"))
    if case .answered(let document) = answer,
      document.body.isEmpty || document.body.count > AnswerBound.documentBytes
    {
      return .unavailable(
        detail: "o documento que o birô mandou não tem um tamanho que se aceite",
        pause: nil)
    }
    return answer.map(\.body)
  }

  package func answer(
    _ access: BureauAccess, _ answer: BureauDisputeAnswer
  ) async -> BureauOutcome<BureauDispute> {
    let effect = Effect.change(
      idempotencyKey: "dispute-answer-\(answer.dispute)-\(answer.message)")
    let reply = await call(
      access,
      Request(
        method: .post, path: "/v1/disputes/" + Self.formEncoded(answer.dispute) + "/answer",
        body: Message.answer(answer), effect: effect))
    if case .refused(let refusal) = reply, Self.isUnderWay(refusal) {
      return .unclear(detail: refusal.detail)
    }
    return read(reply, effect: effect, Message.dispute)
  }
}

extension Message {
  static func dispute(_ json: JSON) throws -> BureauDispute {
    guard let openedAt = try instant(json, "openedAt") else {
      throw MessageError(member: "openedAt")
    }
    guard let updatedAt = try instant(json, "updatedAt") else {
      throw MessageError(member: "updatedAt")
    }
    guard let dueOn = try date(json, "answerDueOn") else {
      throw MessageError(member: "answerDueOn")
    }
    let outcome = try optional(json, "outcome", 1...AnswerBound.word)
    if let outcome, BureauDispute.Outcome(rawValue: outcome) == nil {
      throw MessageError(member: "outcome")
    }
    return BureauDispute(
      id: try string(json, "id", AnswerBound.id),
      reference: try string(json, "reference", AnswerBound.id),
      reason: try string(json, "reason", AnswerBound.code), text: words(json["statement"]),
      openedAt: openedAt, dueOn: dueOn, answeredAt: try instant(json, "answeredAt"),
      outcome: outcome.flatMap { BureauDispute.Outcome(rawValue: $0) },
      resolution: try optional(json, "resolution", AnswerBound.code),
      closedAt: try instant(json, "resolvedAt"), updatedAt: updatedAt,
      documents: try (json["documents"]?.elements ?? []).prefix(AnswerBound.sections)
        .map(document))
  }

  private static func document(_ json: JSON) throws -> BureauDispute.Document {
    BureauDispute.Document(
      id: try string(json, "id", AnswerBound.id), name: try string(json, "name", AnswerBound.name),
      mediaType: try string(json, "mediaType", AnswerBound.code),
      isOfPerson: json["sentBy"]?.string == "person")
  }

  /// What a person wrote, with its lines where nothing else is wrong with it.
  private static func words(_ json: JSON?) -> String {
    let text = json?.string ?? ""
    let isSound =
      text.unicodeScalars.count <= AnswerBound.reportText && TextBound.isPrintable(text)
    return isSound ? text : TextBound.cleaned(text, limit: AnswerBound.reportText)
  }

  /// A page without the contestations that break the contract; it tells how many these are.
  static func readableDisputes(
    _ json: JSON
  ) throws -> BureauDisputePage {
    var unreadable = 0
    let found = try array(json, "data", atMost: AnswerBound.page) { json in
      do {
        return try [dispute(json)]
      } catch is MessageError {
        unreadable += 1
        return []
      }
    }
    let page = BureauDisputePage(
      disputes: found.flatMap { $0 },
      nextCursor: try optional(json, "nextCursor", AnswerBound.cursor), unreadable: unreadable)
    return page
  }

  static func answer(_ answer: BureauDisputeAnswer) -> JSON {
    [
      "position": .string(answer.outcome == .maintain ? "maintains" : "accepts"),
      "statement": .string(answer.note),
      "documents": .array(
        answer.documents.map {
          [
            "name": .string($0.name), "mediaType": .string($0.mediaType.rawValue),
            "content": .string(Base64.encode($0.content)),
          ]
        }),
    ]
  }
}
