package import Credit
import SQLDatabase

/// Contestação: the person concerned contests a listing at the bureau, and the creditor answers by
/// a day or loses the listing (CDC, art. 43, §3º).
package struct ListingDispute: Identified, Hashable, Sendable {
  package static let idPrefix = "dsp"

  package enum State: String, Hashable, CaseIterable, Sendable {
    /// Waits for the creditor's answer.
    case open
    /// Answered; the bureau decides.
    case answered
    case closed
  }

  /// Where our answer is.
  package enum Sending: String, Hashable, Sendable {
    case waiting, sent
    /// The bureau did not take it; another one may be given.
    case refused
    /// The contestation ended before it was sent.
    case dropped
  }

  package let id: ID<ListingDispute>
  package let integration: ID<Integration>
  /// The bureau's id.
  package let bureauReference: String
  package let listing: ID<Listing>
  package let receivable: ID<Receivable>
  package let person: ID<Person>
  package let state: State
  /// The bureau's word: `paid`, `not-owed`, …
  package let reason: String
  package let openedAt: Instant
  /// The last day of the creditor's answer.
  package let dueOn: CivilDate
  /// When it was told that the term is near; nil before.
  package let alarmedAt: Instant?
  package let answer: DisputeAnswer.Outcome?
  package let answeredAt: Instant?
  package let answeredBy: String?
  package let sending: Sending?
  /// Why the bureau did not take the answer, or why it waits.
  package let problem: String?
  package let outcome: BureauDispute.Outcome?
  package let resolution: String?
  package let closedAt: Instant?
  let sealedText: [UInt8]
  let sealedNote: [UInt8]?
  let bureauUpdatedAt: Instant
}

/// The creditor's answer to a contestation.
package struct DisputeAnswer: Sendable {
  package enum Outcome: String, Hashable, CaseIterable, Sendable {
    /// The debt is owed, as the note and the documents show.
    case maintain
    /// The person is right: the listing goes, and the title is blocked.
    case accept
  }

  package var outcome: Outcome
  package var note: String?
  package var documents: [DisputeProof]

  package init(outcome: Outcome, note: String?, documents: [DisputeProof] = []) {
    self.outcome = outcome
    self.note = note
    self.documents = documents
  }

  /// Letters of the note; the bureau takes as many.
  package static let noteLimit = 2_000
}

/// A document that proves something, with its content.
package struct DisputeProof: Hashable, Sendable {
  package let name: String
  package let mediaType: MediaType
  package let content: [UInt8]

  package init(name: String, mediaType: MediaType, content: [UInt8]) {
    self.name = name
    self.mediaType = mediaType
    self.content = content
  }

  package enum MediaType: String, Hashable, CaseIterable, Sendable {
    case pdf = "application/pdf"
    case png = "image/png"
    case jpeg = "image/jpeg"
    case text = "text/plain"
  }

  /// Documents of one answer, bytes of one document, and letters of its name, as the bureau takes
  /// them.
  package static let countLimit = 5
  package static let byteLimit = 150 * 1_024
  package static let nameLimit = 120
}

/// A document of a contestation, without the content.
package struct DisputeDocument: Identified, Hashable, Sendable {
  package static let idPrefix = "doc"

  package enum Sender: String, Hashable, Sendable {
    case person, creditor
  }

  package let id: ID<DisputeDocument>
  package let sender: Sender
  package let name: String
  package let mediaType: String
  /// False while the content has not been fetched from the bureau.
  package let isHere: Bool
}

/// Contestations in the database. The words of the person, of the answer and the documents are
/// sealed.
enum ListingDisputeRows {
  enum Column: Int, TableColumn {
    static let table = "disputes"

    case id, integrationId, bureauReference, listingId, receivableId, personId, state, reason
    case openedAt, dueOn, alarmedAt, answer, answeredAt, answeredBy, sending, problem, outcome
    case resolution, closedAt, textSealed, noteSealed, bureauUpdatedAt
  }

  static let select = ColumnTable<Column>().select

  static func textPlace(_ id: ID<ListingDispute>) -> String {
    "disputes.text_sealed/\(id.number)"
  }

  static func notePlace(_ id: ID<ListingDispute>) -> String {
    "disputes.note_sealed/\(id.number)"
  }

  static func contentPlace(_ id: ID<DisputeDocument>) -> String {
    "dispute_documents.content_sealed/\(id.number)"
  }

  static func decode(_ row: Row) throws -> ListingDispute {
    let row = ColumnRow<Column>(row)
    return ListingDispute(
      id: try row.id(.id), integration: try row.id(.integrationId),
      bureauReference: try row.text(.bureauReference), listing: try row.id(.listingId),
      receivable: try row.id(.receivableId), person: try row.id(.personId),
      state: try row.word(.state), reason: try row.text(.reason),
      openedAt: try row.instant(.openedAt), dueOn: try row.date(.dueOn),
      alarmedAt: try row.optionalInstant(.alarmedAt),
      answer: row.isNull(.answer) ? nil : try row.word(.answer),
      answeredAt: try row.optionalInstant(.answeredAt),
      answeredBy: try row.optionalText(.answeredBy),
      sending: row.isNull(.sending) ? nil : try row.word(.sending),
      problem: try row.optionalText(.problem),
      outcome: row.isNull(.outcome) ? nil : try row.word(.outcome),
      resolution: try row.optionalText(.resolution), closedAt: try row.optionalInstant(.closedAt),
      sealedText: try row.bytes(.textSealed), sealedNote: try row.optionalBytes(.noteSealed),
      bureauUpdatedAt: try row.instant(.bureauUpdatedAt))
  }

  static func find(
    _ id: ID<ListingDispute>, in transaction: Transaction
  ) throws -> ListingDispute? {
    try transaction.first(select + " WHERE id = ?1", [id], decode)
  }

  /// Held against every other writer until the transaction ends; after its title and listing.
  static func lock(
    _ id: ID<ListingDispute>, in transaction: Transaction
  ) throws -> ListingDispute? {
    try transaction.first(select + " WHERE id = ?1" + suffix(transaction), [id], decode)
  }

  static func lock(
    _ bureauReference: String, of integration: ID<Integration>, in transaction: Transaction
  ) throws -> ListingDispute? {
    try transaction.first(
      select + " WHERE integration_id = ?1 AND bureau_reference = ?2" + suffix(transaction),
      [integration, bureauReference], decode)
  }

  private static func suffix(_ transaction: Transaction) -> String {
    transaction.engine == .postgres ? " FOR UPDATE" : ""
  }

  static func documents(
    of id: ID<ListingDispute>, in transaction: Transaction
  ) throws -> [DisputeDocument] {
    try transaction.query(
      """
      SELECT id, sent_by, name, media_type, content_sealed IS NOT NULL FROM dispute_documents
      WHERE dispute_id = ?1 ORDER BY id
      """, [id]
    ) {
      DisputeDocument(
        id: try $0.id(0), sender: try $0.word(1), name: try $0.text(2),
        mediaType: try $0.text(3), isHere: try $0.bool(4))
    }
  }
}
