import Credit
import SQLDatabase

/// A title with all that its eligibility depends on, as read from the database.
struct ListingCandidate {
  let receivable: ID<Receivable>
  let person: ID<Person>
  let branch: ID<Branch>?
  let debtorState: String
  let title: EligibilityFacts.Title
  let debtor: EligibilityFacts.Debtor
  let agreement: EligibilityFacts.Agreement?
  /// A listing of it that was taken off because of a payment. The title is open again, so the
  /// payment was undone: what comes back needs a person's approval, whoever asks.
  let removedForPayment: ID<Listing>?

  private static let select = """
    SELECT r.id, r.person_id, COALESCE(r.branch_id, p.branch_id), p.state, r.issued_on, r.due_on,
      r.open_cents, r.status, r.disputed, r.court_order, r.bank_listed, r.live_listing_id,
      r.reinclusion_blocked, p.kind, p.stage, p.birth_on, p.deceased_on, p.has_postal_address,
      c.kind, c.status, c.suspended_on, c.rescinded_on,
      (SELECT MAX(l.id) FROM listings l WHERE l.receivable_id = r.id AND l.state = 'removed'
        AND l.removal_reason = 'payment'),
      (SELECT MAX(l.updated_at) FROM listings l WHERE l.receivable_id = r.id
        AND l.state = 'rejected'),
      r.updated_at, p.updated_at, COALESCE(c.updated_at, 0),
      CASE WHEN r.reinclusion_blocked = 1 THEN \(block("b.reason")) END,
      CASE WHEN r.reinclusion_blocked = 1 THEN \(block("b.until_on")) END
    FROM receivables r
    JOIN people p ON p.id = r.person_id
    LEFT JOIN contracts c ON c.id = r.contract_id
    """

  /// Of the block that lasts longest; only titles with the flag are looked up.
  private static func block(_ column: String) -> String {
    """
    (SELECT \(column) FROM listing_blocks b
      WHERE b.receivable_id = r.id AND b.released_at IS NULL
      ORDER BY COALESCE(b.until_on, 9999999) DESC, b.id LIMIT 1)
    """
  }

  /// The chosen titles, in their order; unknown ids are left out.
  static func read(
    _ receivables: [ID<Receivable>], in transaction: Transaction
  ) throws -> [ListingCandidate] {
    try receivables.compactMap {
      try transaction.first(select + " WHERE r.id = ?1", [$0], decode)
    }
  }

  /// Titles that the routine has to look at: open, without a live listing, due on or before
  /// `dueOnOrBefore`, in the order of the partial index, after a cursor.
  static func due(
    onOrBefore day: CivilDate, after cursor: (dueOn: CivilDate, id: Int64), limit: Int,
    in transaction: Transaction
  ) throws -> [ListingCandidate] {
    try transaction.query(
      select + """
         WHERE r.status IN ('open', 'partiallyPaid') AND r.live_listing_id IS NULL
          AND r.listing_closed_on IS NULL
          AND r.due_on <= ?1 AND (r.due_on, r.id) > (?2, ?3)
        ORDER BY r.due_on, r.id LIMIT ?4
        """,
      [day, cursor.dueOn, cursor.id, limit], decode)
  }

  private static func decode(_ row: Row) throws -> ListingCandidate {
    let rejectedAt = try row.optionalInteger(23)
    let changedAt = max(try row.integer(24), try row.integer(25), try row.integer(26))
    return ListingCandidate(
      receivable: try row.id(0), person: try row.id(1), branch: try row.optionalID(2),
      debtorState: try row.text(3),
      title: EligibilityFacts.Title(
        issuedOn: try row.optionalDate(4), dueOn: try row.date(5), open: try row.cents(6),
        status: try row.word(7), isDisputed: try row.bool(8), hasCourtOrder: try row.bool(9),
        isListedByBank: try row.bool(10), hasLiveListing: !row.isNull(11),
        block: try row.optionalText(27).flatMap { ListingBlockReason(rawValue: $0) }.map {
          ListingBlock(reason: $0, until: try row.optionalDate(28))
        },
        hasStandingRejection: rejectedAt.map { $0 >= changedAt } ?? false),
      debtor: EligibilityFacts.Debtor(
        isNatural: try row.text(13) == "natural", stage: try row.word(14),
        birthDate: try row.optionalDate(15), deceasedOn: try row.optionalDate(16),
        hasPostalAddress: try row.bool(17)),
      agreement: try row.optionalText(18).map { kind in
        EligibilityFacts.Agreement(
          kind: ContractKind(rawValue: kind) ?? .other, status: try row.word(19),
          suspendedOn: try row.optionalDate(20), rescindedOn: try row.optionalDate(21))
      }, removedForPayment: try row.optionalID(22))
  }
}
