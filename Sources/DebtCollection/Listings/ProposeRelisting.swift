package import Credit
package import SQLDatabase
import World

extension Listings {
  /// After a payment was undone: proposes a new listing that follows the old one, with a new
  /// notice and a person's approval. Nothing comes back by itself. Nil where the title was never
  /// listed, has a live listing, or may not be listed.
  package func proposeRelisting(
    ofReceivable receivable: ID<Receivable>, note: String, actor: Actor,
    in transaction: Transaction
  ) throws -> ID<Listing>? {
    guard let former = try ListingRows.latest(of: receivable, in: transaction),
      former.state.word == .removed,
      let candidate = try ListingCandidate.read([receivable], in: transaction).first
    else { return nil }
    let setting = try ListingSetting.read(
      office: office, today: world.clock.now().civilDate, in: transaction)
    let facts = setting.facts(candidate, asker: .person)
    guard setting.isSwitchedOn, EligibilityRules.judge(facts).isEligible else { return nil }
    let order = ListingOrder(
      candidate: candidate, code: former.restrictionCode, supersedes: former.id,
      forceApproval: true, note: note)
    return try insertListings(
      [order], origin: .manual, run: nil, setting: setting, actor: actor, in: transaction
    ).first?.id
  }
}
