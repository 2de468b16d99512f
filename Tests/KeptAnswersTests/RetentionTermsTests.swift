import BureauRegister
import Credit
import DebtCollection
import HTTPService
import SQLDatabase
import TestKit
import Testing
import Work

/// Each table of both sides has its term of retention, or a reason to be kept.
@Suite("Terms of retention")
struct RetentionTermsTests {
  struct Side: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let migrations: [Migration]
    let terms: [Retention]
    let kept: [KeptTable]

    static let all = [
      Side(
        testDescription: "creditor", migrations: CreditorSchema.migrations,
        terms: CreditorRetention.terms, kept: CreditorRetention.kept),
      Side(
        testDescription: "bureau", migrations: BureauSchema.migrations,
        terms: BureauRetention.terms, kept: BureauRetention.kept),
    ]
  }

  @Test("each table has a term, or a reason to be kept", arguments: Side.all)
  func everyTable(_ side: Side) async throws {
    let tables = try await TestDatabase.sqlite.withDatabase(migrations: side.migrations) {
      try await $0.read { try TableDump.tables(in: $0) }
    }
    #expect(tables.count > 20)
    let termed = Set(side.terms.map(\.table)).union([WorkSchema.table])
    let kept = Set(side.kept.map(\.table))
    #expect(
      kept.count == side.kept.count && termed.isDisjoint(with: kept),
      "told twice: \(termed.intersection(kept).sorted())")
    let untold = Set(tables).subtracting(termed).subtracting(kept).sorted()
    #expect(
      untold.isEmpty, "add these to the side's Retention, or say why they are kept: \(untold)")
    let gone = termed.union(kept).subtracting(tables).sorted()
    #expect(gone.isEmpty, "no such tables: \(gone)")
    #expect(side.terms.allSatisfy { !$0.reason.isEmpty })
    #expect(side.kept.allSatisfy { !$0.because.isEmpty })
  }

  @Test("every term is a statement that both engines take", arguments: TestDatabase.available)
  func everyStatement(_ engine: TestDatabase) async throws {
    let day = try #require(CivilDate(year: 2026, month: 11, day: 24))
    for side in Side.all {
      try await engine.withDatabase(migrations: side.migrations) {
        (database) async throws -> Void in
        let work = RetentionWork(database: database, retentions: side.terms, lanes: [])
        #expect(try await work.nextDue() == nil)
        #expect(try await work.erase(at: day.at(hour: 3)).total == 0)
      }
    }
  }

  @Test("kept answers go when their keys are known no longer")
  func answers() {
    #expect(CreditorRetention.answerHours == IdempotencyKey.keptForHours)
    #expect(BureauRetention.answerHours == IdempotencyKey.keptForHours)
  }
}
