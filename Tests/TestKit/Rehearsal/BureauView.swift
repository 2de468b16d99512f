import BureauRegister
import BureauSite
package import Credit
import SQLDatabase

/// A record as it stands in the bureau's own database: the other side of the truth.
package struct BureauView: Sendable {
  /// Our reference of the listing.
  package let reference: String
  package let state: String
  package let amount: Cents
  package let acceptedAt: Instant?
  package let noticeIssuedOn: CivilDate?
  package let visibleFrom: CivilDate?
  package let visibleAt: Instant?
  package let removalReason: String?
  package let letters: Int
}

extension Rehearsal {
  /// All records of the bureau, in the order in which it received them.
  package func bureauRecords() async throws -> [BureauView] {
    try await bureauDatabase.read { transaction in
      try transaction.query(
        """
        SELECT reference, state, amount_cents, accepted_at, notice_issued_on, visible_from_on,
          visible_at, removal_reason,
          (SELECT COUNT(*) FROM notices n WHERE n.record_id = records.id)
        FROM records ORDER BY id
        """
      ) { row in
        func day(_ column: Int) throws -> CivilDate? {
          try row.optionalInteger(column).map { CivilDate(daysSinceEpoch: Int32($0)) }
        }
        func instant(_ column: Int) throws -> Instant? {
          try row.optionalInteger(column).map { Instant(microseconds: $0) }
        }
        return BureauView(
          reference: try row.text(0), state: try row.text(1), amount: Cents(try row.integer(2)),
          acceptedAt: try instant(3), noticeIssuedOn: try day(4), visibleFrom: try day(5),
          visibleAt: try instant(6), removalReason: try row.optionalText(7),
          letters: Int(try row.integer(8)))
      }
    }
  }
}
