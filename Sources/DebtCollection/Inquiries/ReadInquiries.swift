package import Credit
import JSONText
import SQLDatabase
import Sealing

/// Which inquiries are asked for; nil means any.
package struct InquiryFilter: Sendable {
  package var person: ID<Person>?
  package var document: Document?
  /// First and last day in Brasília.
  package var from: CivilDate?
  package var to: CivilDate?
  package var outcome: InquiryOutcome?
  package var reused: Bool?
  /// True: only those that cost something.
  package var costed: Bool?

  package init() {}
}

/// What a list of inquiries adds up to.
package struct InquiryTotals: Hashable, Sendable {
  package let count: Int
  package let reusedCount: Int
  package let cost: Cents
}

extension Inquiries {
  /// Inquiries, newest first.
  package func inquiries(
    _ filter: InquiryFilter, page: PageRequest = PageRequest()
  ) async throws -> ResultPage<InquiryRecord> {
    var chosen = conditions(filter)
    if let cursor = page.cursor { chosen.add("id < ?", cursor) }
    let conditions = chosen
    let rows = try await database.read { [documents] transaction in
      try transaction.query(
        InquiryRows.select + conditions.clause + " ORDER BY id DESC LIMIT \(page.limit + 1)",
        conditions.arguments
      ) { try InquiryRows.decode($0, documents) }
    }
    return ResultPage(rows: rows, limit: page.limit) { $0.id.number }
  }

  package func inquiryTotals(_ filter: InquiryFilter) async throws -> InquiryTotals {
    let conditions = conditions(filter)
    let totals = try await database.read { transaction in
      try transaction.first(
        "SELECT count(*), count(reused_id), " + BoundedSum.cents("cost_cents")
          + " FROM inquiries" + conditions.clause,
        conditions.arguments
      ) { row in
        InquiryTotals(
          count: Int(try row.integer(0)), reusedCount: Int(try row.integer(1)),
          cost: try row.cents(2))
      }
    }
    return totals ?? InquiryTotals(count: 0, reusedCount: 0, cost: .zero)
  }

  /// One inquiry with its report opened; that somebody saw it is logged, with who and what.
  package func openInquiry(_ id: ID<Inquiry>, actor: Actor) async throws -> OpenedInquiry {
    try await database.write { transaction in
      var record = try recorded(id, in: transaction)
      let holder = record.reusedFrom ?? id
      let row = try transaction.first(
        "SELECT report_sealed, document_index, purpose FROM inquiries WHERE id = ?1", [holder]
      ) { (report: try $0.optionalBytes(0), index: try $0.bytes(1)) }
      guard let row, let sealed = row.report else {
        return OpenedInquiry(record: record, report: nil)
      }
      let plain = try sealer.open(sealed, place: InquiryRows.reportPlace(holder))
      try office.accessRecords.logAccess(
        actor, "inquiry.report-opened", subject: id.description, documentIndex: row.index,
        purpose: record.purpose.rawValue, in: transaction)
      let report = try JSON.parse(plain)
      // Of an answer from before names were compared the report tells.
      if let ours = record.registeredName, let theirs = report["name"]?.string {
        record.identityDiffers = BureauName.areDifferent(ours, theirs)
      }
      return OpenedInquiry(record: record, report: report)
    }
  }

  /// One inquiry without its report; not logged.
  package func inquiry(_ id: ID<Inquiry>) async throws -> InquiryRecord {
    try await database.read { try recorded(id, in: $0) }
  }

  private func conditions(_ filter: InquiryFilter) -> Conditions {
    var conditions = Conditions()
    if let person = filter.person { conditions.add("person_id = ?", person) }
    if let document = filter.document {
      conditions.add("document_index = ?", documents.value(forBare: document.bare))
    }
    if let from = filter.from { conditions.add("requested_at >= ?", from.startOfDay) }
    if let to = filter.to { conditions.add("requested_at < ?", to.adding(days: 1).startOfDay) }
    if let outcome = filter.outcome { conditions.add("outcome = ?", outcome.rawValue) }
    if let reused = filter.reused {
      conditions.add(reused ? "reused_id IS NOT NULL" : "reused_id IS NULL")
    }
    if let costed = filter.costed { conditions.add(costed ? "cost_cents > 0" : "cost_cents = 0") }
    return conditions
  }
}
