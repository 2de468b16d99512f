import Glibc
import SQLDatabase
import Sealing
import World

extension Office {
  /// Writes an upload to a new file, in pieces as they come and durably, and answers with its
  /// path. What was written is deleted again if the pieces end in an error.
  package func keepUpload<Pieces: AsyncSequence>(
    _ pieces: Pieces, in folder: String
  ) async throws -> String where Pieces.Element == [UInt8] {
    let path = "\(folder)/\(Hexadecimal.encode(world.random.bytes(16))).upload"
    // Writing blocks, so that it is done on the database's own threads.
    let file = try await database.read { _ in
      mkdir(folder, 0o700)
      let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard file >= 0 else { throw Office.unwritable }
      return file
    }
    do {
      for try await piece in pieces {
        try await database.read { _ in try Office.append(piece, to: file) }
      }
      try await database.read { _ in
        guard fsync(file) == 0 else { throw Office.unwritable }
      }
    } catch {
      Glibc.close(file)
      unlink(path)
      throw error
    }
    Glibc.close(file)
    return path
  }

  /// Deletes an upload that no import was started for.
  package func discardUpload(_ path: String) {
    // A file that is gone already is what was wanted.
    unlink(path)
  }

  private static let unwritable = Refusal(
    .unavailable(retryAfterSeconds: 60), code: "upload-not-kept",
    detail:
      "O arquivo não pôde ser guardado no servidor; confira o espaço em disco e tente de novo."
  )

  private static func append(_ bytes: [UInt8], to file: Int32) throws {
    try bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return }
      var offset = 0
      while offset < buffer.count {
        let count = Glibc.write(file, start + offset, buffer.count - offset)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw unwritable }
        offset += count
      }
    }
  }
}
