package import Credit
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

  /// Starts the import of an upload. Where none is recorded the file goes again: nothing would
  /// point to it. Where that is not known it stays for `sweepUploads`.
  package func startUploadedImport(
    kind: ImportKind, contentPath: String, dryRun: Bool, confirmUntil: Instant? = nil,
    actor: Actor
  ) async throws -> ID<ImportJob> {
    do {
      return try await startImport(
        kind: kind, contentPath: contentPath, dryRun: dryRun, confirmUntil: confirmUntil,
        actor: actor)
    } catch let error as DatabaseError {
      if case .connectionLost = error { throw error }
      discardUpload(contentPath)
      throw error
    } catch {
      discardUpload(contentPath)
      throw error
    }
  }

  /// Deletes the uploads that no import knows and that nobody has written to since an instant of
  /// the machine's clock; tells how many.
  package func sweepUploads(in folder: String, before instant: Instant) async throws -> Int {
    let known = try await database.read { transaction in
      Set(
        try transaction.query(
          "SELECT content_path FROM imports WHERE content_path IS NOT NULL"
        ) { try $0.text(0) })
    }
    guard let handle = opendir(folder) else { return 0 }
    defer { closedir(handle) }
    var count = 0
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      let path = folder + "/" + name
      guard name.hasSuffix(".upload"), !known.contains(path) else { continue }
      var status = stat()
      guard stat(path, &status) == 0,
        Int64(status.st_mtim.tv_sec) < instant.unixSeconds, unlink(path) == 0
      else { continue }
      count += 1
    }
    return count
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
      var offset = 0
      while offset < buffer.count {
        let count = Glibc.write(file, buffer.baseAddress! + offset, buffer.count - offset)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw unwritable }
        offset += count
      }
    }
  }
}
