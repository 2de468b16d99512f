import Coordination
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
  /// The address of the network that it was done from; nil for the house's own work.
  package let place: String?
  /// What it changed.
  package let changes: [AccessChange]

  static let columns = "id, at, actor, action, subject, purpose, place, changes"

  static func decode(_ row: Row) throws -> AccessLogEntry {
    AccessLogEntry(
      id: try row.id(0), at: try row.instant(1), actor: try row.text(2), action: try row.text(3),
      subject: try row.text(4), purpose: try row.optionalText(5), place: try row.optionalText(6),
      changes: AccessChange.decode(try row.optionalText(7)))
  }
}

extension AccessRecords {
  /// Writes a line of the access log in the transaction that gives access.
  ///
  /// - Parameter documentIndex: finds all access to one person's data, also after the person's
  ///   stage changed.
  package func logAccess(
    _ actor: Actor, _ action: String, subject: String, documentIndex: [UInt8]? = nil,
    purpose: String? = nil, changes: [AccessChange] = [], in transaction: Transaction
  ) throws {
    try logAccess(
      actor, action, to: [(subject: subject, documentIndex: documentIndex)], purpose: purpose,
      changes: changes, in: transaction)
  }

  /// The same for several subjects.
  func logAccess(
    _ actor: Actor, _ action: String, to subjects: [(subject: String, documentIndex: [UInt8]?)],
    purpose: String? = nil, changes: [AccessChange] = [], in transaction: Transaction
  ) throws {
    guard !subjects.isEmpty else { return }
    let now = world.clock.now()
    let written = AccessChange.encode(changes)
    let ids = try transaction.nextIdentifiers(subjects.count)
    let rows = zip(ids, subjects).map { id, about -> [SQLValue] in
      [
        id.sqlValue, now.sqlValue, actor.name.sqlValue, action.sqlValue, about.subject.sqlValue,
        about.documentIndex.sqlValue, purpose.sqlValue, transaction.place.sqlValue,
        written.sqlValue,
      ]
    }
    try trail.append(rows, to: CreditorTrail.access, at: now, in: transaction)
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
        "SELECT \(AccessLogEntry.columns) FROM access_log" + chosen.clause
          + " ORDER BY id DESC LIMIT \(page.limit + 1)",
        chosen.arguments, AccessLogEntry.decode)
    }
    return ResultPage(rows: rows, limit: page.limit) { $0.id.number }
  }
}
