package import Credit
package import JSONText
import SQLDatabase
import Sealing
import World

/// Which records of all creditors are looked at, the newest first; nil means any.
package struct RecordBrowse: Sendable {
  package var state: RecordState?
  package var participant: ID<Participant>?
  /// Those of the same person as this record: an address names no document.
  package var person: ID<ListedRecord>?
  package var reference: String?
  /// The last one of the page before.
  package var before: ID<ListedRecord>?

  package init(
    state: RecordState? = nil, participant: ID<Participant>? = nil, person: ID<ListedRecord>? = nil,
    reference: String? = nil, before: ID<ListedRecord>? = nil
  ) {
    self.state = state
    self.participant = participant
    self.person = person
    self.reference = reference
    self.before = before
  }
}

/// A record with the names that a person knows it by.
package struct BrowsedRecord: Sendable {
  package let record: Record
  package let debtor: RequestedDebtor
  package let creditor: String

  package var documentMasked: String {
    ListingRules.parsed(debtor.document)?.masked ?? "documento inválido"
  }
}

/// Everything that is known of one record.
package struct RecordFile: Sendable {
  package let browsed: BrowsedRecord
  package let evidence: [NoticeEvidence]
  package let happenings: [JSON]
  package let disputes: [JSON]

  package var record: Record { browsed.record }
}

extension Register {
  /// - Parameter limit: lines at the most; ask for one more than is shown.
  package func browse(_ filter: RecordBrowse, limit: Int) async throws -> [BrowsedRecord] {
    try await database.read { transaction in
      var sql = "\(RecordRows.table.select) WHERE id < ?1"
      var arguments: [any SQLConvertible] = [filter.before?.number ?? Int64.max]
      func narrow(_ text: String, _ value: (any SQLConvertible)?) {
        guard let value else { return }
        arguments.append(value)
        sql += " AND " + text + "?\(arguments.count)"
      }
      narrow("state = ", filter.state?.rawValue)
      narrow("participant_id = ", filter.participant?.number)
      narrow("reference = ", filter.reference)
      if let person = filter.person {
        guard let stored = try RecordRows.find(person, transaction) else { return [] }
        narrow("document_index = ", stored.documentIndex)
      }
      arguments.append(limit)
      sql += " ORDER BY id DESC LIMIT ?\(arguments.count)"
      let names = try participantNames(in: transaction)
      return try transaction.query(sql, arguments, RecordRows.read).map { stored in
        BrowsedRecord(
          record: stored.record, debtor: try debtor(of: stored),
          creditor: names[stored.record.participant] ?? "")
      }
    }
  }

  /// The newest record of a person; nil where there is none.
  package func newestRecord(of document: Document) async throws -> ID<ListedRecord>? {
    let index = documents.value(forBare: document.bare)
    return try await database.read { transaction in
      try transaction.first(
        "SELECT MAX(id) FROM records WHERE document_index = ?1", [index]
      ) { try $0.optionalInteger(0) }?.map { ID($0) }
    }
  }

  /// How many records stand in each state.
  package func countRecords() async throws -> [RecordState: Int] {
    try await database.read { transaction in
      let rows = try transaction.query(
        """
        SELECT state, SUM(counted) FROM (
          SELECT participant_id, state, COUNT(*) AS counted FROM records
          GROUP BY participant_id, state) AS counts GROUP BY state
        """
      ) { (state: try $0.choice(0) as RecordState, count: Int(try $0.integer(1))) }
      return Dictionary(rows.map { ($0.state, $0.count) }, uniquingKeysWith: +)
    }
  }

  /// One record with its history; nil where there is none.
  package func file(of id: ID<ListedRecord>) async throws -> RecordFile? {
    let found = try await database.read {
      transaction -> (BrowsedRecord, [NoticeEvidence], [JSON])? in
      guard let stored = try RecordRows.find(id, transaction) else { return nil }
      let names = try participantNames(in: transaction)
      let disputes = try transaction.query(
        """
        SELECT \(DisputeRow.columns) FROM \(DisputeRow.tables) WHERE d.record_id = ?1
        ORDER BY d.id DESC
        """, [id.number], DisputeRow.init)
      let browsed = BrowsedRecord(
        record: stored.record, debtor: try debtor(of: stored),
        creditor: names[stored.record.participant] ?? "")
      return (
        browsed, try evidence(of: stored.record, in: transaction),
        try disputes.map { try json($0, in: transaction) }
      )
    }
    guard let (browsed, evidence, disputes) = found else { return nil }
    return RecordFile(
      browsed: browsed, evidence: evidence,
      happenings: try await happenings(of: id, participant: browsed.record.participant),
      disputes: disputes)
  }

  /// The names of all participants; there are few.
  package func participantNames() async throws -> [ID<Participant>: String] {
    try await database.read { try participantNames(in: $0) }
  }

  func participantNames(in transaction: Transaction) throws -> [ID<Participant>: String] {
    let rows = try transaction.query("SELECT id, name FROM participants") {
      (id: ID<Participant>(try $0.integer(0)), name: try $0.text(1))
    }
    return Dictionary(rows.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  /// The next instants at which something of a record falls due.
  package func nextDueInstants() async throws -> (letter: Instant?, visibility: Instant?) {
    try await database.read { transaction in
      let letter = try transaction.first(
        "SELECT MIN(notice_due_at) FROM records WHERE state = 'noticePending'"
      ) { try $0.optionalTime(0) }
      let day = try transaction.first(
        "SELECT MIN(visible_from_on) FROM records WHERE state = 'noticePeriod'"
      ) { try $0.optionalDay(0) }
      return (letter ?? nil, (day ?? nil)?.startOfDay)
    }
  }
}
