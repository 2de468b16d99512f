import Credit
import Refusals
import SQLDatabase
import TestKit
import Testing
import World

@testable import DebtCollection

/// A wrong client_secret. The bureau locks an operator after five.
@Suite struct CredentialTests {
  @Test(
    "a wrong secret is tried once, whatever waits, and all goes on with the right one",
    arguments: TestDatabase.available)
  func triedOnce(_ engine: TestDatabase) async throws {
    try await Rehearsal.run(on: engine, seed: 5) { rehearsal in
      let setting = try await rehearsal.setUp()
      let office = rehearsal.office
      let book = FatedBook(seed: 3, people: 54, today: rehearsal.clock.now().civilDate)
      let imported = try await ImportedBook.take(book, into: rehearsal)
      let right = try await office.bureauEvents.bureauAccess(to: setting.integration).access
        .clientSecret
      var change = IntegrationChange()
      change.clientSecret = "errado"
      _ = try await office.integrations.updateIntegration(setting.integration, change)
      let run = try await office.collections.runCollections(dryRun: false, actor: .commandLine)
      // More than one worker's lanes, so that several would try at once.
      #expect(run.listed.count > TransmissionPolicy.concurrency)
      try await rehearsal.settle()
      #expect(try await rehearsal.failedLogins() == 1)
      #expect(try await office.integrations.integration(setting.integration).tokenState == .refused)
      try await rehearsal.advance(days: 2)
      let person = try #require(book.people.first { $0.isNatural })
      let asked = InquiryRequest(
        subject: .document(try Document.parse(person.document)), product: "x",
        purpose: .collection)
      for _ in 0..<3 {
        await #expect(throws: Refusal.self) {
          _ = try await office.inquiries.inquire(asked, actor: .commandLine)
        }
      }
      #expect(try await rehearsal.failedLogins() == 1)
      #expect(try await rehearsal.bureauRecords().isEmpty)

      change.clientSecret = right
      _ = try await office.integrations.updateIntegration(setting.integration, change)
      try await rehearsal.advance(hours: 1)
      #expect(try await rehearsal.bureauRecords().count == imported.book.titles(.listed).count)
    }
  }
}

extension Rehearsal {
  /// Wrong secrets that the bureau has counted since the last right one.
  fileprivate func failedLogins() async throws -> Int64 {
    try await bureauDatabase.read { transaction in
      try transaction.first("SELECT SUM(failed_logins) FROM credentials") { try $0.integer(0) }
    } ?? 0
  }
}
