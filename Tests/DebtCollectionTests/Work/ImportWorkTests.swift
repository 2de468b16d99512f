import Credit
import SQLDatabase
import TestKit
import Testing
import Work
import World

@testable import DebtCollection

@Suite("Imports as work")
struct ImportWorkTests {
  private static func start(
    _ test: TestOffice, _ path: String, actor: Actor = .system
  ) async throws -> ID<ImportJob> {
    try await test.office.startImport(
      kind: .people, contentPath: path, dryRun: false, resumes: actor == .commandLine,
      actor: actor)
  }

  /// The same import with a file that this process cannot open.
  private static func hide(_ id: ID<ImportJob>, _ test: TestOffice) async throws {
    try await test.office.database.write { transaction in
      _ = try transaction.execute(
        "UPDATE imports SET content_path = '/nowhere/of/this/host.csv' WHERE id = ?1", [id])
    }
  }

  @Test(
    "one whose file only another process can open is left for it, and failed when nobody comes",
    arguments: TestDatabase.available)
  func foreignFile(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.with(Array(ImportFiles.people.utf8)) { path in
        let foreign = try await Self.start(test, path)
        try await Self.hide(foreign, test)
        let own = try await Self.start(test, path)
        let duty = ImportDuty(office: test.office, uploadFolder: nil)
        #expect(try await duty.runDue())
        #expect(try await test.office.importReport(own).state == .finished)
        #expect(try await test.office.importReport(foreign).state == .running)
        #expect(try await test.office.failedWork(in: "imports").isEmpty)
        while let due = try await duty.nextDue() {
          test.clock.move(to: due)
          _ = try await duty.runDue()
        }
        let given = try await test.office.importReport(foreign)
        #expect(given.state == .failed && given.problem?.isEmpty == false)
        let waited = test.clock.now().microseconds(since: given.startedAt) / 1_000_000
        #expect(waited >= Int64(Office.unreadableLimitSeconds))
      }
    }
  }

  @Test(
    "one that a command does is not taken by the service", arguments: TestDatabase.available)
  func command(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.with(Array(ImportFiles.people.utf8)) { path in
        let id = try await Self.start(test, path, actor: .commandLine)
        let duty = ImportDuty(office: test.office, uploadFolder: nil)
        #expect(try await !duty.runDue())
        #expect(try await test.office.importReport(id).positionBytes == 0)
        #expect(try await test.office.continueImport(id).state == .finished)
        #expect(try await duty.nextDue() == nil)
      }
    }
  }

  @Test("two processes do every line once", arguments: TestDatabase.available)
  func twoWorkers(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.with(Array(ImportFiles.people.utf8)) { path in
        var ids: [ID<ImportJob>] = []
        for _ in 0..<3 { ids.append(try await Self.start(test, path)) }
        let office = test.office
        try await withThrowingTaskGroup(of: Void.self) { group in
          for name in ["first", "second"] {
            group.addTask {
              let duty = ImportDuty(office: office, uploadFolder: nil, worker: name)
              while try await duty.runDue() {}
            }
          }
          try await group.waitForAll()
        }
        var created = 0
        for id in ids {
          let report = try await office.importReport(id)
          #expect(report.state == .finished)
          #expect(report.created + report.unchanged == 2 && report.refused == 0)
          created += report.created
        }
        #expect(created == 2)
      }
    }
  }
}
