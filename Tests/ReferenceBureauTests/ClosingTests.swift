import Credit
import HTTPTypes
import JSONText
import Refusals
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

  @Test(
    "a record that was corrected after a death was told of goes with it",
    arguments: TestDatabase.available)
  func deathTakesTheRecordThatFollows(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let old = try await bureau.list(SampleListing.body("r-1"))
      try await bureau.advance(to: "2026-12-04")
      try await bureau.register.reportDeath(
        of: try Document.parse(SampleListing.document),
        on: try #require(CivilDate(iso: "2026-12-01")))
      // The lane has not come to it yet.
      let answer = try await bureau.call(
        .post, "/v1/listings/\(old)/amendment", ["reference": "r-1b", "amountCents": 9_990])
      let new = try #require(try answer.json["id"]?.string)
      #expect(try answer.json["state"] == "visible")
      try await bureau.keeper.settle()
      #expect(try await bureau.record(old)["removalReason"] == "correction")
      #expect(try await bureau.record(new)["removalReason"] == "death")
    }
  }

  @Test(
    "whose contract has ended includes and corrects nothing, although its request was let in",
    arguments: TestDatabase.available)
  func anEndedContractTakesNothingMore(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let register = bureau.register
      let id = try #require(ID<ListedRecord>(try await bureau.list(SampleListing.body("r-1"))))
      let (participant, request) = try await register.database.read { transaction in
        let stored = try #require(try RecordRows.find(id, transaction))
        return (stored.record.participant, try register.request(of: stored))
      }
      try await register.endContract(of: participant)
      var another = request
      another.reference = "r-2"
      another.contractNumber = "C-2"
      let inclusion = another
      let included = await #expect(throws: Refusal.self) {
        try await register.receive(inclusion, from: participant)
      }
      #expect(included?.code == "contract-ended")
      let amended = await #expect(throws: Refusal.self) {
        try await register.amend(
          id, Amendment(reference: "r-1b", amount: Cents(9_990)), participant: participant)
      }
      #expect(amended?.code == "contract-ended")
      // What is there already is told as before.
      #expect(try await register.receive(request, from: participant).id == id)
      try await bureau.keeper.settle()
      let states = try await register.database.read { transaction in
        try transaction.query("SELECT state FROM records ORDER BY id") { try $0.text(0) }
      }
      #expect(states == ["removed"])
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
