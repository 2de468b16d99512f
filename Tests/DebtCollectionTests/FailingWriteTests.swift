import Credit
import SQLDatabase
import TestKit
import Testing
import World

@testable import DebtCollection

/// Writes that the database refuses for a while.
@Suite("A database that cannot write for a while")
struct FailingWriteTests {
  @Test(
    "a key opens what only reads, though its use cannot be noted",
    arguments: [DatabaseError.busy, .diskFull, .connectionLost("gone")])
  func key(_ error: DatabaseError) async throws {
    try await TestOffice.with(.sqlite) { test in
      let made = try await test.office.apiKeys.addAPIKey(
        name: "erp", role: .auditor, actor: .commandLine)
      let office = test.office(stumbling: [error])
      #expect(try await office.apiKeys.apiKey(secret: made.secret)?.id == made.key.id)
      #expect(try await office.apiKeys.apiKeys().map(\.lastUsedAt) == [nil])
      // The next use is noted.
      #expect(try await office.apiKeys.apiKey(secret: made.secret)?.id == made.key.id)
      #expect(try await office.apiKeys.apiKeys().map(\.lastUsedAt) == [test.clock.now()])
    }
  }

  @Test("an import does a chunk again that met another one's rows, and no other failure")
  func collision() async throws {
    try await TestOffice.with(.sqlite) { test in
      try await ImportFiles.with(Array(ImportFiles.people.utf8)) { path in
        let collision = DatabaseError.uniqueViolation("people_document")
        let id = try await test.office.imports.startImport(
          kind: .people, contentPath: path, dryRun: false, actor: .system)
        await #expect(throws: DatabaseError.diskFull) {
          _ = try await test.office(stumbling: [nil, collision, .diskFull]).imports.continueImport(
            id)
        }
        // The first write claims the import.
        let office = test.office(stumbling: [nil, collision, collision])
        let report = try await office.imports.continueImport(id)
        #expect(ImportFiles.counts(report) == [2, 0, 0, 0])
      }
    }
  }
}

extension TestOffice {
  fileprivate func office(stumbling errors: [DatabaseError?]) -> Office {
    Office(
      database: StumblingDatabase(office.database, errors: errors), world: office.world,
      sealer: office.sealer, documents: office.documents, connectors: office.connectors,
      publicURL: nil)
  }
}
