import Credit
import Refusals
import SQLDatabase
import TestKit
import Testing
import Work
import World

@testable import DebtCollection

@Suite("Previews of imports")
struct ConfirmImportTests {
  private static func upload(
    _ test: TestOffice, _ text: String
  ) async throws -> ID<Upload> {
    try await test.office.imports.keepUpload(UploadTests.stream([Array(text.utf8)]))
  }

  private static func exists(_ upload: ID<Upload>, _ test: TestOffice) async throws -> Bool {
    try await test.office.database.read { transaction in
      try transaction.first(
        "SELECT count(*) FROM upload_pieces WHERE upload_id = ?1", [upload]
      ) { try $0.integer(0) > 0 } ?? false
    }
  }

  @Test(arguments: TestDatabase.available)
  func aPreviewWritesNothingAndIsConfirmedOnce(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      let office = test.office
      let upload = try await Self.upload(test, ImportFiles.people)
      let preview = try await office.imports.previewImport(
        kind: .people, upload: upload, actor: .system)
      let (duty, sweep) = (ImportDuty(office: office), UploadDuty(office: office))
      _ = try await duty.runDue()
      let seen = try await office.imports.importReport(preview)
      #expect(seen.state == .finished)
      #expect(seen.created == 2)
      #expect(try await Self.people(test) == 0)
      _ = try await sweep.runDue()
      #expect(try await Self.exists(upload, test), "the file is kept until it is confirmed")
      #expect(try await office.imports.earlierImport(of: preview) == nil)

      let confirmed = try await office.imports.confirmImport(preview, actor: .system)
      #expect(try await office.imports.confirmImport(preview, actor: .system) == confirmed)
      _ = try await duty.runDue()
      #expect(try await office.imports.importReport(confirmed).created == 2)
      #expect(try await Self.people(test) == 2)
      _ = try await sweep.runDue()
      #expect(try await !Self.exists(upload, test), "nothing of the file stays")

      let again = try await office.imports.previewImport(
        kind: .people, upload: try await Self.upload(test, ImportFiles.people), actor: .system)
      _ = try await duty.runDue()
      let report = try await office.imports.importReport(again)
      #expect(report.created == 0)
      #expect(report.unchanged == 2)
      #expect(try await office.imports.earlierImport(of: again)?.id == confirmed)
    }
  }

  @Test(arguments: TestDatabase.available)
  func nobodyConfirmsAfterTheFileIsGone(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      let office = test.office
      let (duty, sweep) = (ImportDuty(office: office), UploadDuty(office: office))
      for isDismissed in [true, false] {
        let upload = try await Self.upload(test, ImportFiles.people + "\n")
        let preview = try await office.imports.previewImport(
          kind: .people, upload: upload, actor: .system)
        let early = await refusal {
          _ = try await office.imports.confirmImport(preview, actor: .system)
        }
        #expect(early?.code == "not-a-preview")
        _ = try await duty.runDue()
        if isDismissed {
          try await office.imports.dismissImport(preview)
        } else {
          let due = try #require(try await sweep.nextDue())
          #expect(due == test.clock.now().adding(seconds: Imports.confirmationHours * 3_600))
          test.clock.move(to: due)
        }
        #expect(try await sweep.runDue())
        #expect(try await !Self.exists(upload, test))
        #expect(try await sweep.nextDue() == nil)
        let late = await refusal {
          _ = try await office.imports.confirmImport(preview, actor: .system)
        }
        #expect(late?.code == "file-gone")
        #expect(try await Self.people(test) == 0)
      }
    }
  }

  private static func people(_ test: TestOffice) async throws -> Int64 {
    try await test.office.database.read { transaction in
      try transaction.first("SELECT count(*) FROM people") { try $0.integer(0) }
    } ?? 0
  }
}
