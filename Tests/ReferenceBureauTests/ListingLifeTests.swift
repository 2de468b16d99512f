import Credit
import HTTPTypes
import JSONText
import SQLDatabase
import Sealing
import TestKit
import Testing
import World

@testable import BureauRegister
@testable import BureauSite

/// The life of a record over the HTTP interface, with the clock moved by the simulation.
struct ListingLifeTests {
  @Test(arguments: TestDatabase.available)
  func fromTheLetterToTheRemoval(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let id = try await bureau.list(SampleListing.body("r-1"))
      #expect(try await bureau.state(id) == "noticePending")
      try await bureau.advance(to: "2026-11-23", hour: 17, minute: 59, second: 59)
      #expect(try await bureau.state(id) == "noticePending")
      try await bureau.advance(to: "2026-11-23", hour: 18)
      let posted = try await bureau.record(id)
      #expect(posted["state"] == "noticePeriod")
      #expect(posted["noticeIssuedOn"] == "2026-11-23")
      #expect(posted["visibleFrom"] == "2026-12-04")
      #expect(posted["appliedRule"]?["noticeDays"] == 10)

      try await bureau.advance(to: "2026-12-03", hour: 23, minute: 59, second: 59)
      #expect(try await bureau.inquire(SampleListing.document)["restricted"] == false)
      #expect(try await bureau.inquire(SampleListing.document)["sections"]?["listings"] == [])
      try await bureau.advance(to: "2026-12-04")
      let report = try await bureau.inquire("529.982.247-25")
      #expect(report["restricted"] == true)
      #expect(report["document"] == "52998224725")
      #expect(report["sections"]?["listings"]?.elements?.first?["amountCents"] == 15_990)
      #expect(try await bureau.record(id)["visibleAt"] == "2026-12-04T03:00:00Z")

      let removal = try await bureau.call(
        .post, "/v1/listings/\(id)/removal", ["reason": "payment"])
      #expect(removal.status == .accepted)
      let clean = try await bureau.inquire(SampleListing.document)
      #expect(clean["restricted"] == false)
      #expect(clean["summary"]?.elements?.first?["count"] == 0)
      let again = try await bureau.call(
        .post, "/v1/listings/removal-by-reference", ["reference": "r-1", "reason": "payment"])
      #expect(again.status == .conflict)
      #expect(try again.json["code"] == "already-removed")
      let events = try await bureau.call(.get, "/v1/listings/\(id)/events").json
      #expect(
        events["data"]?.elements?.compactMap { $0["type"]?.string } == [
          "listing.received", "listing.accepted", "notice.issued", "listing.visible",
          "listing.removed",
        ])
    }
  }

  @Test(arguments: TestDatabase.available)
  func oneAdvanceRunsEverythingInItsOrder(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let id = try await bureau.list(SampleListing.body("r-1", dueOn: "2022-01-10"))
      try await bureau.advance(["days": 60])
      let record = try await bureau.record(id)
      #expect(record["state"] == "expired")
      #expect(record["removalReason"] == "time-limit")
      #expect(record["visibleAt"] == "2026-12-04T03:00:00Z")
      #expect(record["removedAt"] == "2027-01-10T03:00:00Z")
      #expect(try await bureau.inquire(SampleListing.document)["restricted"] == false)
    }
  }

  @Test(arguments: TestDatabase.available)
  func aDebtIsHiddenOnItsFifthAnniversary(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      _ = try await bureau.list(SampleListing.body("r-1", dueOn: "2022-01-10"))
      try await bureau.advance(to: "2027-01-09", hour: 23, minute: 59, second: 59)
      #expect(try await bureau.inquire(SampleListing.document)["restricted"] == true)
      // The moment before the duty has closed it: the inquiry looks at the day itself.
      bureau.clock.move(to: try #require(CivilDate(iso: "2027-01-10")).startOfDay)
      #expect(try await bureau.inquire(SampleListing.document)["restricted"] == false)
    }
  }

  @Test(arguments: TestDatabase.available)
  func lettersWaitForABusinessDay(_ engine: TestDatabase) async throws {
    // Thursday at the cut-off; Friday is 20 November, a national holiday since 2024.
    let start = try #require(CivilDate(iso: "2026-11-19")).at(hour: 18)
    try await BureauBench.run(on: engine, startingAt: start) { early in
      var bureau = early
      let id = try await bureau.list(SampleListing.body("r-1"))
      #expect(try await bureau.record(id)["noticeDueAt"] == "2026-11-23T21:00:00Z")
      // The process was down over the cut-off: no letter on a day when none is posted.
      bureau.clock.move(to: try #require(CivilDate(iso: "2026-11-28")).at(hour: 10))
      try await bureau.keeper.settle()
      bureau = try await bureau.renewed()
      #expect(try await bureau.state(id) == "noticePending")
      #expect(try await bureau.record(id)["noticeDueAt"] == "2026-11-30T21:00:00Z")
      try await bureau.advance(["businessDays": 1])
      try await bureau.advance(to: "2026-11-30", hour: 18)
      #expect(try await bureau.record(id)["noticeIssuedOn"] == "2026-11-30")
      let list = try await bureau.call(.get, "/v1/notices?issuedOn=2026-11-30").json
      #expect(list["data"]?.elements?.map { $0["listingId"] } == [.string(id)])
    }
  }

  @Test(arguments: TestDatabase.available)
  func theStateOfTheAddressDecidesTheTerm(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let amazonas = try await bureau.list(SampleListing.body("am", state: "AM"))
      let young = try await bureau.list(
        SampleListing.body("pr", document: "11144477735", dueOn: "2026-11-03", state: "PR"))
      #expect(
        try await bureau.record(young)["rejections"]?.elements?.map { $0["code"] }
          == ["state-minimum-days"])
      try await bureau.advance(to: "2026-11-23", hour: 18)
      #expect(try await bureau.record(amazonas)["visibleFrom"] == "2026-12-09")
    }
  }

  @Test(arguments: TestDatabase.available)
  func aReturnedLetterHoldsTheRecordUntilItIsGivenUp(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let held = try await bureau.list(SampleListing.body("r-1"))
      let kept = try await bureau.list(
        SampleListing.body("r-2", document: "11144477735"))
      try await bureau.advance(to: "2026-11-25", hour: 12)
      for (id, code) in [(held, "moved"), (kept, "refused")] {
        let answer = try await bureau.call(
          .post, "/v1/simulation/listings/\(id)/notice-return", ["code": .string(code)])
        #expect(answer.status == .ok)
      }
      #expect(try await bureau.state(held) == "noticeFailed")
      #expect(try await bureau.state(kept) == "noticePeriod")
      try await bureau.advance(to: "2026-12-10", hour: 23, minute: 59, second: 59)
      #expect(try await bureau.state(held) == "noticeFailed")
      #expect(try await bureau.state(kept) == "visible")
      try await bureau.advance(to: "2026-12-11")
      let gone = try await bureau.record(held)
      #expect(gone["state"] == "removed")
      #expect(gone["removalReason"] == "notice-returned")
      #expect(gone["visibleAt"] == .null)
      #expect(gone["noticeEvidence"]?.elements?.first?["returnCode"] == "moved")
    }
  }

  @Test(arguments: TestDatabase.available)
  func aSuspensionHidesAndItsEndShowsAgain(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let id = try await bureau.list(SampleListing.body("r-1"))
      try await bureau.advance(to: "2026-12-04")
      _ = try await bureau.call(
        .post, "/v1/simulation/listings/\(id)/suspension", ["reason": "liminar"])
      #expect(try await bureau.state(id) == "suspended")
      #expect(try await bureau.inquire(SampleListing.document)["restricted"] == false)
      _ = try await bureau.call(.post, "/v1/simulation/listings/\(id)/reinstatement")
      #expect(try await bureau.inquire(SampleListing.document)["restricted"] == true)
      _ = try await bureau.call(
        .post, "/v1/simulation/listings/\(id)/bureau-removal",
        ["reason": "court-determination"])
      #expect(try await bureau.state(id) == "removed")
      // The court's word stands against a new inclusion of the same contract.
      let next = try await bureau.list(SampleListing.body("r-2", dueOn: "2026-07-10"))
      #expect(
        try await bureau.record(next)["rejections"]?.elements?.map { $0["code"] }
          == ["reinclusion-blocked"])
    }
  }

  @Test(arguments: TestDatabase.available)
  func aGuarantorHasALetterOfItsOwnAndFallsWithThePrincipal(
    _ engine: TestDatabase
  ) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let principal = try await bureau.list(SampleListing.body("p"))
      let guarantor = try await bureau.list(
        SampleListing.body(
          "g", document: "11144477735",
          changes: [("role", "guarantor"), ("principalReference", "p")]))
      let orphan = try await bureau.list(
        SampleListing.body(
          "o", document: "11144477735", dueOn: "2026-07-10",
          changes: [("role", "guarantor"), ("principalReference", "nobody")]))
      #expect(try await bureau.state(orphan) == "rejected")
      try await bureau.advance(to: "2026-12-04")
      #expect(try await bureau.inquire("11144477735")["restricted"] == true)
      let letter = try await bureau.call(.get, "/v1/listings/\(guarantor)/notice.pdf")
      #expect(letter.bytes.starts(with: Array("%PDF".utf8)))
      _ = try await bureau.call(
        .post, "/v1/listings/\(principal)/removal", ["reason": "renegotiation"])
      let fallen = try await bureau.record(guarantor)
      #expect(fallen["state"] == "removed")
      #expect(fallen["removalReason"] == "principal-closed")
    }
  }

  @Test(arguments: TestDatabase.available)
  func theLetterIsPrintedTheSameForEver(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let id = try await bureau.list(SampleListing.body("r-1"))
      #expect(try await bureau.call(.get, "/v1/listings/\(id)/notice.pdf").status == .notFound)
      try await bureau.advance(to: "2026-11-23", hour: 18)
      try await bureau.keeper.settle()
      let evidence = try await bureau.record(id)["noticeEvidence"]?.elements?.first
      // The creditor's copy, which has no code of access.
      let hash = try #require(evidence?["copySha256"]?.string)
      let first = try await bureau.call(.get, "/v1/listings/\(id)/notice.pdf")
      #expect(first.headers[.contentType] == "application/pdf")
      #expect(Hexadecimal.encode(Digest.sha256(first.bytes)) == hash)
      try await bureau.advance(to: "2026-12-20")
      _ = try await bureau.call(.post, "/v1/listings/\(id)/removal", ["reason": "payment"])
      let later = try await bureau.call(.get, "/v1/listings/\(id)/notice.pdf")
      #expect(later.bytes == first.bytes)
    }
  }

  /// More records than one chunk takes reach their fifth anniversary while the bureau is down, with
  /// their terms over: none shows, and no step stumbles over what the first chunk left.
  @Test func manyThatExpireAtOnceAreNeverShown() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let count = RecordDuty.chunk + 1
      for number in 1...count {
        let answer = try await bureau.call(
          .post, "/v1/listings",
          SampleListing.body(
            "r-\(number)", dueOn: "2021-12-06",
            changes: [("contractNumber", .string("C-\(number)"))]))
        #expect(answer.status == .accepted)
      }
      try await bureau.advance(to: "2026-11-23", hour: 18)
      bureau.clock.move(to: try #require(CivilDate(iso: "2026-12-06")).at(hour: 1))
      let duty = RecordDuty(register: bureau.register)
      while try await duty.runDue() {}
      let states = try await bureau.register.database.read { transaction in
        try transaction.query(
          "SELECT state, COUNT(*), COUNT(visible_at) FROM records GROUP BY state"
        ) { (state: try $0.text(0), count: try $0.integer(1), shown: try $0.integer(2)) }
      }
      #expect(states.map(\.state) == ["expired"])
      #expect(states.first?.count == Int64(count) && states.first?.shown == 0)
    }
  }

  /// What a person asks for with the code of a letter is looked up, not searched for.
  @Test func thePagesOfAPersonAreFoundByAnIndex() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let plans = try await bureau.register.database.read { transaction in
        try [(Register.announcedSQL, 3), (Register.latestDisputeSQL, 1)].map { sql, count in
          let nothing = [SQLValue](repeating: .null, count: count)
          return try transaction.query("EXPLAIN QUERY PLAN " + sql, nothing) { try $0.text(3) }
        }
      }
      #expect(plans[0].allSatisfy { $0.contains("records_announced") }, "\(plans[0])")
      #expect(plans[1].contains { $0.contains("disputes_record") }, "\(plans[1])")
    }
  }
}
