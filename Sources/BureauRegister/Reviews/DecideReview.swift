package import Credit
package import JSONText
import Refusals
import SQLDatabase
import World

extension Register {
  /// A person's decision on a review.
  package func decideReview(
    of id: ID<ListedRecord>, by participant: ID<Participant>? = nil, approves: Bool,
    note: String?
  ) async throws -> JSON {
    let now = world.clock.now()
    return try await database.write { transaction in
      var stored = try rehearsed(id, by: participant, in: transaction)
      try refusable {
        try decideReview(
          of: &stored, approves: approves, note: note, actor: Actor.simulation, at: now,
          in: transaction)
      }
      return stored.record.json(evidence: try evidence(of: stored.record, in: transaction))
    }
  }
}
