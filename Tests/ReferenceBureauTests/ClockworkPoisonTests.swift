import Credit
import HTTPTypes
import JSONText
import SQLDatabase
import TestKit
import Testing
import Work

@testable import BureauRegister
@testable import BureauSite

@Suite("Terms of the bureau that can never be ended")
struct ClockworkPoisonTests {
  @Test(
    "a dispute that cannot be decided is set aside, and those behind it are decided",
    arguments: TestDatabase.available)
  func dispute(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      var ids: [String] = []
      for day in 1...2 {
        ids.append(try await bureau.list(SampleListing.body("r-\(day)", dueOn: "2026-08-0\(day)")))
      }
      try await bureau.advance(to: "2026-12-04", hour: 10)
      for id in ids {
        let opened = try await bureau.call(
          .post, "/v1/simulation/listings/\(id)/dispute",
          ["reason": "not-owed", "statement": "Não devo."])
        #expect(opened.status == .created)
      }
      try await bureau.poison("disputes")
      try await bureau.advance(to: "2026-12-09", hour: 1)
      #expect(try await bureau.state(ids[0]) == "suspended")
      #expect(try await bureau.record(ids[1])["removalReason"] == "consumer-statement")
      try await bureau.expectOneFailure(in: "disputes")
    }
  }

  @Test(
    "a mail that no letter can follow is set aside, and the letters of the others are posted",
    arguments: TestDatabase.available)
  func mail(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      var ids: [String] = []
      for day in 1...2 {
        ids.append(
          try await bureau.list(
            try NoticeByMailTests.body(
              "r-\(day)", to: "ana@semresposta.example", dueOn: "2026-08-0\(day)")))
      }
      try await bureau.advance(to: "2026-11-23", hour: 18)
      try await bureau.poison("notices")
      try await bureau.advance(to: "2026-11-25", hour: 19)
      let records = [try await bureau.record(ids[0]), try await bureau.record(ids[1])]
      #expect(records.map { $0["noticeChannel"] } == ["email", "letter"])
      #expect(records[0]["noticeEvidence"]?.elements?.count == 1, "nothing is half done")
      try await bureau.expectOneFailure(in: "mail")
    }
  }

  @Test(
    "letters that cannot be erased are set aside, and those behind them are erased",
    arguments: TestDatabase.available)
  func retention(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      var ids: [String] = []
      for day in 1...2 {
        ids.append(try await bureau.list(SampleListing.body("r-\(day)", dueOn: "2026-08-0\(day)")))
      }
      try await bureau.advance(to: "2026-11-23", hour: 18)
      for id in ids {
        _ = try await bureau.call(.post, "/v1/listings/\(id)/removal", ["reason": "payment"])
      }
      try await bureau.poison("letter_retentions", key: "record_id", on: "DELETE")
      try await bureau.advance(to: "2031-11-24", hour: 1)
      let later = try await bureau.renewed()
      var statuses: [HTTPResponse.Status] = []
      for id in ids {
        statuses.append(try await later.call(.get, "/v1/listings/\(id)/notice.pdf").status)
      }
      #expect(statuses == [.ok, .notFound])
      try await bureau.expectOneFailure(in: "retention")
    }
  }
}

extension BureauBench {
  /// The first row of a table.
  fileprivate func poison(
    _ table: String, key: String = "id", on change: String = "UPDATE"
  ) async throws {
    try await register.database.write { transaction in
      let first = try transaction.first("SELECT MIN(\(key)) FROM \(table)") { try $0.integer(0) }
      try transaction.poison(table, try #require(first), key: key, on: change)
    }
  }

  /// One row of the lane was set aside after all attempts, and nothing of it waits.
  fileprivate func expectOneFailure(in lane: String) async throws {
    let failed = try await register.failedWork(in: lane)
    #expect(failed.map(\.attempts) == [RetryPolicy.inside.attempts])
    #expect(failed.first?.lastError.isEmpty == false)
    let standing = try await register.queues().first { $0.name == lane }
    #expect(standing?.failed == 1 && standing?.waiting == 0 && standing?.running == 0)
  }
}
