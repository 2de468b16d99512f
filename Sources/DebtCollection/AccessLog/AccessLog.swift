package import Credit
package import SQLDatabase
import Sealing
import World

/// One line of the access log: who saw or did what, to whom, and for what purpose (LGPD, art. 37).
package struct AccessLogEntry: Identified, Hashable, Sendable {
  package static let idPrefix = "acc"

  package let id: ID<AccessLogEntry>
  package let at: Instant
  package let actor: String
  /// `inquiry.report-opened`, `person.document-opened`, `user.added`, …
  package let action: String
  /// The printed id of what it was done to.
  package let subject: String
  package let purpose: String?
}

extension AccessRecords {
  /// Writes a line of the access log in the transaction that gives access.
  ///
  /// - Parameter documentIndex: finds all access to one person's data, also after the person's
  ///   stage changed.
  package func logAccess(
    _ actor: Actor, _ action: String, subject: String, documentIndex: [UInt8]? = nil,
    purpose: String? = nil, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      INSERT INTO access_log (id, at, actor, action, subject, document_index, purpose)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      """,
      [
        try transaction.nextIdentifier(), world.clock.now(), actor.name, action, subject,
        documentIndex, purpose,
      ])
  }

  /// The access log, newest first; all of it, of one subject, or of one document.
  package func accessLog(
    subject: String? = nil, bareDocument: String? = nil, page: PageRequest = PageRequest()
  ) async throws -> ResultPage<AccessLogEntry> {
    var conditions = Conditions()
    if let subject { conditions.add("subject = ?", subject) }
    if let bareDocument {
      conditions.add("document_index = ?", documents.value(forBare: bareDocument))
    }
    if let cursor = page.cursor { conditions.add("id < ?", cursor) }
    let chosen = conditions
    let rows = try await database.read { transaction in
      try transaction.query(
        "SELECT id, at, actor, action, subject, purpose FROM access_log" + chosen.clause
          + " ORDER BY id DESC LIMIT \(page.limit + 1)",
        chosen.arguments
      ) { row in
        AccessLogEntry(
          id: try row.id(0), at: try row.instant(1), actor: try row.text(2),
          action: try row.text(3), subject: try row.text(4), purpose: try row.optionalText(5))
      }
    }
    return ResultPage(rows: rows, limit: page.limit) { $0.id.number }
  }
}
