import SQLDatabase
import TestKit
import Testing

@testable import BureauRegister

/// Somebody with the bureau's database and without its key changes what happened to a record.
@Suite("The bureau's trail, tampered with")
struct BureauTrailTests {
  @Test(
    "every tampering is found", arguments: TestDatabase.available,
    [
      ("DELETE FROM happenings WHERE version = 1", "apagad"),
      ("DELETE FROM happenings", "apagad"),
      ("UPDATE happenings SET actor = 'bureau' WHERE version = 1", "não é o que foi escrito"),
      ("UPDATE happenings SET hash = body_hash()", "não é o que foi escrito"),
      ("DELETE FROM trail_heads", "o selo do fim da corrente foi apagado"),
      ("UPDATE trail_heads SET sequence = 1", "o selo do fim da corrente foi alterado"),
      ("UPDATE happenings SET trail_number = NULL", "fora da corrente"),
    ])
  func tampering(_ engine: TestDatabase, _ tampering: (sql: String, words: String)) async throws {
    try await BureauBench.run(on: engine) { bureau in
      _ = try await bureau.list(SampleListing.body("R-1"))
      try await bureau.advance(to: "2026-11-26")
      let intact = try await bureau.register.verifyTrail()
      #expect(intact.findings.isEmpty && intact.rows >= 2, "\(intact.findings)")
      let sql = tampering.sql.replacing(
        "body_hash()", with: "(SELECT h.hash FROM happenings h ORDER BY h.id LIMIT 1)")
      try await bureau.database.write { transaction in
        try transaction.execute("DELETE FROM deliveries")
        try transaction.execute(sql)
      }
      let found = try await bureau.register.verifyTrail().findings
      #expect(found.contains { $0.contains(tampering.words) }, "\(found)")
    }
  }
}
