import Credit
import SQLDatabase
import TestKit
import Testing

@testable import DebtCollection

@Suite("Audit of the histories")
struct AuditTests {
  struct Tampering: Sendable {
    let sql: String
    let kinds: [BrokenLink.Kind]
    let sequence: Int
  }

  @Test(
    "every change of a history shows", arguments: TestDatabase.available,
    [
      Tampering(
        sql: "UPDATE timeline SET detail = 'x' WHERE sequence = 1", kinds: [.changed], sequence: 1),
      Tampering(
        sql: "UPDATE timeline SET actor = 'x' WHERE sequence = 2", kinds: [.changed], sequence: 2),
      Tampering(
        sql: "UPDATE timeline SET at = at + 1 WHERE sequence = 2", kinds: [.changed], sequence: 2),
      Tampering(
        sql: "DELETE FROM timeline WHERE sequence = 1", kinds: [.missing, .changed, .length],
        sequence: 1),
      Tampering(
        sql: "DELETE FROM timeline WHERE sequence = 2", kinds: [.length, .head], sequence: 1),
      Tampering(
        sql: "UPDATE listings SET timeline_length = 1", kinds: [.length, .data], sequence: 2),
      Tampering(sql: "DELETE FROM timeline", kinds: [.length, .head], sequence: 0),
    ])
  func tampering(engine: TestDatabase, tampering: Tampering) async throws {
    try await Desk.with(engine) { desk in
      let person = try await desk.addPerson()
      let listing = try await desk.addListing(.queued, of: person)
      let intact = try await desk.office.auditTrail.verifyAudit()
      #expect(intact.isIntact)
      #expect(intact.listings == 1)
      #expect(intact.entries == 2)
      _ = try await desk.office.database.write { try $0.execute(tampering.sql) }
      let report = try await desk.office.auditTrail.verifyAudit()
      #expect(!report.isIntact)
      #expect(report.broken.map(\.kind) == tampering.kinds)
      #expect(report.broken.first?.listing == listing)
      #expect(report.broken.first?.sequence == tampering.sequence)
    }
  }

  @Test("more listings than one batch are all checked", arguments: TestDatabase.available)
  func batches(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let person = try await desk.addPerson()
      for _ in 0...AuditTrail.auditBatchSize { try await desk.addListing(.queued, of: person) }
      #expect(
        try await desk.office.auditTrail.verifyAudit().listings == AuditTrail.auditBatchSize + 1)
    }
  }
}
