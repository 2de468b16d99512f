package import Credit
import Logging
import SQLDatabase
import Sealing
import World

extension Imports {
  /// Keeps an upload in the database, in pieces as they come, and answers with its id. What was
  /// written is deleted again if the pieces end in an error; what a dying process left is deleted
  /// by `UploadDuty`. UTF-16 is kept as UTF-8.
  package func keepUpload<Pieces: AsyncSequence>(
    _ pieces: Pieces
  ) async throws -> ID<Upload> where Pieces.Element == [UInt8] {
    let begun = world.clock.now()
    let id = try await database.write { try UploadRows.begin(at: begun, in: $0) }
    do {
      var digest = RunningDigest()
      var byteCount = 0
      var waiting: [UInt8] = []
      var pieceCount = 0
      var transcoder = UTF16Transcoder()
      for try await piece in pieces {
        digest.add(piece)
        let kept = transcoder.take(piece)
        byteCount += kept.count
        waiting += kept
        while waiting.count >= UploadRows.pieceBytes * UploadRows.piecesPerWrite {
          let full = UploadRows.pieceBytes * UploadRows.piecesPerWrite
          try await append(Array(waiting.prefix(full)), from: pieceCount, to: id)
          waiting.removeFirst(full)
          pieceCount += UploadRows.piecesPerWrite
        }
      }
      let rest = transcoder.finish()
      byteCount += rest.count
      waiting += rest
      if !waiting.isEmpty { try await append(waiting, from: pieceCount, to: id) }
      let (count, hash) = (byteCount, digest.finish())
      try await database.write { try UploadRows.end(id, byteCount: count, hash: hash, in: $0) }
      return id
    } catch {
      await giveUpUpload(id)
      throw error
    }
  }

  private func append(_ bytes: [UInt8], from first: Int, to id: ID<Upload>) async throws {
    let pieces = stride(from: 0, to: bytes.count, by: UploadRows.pieceBytes).map {
      Array(bytes[$0..<min($0 + UploadRows.pieceBytes, bytes.count)])
    }
    let (sealer, now) = (sealer, world.clock.now())
    try await database.write {
      try UploadRows.append(pieces, from: first, to: id, sealer: sealer, at: now, in: $0)
    }
  }

  /// Deletes an upload and everything of it.
  package func discardUpload(_ id: ID<Upload>) async throws {
    while try await database.write({ try UploadRows.deleteSome(of: id, in: $0) }) {}
    try await database.write { try UploadRows.delete(id, in: $0) }
  }

  /// Deletes an upload that no import was started for, on the way out of a failure.
  package func giveUpUpload(_ id: ID<Upload>) async {
    do {
      try await discardUpload(id)
    } catch {
      // `UploadDuty` deletes it later.
      world.logger.warning(
        "an upload could not be deleted", metadata: ["errorType": "\(type(of: error))"])
    }
  }
}
