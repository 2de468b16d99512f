import Credit
import HTTPTypes
import JSONText
import SQLDatabase
import TestKit
import Testing
import World

@testable import BureauRegister
@testable import BureauSite

/// What ends records without their creditor: courts, death, the end of a contract.
struct ClosingTests {
  @Test(arguments: TestDatabase.available)
  func deathRemovesEveryRecordAndTakesNoMore(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let id = try await bureau.list(SampleListing.body("r-1"))
      let other = try await bureau.list(SampleListing.body("r-2", document: "11144477735"))
      try await bureau.advance(to: "2026-12-04")
      let told = try await bureau.call(
        .post, "/v1/simulation/deaths",
        ["document": .string(SampleListing.document), "diedOn": "2026-12-01"])
      #expect(told.status == .noContent)
      try await bureau.keeper.settle()
      #expect(try await bureau.record(id)["removalReason"] == "death")
      #expect(try await bureau.state(other) == "visible")
      let late = try await bureau.list(SampleListing.body("r-3", dueOn: "2026-07-10"))
      #expect(
        try await bureau.record(late)["rejections"]?.elements?.map { $0["code"] }
          == ["debtor-deceased"])
    }
  }

  @Test(arguments: TestDatabase.available)
  func anEndedContractClosesEveryRecordOfItsParticipant(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let other = try await bureau.register.addParticipant(
        name: "Outro Credor", document: "11222333000181")
      let token = try await BureauBench.token(other, bureau.client)
      let mine = try await bureau.list(SampleListing.body("r-1"))
      let theirs = try await bureau.call(
        .post, "/v1/listings", SampleListing.body("r-1"), token: token
      ).json["id"]?.string
      try await bureau.keeper.settle()
      let ended = try await bureau.call(
        .post, "/v1/simulation/contract-end", token: token)
      #expect(ended.status == .noContent)
      try await bureau.keeper.settle()
      #expect(
        try await bureau.call(.get, "/v1/products", token: token).status == .unauthorized)
      let states = try await bureau.register.database.read { transaction in
        try transaction.query("SELECT id, state, removal_reason FROM records ORDER BY id") { row in
          [
            ID<ListedRecord>(try row.integer(0)).description, try row.text(1),
            try row.optionalText(2) ?? "",
          ]
        }
      }
      #expect(
        states == [
          [mine, "noticePending", ""],
          [try #require(theirs), "removed", "contract-ended"],
        ])
    }
  }

  @Test(arguments: TestDatabase.available)
  func aCourtsBlockStandsUntilItIsReleased(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let id = try await bureau.list(SampleListing.body("r-1"))
      let path = "/v1/simulation/listings/\(id)"
      #expect(
        try await bureau.call(.post, path + "/reinclusion-release").status == .notFound)
      _ = try await bureau.call(.post, "/v1/listings/\(id)/removal", ["reason": "court-order"])
      let blocked = try await bureau.list(SampleListing.body("r-2"))
      #expect(try await bureau.state(blocked) == "rejected")
      #expect(
        try await bureau.call(.post, path + "/reinclusion-release").status == .noContent)
      let free = try await bureau.list(SampleListing.body("r-3"))
      #expect(try await bureau.state(free) == "noticePending")
      #expect(try await bureau.state(id) == "removed")
    }
  }

  @Test(arguments: TestDatabase.available)
  func aSuspendedTermGoesOnWhereItStood(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let id = try await bureau.list(SampleListing.body("r-1"))
      try await bureau.advance(to: "2026-11-30", hour: 10)
      let path = "/v1/simulation/listings/\(id)"
      _ = try await bureau.call(
        .post, path + "/suspension", ["reason": "Liminar 5001234-11.2026.8.26.0100"])
      try await bureau.advance(to: "2026-12-20", hour: 10)
      #expect(try await bureau.state(id) == "suspended")
      let back = try await bureau.call(.post, path + "/reinstatement").json
      #expect(back["state"] == "noticePeriod")
      #expect(back["visibleFrom"] == "2026-12-24")
      try await bureau.advance(to: "2026-12-24")
      _ = try await bureau.call(.post, path + "/sub-judice")
      #expect(try await bureau.state(id) == "visibleSubJudice")
      let report = try await bureau.inquire(SampleListing.document)
      #expect(report["sections"]?["listings"]?.elements?.first?["subJudice"] == true)
      _ = try await bureau.call(.post, path + "/sub-judice-end")
      let events = try await bureau.call(.get, "/v1/listings/\(id)/events").json
      let told = events["data"]?.elements?.map {
        "\($0["event"]?.string ?? "-") \($0["reason"]?.string ?? $0["note"]?.string ?? "-")"
      }
      #expect(
        told == [
          "- -", "accepted -", "noticeIssued -",
          "suspended Liminar 5001234-11.2026.8.26.0100", "reinstated -", "termEnded -",
          "keptSubJudice -", "subJudiceEnded -",
        ])
      #expect(try await bureau.register.alteredHistories().isEmpty)
      try await bureau.register.database.write { transaction in
        try transaction.execute("UPDATE happenings SET note = 'outro' WHERE event = 'suspended'")
      }
      #expect(try await bureau.register.alteredHistories().map(\.description) == [id])
    }
  }
}
