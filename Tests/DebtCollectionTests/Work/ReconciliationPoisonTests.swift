import Credit
import SQLDatabase
import Synchronization
import TestKit
import Testing
import Work
import World

@testable import DebtCollection

@Suite("A reconciliation that can never end")
struct ReconciliationPoisonTests {
  @Test(
    "is set aside with its reason, and those behind it are done",
    arguments: TestDatabase.available)
  func poison(_ engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let office = desk.office
      let other = try await Desk.addIntegration(office, clientId: "second")
      let first = try await office.reconciliations.startReconciliation(
        integration: desk.integration, actor: desk.actor)
      let second = try await office.reconciliations.startReconciliation(
        integration: other, actor: desk.actor)
      desk.bureau.script.withLock {
        $0.pages = [.answered(BureauPage(records: [], nextCursor: nil))]
      }
      _ = try await office.database.write {
        try $0.poison("reconciliations", first.id.number, except: "NEW.state = 'failed'")
      }
      let duty = ReconciliationDuty(office: office)
      while let due = try await duty.nextDue() {
        desk.clock.move(to: max(due, desk.clock.now()))
        _ = try await duty.runDue()
      }
      #expect(try await office.reconciliations.reconciliation(second.id).state == .finished)
      #expect(try await office.reconciliations.reconciliation(first.id).state == .failed)
      let failed = try await office.workQueues.failedWork(
        in: Reconciliations.reconciliationLaneName)
      #expect(failed.map(\.attempts) == [RetryPolicy.inside.attempts])
      #expect(failed.map(\.subject) == [first.id.description])
      #expect(failed.first?.lastError.isEmpty == false)
      let standing = try await office.workQueues.queues().first { $0.name == duty.name }
      #expect(standing?.failed == 1 && standing?.waiting == 0 && standing?.running == 0)
    }
  }
}
