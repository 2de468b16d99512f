package import Credit
import Letters
import SQLDatabase
import Sealing

extension Register {
  /// The letter of a record's newest notice as it was first printed; nil before one was issued.
  ///
  /// The bytes themselves are kept: another font or a newer program would print the same words
  /// with another hash, and the hash is evidence.
  package func noticeDocument(
    of id: ID<ListedRecord>, participant: ID<Participant>
  ) async throws -> [UInt8]? {
    guard let notice = try await newestNotice(of: id, participant: participant) else { return nil }
    return try await keptDocument(of: notice)
  }

  /// Prints a letter that nobody has asked for yet.
  func keepDocument(of id: ID<Notice>) async throws {
    let notice = try await database.read { try printableNotice(id, in: $0) }
    guard let notice else { return }
    _ = try await keptDocument(of: notice)
  }

  private func keptDocument(of notice: PrintableNotice) async throws -> [UInt8] {
    if let kept = try await database.read({ try openDocument(of: notice.id, in: $0) }) {
      return kept
    }
    let printed = try await printer.printLetter(try letter(of: notice))
    return try await database.write { transaction in
      try transaction.execute(
        "INSERT INTO notice_documents (notice_id, pdf) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        [notice.id.number, sealer.seal(printed, place: Self.documentPlace(notice.id))])
      // Another process may have been first: what is kept counts, not what was just printed.
      guard let kept = try openDocument(of: notice.id, in: transaction) else {
        throw DatabaseError.unexpectedValue(column: 0, expected: "notice document")
      }
      try transaction.execute(
        "UPDATE notices SET pdf_sha256 = ?2 WHERE id = ?1 AND pdf_sha256 IS NULL",
        [notice.id.number, Digest.sha256(kept)])
      return kept
    }
  }

  private func openDocument(
    of id: ID<Notice>, in transaction: Transaction
  ) throws -> [UInt8]? {
    let sealed = try transaction.first(
      "SELECT pdf FROM notice_documents WHERE notice_id = ?1", [id.number]
    ) { try $0.bytes(0) }
    return try sealed.map { try sealer.open($0, place: Self.documentPlace(id)) }
  }

  private static func documentPlace(_ id: ID<Notice>) -> String { "notice_documents.pdf/\(id)" }
}
