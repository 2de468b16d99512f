import Credit
import HTTPTypes
import JSONText
import SQLDatabase
import TestKit
import Testing

@testable import BureauRegister
@testable import BureauSite

/// The state terms as rows that are edited while the bureau runs.
struct StateTermsTableTests {
  @Test(arguments: TestDatabase.available)
  func theTableBeginsAsTheStandardOne(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: BureauSchema.migrations) { database in
      let rows = try await database.read { try StateTermRows.all($0) }
      let byID = { (rules: [StateRule]) in rules.sorted { $0.id < $1.id } }
      #expect(byID(rows.map(\.rule)) == byID(StateTerms.standard.rules))
    }
  }

  static let draft: JSON = [
    "state": "SP", "validFrom": "2026-12-01", "status": "inForce", "confidence": "high",
    "minimumDaysOverdue": 10, "noticeDays": 12, "law": "Lei de ensaio",
  ]

  @Test(arguments: TestDatabase.available)
  func aRevisedRowHoldsForWhatComesAndLeavesWhatWas(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let before = try await bureau.list(SampleListing.body("r-1"))
      let clash = try await bureau.call(.post, "/v1/simulation/state-terms", Self.draft)
      #expect(clash.status == .unprocessableContent)
      #expect(try clash.json["errors"]?.elements?.first?["code"] == "rule-overlap")
      let revised = try await bureau.call(
        .put, "/v1/simulation/state-terms/SP-2015-2", Self.draft)
      #expect(revised.status == .ok)
      #expect(try revised.json["id"] == "SP-2026-1")
      #expect(try revised.json["replaces"] == "SP-2015-2")
      // Until the day it begins on, the federal rule holds.
      let between = try await bureau.list(SampleListing.body("r-2", dueOn: "2026-08-11"))
      #expect(try await bureau.record(between)["appliedRule"]?["ruleId"] == "BR-1990-1")
      try await bureau.advance(to: "2026-12-01", hour: 9)
      let after = try await bureau.list(SampleListing.body("r-3", dueOn: "2026-08-12"))
      let young = try await bureau.list(SampleListing.body("r-4", dueOn: "2026-11-25"))
      let rule = try await bureau.record(after)["appliedRule"]
      #expect(rule?["ruleId"] == "SP-2026-1")
      #expect(rule?["noticeDays"] == 12)
      #expect(
        try await bureau.record(young)["rejections"]?.elements?.map { $0["code"] }
          == ["state-minimum-days"])
      #expect(try await bureau.record(before)["appliedRule"]?["ruleId"] == "SP-2015-2")
      let all = try await bureau.call(.get, "/v1/state-terms?state=SP&history=true").json
      #expect(all["data"]?.elements?.count == 3)
      let federal = try await bureau.call(
        .delete, "/v1/simulation/state-terms/BR-1990-1")
      #expect(federal.status == .unprocessableContent)
      #expect(
        try await bureau.call(.delete, "/v1/simulation/state-terms/SP-2026-1").status
          == .noContent)
      #expect(
        try await bureau.call(.delete, "/v1/simulation/state-terms/SP-2026-1").status
          == .notFound)
    }
  }

  @Test(arguments: TestDatabase.available)
  func whereTheLawAsksForPaperAnEMailIsRejected(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let body = SampleListing.body(
        "r-1", state: "GO", changes: [("noticeChannel", "email")])
      let debtor = SampleListing.replacing(
        [("email", "maria@provedor.example")], in: try #require(body["debtor"]))
      let id = try await bureau.list(
        SampleListing.replacing([("debtor", debtor)], in: body))
      #expect(
        try await bureau.record(id)["rejections"]?.elements?.map { $0["code"] }
          == ["channel-not-allowed"])
    }
  }
}
