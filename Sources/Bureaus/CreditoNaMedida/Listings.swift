package import Credit
package import DebtCollection
import JSONText
import Logging
import Outbound
import Sealing
import World

extension CreditoNaMedida {
  package func include(
    _ access: BureauAccess, _ inclusion: BureauInclusion
  ) async -> BureauOutcome<BureauRecord> {
    let body = Message.inclusion(inclusion)
    // Our reference keeps it single. The key also names the content: what goes out again after
    // nothing arrived may have another amount or address by then.
    let content = Hexadecimal.encode(Array(Digest.sha256(body.bytes).prefix(8)))
    let effect = Effect.change(idempotencyKey: "\(inclusion.reference)-\(content)")
    let answer = await call(
      access, Request(method: .post, path: "/v1/listings", body: body, effect: effect))
    if case .refused(let refusal) = answer, refusal.status == 409 {
      // An earlier sending of ours is still under way there, or took effect: no verdict. Asking by
      // our reference tells.
      return .unclear(detail: refusal.detail)
    }
    return read(answer, effect: effect, Message.record)
  }

  package func find(
    _ access: BureauAccess, reference: String
  ) async -> BureauOutcome<BureauRecord?> {
    let answer = await call(
      access, Request(path: "/v1/listings?reference=" + Self.formEncoded(reference)))
    return read(answer) { json in
      let page = try Message.page(json)
      return page.records.first { $0.reference == reference }?.record
    }
  }

  package func record(
    _ access: BureauAccess, id: String
  ) async -> BureauOutcome<BureauRecord?> {
    let answer = await call(access, Request(path: "/v1/listings/" + Self.formEncoded(id)))
    if case .refused(let refusal) = answer, refusal.status == 404 { return .answered(nil) }
    return read(answer) { try Message.record($0) }
  }

  /// What the bureau answers where it is the reason that it does not take.
  private static let reasonCodes: Set<String> = ["removal-reason", "bureau-only-reason"]

  package func remove(
    _ access: BureauAccess, _ removal: BureauRemoval
  ) async -> BureauOutcome<BureauRemovalAnswer> {
    // The key is the same for every try of one message: what was taken is answered as before.
    let key = "removal-\(removal.reference)-\(removal.reason.rawValue)-\(removal.message)"
    let effect = Effect.change(idempotencyKey: key)
    let answer = await call(
      access,
      Request(
        method: .post, path: "/v1/listings/removal-by-reference",
        body: [
          "reference": .string(removal.reference), "reason": .string(removal.reason.rawValue),
        ],
        effect: effect))
    switch answer {
    case .answered:
      // Taken is what answers with the record; a page of HTML with 200 is no word of the bureau.
      return read(answer, effect: effect) { json in
        _ = try Message.record(json)
        return .accepted
      }
    case .refused(let refusal) where refusal.code == "already-removed":
      return .answered(.alreadyRemoved)
    case .refused(let refusal) where refusal.status == 404: return .answered(.unknownRecord)
    case .refused(let refusal) where Self.reasonCodes.contains(refusal.code):
      return .answered(
        .reasonNotTaken(Rejection(code: refusal.code, detail: refusal.detail)))
    case .refused(let refusal) where refusal.status == 409:
      // Still under way from an earlier sending: a removal is never given up for that.
      return .unclear(detail: refusal.detail)
    default: return answer.map { _ in .accepted }
    }
  }

  package func amend(
    _ access: BureauAccess, _ amendment: BureauAmendment
  ) async -> BureauOutcome<BureauRecord> {
    // The amount belongs to the key: a successor that never was sent may go out with another one.
    var key = "amendment-\(amendment.successor)-\(amendment.amount.amount)"
    let payment = Message.payment(amendment.payment)
    if let payment {
      // A branch may have another key by then.
      key += "-" + Hexadecimal.encode(Array(Digest.sha256(payment.value.bytes).prefix(8)))
    }
    let effect = Effect.change(idempotencyKey: key)
    let answer = await call(
      access,
      Request(
        method: .post,
        path: "/v1/listings/" + Self.formEncoded(amendment.record) + "/amendment",
        body: .object(
          [
            .init("reference", .string(amendment.successor)),
            .init("amountCents", .integer(amendment.amount.amount)),
          ] + [payment].compactMap { $0 }),
        effect: effect))
    if case .refused(let refusal) = answer, Self.isUnderWay(refusal) {
      return .unclear(detail: refusal.detail)
    }
    return read(answer, effect: effect, Message.record)
  }

  /// An earlier sending of the same message is still worked on there.
  static func isUnderWay(_ refusal: BureauRefusal) -> Bool {
    refusal.status == 409 && refusal.code == "idempotency-key-in-progress"
  }

  package func listingFee(
    _ access: BureauAccess, for inclusion: BureauInclusion
  ) async -> BureauOutcome<Cents> {
    let answer = await call(
      access,
      Request(
        method: .post, path: "/v1/listings/simulations", body: Message.inclusion(inclusion)))
    return read(answer) { Cents(try Message.integer($0, "feeCents", AnswerBound.price)) }
  }

  package func postingTerms(_ access: BureauAccess) async -> BureauOutcome<PostingTerms?> {
    let answer = await call(access, Request(path: "/v1/posting-terms"))
    // A bureau that does not have the operation does not tell.
    if case .refused(let refusal) = answer, refusal.status == 404 { return .answered(nil) }
    return read(answer) { PostingTerms($0) }
  }

  package func changes(
    _ access: BureauAccess, since: Instant, cursor: String?
  ) async -> BureauOutcome<BureauPage> {
    var path =
      "/v1/listings?limit=\(Self.pageSize)&updatedSince=" + Self.formEncoded(since.description)
    if let cursor { path += "&cursor=" + Self.formEncoded(cursor) }
    return read(await call(access, Request(path: path))) { json in
      let (page, unreadable) = try Message.readablePage(json)
      if unreadable > 0 {
        world.logger.warning(
          "records of the bureau break the contract and were passed over",
          metadata: ["integration": "\(access.integration)", "count": "\(unreadable)"])
      }
      return page
    }
  }

  package func statement(
    _ access: BureauAccess, cursor: String?
  ) async -> BureauOutcome<BureauPage> {
    var path = "/v1/statement?limit=\(Self.pageSize)"
    if let cursor { path += "&cursor=" + Self.formEncoded(cursor) }
    return read(await call(access, Request(path: path)), Message.page)
  }

  package func notice(
    _ access: BureauAccess, id: String
  ) async -> BureauOutcome<[UInt8]> {
    let answer = await call(
      access,
      Request(
        path: "/v1/listings/" + Self.formEncoded(id) + "/notice.pdf", accept: "application/pdf"))
    if case .answered(let letter) = answer, !letter.body.starts(with: "%PDF-".utf8) {
      return .unavailable(
        detail: "a carta que o birô mandou não é um PDF", pause: nil)
    }
    return answer.map(\.body)
  }
}
