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
    try await test.office.imports.startImport(
      kind: .people, contentPath: path, dryRun: false, resumes: actor == .commandLine,
      actor: actor)
  }

  @Test(
    "one that a command does is not taken by the service", arguments: TestDatabase.available)
  func command(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.with(Array(ImportFiles.people.utf8)) { path in
        let id = try await Self.start(test, path, actor: .commandLine)
        let duty = ImportDuty(office: test.office)
        #expect(try await !duty.runDue())
        #expect(try await test.office.imports.importReport(id).positionBytes == 0)
        #expect(try await test.office.imports.continueImport(id).state == .finished)
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
              let duty = ImportDuty(office: office, worker: name)
              while try await duty.runDue() {}
            }
          }
          try await group.waitForAll()
        }
        var created = 0
        for id in ids {
          let report = try await office.imports.importReport(id)
          #expect(report.state == .finished)
          #expect(report.created + report.unchanged == 2 && report.refused == 0)
          created += report.created
        }
        #expect(created == 2)
      }
    }
  }
}
