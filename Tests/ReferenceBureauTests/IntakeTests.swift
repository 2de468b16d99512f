import Credit
import HTTPTypes
import JSONText
import Letters
import SQLDatabase
import TestKit
import Testing
import World

@testable import BureauRegister
@testable import BureauSite

/// What the bureau takes, and what it says about what it does not take.
struct IntakeTests {
  @Test func allFaultsOfARequestAreToldAtOnce() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let body = SampleListing.body(
        "r-1", document: "52998224726",
        changes: [
          ("creditorBranchDocument", "12ABC34501DE36"), ("restrictionCode", "dial-up"),
          ("amountCents", 999), ("principalReference", "x"),
          ("paymentSlip", ["line": "123", "pixCode": .null]),
          (
            "debtor",
            [
              "document": "52998224726", "name": "Maria", "birthDate": "2030-01-01",
              "address": ["postalCode": "123", "street": "", "city": "", "state": "XX"],
            ]
          ),
        ])
      let answer = try await bureau.call(.post, "/v1/listings", body)
      #expect(answer.status == .unprocessableContent)
      let codes = try answer.json["errors"]?.elements?.map {
        "\($0["pointer"]?.string ?? "") \($0["code"]?.string ?? "")"
      }
      #expect(
        codes == [
          "/debtor/document invalid-document",
          "/creditorBranchDocument invalid-branch-document",
          "/restrictionCode unknown-restriction-code",
          "/amountCents amount-below-minimum",
          "/debtor/address incomplete-address",
          "/paymentSlip invalid-payment-slip",
          "/debtor/birthDate birth-date-in-future",
          "/principalReference principal-unexpected",
        ])
      let forecast = try await bureau.call(.post, "/v1/listings/simulations", body).json
      #expect(forecast["accepted"] == false)
      #expect(forecast["problems"]?.elements?.count == 8)
    }
  }

  @Test func aBoletoAndAPixCodeAreCheckedAgainstTheDebt() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let pix = try PixCode(key: "a@b.com", amount: Cents(15_990), name: "A", city: "B").text
      let other = try PixCode(key: "a@b.com", amount: Cents(9_990), name: "A", city: "B").text
      let slip = "34191.09123 34567.890123 34567.000004 1 16390000009990"
      let recurrence =
        "00020126180014br.gov.bcb.pix5204000053039865802BR5917PROVEDOR FICTICIO6006RECIFE"
        + "62070503***80800014br.gov.bcb.pix2558pix.example.com/qr/v2/rec/"
        + "0f0e0d0c0b0a090807060504030201006304910E"
      let wrong: [(String?, String?)] = [
        (nil, "xyz"), (nil, String(pix.dropLast()) + (pix.hasSuffix("0") ? "1" : "0")),
        (nil, other), (slip, nil), (String(slip.dropLast()) + "1", pix),
      ]
      for (index, (line, code)) in wrong.enumerated() {
        let answer = try await bureau.call(
          .post, "/v1/listings",
          SampleListing.body(
            "bad-\(index)",
            changes: [("paymentSlip", ["line": .optional(line), "pixCode": .optional(code)])]))
        #expect(answer.status == .unprocessableContent, "\(line ?? "") \(code ?? "")")
        #expect(
          try answer.json["errors"]?.elements?.map { $0["code"]?.string ?? "" }
            == ["invalid-payment-slip"])
      }
      for (code, isShown) in [(pix, true), (recurrence, false)] {
        let id = try await bureau.list(
          SampleListing.body(
            isShown ? "pix" : "rec", dueOn: isShown ? "2026-08-10" : "2026-08-11",
            changes: [("paymentSlip", ["line": .null, "pixCode": .string(code)])]))
        try await bureau.advance(to: "2026-11-23", hour: isShown ? 18 : 19)
        _ = id
      }
      try await bureau.advance(to: "2026-11-24", hour: 18)
      let participant = try #require(try await bureau.register.participants().first).id
      for (reference, isShown) in [("pix", true), ("rec", false)] {
        let found = try await bureau.call(.get, "/v1/listings?reference=\(reference)").json
        let id = try #require(found["data"]?.elements?.first?["id"]?.string)
        let record = try #require(ID<ListedRecord>(id))
        let notice = try #require(
          try await bureau.register.newestNotice(of: record, participant: participant))
        #expect((try bureau.register.letter(of: notice, for: .person).payment != nil) == isShown)
      }
    }
  }

  @Test(arguments: [
    ("2026-11-23", "1990-05-01", "not-overdue"),
    ("2026-11-24", "1990-05-01", "not-overdue"),
    ("2021-11-23", "1990-05-01", "five-years"),
    ("2021-11-24", "1990-05-01", "term-beyond-limit"),
    ("2026-08-10", "2008-08-11", "minor"),
  ])
  func whatTheLawForbidsIsRejectedWithItsReason(
    _ due: String, _ birth: String, _ code: String
  ) async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let whole = SampleListing.body("r-1", dueOn: due)
      let debtor = SampleListing.replacing(
        [("birthDate", .string(birth))], in: try #require(whole["debtor"]))
      let id = try await bureau.list(
        SampleListing.replacing([("debtor", debtor)], in: whole))
      let record = try await bureau.record(id)
      #expect(record["state"] == "rejected")
      #expect(record["rejections"]?.elements?.map { $0["code"]?.string } == [code])
      #expect(record["removedAt"] == .null)
    }
  }

  @Test(arguments: TestDatabase.available)
  func aDebtHasOneLiveRecordAndAContractAsManyAsItHasTitles(
    _ engine: TestDatabase
  ) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let first = try await bureau.list(SampleListing.body("r-1"))
      let twin = try await bureau.list(SampleListing.body("r-2"))
      let sibling = try await bureau.list(SampleListing.body("r-3", dueOn: "2026-09-10"))
      #expect(
        try await bureau.record(twin)["rejections"]?.elements?.map { $0["code"]?.string }
          == ["duplicate-record"])
      #expect(try await bureau.state(sibling) == "noticePending")
      _ = try await bureau.call(
        .post, "/v1/listings/\(first)/removal", ["reason": "correction"])
      let second = try await bureau.list(SampleListing.body("r-4"))
      #expect(try await bureau.state(second) == "noticePending")
    }
  }

  @Test(arguments: TestDatabase.available)
  func aReferenceIsOneRecord(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let id = try await bureau.list(SampleListing.body("r-1"))
      let same = try await bureau.call(.post, "/v1/listings", SampleListing.body("r-1"))
      #expect(same.status == .accepted)
      #expect(try same.json["id"] == .string(id))
      let other = try await bureau.call(
        .post, "/v1/listings", SampleListing.body("r-1", dueOn: "2026-07-10"))
      #expect(other.status == .conflict)
      #expect(try other.json["code"] == "reference-reused")
      let all = try await bureau.call(.get, "/v1/listings?reference=r-1").json
      #expect(all["data"]?.elements?.count == 1)
    }
  }

  @Test func aForecastTellsWhatTheRecordWillBe() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let body = SampleListing.body("r-1", state: "AM")
      let forecast = try await bureau.call(.post, "/v1/listings/simulations", body).json
      #expect(forecast["accepted"] == true)
      #expect(forecast["noticeTerm"]?["days"] == 15)
      let id = try await bureau.list(body)
      try await bureau.advance(to: "2026-11-23", hour: 18)
      let record = try await bureau.record(id)
      #expect(record["visibleFrom"] == forecast["visibleFrom"])
      #expect(record["expiresOn"] == forecast["expiresOn"])
    }
  }

  @Test func aCreditorCannotUseTheBureausReasons() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let id = try await bureau.list(SampleListing.body("r-1"))
      let answer = try await bureau.call(
        .post, "/v1/listings/\(id)/removal", ["reason": "time-limit"])
      #expect(answer.status == .unprocessableContent)
      let codes = try await bureau.register.codes()
      for reason in [
        "payment", "renegotiation", "cancellation", "dispute", "court-order", "correction",
        "undue-listing", "fraud", "death",
      ] {
        let day = BureauBench.start.civilDate
        #expect(codes.find(reason, in: .removal, on: day)?.isMarked == false, "\(reason)")
      }
      let missing = try await bureau.call(
        .post, "/v1/listings/removal-by-reference",
        ["reference": "nobody", "reason": "payment"])
      #expect(missing.status == .notFound)
    }
  }

  @Test(
    "titles of one contract that are due on one day are told apart by their numbers",
    arguments: TestDatabase.available)
  func titlesAreToldApartByTheirNumbers(_ engine: TestDatabase) async throws {
    @Sendable func numbered(_ reference: String, _ number: String?) -> JSON {
      let body = SampleListing.body(reference)
      return .object(
        (body.members ?? []) + [.init("documentNumber", .optional(number))])
    }
    try await BureauBench.run(on: engine) { bureau in
      let monthly = try await bureau.list(numbered("r-1", "FAT-1"))
      let installation = try await bureau.list(numbered("r-2", "FAT-2"))
      let again = try await bureau.list(numbered("r-3", "FAT-1"))
      let nameless = try await bureau.list(numbered("r-4", nil))
      #expect(try await bureau.state(monthly) == "noticePending")
      #expect(try await bureau.state(installation) == "noticePending")
      #expect(try await bureau.record(installation)["documentNumber"] == "FAT-2")
      for twin in [again, nameless] {
        #expect(
          try await bureau.record(twin)["rejections"]?.elements?.map { $0["code"]?.string }
            == ["duplicate-record"])
      }
      let other = try await bureau.call(.post, "/v1/listings", numbered("r-1", "FAT-9"))
      #expect(other.status == .conflict, "a reference holds one content")
    }
  }

  @Test(arguments: TestDatabase.available)
  func aDatabaseThatDiesNeverLeavesAnAnswerWithoutItsRecord(
    _ engine: TestDatabase
  ) async throws {
    for writes in 0..<6 {
      try await BureauBench.run(on: engine, dyingAfterWrites: writes) { bureau in
        let body = SampleListing.body("r-1")
        let answer = try await bureau.call(.post, "/v1/listings", body, key: "k-1")
        let kept = try await bureau.database.read { transaction in
          try transaction.query("SELECT id FROM records") {
            ID<ListedRecord>(try $0.integer(0)).description
          }
        }
        if answer.status == .accepted {
          #expect(kept == [try answer.json["id"]?.string], "after \(writes) writes")
        } else {
          #expect(answer.status == .serviceUnavailable, "after \(writes) writes")
          #expect(answer.headers[.retryAfter] != nil)
          #expect(kept.count <= 1)
        }
        // The process comes back: the same request ends in one record, judged once.
        try await bureau.revived { revived in
          let again = try await revived.call(.post, "/v1/listings", body)
          #expect(again.status == .accepted, "after \(writes) writes")
          try await revived.keeper.settle()
          let all = try await revived.call(.get, "/v1/listings?reference=r-1").json
          #expect(all["data"]?.elements?.map { $0["id"] } == [try again.json["id"]])
          #expect(all["data"]?.elements?.first?["state"] == "noticePending")
          #expect(all["data"]?.elements?.first?["version"] == 2)
        }
      }
    }
  }
}
