package import Credit
import Refusals
import SQLDatabase
import World

extension Approvals {
  /// Letters of what is said to a decision.
  package static let approvalNoteLimit = 500

  /// A second person agrees to a listing or does not. Whoever asked for it cannot approve it. Who
  /// does not agree says why: the title is blocked with it.
  package func decideApproval(
    of id: ID<Listing>, approve: Bool, note: String?, actor: Actor
  ) async throws -> Listing {
    try Self.checkDecision(approve: approve, note: note)
    return try await database.write { transaction in
      guard var listing = try ListingRows.lock(id, in: transaction) else {
        throw Refusal.notFound("Negativação")
      }
      guard listing.state.word == .awaitingApproval else {
        throw Refusal(
          .conflict, code: "not-awaiting-approval",
          detail: "Esta negativação não aguarda aprovação; está em \(listing.state.word.rawValue).")
      }
      // A key is no person: four eyes are asked of people.
      if approve, actor.isPerson, listing.requestedBy == actor.name {
        throw Refusal(
          .forbidden, code: "same-person",
          detail: "Quem pediu a negativação não pode aprová-la; peça a outra pessoa.")
      }
      if approve { try self.recheck(listing, in: transaction) }
      try office.listings.apply(
        approve ? .approved : .declined, to: &listing, actor: actor, detail: note ?? "",
        in: transaction)
      return listing
    }
  }

  static func checkDecision(approve: Bool, note: String?) throws {
    var faults = FaultList()
    if approve {
      faults.checkLength(
        note, "/note", named: "observação", limit: approvalNoteLimit, lines: true)
    } else {
      faults.check(
        note ?? "", "/note", named: "por que a negativação não é aprovada",
        limit: approvalNoteLimit, lines: true)
    }
    try faults.throwIfAny()
  }

  /// Days may have passed since it was asked for: what is not lawful any more is not sent.
  private func recheck(_ listing: Listing, in transaction: Transaction) throws {
    let setting = try ListingSetting.read(
      office: office, today: world.clock.now().civilDate, in: transaction)
    guard
      let candidate = try ListingCandidate.read([listing.receivable], in: transaction).first
    else { throw Refusal.notFound("Título") }
    var facts = setting.facts(candidate, asker: .person)
    facts.title.hasLiveListing = false
    let judged = EligibilityRules.judge(facts)
    guard judged.isEligible else {
      throw Refusal(
        .conflict, code: "not-eligible-any-more",
        detail: "O título já não pode ser negativado: "
          + judged.reasons.filter(\.blocks).map(\.detail).joined(separator: " "))
    }
  }
}
