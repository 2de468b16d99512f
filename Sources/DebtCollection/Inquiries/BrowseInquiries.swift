package import Credit
import Refusals
import SQLDatabase
import Sealing

/// An inquiry as a line of a list, with the names that a reader needs.
package struct InquirySummary: Sendable {
  package let record: InquiryRecord
  package let personName: String?
  package let personStage: PersonStage?
  package let integrationName: String
  /// The bureau's name of the product; its code where the list does not know it any more.
  package let productName: String

  /// The mask of a CPF has fourteen letters, that of a CNPJ eighteen.
  package var kind: PersonKind {
    record.maskedDocument.utf8.count == InquiryBrowse.maskOfNatural ? .natural : .legal
  }
}

/// Which inquiries a list shows, the newest first; nil means any.
package struct InquiryBrowse: Sendable {
  /// The last line of the page before.
  package struct Place: Hashable, Sendable {
    package let at: Instant
    package let id: ID<Inquiry>

    package init(at: Instant, id: ID<Inquiry>) {
      self.at = at
      self.id = id
    }
  }

  static let maskOfNatural = 14

  package var person: ID<Person>?
  /// The beginning of the name of a registered person.
  package var namePrefix: String?
  /// Inquiries of the same document as this one: a document never stands in an address.
  package var sameAs: ID<Inquiry>?
  package var integration: ID<Integration>?
  /// First and last day in Brasília.
  package var from: CivilDate?
  package var to: CivilDate?
  package var kind: PersonKind?
  package var product: String?
  package var outcome: InquiryOutcome?
  package var reused: Bool?

  package init() {}
}

extension Inquiries {
  /// The next inquiries of a list after `place`, at most `limit`, the newest first.
  package func browseInquiries(
    _ browse: InquiryBrowse, after place: InquiryBrowse.Place?, limit: Int
  ) async throws -> [InquirySummary] {
    var conditions = browse.conditions(database.engine)
    if let place { conditions.add("(requested_at, id) < (?, ?)", place.at, place.id) }
    let sql = """
      SELECT x.*, p.name, p.stage, n.name, COALESCE(q.name, x.product) FROM (
        \(InquiryRows.select)\(conditions.clause)
        ORDER BY requested_at DESC, id DESC LIMIT \(limit)) AS x
      LEFT JOIN people p ON p.id = x.person_id
      JOIN integrations n ON n.id = x.integration_id
      LEFT JOIN integration_products q
        ON q.integration_id = x.integration_id AND q.code = x.product
      ORDER BY x.requested_at DESC, x.id DESC
      """
    let arguments = conditions.arguments
    let first = InquiryRows.columnCount
    return try await database.read { [documents] transaction in
      try transaction.query(sql, arguments) { row in
        InquirySummary(
          record: try InquiryRows.decode(row, documents), personName: try row.optionalText(first),
          personStage: row.isNull(first + 1) ? nil : try row.word(first + 1),
          integrationName: try row.text(first + 2), productName: try row.text(first + 3))
      }
    }
  }

  /// What the inquiries of a list add up to: all of its pages.
  package func inquiryTotals(_ browse: InquiryBrowse) async throws -> InquiryTotals {
    let conditions = browse.conditions(database.engine)
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

  /// The newest inquiry of a document that was typed in; nil where there is none. Throws a refusal
  /// where it cannot be a document.
  package func findInquiry(document text: String) async throws -> ID<Inquiry>? {
    let document: Document
    do {
      document = try Document.parse(text)
    } catch {
      throw Refusal.invalid([
        Refusal.Fault(pointer: "/document", code: error.code, detail: error.message)
      ])
    }
    let index = documents.value(forBare: document.bare)
    return try await database.read { transaction in
      try transaction.first(
        "SELECT id FROM inquiries WHERE document_index = ?1 ORDER BY id DESC LIMIT 1", [index]
      ) { try $0.id(0) }
    }
  }

  /// The products that were asked for so far or can be: the choices of the report's filter.
  package func inquiryProducts() async throws -> [(code: String, name: String)] {
    try await database.read { transaction in
      try transaction.query(
        "SELECT code, MIN(name) FROM integration_products GROUP BY code ORDER BY 2, code"
      ) { (code: try $0.text(0), name: try $0.text(1)) }
    }
  }
}

extension InquiryBrowse {
  /// The people whose names are looked through at the most.
  static let peopleLimit = 500

  func conditions(_ engine: DatabaseEngine) -> Conditions {
    var conditions = Conditions()
    if let person { conditions.add("person_id = ?", person) }
    if let namePrefix {
      NameRange(prefix: namePrefix, engine: engine).add(
        to: &conditions, before: "person_id IN (SELECT id FROM people WHERE ",
        after: " LIMIT \(Self.peopleLimit))")
    }
    if let sameAs {
      conditions.add(
        "document_index = (SELECT document_index FROM inquiries WHERE id = ?)", sameAs)
    }
    if let integration { conditions.add("integration_id = ?", integration) }
    if let from { conditions.add("requested_at >= ?", from.startOfDay) }
    if let to { conditions.add("requested_at < ?", to.adding(days: 1).startOfDay) }
    if let kind {
      let sign = kind == .natural ? "=" : "<>"
      conditions.add("length(document_masked) \(sign) \(Self.maskOfNatural)")
    }
    if let product { conditions.add("product = ?", product) }
    if let outcome { conditions.add("outcome = ?", outcome.rawValue) }
    if let reused {
      conditions.add(reused ? "reused_id IS NOT NULL" : "reused_id IS NULL")
    }
    return conditions
  }
}
