import Credit
import HTTPTypes
import JSONText
import SQLDatabase
import TestKit
import Testing
import Work
import World

@testable import BureauRegister
@testable import BureauSite

/// Letters are kept as long as somebody may need their proof, and no longer.
struct RetentionTests {
  @Test(arguments: TestDatabase.available)
  func discardedWorkIsForgottenAfterItsTime(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let now = bureau.clock.now()
      try await bureau.database.write { transaction in
        for (row, discarded) in [(1, now), (2, nil as Instant?)] {
          try transaction.execute(
            """
            INSERT INTO work_items (lane, row_id, attempts, must_ask, failed_at, discarded_at,
              discarded_by)
            VALUES ('mail', ?1, 6, 0, ?2, ?3, ?4)
            """, [row, now.microseconds, discarded?.microseconds, discarded.map { _ in "Ana" }])
        }
      }
      func count() async throws -> Int64? {
        try await bureau.database.read { transaction in
          try transaction.first("SELECT COUNT(*) FROM work_items") { try $0.integer(0) }
        }
      }
      let duty = RetentionDuty(register: bureau.register)
      let due = try #require(try await duty.nextDue())
      #expect(due == now.civilDate.adding(days: Lane.keptDays + 1).startOfDay)
      bureau.clock.move(to: due.adding(seconds: -1))
      #expect(try await !duty.runDue())
      bureau.clock.move(to: due)
      #expect(try await duty.runDue())
      #expect(try await count() == 1, "what failed and nobody has seen stays")
      #expect(try await duty.nextDue() == nil)
    }
  }

  @Test(arguments: TestDatabase.available)
  func answersAndInquiriesGoByTheirTerms(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let now = bureau.clock.now()
      try await bureau.database.write { transaction in
        try transaction.execute(
          """
          INSERT INTO kept_answers (scope, key, request_hash, claimed_at, status, headers, body)
          VALUES ('x', 'k', ?1, ?2, 200, '[]', ?1)
          """, [[UInt8(1)], now.microseconds])
        try transaction.execute(
          """
          INSERT INTO inquiries (id, participant_id, document_index, product, purpose, reference,
            at, restricted, partial, cost_cents)
          SELECT 1, MIN(id), ?1, 'basic', 'collection', 'r', ?2, 0, 0, 0 FROM participants
          """, [[UInt8(1)], now.microseconds])
      }
      func left(_ table: String) async throws -> Int64? {
        try await bureau.database.read { transaction in
          try transaction.first("SELECT COUNT(*) FROM \(table)") { try $0.integer(0) }
        }
      }
      let duty = RetentionDuty(register: bureau.register)
      let answers = try #require(try await duty.nextDue())
      #expect(answers == now.adding(seconds: BureauRetention.answerHours * 3_600 + 1))
      bureau.clock.move(to: answers.adding(seconds: -2))
      #expect(try await !duty.runDue())
      bureau.clock.move(to: answers)
      #expect(try await duty.runDue())
      #expect(try await left("kept_answers") == 0)
      let inquiries = try #require(try await duty.nextDue())
      let lastDay = now.civilDate.adding(years: BureauRetention.inquiryYears)
      #expect(inquiries == lastDay.adding(days: 1).startOfDay)
      bureau.clock.move(to: inquiries.adding(seconds: -1))
      #expect(try await !duty.runDue())
      bureau.clock.move(to: inquiries)
      #expect(try await duty.runDue())
      #expect(try await left("inquiries") == 0)
      #expect(try await duty.nextDue() == nil)
    }
  }

  @Test(arguments: TestDatabase.available)
  func lettersAreErasedFiveYearsAfterTheRecordWasClosed(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let id = try await bureau.list(SampleListing.body("r-1"))
      let amended = try await bureau.list(SampleListing.body("r-2", dueOn: "2026-09-10"))
      try await bureau.advance(to: "2026-11-23", hour: 18)
      let letter = try await bureau.call(.get, "/v1/listings/\(id)/notice.pdf")
      #expect(letter.status == .ok)
      // The second record is corrected: its successor stands on its letter.
      let next = try await bureau.call(
        .post, "/v1/listings/\(amended)/amendment",
        ["reference": "r-3", "amountCents": 9_000, "reason": "partial-payment"])
      let successor = try #require(try next.json["id"]?.string)
      _ = try await bureau.call(.post, "/v1/listings/\(id)/removal", ["reason": "payment"])
      try await bureau.advance(to: "2030-01-10")
      _ = try await bureau.call(
        .post, "/v1/listings/\(successor)/removal", ["reason": "payment"])
      try await bureau.advance(to: "2031-11-23", hour: 23)
      let kept = try await bureau.renewed().call(.get, "/v1/listings/\(id)/notice.pdf")
      #expect(kept.bytes == letter.bytes, "five full years")
      try await bureau.advance(to: "2031-11-24", hour: 1)
      let gone = try await bureau.renewed().call(.get, "/v1/listings/\(id)/notice.pdf")
      #expect(gone.status == .notFound)
      #expect(try gone.json["code"] == "notice-erased")
      let evidence = try await bureau.renewed().record(id)["noticeEvidence"]?.elements?.first
      #expect(evidence?["sha256"]?.string?.count == 64 && evidence?["postedOn"] == "2026-11-23")
      // The letter that the successor stood on waits for the successor's five years.
      let pages = try await bureau.renewed()
      let standing = try await pages.call(.get, "/v1/listings/\(successor)/notice.pdf")
      #expect(standing.status == .ok)
      try await bureau.advance(to: "2035-01-12")
      let last = try await bureau.renewed().call(.get, "/v1/listings/\(successor)/notice.pdf")
      #expect(last.status == .notFound)
      let left = try await bureau.database.read { transaction in
        try transaction.query(
          """
          SELECT (SELECT COUNT(*) FROM notice_documents), (SELECT COUNT(*) FROM letter_retentions)
          """
        ) { [try $0.integer(0), try $0.integer(1)] }
      }
      #expect(left == [[0, 0]])
    }
  }
}
