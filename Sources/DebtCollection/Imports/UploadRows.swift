import Credit
import SQLDatabase
import Sealing

/// A file that was sent to be imported, kept in the database in sealed pieces until its import has
/// ended.
package enum Upload: Identified {
  package static let idPrefix = "upl"
}

enum UploadRows {
  /// Bytes of each piece but the last, before they are sealed.
  static let pieceBytes = 256 * 1024
  /// Pieces of one transaction, for writing and deleting.
  static let piecesPerWrite = 8

  static func begin(at now: Instant, in transaction: Transaction) throws -> ID<Upload> {
    let id = ID<Upload>(try transaction.nextIdentifier())
    try transaction.execute(
      "INSERT INTO uploads (id, touched_at) VALUES (?1, ?2)", [id, now])
    return id
  }

  static func append(
    _ pieces: [[UInt8]], from first: Int, to id: ID<Upload>, sealer: Sealer, at now: Instant,
    in transaction: Transaction
  ) throws {
    try transaction.executeMany(
      "INSERT INTO upload_pieces (upload_id, piece, content) VALUES (?1, ?2, ?3)",
      pieces.enumerated().map { index, content in
        let piece = first + index
        return [
          id.sqlValue, piece.sqlValue, sealer.seal(content, place: place(piece, of: id)).sqlValue,
        ]
      })
    try transaction.execute("UPDATE uploads SET touched_at = ?2 WHERE id = ?1", [id, now])
  }

  static func end(
    _ id: ID<Upload>, byteCount: Int, hash: [UInt8], in transaction: Transaction
  ) throws {
    try transaction.execute(
      "UPDATE uploads SET byte_count = ?2, content_hash = ?3 WHERE id = ?1",
      [id, byteCount, hash])
  }

  /// Length and SHA-256 of a whole upload; nil where it is not whole, or gone.
  static func measure(
    _ id: ID<Upload>, in transaction: Transaction
  ) throws -> (byteCount: Int, hash: [UInt8])? {
    try transaction.first(
      "SELECT byte_count, content_hash FROM uploads WHERE id = ?1 AND byte_count IS NOT NULL",
      [id]
    ) { (Int(try $0.integer(0)), try $0.bytes(1)) }
  }

  static func piece(
    _ piece: Int, of id: ID<Upload>, sealer: Sealer, in transaction: Transaction
  ) throws -> [UInt8]? {
    let sealed = try transaction.first(
      "SELECT content FROM upload_pieces WHERE upload_id = ?1 AND piece = ?2", [id, piece]
    ) { try $0.bytes(0) }
    return try sealed.map { try sealer.open($0, place: place(piece, of: id)) }
  }

  /// Deletes some of the pieces; tells whether there were any.
  static func deleteSome(of id: ID<Upload>, in transaction: Transaction) throws -> Bool {
    try transaction.execute(
      """
      DELETE FROM upload_pieces WHERE upload_id = ?1 AND piece IN (
        SELECT piece FROM upload_pieces WHERE upload_id = ?1 ORDER BY piece LIMIT ?2)
      """, [id, piecesPerWrite]) > 0
  }

  static func delete(_ id: ID<Upload>, in transaction: Transaction) throws {
    try transaction.execute("UPDATE imports SET upload_id = NULL WHERE upload_id = ?1", [id])
    try transaction.execute("DELETE FROM uploads WHERE id = ?1", [id])
  }

  private static func place(_ piece: Int, of id: ID<Upload>) -> String {
    "upload_pieces.content/\(id.number)/\(piece)"
  }
}
