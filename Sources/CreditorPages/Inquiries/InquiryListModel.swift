import Credit
import DebtCollection
import HTTPService
import JSONText
import Markup
import Pages

/// A list of inquiries, as it is shown: below a person, in the Central and in the report.
struct InquiryListModel: Sendable {
  struct Line: Sendable {
    let path: String
    let at: String
    let person: String
    let personPath: String?
    let document: String
    let product: String
    let integration: String
    let purpose: String
    let record: InquiryRecord
    let cost: String
    let isReused: Bool
    let by: String
  }

  let lines: [Line]
  let firstPath: String?
  let nextPath: String?
  let rights: InquiryRights

  /// - Parameter path: the address of the list at a place.
  init(
    _ rows: [InquirySummary], limit: Int, isFirst: Bool, rights: InquiryRights,
    path: (InquiryBrowse.Place?) -> String
  ) {
    let (shown, last) = rows.part(of: limit)
    lines = shown.map(Line.init)
    firstPath = isFirst ? nil : path(nil)
    nextPath = last.map { path(.init(at: $0.record.requestedAt, id: $0.record.id)) }
    self.rights = rights
  }
}

extension InquiryListModel.Line {
  init(_ row: InquirySummary) {
    let record = row.record
    path = InquiryPages.path(of: record.id)
    at = record.requestedAt.brazilian
    person = row.personName ?? "Não cadastrado"
    personPath =
      if let id = record.person, let stage = row.personStage {
        PersonPages.path(of: id, stage)
      } else { nil }
    document = record.maskedDocument
    product = row.productName
    integration = row.integrationName
    purpose = record.purpose.portuguese
    self.record = record
    cost = record.isReused ? "reaproveitada" : record.cost.description
    isReused = record.isReused
    by = ActorWords.name(record.requestedBy)
  }
}

/// Where a list of inquiries goes on, as the address writes it.
enum InquiryPlace {
  static func read(_ reader: QueryReader) throws -> InquiryBrowse.Place? {
    guard let cursor = reader.page().cursor else { return nil }
    guard cursor.count == 2, let at = cursor[0].integer, let id = cursor[1].integer else {
      throw HTTPService.PageRequest.foreignCursor
    }
    return InquiryBrowse.Place(at: Instant(microseconds: at), id: ID(id))
  }

  static func cursor(_ place: InquiryBrowse.Place) -> String {
    Page.cursor(encoding: [.integer(place.at.microseconds), .integer(place.id.number)])
  }
}
