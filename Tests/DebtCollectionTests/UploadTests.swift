import Credit
import Refusals
import SQLDatabase
import TestKit
import Testing
import Work
import World

@testable import DebtCollection

/// Uploads are in the database: whoever works at an import can read its content.
@Suite("Uploads")
struct UploadTests {
  static func stream(_ pieces: [[UInt8]], _ failure: (any Error)? = nil) -> AsyncThrowingStream<
    [UInt8], any Error
  > {
    AsyncThrowingStream { stream in
      for piece in pieces { stream.yield(piece) }
      stream.finish(throwing: failure)
    }
  }

  /// Another process: an office of its own on the same database, without any file of the first.
  private static func other(_ test: TestOffice) -> Office {
    Office(
      database: test.office.database, world: test.office.world, sealer: test.office.sealer,
      documents: test.office.documents, connectors: test.office.connectors, publicURL: nil)
  }

  private static func rows(_ test: TestOffice) async throws -> [Int64] {
    try await test.office.database.read { transaction in
      try ["uploads", "upload_pieces"].map { table in
        try transaction.first("SELECT count(*) FROM \(table)") { try $0.integer(0) } ?? -1
      }
    }
  }

  @Test("another process imports what was sent to the first", arguments: TestDatabase.available)
  func twoProcesses(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      let upload = try await test.office.imports.keepUpload(
        Self.stream([Array(ImportFiles.people.utf8)]))
      let id = try await test.office.imports.startImport(
        kind: .people, upload: upload, dryRun: false, actor: .system)
      _ = try await ImportDuty(office: Self.other(test)).runDue()
      let report = try await test.office.imports.importReport(id)
      #expect(report.state == .finished)
      #expect(report.created == 2)
      #expect(try await UploadDuty(office: Self.other(test)).runDue())
      #expect(try await Self.rows(test) == [0, 0])
    }
  }

  /// The file of a command is taken into the database before the import is seen by anybody.
  @Test("another process imports the file of a command", arguments: TestDatabase.available)
  func command(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      let id = try await ImportFiles.with(Array(ImportFiles.people.utf8)) { path in
        try await test.office.imports.startImport(
          kind: .people, contentPath: path, dryRun: false, actor: .commandLine)
      }
      // The file is gone by now.
      _ = try await ImportDuty(office: Self.other(test)).runDue()
      #expect(try await test.office.imports.importReport(id).created == 2)
    }
  }

  @Test("content comes back as it was, from any place", arguments: TestDatabase.available)
  func content(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      let count = UploadRows.pieceBytes * (UploadRows.piecesPerWrite + 1) + 77
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 9) }
      // In pieces that end anywhere.
      let pieces = stride(from: 0, to: count, by: 100_003).map {
        Array(bytes[$0..<min($0 + 100_003, count)])
      }
      let upload = try await test.office.imports.keepUpload(Self.stream(pieces))
      let content = ImportContent(upload: upload, sealer: test.office.sealer)
      let edge = UploadRows.pieceBytes
      for (offset, length) in [
        (0, 10), (edge - 1, 1), (edge - 1, 2), (edge, edge), (5, edge * 2), (count - 77, 77),
        (count - 5, 500), (count, 9), (0, 0),
      ] {
        let read = try await test.office.database.read {
          try content.read(at: offset, count: length, in: $0)
        }
        #expect(read == Array(bytes[offset..<min(offset + length, count)]), "\(offset) \(length)")
      }
      let sealed = try await test.office.database.read { transaction in
        try transaction.first(
          "SELECT content FROM upload_pieces WHERE upload_id = ?1 AND piece = 0", [upload]
        ) { try $0.bytes(0) }
      }
      #expect(sealed?.count == edge + 29)
      #expect(sealed.map { !$0.contains(bytes.prefix(64)) } == true)
    }
  }

  @Test("nothing stays of an upload that failed", arguments: TestDatabase.available)
  func failures(_ engine: TestDatabase) async throws {
    struct Broken: Error {}
    try await TestOffice.with(engine) { test in
      let piece = [UInt8](repeating: 65, count: UploadRows.pieceBytes * UploadRows.piecesPerWrite)
      await #expect(throws: Broken.self) {
        _ = try await test.office.imports.keepUpload(Self.stream([piece, piece], Broken()))
      }
      #expect(try await Self.rows(test) == [0, 0])
      // A start that is refused.
      let empty = try await test.office.imports.keepUpload(Self.stream([]))
      let refused = await refusal {
        _ = try await test.office.imports.startImport(
          kind: .people, upload: empty, dryRun: false, actor: .system)
      }
      #expect(refused?.code == "empty-file")
      #expect(try await Self.rows(test) == [0, 0])
      // A start that the database fails.
      let upload = try await test.office.imports.keepUpload(Self.stream([piece]))
      let stumbling = Office(
        database: StumblingDatabase(test.office.database, errors: [.diskFull]),
        world: test.office.world, sealer: test.office.sealer, documents: test.office.documents,
        connectors: test.office.connectors, publicURL: nil)
      await #expect(throws: DatabaseError.diskFull) {
        _ = try await stumbling.imports.startImport(
          kind: .people, upload: upload, dryRun: false, actor: .system)
      }
      #expect(try await Self.rows(test) == [0, 0])
    }
  }

  @Test("what a dead process left is deleted", arguments: TestDatabase.available)
  func stranded(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      let duty = UploadDuty(office: test.office)
      _ = try await test.office.imports.keepUpload(Self.stream([[65], [66]]))
      #expect(try await !duty.runDue())
      let due = try #require(try await duty.nextDue())
      #expect(due == test.clock.now().adding(seconds: UploadDuty.strandedHours * 3_600))
      test.clock.move(to: due)
      #expect(try await duty.runDue())
      #expect(try await Self.rows(test) == [0, 0])
      #expect(try await duty.nextDue() == nil)
    }
  }
}
