import Credit
import HTTPTypes
import JSONText
import TestKit
import Testing

@testable import BureauRegister
@testable import BureauSite

/// Codes as dated rows: added, renamed and ended, never deleted.
struct CodesTests {
  static func codes(_ bureau: BureauBench, _ path: String) async throws -> [JSON] {
    try await bureau.call(.get, "/v1/codes/" + path).json["data"]?.elements ?? []
  }

  static func word(_ json: JSON) -> String { json["code"]?.string ?? "" }

  @Test func theListsAreDatedAndTagged() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let natural = try await bureau.call(.get, "/v1/codes/restriction?person=natural")
      let codes = try natural.json["data"]?.elements?.map(Self.word) ?? []
      #expect(codes.contains("tuition") && !codes.contains("trade-bill"))
      #expect(natural.headers[.eTag] != nil)
      let known = try await bureau.register.codes()
      let day = try #require(CivilDate(iso: "2022-12-31"))
      #expect(known.find("dial-up", in: .restriction, on: day) != nil)
      #expect(known.find("dial-up", in: .restriction, on: day.adding(days: 1)) == nil)
      let past = try await Self.codes(bureau, "restriction?validOn=2022-12-31").map(Self.word)
      let now = try await Self.codes(bureau, "restriction?validOn=2026-11-23").map(Self.word)
      #expect(past.contains("dial-up") && !now.contains("dial-up"))
      for list in CodeList.allCases {
        let names = known.codes(list).map(\.code)
        #expect(!names.isEmpty)
        #expect(Set(names).count == names.count, "\(list) names a code twice")
      }
    }
  }

  @Test("every rejection that the rules give is in the list")
  func rejectionsAreListed() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let listed = Set(try await bureau.register.codes().codes(.rejection).map(\.code))
      let given = [
        "invalid-document", "birth-date-in-future", "incomplete-address", "address-too-long",
        "missing-email", "invalid-branch-document", "unknown-restriction-code",
        "restriction-code-person", "amount-below-minimum", "invalid-payment-slip",
        "principal-missing", "principal-unexpected", "supersedes-unknown", "supersedes-live",
        "supersedes-other", "superseded-already", "not-overdue", "state-minimum-days",
        "five-years", "term-beyond-limit", "minor", "channel-not-allowed", "debtor-deceased",
        "guarantor-is-principal", "duplicate-record", "reinclusion-blocked", "documents-missing",
        "review-refused",
      ]
      for code in given { #expect(listed.contains(code), "\(code)") }
    }
  }

  @Test(arguments: TestDatabase.available)
  func aCodeIsAddedAndEndsAndItsRecordsStay(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let draft: JSON = [
        "code": "fiber-lease", "name": "Locação de fibra", "validFrom": "2026-11-23",
      ]
      func list(_ reference: String, _ contract: String) async throws -> Answer {
        try await bureau.call(
          .post, "/v1/listings",
          SampleListing.body(
            reference,
            changes: [
              ("restrictionCode", "fiber-lease"), ("contractNumber", .string(contract)),
            ]))
      }
      #expect(try await list("r-0", "C-0").status == .unprocessableContent)
      let added = try await bureau.call(.post, "/v1/simulation/codes/restriction", draft)
      #expect(added.status == .created, "\(added.text)")
      let first = try await list("r-1", "C-1")
      #expect(first.status == .accepted)
      let end: JSON = ["code": "fiber-lease", "lastDay": "2026-11-24"]
      let ended = try await bureau.call(.post, "/v1/simulation/codes/restriction/end", end)
      #expect(try ended.json["validTo"] == "2026-11-24")
      try await bureau.advance(to: "2026-11-24", hour: 9)
      #expect(try await list("r-2", "C-2").status == .accepted)
      try await bureau.advance(to: "2026-11-25")
      let late = try await list("r-3", "C-3")
      #expect(
        try late.json["errors"]?.elements?.map { $0["code"]?.string }
          == ["unknown-restriction-code"])
      let again = try await bureau.call(.post, "/v1/simulation/codes/restriction/end", end)
      #expect(again.status == .unprocessableContent || again.status == .badRequest)
      // It is still told, with its dates, and its records keep their name.
      let told = try await Self.codes(bureau, "restriction").last
      #expect(told?["code"] == "fiber-lease" && told?["validTo"] == "2026-11-24")
      let id = try #require(try first.json["id"]?.string)
      try await bureau.advance(to: "2026-12-04")
      #expect(try await bureau.state(id) == "visible")
      let shown = try await bureau.inquire(SampleListing.document)["sections"]?["listings"]
      #expect(shown?.elements?.first?["nature"] == "Locação de fibra")
    }
  }

  @Test(arguments: TestDatabase.available)
  func aNewVersionTakesThePlaceOfTheOldOne(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      func add(_ list: String, _ body: JSON) async throws -> Answer {
        try await bureau.call(.post, "/v1/simulation/codes/" + list, body)
      }
      let renamed = try await add(
        "rejection",
        ["code": "minor", "name": "Menor de idade no vencimento", "validFrom": "2026-12-01"])
      #expect(renamed.status == .created, "\(renamed.text)")
      let versions = try await Self.codes(bureau, "rejection").filter { Self.word($0) == "minor" }
      #expect(versions.map { $0["validTo"] } == ["2026-11-30", .null])
      // What the register gives by itself stays in force, and nothing changes what is over.
      let refusals: [(String, JSON, String)] = [
        (
          "rejection/end", ["code": "five-years", "lastDay": "2026-12-31"], "code-given-by-bureau"
        ),
        ("removal/end", ["code": "time-limit", "lastDay": "2026-12-31"], "code-given-by-bureau"),
        (
          "restriction", ["code": "internet", "name": "x", "validFrom": "2020-01-01"],
          "in-the-past"
        ),
        (
          "restriction",
          [
            "code": "rent", "name": "x", "validFrom": "2027-01-01", "validTo": "2026-12-31",
          ], "before-beginning"
        ),
        (
          "restriction", ["code": "Não Serve", "name": "x", "validFrom": "2026-12-01"],
          "invalid-code"
        ),
        (
          "rejection", ["code": "minor", "name": "x", "validFrom": "2026-11-25"], "code-overlap"
        ),
        ("removal/end", ["code": "payment", "lastDay": "2026-11-22"], "in-the-past"),
      ]
      for (path, body, code) in refusals {
        let answer = try await add(path, body)
        let json = try answer.json
        let codes = [json["code"]] + (json["errors"]?.elements ?? []).map { $0["code"] }
        #expect(codes.contains(.string(code)), "\(path): \(json)")
      }
      #expect(
        try await add("removal/end", ["code": "nenhum", "lastDay": "2026-12-01"]).status
          == .notFound)
      let reason = try await add(
        "removal",
        ["code": "audit", "name": "Auditoria", "validFrom": "2026-11-23", "bureauOnly": true])
      #expect(try reason.json["sentBy"] == "bureau")
      let id = try await bureau.list(SampleListing.body("r-1"))
      let refused = try await bureau.call(
        .post, "/v1/listings/\(id)/removal", ["reason": "audit"])
      #expect(try refused.json["code"] == "bureau-only-reason")
    }
  }
}
