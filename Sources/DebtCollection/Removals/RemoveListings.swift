package import Credit
import Refusals
import SQLDatabase
import World

/// What became of one listing of a removal of several (manual, items 45-50).
package struct RemovalResult: Sendable {
  package let listing: ID<Listing>
  package let accepted: Bool
  /// The day by which the law wants the removal confirmed.
  package let dueOn: CivilDate?
  package let code: String?
  package let detail: String?
}

extension Removals {
  /// Listings in one request at the most: what a person can look over.
  package static let removalsPerRequest = 200

  /// Removes several listings at a person's wish; each has its own result.
  ///
  /// - Parameter reason: the write-off code (código de baixa; manual, item 48); nil takes for each
  ///   listing what its title says.
  package func removeListings(
    _ listings: [ID<Listing>], reason: RemovalReason?, actor: Actor
  ) async throws -> [RemovalResult] {
    guard !listings.isEmpty, listings.count <= Self.removalsPerRequest else {
      throw Refusal.invalid([
        Refusal.Fault(
          pointer: "/listingIds", code: "out-of-range",
          detail: "Escolha de 1 a \(Self.removalsPerRequest) negativações.")
      ])
    }
    return try await database.write { transaction in
      try listings.map { try self.remove($0, reason: reason, actor: actor, in: transaction) }
    }
  }

  private func remove(
    _ id: ID<Listing>, reason chosen: RemovalReason?, actor: Actor, in transaction: Transaction
  ) throws -> RemovalResult {
    func refused(_ code: String, _ detail: String) -> RemovalResult {
      RemovalResult(listing: id, accepted: false, dueOn: nil, code: code, detail: detail)
    }
    guard var listing = try ListingRows.lock(id, in: transaction) else {
      return refused("not-found", "Negativação não encontrada.")
    }
    let title = try ReceivableRows.find(listing.receivable, in: transaction)
    let reason = chosen ?? title?.reasonToRemove ?? .correction
    do {
      try requestRemoval(
        of: &listing, reason: reason, availableOn: world.clock.now().civilDate, actor: actor,
        detail: reason.portuguese, in: transaction)
      return RemovalResult(
        listing: id, accepted: true, dueOn: listing.state.removal?.dueOn, code: nil, detail: nil)
    } catch ListingError.removalUnderWay {
      // Where nothing was heard for a while, or the bureau cannot be reached, it is tried now.
      if try Outbox.hastenRemoval(of: listing, at: world.clock.now(), in: transaction) {
        try office.amendments.remark(
          "removal-asked-again", on: &listing, actor: actor,
          detail: "A baixa foi pedida de novo; o birô é consultado agora.", in: transaction)
        return RemovalResult(
          listing: id, accepted: true, dueOn: listing.state.removal?.dueOn, code: nil, detail: nil)
      }
      return refused("removal-under-way", "A baixa desta negativação já foi pedida.")
    } catch ListingError.alreadyClosed {
      return refused("already-removed", "Esta negativação já não está ativa.")
    }
  }
}

extension ReceivableRow {
  /// Why a listing of it is taken off where nobody says: what became of the title, and of one that
  /// is simply open a correction, which claims nothing of it.
  var reasonToRemove: RemovalReason {
    switch status {
    case .paid: .payment
    case .renegotiated: .renegotiation
    case .cancelled: .cancellation
    case .open, .partiallyPaid: hasCourtOrder ? .courtOrder : isDisputed ? .dispute : .correction
    }
  }
}
