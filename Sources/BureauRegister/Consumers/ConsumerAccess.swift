import Coordination
package import Credit
package import JSONText
import Refusals
import SQLDatabase
import Sealing
import World

/// The person concerned, by the code of a letter.
package struct ConsumerHolder: Sendable {
  /// The record that the letter was about.
  package let record: ID<ListedRecord>
  let documentIndex: [UInt8]
}

extension Register {
  /// Days for which a code opens the page after its record was closed.
  static let codeDaysAfterClosing = 90

  /// Wrong codes of one address in a minute, at all processes together; a code has 48 bits.
  static let wrongCodePolicy = TryCounter.Policy(name: "codes", quota: 20, windowSeconds: 60)

  /// 429 after too many wrong codes: the right one is not looked at either.
  func checkWrongCodes(of address: String) async throws {
    if let seconds = try await wrongCodes.secondsToWait(address, at: world.clock.now()) {
      throw Refusal.tooManyRequests(retryAfterSeconds: seconds)
    }
  }

  func countWrongCode(of address: String) async throws {
    if let seconds = try await wrongCodes.take(address, at: world.clock.now()) {
      throw Refusal.tooManyRequests(retryAfterSeconds: seconds)
    }
  }

  /// Who holds the code of a letter; nil for a code that never was or has run out. Written with or
  /// without hyphens and in letters of any size.
  package func consumer(code: String) async throws -> ConsumerHolder? {
    try await consumer(codeHash: Self.accessCodeHash(code))
  }

  package static func accessCodeHash(_ code: String) -> [UInt8] {
    SecretHash.hash(of: code.uppercased().filter { $0 != "-" && !$0.isWhitespace })
  }

  /// The same by the hash of the code, as `accessCodeHash` gives it.
  package func consumer(codeHash: [UInt8]) async throws -> ConsumerHolder? {
    let now = world.clock.now()
    return try await database.read { transaction in
      let record = try transaction.first(
        "SELECT record_id FROM notices WHERE access_code_hash = ?1", [codeHash]
      ) { ID<ListedRecord>(try $0.integer(0)) }
      guard let record, let named = try RecordRows.find(record, transaction) else { return nil }
      let stored = try successor(of: named, in: transaction)
      let end = stored.record.removedAt?.adding(seconds: Self.codeDaysAfterClosing * 86_400)
      guard end.map({ now < $0 }) ?? true else { return nil }
      return ConsumerHolder(record: stored.record.id, documentIndex: stored.documentIndex)
    }
  }

  static let announcedSQL = """
    \(RecordRows.table.select)
    WHERE document_index = ?1 AND notice_issued_on IS NOT NULL
      AND (state NOT IN ('rejected', 'removed', 'expired') OR id = ?2)
    ORDER BY id LIMIT ?3
    """
  static let latestDisputeSQL = """
    SELECT \(DisputeRow.columns) FROM \(DisputeRow.tables)
    WHERE d.record_id = ?1 ORDER BY d.id DESC LIMIT 1
    """

  /// What the person concerned may see (CDC, art. 43): every record that was announced to it, and
  /// who inquired.
  package func consumerView(_ holder: ConsumerHolder) async throws -> JSON {
    let now = world.clock.now()
    return try await database.read { transaction in
      let records = try transaction.query(
        Self.announcedSQL, [holder.documentIndex, holder.record.number, Self.reportRowLimit],
        RecordRows.read)
      let person = try records.first.map { try debtor(of: $0) }
      return [
        "document": .optional(person.flatMap { ListingRules.parsed($0.document)?.masked }),
        "name": .optional(person?.name),
        "listings": .array(try records.map { try consumerView(of: $0, in: transaction) }),
        "inquiries": .array(
          try inquiries(about: holder.documentIndex, at: now, in: transaction)),
      ]
    }
  }

  private func consumerView(
    of stored: StoredRecord, in transaction: Transaction
  ) throws -> JSON {
    let record = stored.record
    let creditor = try transaction.first(
      "SELECT name, document, contact FROM participants WHERE id = ?1",
      [record.participant.number]
    ) { (name: try $0.text(0), document: try $0.text(1), contact: try $0.text(2)) }
    let nature = try codesBook.codes(in: transaction).find(
      record.restrictionCode, in: .restriction, on: record.receivedAt.civilDate)
    let request = try request(of: stored)
    let dispute = try transaction.first(
      Self.latestDisputeSQL, [record.id.number], DisputeRow.init)
    return [
      "id": .string(record.id.description), "creditor": .optional(creditor?.name),
      "creditorDocument": .optional(creditor?.document), "contact": .optional(creditor?.contact),
      "contractNumber": .string(record.contractNumber),
      "nature": .optional(nature?.name), "dueOn": .string(record.dueOn.description),
      "amountCents": .integer(record.amount.amount), "role": .string(record.role.rawValue),
      "state": .string(record.state.rawValue),
      "noticeIssuedOn": .optional(record.noticeIssuedOn),
      "visibleFrom": .optional(record.visibleFrom), "visibleAt": .optional(record.visibleAt),
      "removedAt": .optional(record.removedAt), "expiresOn": .string(record.expiresOn.description),
      "disputed": .bool(record.isDisputed),
      "dispute": try dispute.map { try json($0, in: transaction) } ?? .null,
      "paymentSlip": [
        "line": .optional(request.slipLine), "pixCode": .optional(request.payablePixCode),
      ],
    ]
  }

  private func inquiries(
    about index: [UInt8], at now: Instant, in transaction: Transaction
  ) throws -> [JSON] {
    let start = now.adding(seconds: -Self.consumerMemoryDays * 86_400)
    return try transaction.query(
      """
      SELECT i.at, p.name, p.document, i.purpose FROM inquiries i
      JOIN participants p ON p.id = i.participant_id
      WHERE i.document_index = ?1 AND i.at >= ?2 ORDER BY i.at DESC LIMIT ?3
      """, [index, start.microseconds, Self.reportRowLimit]
    ) { row in
      [
        "at": .string(try row.time(0).description), "creditor": .string(try row.text(1)),
        "creditorDocument": .string(try row.text(2)), "purpose": .string(try row.text(3)),
      ]
    }
  }

  /// How far back the person sees who inquired.
  static let consumerMemoryDays = 365
}
