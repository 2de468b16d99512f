import Credit
import Glibc
import SQLDatabase
import TestKit
import Testing
import World

@testable import DebtCollection

@Suite("Previews of imports")
struct ConfirmImportTests {
  private static func upload(
    _ test: TestOffice, _ text: String, in folder: String
  ) async throws -> String {
    try await test.office.keepUpload(
      AsyncStream { stream in
        stream.yield(Array(text.utf8))
        stream.finish()
      }, in: folder)
  }

  /// A folder of the test's own: the names in it come from a seed.
  private static func makeFolder() -> String {
    var template = Array("/tmp/adimple-confirm-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil, "no folder for the test: \(errno)")
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  @Test(arguments: TestDatabase.available)
  func aPreviewWritesNothingAndIsConfirmedOnce(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      let office = test.office
      let folder = Self.makeFolder()
      defer { rmdir(folder) }
      let path = try await Self.upload(test, ImportFiles.people, in: folder)
      let preview = try await office.previewImport(
        kind: .people, contentPath: path, actor: .system)
      let duty = ImportDuty(office: office, uploadFolder: folder)
      _ = try await duty.runDue()
      let seen = try await office.importReport(preview)
      #expect(seen.state == .finished)
      #expect(seen.created == 2)
      #expect(try await Self.people(test) == 0)
      #expect(Self.exists(path), "the file is kept until it is confirmed")
      #expect(try await office.earlierImport(of: preview) == nil)

      let confirmed = try await office.confirmImport(preview, actor: .system)
      #expect(try await office.confirmImport(preview, actor: .system) == confirmed)
      _ = try await duty.runDue()
      #expect(try await office.importReport(confirmed).created == 2)
      #expect(try await Self.people(test) == 2)
      #expect(!Self.exists(path), "nothing of the file stays")

      let again = try await office.previewImport(
        kind: .people, contentPath: try await Self.upload(test, ImportFiles.people, in: folder),
        actor: .system)
      _ = try await duty.runDue()
      let report = try await office.importReport(again)
      #expect(report.created == 0)
      #expect(report.unchanged == 2)
      #expect(try await office.earlierImport(of: again)?.id == confirmed)
    }
  }

  @Test(arguments: TestDatabase.available)
  func nobodyConfirmsAfterTheFileIsGone(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      let office = test.office
      let folder = Self.makeFolder()
      defer { rmdir(folder) }
      let duty = ImportDuty(office: office, uploadFolder: folder)
      for isDismissed in [true, false] {
        let path = try await Self.upload(test, ImportFiles.people + "\n", in: folder)
        let preview = try await office.previewImport(
          kind: .people, contentPath: path, actor: .system)
        let early = await refusal { _ = try await office.confirmImport(preview, actor: .system) }
        #expect(early?.code == "not-a-preview")
        _ = try await duty.runDue()
        if isDismissed {
          try await office.dismissImport(preview)
        } else {
          let due = try #require(try await duty.nextDue())
          #expect(due == test.clock.now().adding(seconds: Office.confirmationHours * 3_600))
          test.clock.move(to: due)
        }
        #expect(try await duty.runDue())
        #expect(!Self.exists(path))
        #expect(try await duty.nextDue() == nil)
        let late = await refusal { _ = try await office.confirmImport(preview, actor: .system) }
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
