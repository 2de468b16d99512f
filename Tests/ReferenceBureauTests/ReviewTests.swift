import Credit
import HTTPTypes
import JSONText
import TestKit
import Testing

@testable import BureauRegister
@testable import BureauSite

/// What the bureau looks at before it accepts.
struct ReviewTests {
  private static func policy(_ bureau: BureauBench, _ body: JSON) async throws {
    #expect(try await bureau.call(.put, "/v1/simulation/policy", body).status == .ok)
  }

  static let documents: JSON = [
    "documents": [
      ["name": "contrato.pdf", "mediaType": "application/pdf", "content": "JVBERi0xLjc="]
    ]
  ]

  @Test(arguments: TestDatabase.available)
  func aHighAmountWaitsForDocuments(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      try await Self.policy(bureau, ["reviewFromCents": 15_000])
      let id = try await bureau.list(SampleListing.body("r-1"))
      let record = try await bureau.record(id)
      #expect(record["state"] == "underReview")
      #expect(record["reviewReasons"] == ["high-value"])
      #expect(record["reviewDueOn"] == "2026-11-30")
      let sent = try await bureau.call(
        .post, "/v1/listings/\(id)/documents", Self.documents)
      #expect(sent.status == .accepted)
      #expect(try sent.json["reviewDueOn"] == "2026-11-25")
      // Nobody decides: documents that lie there are accepted after the term.
      try await bureau.advance(to: "2026-11-26")
      #expect(try await bureau.state(id) == "noticePending")
    }
  }

  @Test(arguments: TestDatabase.available)
  func silenceIsARefusalAndADecisionIsFinal(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      try await Self.policy(bureau, ["reviewRestrictionCodes": ["internet"]])
      let silent = try await bureau.list(SampleListing.body("r-1"))
      let refused = try await bureau.list(SampleListing.body("r-2", dueOn: "2026-08-11"))
      let approved = try await bureau.list(SampleListing.body("r-3", dueOn: "2026-08-12"))
      func decide(_ id: String, _ decision: JSON) async throws -> Answer {
        try await bureau.call(
          .post, "/v1/simulation/listings/\(id)/review", ["decision": decision])
      }
      #expect(try await decide(refused, "refused").json["state"] == "rejected")
      #expect(try await decide(approved, "approved").json["state"] == "noticePending")
      #expect(try await decide(approved, "approved").status == .conflict)
      try await bureau.advance(to: "2026-12-01")
      #expect(
        try await bureau.record(silent)["rejections"]?.elements?.map { $0["code"] }
          == ["documents-missing"])
      #expect(try await bureau.state(approved) == "noticePeriod")
    }
  }

  @Test(arguments: TestDatabase.available)
  func aGuarantorWaitsForItsPrincipalAndFallsWithIt(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      try await Self.policy(bureau, ["reviewFromCents": 15_990])
      func guarantor(_ reference: String, of principal: String, _ due: String) -> JSON {
        SampleListing.body(
          reference, document: "11144477735", dueOn: due,
          changes: [
            ("role", "guarantor"), ("principalReference", .string(principal)),
            ("amountCents", 15_000),
          ])
      }
      let principal = try await bureau.list(SampleListing.body("p"))
      let waiting = try await bureau.list(guarantor("g", of: "p", "2026-08-10"))
      #expect(try await bureau.record(waiting)["reviewReasons"] == ["principal-not-accepted"])
      _ = try await bureau.call(
        .post, "/v1/simulation/listings/\(principal)/review", ["decision": "approved"])
      #expect(try await bureau.state(waiting) == "noticePending")
      let bad = try await bureau.list(SampleListing.body("p-2", dueOn: "2026-08-11"))
      let hanging = try await bureau.list(guarantor("g-2", of: "p-2", "2026-08-11"))
      _ = try await bureau.call(
        .post, "/v1/simulation/listings/\(bad)/review", ["decision": "refused"])
      #expect(try await bureau.record(hanging)["removalReason"] == "principal-closed")
      let own = SampleListing.body(
        "g-3", dueOn: "2026-08-10",
        changes: [("role", "guarantor"), ("principalReference", "p")])
      let suite = try await bureau.list(own)
      #expect(
        try await bureau.record(suite)["rejections"]?.elements?.map { $0["code"] }
          == ["guarantor-is-principal"])
    }
  }
}
