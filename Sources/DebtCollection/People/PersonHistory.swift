package import Credit
import Refusals
import SQLDatabase

/// Something that happened around a person: who did what, and when.
package struct PersonHappening: Sendable {
  package enum Kind: Sendable {
    case listing(ID<Listing>, title: String, event: String, detail: String)
    case inquiry(ID<Inquiry>, outcome: InquiryOutcome?, isReused: Bool, identityDiffers: Bool)
    case payment(title: String, amount: Cents)
    case reversal(title: String, amount: Cents, reason: String)
    /// The action as the access log has it.
    case access(String)
  }

  package let at: Instant
  package let actor: String
  package let kind: Kind
}

extension People {
  /// Happenings of a person that are shown at the most.
  package static let happeningsShown = 200

  /// What happened around a person, the newest first: listings, inquiries, payments and who saw
  /// or changed the data (LGPD, art. 37).
  package func history(of person: ID<Person>) async throws -> [PersonHappening] {
    let happenings = try await database.read { [documents] transaction in
      guard let row = try PersonRows.find(person, in: transaction) else {
        throw Refusal.notFound("Pessoa")
      }
      let name = BureauName.proof(of: row.name, documents)
      return try PersonHistory.listings(of: person, in: transaction)
        + PersonHistory.inquiries(of: person, named: name, in: transaction)
        + PersonHistory.payments(of: person, in: transaction)
        + PersonHistory.reversals(of: person, in: transaction)
        + PersonHistory.access(to: person, in: transaction)
    }
    return Array(happenings.sorted { $0.at > $1.at }.prefix(Self.happeningsShown))
  }
}

enum PersonHistory {
  private static let limit = People.happeningsShown

  static func listings(
    of person: ID<Person>, in transaction: Transaction
  ) throws -> [PersonHappening] {
    try transaction.query(
      """
      SELECT t.at, t.actor, l.id, r.number, t.event, t.detail FROM listings l
      JOIN receivables r ON r.id = l.receivable_id JOIN timeline t ON t.listing_id = l.id
      WHERE l.person_id = ?1 ORDER BY t.at DESC, t.listing_id DESC, t.sequence DESC LIMIT \(limit)
      """, [person]
    ) { row in
      PersonHappening(
        at: try row.instant(0), actor: try row.text(1),
        kind: .listing(
          try row.id(2), title: try row.text(3), event: try row.text(4),
          detail: try row.text(5)))
    }
  }

  /// - Parameter name: the proof of the name on our card.
  static func inquiries(
    of person: ID<Person>, named name: [UInt8], in transaction: Transaction
  ) throws -> [PersonHappening] {
    try transaction.query(
      """
      SELECT requested_at, requested_by, id, outcome, reused_id, bureau_name_index
      FROM inquiries
      WHERE person_id = ?1 ORDER BY id DESC LIMIT \(limit)
      """, [person]
    ) { row in
      PersonHappening(
        at: try row.instant(0), actor: try row.text(1),
        kind: .inquiry(
          try row.id(2), outcome: row.isNull(3) ? nil : try row.word(3),
          isReused: !row.isNull(4),
          identityDiffers: try row.optionalBytes(5).map { $0 != name } ?? false))
    }
  }

  static func payments(
    of person: ID<Person>, in transaction: Transaction
  ) throws -> [PersonHappening] {
    try transaction.query(
      """
      SELECT p.recorded_at, p.recorded_by, r.number, p.amount_cents FROM receivables r
      JOIN payments p ON p.receivable_id = r.id
      WHERE r.person_id = ?1 ORDER BY p.recorded_at DESC, p.id DESC LIMIT \(limit)
      """, [person]
    ) { row in
      PersonHappening(
        at: try row.instant(0), actor: try row.text(1),
        kind: .payment(title: try row.text(2), amount: try row.cents(3)))
    }
  }

  /// Who undid a payment is in the timeline of the listing; the register keeps why.
  static func reversals(
    of person: ID<Person>, in transaction: Transaction
  ) throws -> [PersonHappening] {
    try transaction.query(
      """
      SELECT p.reversed_at, r.number, p.amount_cents, p.reversal_reason FROM receivables r
      JOIN payments p ON p.receivable_id = r.id
      WHERE r.person_id = ?1 AND p.reversed_at IS NOT NULL
      ORDER BY p.reversed_at DESC, p.id DESC LIMIT \(limit)
      """, [person]
    ) { row in
      PersonHappening(
        at: try row.instant(0), actor: "",
        kind: .reversal(
          title: try row.text(1), amount: try row.cents(2),
          reason: try row.optionalText(3) ?? ""))
    }
  }

  static func access(
    to person: ID<Person>, in transaction: Transaction
  ) throws -> [PersonHappening] {
    try transaction.query(
      "SELECT at, actor, action FROM access_log WHERE subject = ?1 ORDER BY id DESC LIMIT \(limit)",
      [person.description]
    ) { row in
      PersonHappening(
        at: try row.instant(0), actor: try row.text(1), kind: .access(try row.text(2)))
    }
  }
}
