package import Credit
package import DebtCollection
import JSONText
import NIOHTTP1

extension CreditoNaMedida {
  package func include(
    _ access: BureauAccess, _ inclusion: BureauInclusion
  ) async -> BureauOutcome<BureauRecord> {
    let effect = Effect.change(idempotencyKey: inclusion.reference)
    let answer = await call(
      access,
      Request(
        method: .POST, path: "/v1/listings", body: Message.inclusion(inclusion), effect: effect))
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

  package func remove(
    _ access: BureauAccess, _ removal: BureauRemoval
  ) async -> BureauOutcome<BureauRemovalAnswer> {
    // The key is the same for every try: a removal that was taken is answered as before.
    let effect = Effect.change(idempotencyKey: "removal-" + removal.reference)
    let answer = await call(
      access,
      Request(
        method: .POST, path: "/v1/listings/removal-by-reference",
        body: [
          "reference": .string(removal.reference), "reason": .string(removal.reason.rawValue),
        ],
        effect: effect))
    switch answer {
    case .answered: return .answered(.accepted)
    case .refused(let refusal) where refusal.code == "already-removed":
      return .answered(.alreadyRemoved)
    case .refused(let refusal) where refusal.status == 404: return .answered(.unknownRecord)
    case .refused(let refusal) where refusal.status == 409:
      // Still under way from an earlier sending: a removal is never given up for that.
      return .unclear(detail: refusal.detail)
    default: return answer.map { _ in .accepted }
    }
  }

  package func changes(
    _ access: BureauAccess, since: Instant, cursor: String?
  ) async -> BureauOutcome<BureauPage> {
    var path =
      "/v1/listings?limit=\(Self.pageSize)&updatedSince=" + Self.formEncoded(since.description)
    if let cursor { path += "&cursor=" + Self.formEncoded(cursor) }
    return read(await call(access, Request(path: path)), Message.page)
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
    await call(
      access,
      Request(
        path: "/v1/listings/" + Self.formEncoded(id) + "/notice.pdf", accept: "application/pdf")
    ).map(\.body)
  }
}
