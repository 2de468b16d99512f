package import Credit
import Refusals
import SQLDatabase
import World

/// What the screen "Negativação" of one customer shows (manual, items 34-39).
package struct ListingDesk: Sendable {
  package struct Title: Sendable {
    package let row: ReceivableRow
    package let contractNumber: String?
    /// As if it were asked for today.
    package let eligibility: Eligibility
  }

  package let person: PersonRow
  /// The overdue titles, the oldest first.
  package let titles: [Title]
  /// More titles are overdue than one request takes.
  package let isCut: Bool
  /// Where the customer's titles are listed; nil while no integration is linked to the branch.
  package let integration: ID<Integration>?
  /// How that integration's provider is called.
  package let providerName: String?
  /// The restriction codes of this kind of person that are valid today, as last fetched.
  package let codes: [BureauCode]
  package let codesSyncedAt: Instant?
  /// Another person has to agree first.
  package let requiresApproval: Bool
  /// What the bureau charges for each listing, where the integration says so.
  package let fee: Cents?
  /// Full days of the notice term for this customer.
  package let noticeDays: Int
  /// Whether these days begin with the presumed receipt of the letter, not with its posting.
  package let noticeCountsFromReceipt: Bool
  package let noticeLaw: String
}

extension Listings {
  package func listingDesk(of person: ID<Person>) async throws -> ListingDesk {
    let today = world.clock.now().civilDate
    return try await database.read { transaction in
      guard let row = try PersonRows.find(person, in: transaction) else {
        throw Refusal.notFound("Pessoa")
      }
      let setting = try ListingSetting.read(office: office, today: today, in: transaction)
      guard setting.isSwitchedOn else { throw Refusal.switchedOff }
      let rows = try transaction.query(
        ReceivableRows.select + """
           WHERE person_id = ?1 AND status IN ('open', 'partiallyPaid') AND due_on < ?2
          ORDER BY due_on, id LIMIT \(Self.titlesPerRequest + 1)
          """, [person, today], ReceivableRows.decode)
      let shown = Array(rows.prefix(Self.titlesPerRequest))
      let candidates = try ListingCandidate.read(shown.map(\.id), in: transaction)
      let integration = Self.integration(of: row, candidates, setting)
      let terms = candidates.first.map { setting.terms(for: $0) }
      return ListingDesk(
        person: row,
        titles: try zip(shown, candidates).map { title, candidate in
          ListingDesk.Title(
            row: title, contractNumber: try Self.contractNumber(of: title, in: transaction),
            eligibility: EligibilityRules.judge(
              setting.facts(candidate, asker: .person)))
        },
        isCut: rows.count > shown.count, integration: integration,
        providerName: try integration.flatMap { try Self.providerName($0, in: transaction) },
        codes: try integration.map {
          try Self.restrictionCodes(of: $0, for: row.kind, on: today, in: transaction)
        } ?? [],
        codesSyncedAt: try integration.flatMap { try Self.syncedAt($0, in: transaction) },
        requiresApproval: setting.requiresApproval,
        fee: integration.flatMap { setting.fee(of: $0) },
        noticeDays: terms?.noticeDays ?? 0,
        noticeCountsFromReceipt: terms.map { $0.countsFrom != .posting } ?? false,
        noticeLaw: terms?.law ?? "")
    }
  }

  private static func integration(
    of person: PersonRow, _ candidates: [ListingCandidate], _ setting: ListingSetting
  ) -> ID<Integration>? {
    candidates.first.flatMap { setting.integration(of: $0) }
      ?? (person.branch ?? setting.defaultBranch).flatMap { setting.branches[$0]?.integration }
  }

  private static func contractNumber(
    of title: ReceivableRow, in transaction: Transaction
  ) throws -> String? {
    guard let contract = title.contract else { return nil }
    return try transaction.first("SELECT number FROM contracts WHERE id = ?1", [contract]) {
      try $0.text(0)
    }
  }

  private static func restrictionCodes(
    of integration: ID<Integration>, for kind: PersonKind, on today: CivilDate,
    in transaction: Transaction
  ) throws -> [BureauCode] {
    try transaction.query(
      """
      SELECT code, name, person, valid_from_on, valid_to_on FROM integration_codes
      WHERE integration_id = ?1 AND kind = 'restriction' AND person IN (?2, 'any')
        AND valid_from_on <= ?3 AND (valid_to_on IS NULL OR valid_to_on >= ?3)
      ORDER BY code, person
      """, [integration, kind.rawValue, today]
    ) { row in
      BureauCode(
        kind: .restriction, code: try row.text(0), name: try row.text(1),
        person: try row.text(2), validFrom: try row.date(3), validTo: try row.optionalDate(4))
    }
  }

  private static func providerName(
    _ integration: ID<Integration>, in transaction: Transaction
  ) throws -> String? {
    let code = try transaction.first(
      "SELECT provider FROM integrations WHERE id = ?1", [integration]
    ) { try $0.text(0) }
    return BureauProvider.all.first { $0.code == code }?.name
  }

  private static func syncedAt(
    _ integration: ID<Integration>, in transaction: Transaction
  ) throws -> Instant? {
    try transaction.first(
      "SELECT codes_synced_at FROM integrations WHERE id = ?1", [integration]
    ) { try $0.optionalInstant(0) } ?? nil
  }
}
