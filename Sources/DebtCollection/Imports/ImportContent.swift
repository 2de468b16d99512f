import Credit
import SQLDatabase
import Sealing

/// The content of an import: an upload in the database, which any process can read.
struct ImportContent: Sendable {
  /// Bytes that are read at once.
  static let blockBytes = 256 * 1024

  let upload: ID<Upload>
  let sealer: Sealer

  /// So many bytes; fewer only where the content ends.
  func read(at offset: Int, count: Int, in transaction: Transaction) throws -> [UInt8] {
    guard count > 0 else { return [] }
    let first = offset / UploadRows.pieceBytes
    let last = (offset + count - 1) / UploadRows.pieceBytes
    var bytes: [UInt8] = []
    bytes.reserveCapacity((last - first + 1) * UploadRows.pieceBytes)
    for piece in first...last {
      guard
        let content = try UploadRows.piece(piece, of: upload, sealer: sealer, in: transaction)
      else { break }
      bytes += content
    }
    let begin = offset - first * UploadRows.pieceBytes
    guard begin < bytes.count else { return [] }
    return Array(bytes[begin..<min(begin + count, bytes.count)])
  }
}
