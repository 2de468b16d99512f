package import Credit
import Refusals
import SQLDatabase

extension Listings {
  /// A person made sure at the bureau that a listing that is out of step is not there any more,
  /// and says how. It counts as removed from then on; nothing is sent.
  package func resolveListing(
    _ id: ID<Listing>, note: String, actor: Actor
  ) async throws -> Listing {
    var faults = FaultList()
    faults.check(note, "/note", named: "como isso foi conferido no birô", limit: 500, lines: true)
    try faults.throwIfAny()
    return try await database.write { transaction in
      guard var listing = try ListingRows.lock(id, in: transaction) else {
        throw Refusal.notFound("Negativação")
      }
      guard listing.state.word == .outOfSync else {
        throw Refusal(
          .conflict, code: "not-out-of-sync",
          detail: "Só uma negativação fora de sincronia é encerrada assim; esta está em "
            + "\(listing.state.word.rawValue).")
      }
      guard try AmendmentRows.unfinished(of: id, in: transaction) == nil else {
        throw Refusal(
          .conflict, code: "amendment-under-way",
          detail: "A retificação do valor ainda está em andamento no birô; aguarde a resposta.")
      }
      try self.apply(.resolved, to: &listing, actor: actor, detail: note, in: transaction)
      try Outbox.withdrawAll(of: listing, at: listing.updatedAt, in: transaction)
      return listing
    }
  }
}
