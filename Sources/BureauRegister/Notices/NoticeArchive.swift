package import Credit
import Letters
import SQLDatabase
import Sealing

/// For whom a letter is printed.
package enum LetterReader: Hashable, Sendable {
  /// The person whom it is sent to.
  case person
  /// The creditor: a copy (via do credor) without the code, which opens what all creditors have on
  /// the person.
  case creditor
}

extension Register {
  /// The letter of a record's newest notice as it was first printed; nil before one was issued.
  ///
  /// The bytes themselves are kept: another font or a newer program would print the same words
  /// with another hash, and the hash is evidence. The creditor's copy is printed and kept with
  /// the letter, and has a hash of its own.
  package func noticeDocument(
    of id: ID<ListedRecord>, participant: ID<Participant>, for reader: LetterReader
  ) async throws -> [UInt8]? {
    guard let notice = try await newestNotice(of: id, participant: participant) else { return nil }
    let kept = try await keptDocument(of: notice)
    return reader == .person ? kept.letter : kept.copy
  }

  /// Prints a letter that nobody has asked for yet.
  func keepDocument(of id: ID<Notice>) async throws {
    let notice = try await database.read { try printableNotice(id, in: $0) }
    guard let notice else { return }
    _ = try await keptDocument(of: notice)
  }

  private func keptDocument(
    of notice: PrintableNotice
  ) async throws -> (letter: [UInt8], copy: [UInt8]) {
    let found = try await database.read { try openDocument(of: notice.id, in: $0) }
    if let letter = found?.letter, let copy = found?.copy { return (letter, copy) }
    let copy = try await printer.printLetter(try letter(of: notice, for: .creditor))
    let printed: [UInt8]
    if let letter = found?.letter {
      printed = letter
    } else {
      printed = try await printer.printLetter(try letter(of: notice, for: .person))
    }
    return try await database.write { transaction in
      try transaction.execute(
        """
        INSERT INTO notice_documents (notice_id, pdf, creditor_copy) VALUES (?1, ?2, ?3)
        ON CONFLICT (notice_id) DO UPDATE SET
          creditor_copy = COALESCE(notice_documents.creditor_copy, excluded.creditor_copy)
        """,
        [
          notice.id.number, sealer.seal(printed, place: Self.documentPlace(notice.id)),
          sealer.seal(copy, place: Self.copyPlace(notice.id)),
        ])
      // Another process may have been first: what is kept counts, not what was just printed.
      guard let kept = try openDocument(of: notice.id, in: transaction), let copy = kept.copy
      else { throw DatabaseError.unexpectedValue(column: 0, expected: "notice document") }
      try transaction.execute(
        """
        UPDATE notices SET pdf_sha256 = COALESCE(pdf_sha256, ?2),
          copy_sha256 = COALESCE(copy_sha256, ?3)
        WHERE id = ?1
        """, [notice.id.number, Digest.sha256(kept.letter), Digest.sha256(copy)])
      return (kept.letter, copy)
    }
  }

  private func openDocument(
    of id: ID<Notice>, in transaction: Transaction
  ) throws -> (letter: [UInt8], copy: [UInt8]?)? {
    let sealed = try transaction.first(
      "SELECT pdf, creditor_copy FROM notice_documents WHERE notice_id = ?1", [id.number]
    ) { (letter: try $0.bytes(0), copy: try $0.optionalBytes(1)) }
    guard let sealed else { return nil }
    return (
      try sealer.open(sealed.letter, place: Self.documentPlace(id)),
      try sealed.copy.map { try sealer.open($0, place: Self.copyPlace(id)) }
    )
  }

  private static func documentPlace(_ id: ID<Notice>) -> String { "notice_documents.pdf/\(id)" }
  private static func copyPlace(_ id: ID<Notice>) -> String {
    "notice_documents.creditor_copy/\(id)"
  }
}
