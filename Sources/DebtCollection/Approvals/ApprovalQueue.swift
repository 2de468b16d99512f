package import Credit
import Refusals
import SQLDatabase

/// A listing that waits for a second person.
package struct ApprovalEntry: Sendable {
  package let listing: ListingSummary
  package let requestedBy: String
  package let note: String?
  /// It follows a listing that was removed because of a payment that was undone.
  package let isRelisting: Bool
}

/// What became of one listing of several that were decided together.
package struct ApprovalResult: Sendable {
  package let listing: ID<Listing>
  /// Why it was not decided; nil where it was.
  package let problem: String?
}

extension Approvals {
  /// Listings that wait for an approval, the oldest first.
  package func approvalQueue(
    after: ID<Listing>?, limit: Int
  ) async throws -> [ApprovalEntry] {
    try await database.read { transaction in
      try transaction.query(
        """
        \(ListingBrowseQuery.columns), l.requested_by, l.note, l.supersedes_id
        FROM listings l \(ListingBrowseQuery.joins)
        WHERE l.state = 'awaitingApproval' AND l.id > ?1 ORDER BY l.id LIMIT ?2
        """, [after ?? ID<Listing>(0), limit], Self.approvalEntry)
    }
  }

  /// Chosen ones of them, `removalsPerRequest` at the most; those that are decided by now are left
  /// out.
  package func approvalEntries(_ ids: [ID<Listing>]) async throws -> [ApprovalEntry] {
    let ids = Array(ids.prefix(Removals.removalsPerRequest))
    guard !ids.isEmpty else { return [] }
    let places = (1...ids.count).map { "?\($0)" }.joined(separator: ", ")
    return try await database.read { transaction in
      try transaction.query(
        """
        \(ListingBrowseQuery.columns), l.requested_by, l.note, l.supersedes_id
        FROM listings l \(ListingBrowseQuery.joins)
        WHERE l.state = 'awaitingApproval' AND l.id IN (\(places)) ORDER BY l.id
        """, ids, Self.approvalEntry)
    }
  }

  private static func approvalEntry(_ row: Row) throws -> ApprovalEntry {
    ApprovalEntry(
      listing: try ListingBrowseQuery.decode(row), requestedBy: try row.text(16),
      note: try row.optionalText(17), isRelisting: !row.isNull(18))
  }

  /// Decides several at once; each has its own result.
  package func decideApprovals(
    of ids: [ID<Listing>], approve: Bool, note: String?, actor: Actor
  ) async throws -> [ApprovalResult] {
    guard !ids.isEmpty, ids.count <= Removals.removalsPerRequest else {
      throw Refusal.invalid([
        Refusal.Fault(
          pointer: "/listingIds", code: "out-of-range",
          detail: "Escolha de 1 a \(Removals.removalsPerRequest) negativações.")
      ])
    }
    try Self.checkDecision(approve: approve, note: note)
    var results: [ApprovalResult] = []
    for id in ids {
      do {
        _ = try await decideApproval(of: id, approve: approve, note: note, actor: actor)
        results.append(ApprovalResult(listing: id, problem: nil))
      } catch let refusal as Refusal {
        results.append(ApprovalResult(listing: id, problem: refusal.detail))
      }
    }
    return results
  }
}
