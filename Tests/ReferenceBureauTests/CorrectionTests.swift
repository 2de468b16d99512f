import Credit
import HTTPTypes
import JSONText
import TestKit
import Testing
import World

@testable import BureauRegister
@testable import BureauSite

/// Corrections: a record is closed and another stands for the debt, in one step.
struct CorrectionTests {
  private static func amend(
    _ bureau: BureauBench, _ id: String, _ reference: String, _ cents: Int64,
    _ more: [JSON.Member] = []
  ) async throws -> Answer {
    let body = JSON.object(
      [.init("reference", .string(reference)), .init("amountCents", .integer(cents))] + more)
    return try await bureau.call(.post, "/v1/listings/\(id)/amendment", body)
  }

  @Test(arguments: TestDatabase.available)
  func aLowerAmountKeepsTheNoticeAndItsTerm(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let old = try await bureau.list(SampleListing.body("r-1"))
      try await bureau.advance(to: "2026-11-26")
      let answer = try await Self.amend(bureau, old, "r-1b", 9_990)
      #expect(answer.status == .accepted)
      let new = try answer.json
      #expect(new["state"] == "noticePeriod")
      #expect(new["supersedes"] == .string(old))
      #expect(new["visibleFrom"] == "2026-12-04")
      #expect(new["noticeEvidence"]?.elements?.count == 1)
      let closed = try await bureau.record(old)
      #expect(closed["state"] == "removed")
      #expect(closed["removalReason"] == "correction")
      let id = try #require(new["id"]?.string)
      let letter = try await bureau.call(.get, "/v1/listings/\(id)/notice.pdf")
      #expect(letter.status == .ok)
      try await bureau.advance(to: "2026-12-04")
      let report = try await bureau.inquire(SampleListing.document)
      #expect(
        report["sections"]?["listings"]?.elements?.map { $0["amountCents"] } == [9_990])
      let again = try await Self.amend(bureau, old, "r-1b", 9_990)
      #expect(again.status == .accepted)
      #expect(try again.json["id"] == .string(id))
      #expect(try await Self.amend(bureau, old, "r-1b", 9_991).status == .conflict)
      #expect(try await Self.amend(bureau, old, "r-1c", 5_000).status == .conflict)
    }
  }

  @Test(arguments: TestDatabase.available)
  func everythingElseIsAnnouncedAgain(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let old = try await bureau.list(SampleListing.body("r-1"))
      try await bureau.advance(to: "2026-12-10", hour: 12)
      let higher = try await Self.amend(bureau, old, "r-2", 20_000)
      #expect(try higher.json["state"] == "received")
      try await bureau.keeper.settle()
      let id = try #require(try higher.json["id"]?.string)
      #expect(try await bureau.record(id)["noticeIssuedOn"] == .null)
      #expect(try await bureau.inquire(SampleListing.document)["restricted"] == false)
      try await bureau.advance(to: "2026-12-10", hour: 18)
      #expect(try await bureau.record(id)["visibleFrom"] == "2026-12-21")
      // A later due date does not put off the five years of the first.
      let dated = try await Self.amend(
        bureau, id, "r-3", 19_000, [.init("dueOn", "2026-09-10")])
      #expect(try dated.json["expiresOn"] == "2031-08-10")
      #expect(try dated.json["dueOn"] == "2026-09-10")
    }
  }

  @Test(arguments: TestDatabase.available)
  func guarantorsAndDisputesFollowALowerAmount(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let principal = try await bureau.list(SampleListing.body("p"))
      let guarantor = try await bureau.list(
        SampleListing.body(
          "g", document: "11144477735",
          changes: [("role", "guarantor"), ("principalReference", "p")]))
      try await bureau.advance(to: "2026-12-04")
      let contested = try await bureau.call(
        .post, "/v1/simulation/listings/\(principal)/dispute",
        ["reason": "wrong-amount", "statement": "Paguei uma parte."])
      #expect(contested.status == .created)
      // What is contested may fall, never grow.
      #expect(try await Self.amend(bureau, principal, "p-2", 16_000).status == .conflict)
      let lower = try await Self.amend(
        bureau, principal, "p-2", 8_000, [.init("reason", "partial-payment")])
      let new = try lower.json
      #expect(new["state"] == "suspended")
      #expect(new["disputed"] == true)
      #expect(try await bureau.record(guarantor)["principalId"] == new["id"])
      #expect(try await bureau.state(guarantor) == "visible")
      #expect(try await bureau.record(principal)["removalReason"] == "partial-payment")
      let dispute = try #require(try contested.json["id"]?.string)
      _ = try await bureau.call(
        .post, "/v1/simulation/disputes/\(dispute)/decision", ["outcome": "cleared"])
      let id = try #require(new["id"]?.string)
      #expect(try await bureau.state(id) == "visible")
      _ = try await bureau.call(.post, "/v1/listings/\(id)/removal", ["reason": "payment"])
      #expect(try await bureau.state(guarantor) == "removed")
    }
  }

  @Test func aSmallRestMayStayAndNothingIsNoCorrection() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let old = try await bureau.list(SampleListing.body("r-1"))
      #expect(try await Self.amend(bureau, old, "r-2", 15_990).status == .unprocessableContent)
      let rest = try await Self.amend(bureau, old, "r-2", 1)
      #expect(try rest.json["amountCents"] == 1)
      #expect(try rest.json["state"] == "noticePending")
    }
  }

  @Test(arguments: TestDatabase.available)
  func aRemovedRecordIsIncludedAgainWithItsLimit(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let old = try await bureau.list(SampleListing.body("r-1", dueOn: "2023-01-10"))
      func again(_ reference: String, _ document: String = SampleListing.document) -> JSON {
        let body = SampleListing.body(reference, document: document, dueOn: "2023-03-10")
        return .object((body.members ?? []) + [.init("supersedes", .string(old))])
      }
      let live = try await bureau.call(.post, "/v1/listings", again("r-2"))
      #expect(try live.json["errors"]?.elements?.first?["code"] == "supersedes-live")
      _ = try await bureau.call(
        .post, "/v1/listings/\(old)/removal", ["reason": "correction"])
      let other = try await bureau.call(.post, "/v1/listings", again("r-2", "11144477735"))
      #expect(try other.json["errors"]?.elements?.first?["code"] == "supersedes-other")
      let new = try await bureau.list(again("r-2"))
      let record = try await bureau.record(new)
      #expect(record["supersedes"] == .string(old))
      #expect(record["expiresOn"] == "2028-01-10")
      #expect(record["state"] == "noticePending")
      let twice = try await bureau.call(.post, "/v1/listings", again("r-3"))
      #expect(try twice.json["errors"]?.elements?.first?["code"] == "superseded-already")
    }
  }

  @Test(arguments: TestDatabase.available)
  func aBetterAddressSendsANewLetter(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let id = try await bureau.list(SampleListing.body("r-1"))
      try await bureau.advance(to: "2026-11-25", hour: 12)
      let address: JSON = [
        "address": [
          "postalCode": "69010-000", "street": "Rua Nova", "number": "7", "city": "Manaus",
          "state": "AM",
        ]
      ]
      let path = "/v1/listings/\(id)/address"
      #expect(try await bureau.call(.post, path, address).status == .conflict)
      let first = try await bureau.call(.get, "/v1/listings/\(id)/notice.pdf")
      _ = try await bureau.call(
        .post, "/v1/simulation/listings/\(id)/notice-return", ["code": "moved"])
      let wrong = try await bureau.call(
        .post, path, ["address": ["postalCode": "1", "street": "", "city": "", "state": "XX"]])
      #expect(wrong.status == .unprocessableContent)
      let corrected = try await bureau.call(.post, path, address)
      #expect(try corrected.json["state"] == "noticePending")
      try await bureau.advance(to: "2026-11-25", hour: 18)
      let record = try await bureau.record(id)
      // The state of the new address asks for fifteen days.
      #expect(record["visibleFrom"] == "2026-12-11")
      #expect(record["appliedRule"]?["ruleId"] == "AM-2016-1")
      #expect(record["noticeEvidence"]?.elements?.count == 2)
      let second = try await bureau.call(.get, "/v1/listings/\(id)/notice.pdf")
      #expect(second.bytes != first.bytes)
    }
  }
}
