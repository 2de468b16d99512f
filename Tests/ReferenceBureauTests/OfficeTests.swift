import Credit
import HTTPTypes
import JSONText
import TestKit
import Testing

@testable import BureauRegister
@testable import BureauSite

/// Where a participant is: printed on its letters, and its state counts for the terms.
struct OfficeTests {
  static func office(_ state: String, branches: [(String, String)] = []) -> JSON {
    [
      "address": [
        "postalCode": "69005-010", "street": "Avenida Sete de Setembro", "number": "10",
        "district": "Centro", "city": "Manaus", "state": .string(state),
      ],
      "contact": "0800 123 4567",
      "branches": .array(
        branches.map { ["document": .string($0.0), "state": .string($0.1)] }),
    ]
  }

  @Test(arguments: TestDatabase.available)
  func theStricterOfTheTwoStatesHoldsAndIsKept(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let alone = try await bureau.list(SampleListing.body("r-1"))
      #expect(try await bureau.call(.get, "/v1/office").json["address"] == .null)
      let set = try await bureau.call(
        .put, "/v1/office", Self.office("am", branches: [("12.ABC.345/0002-69", "pr")]))
      #expect(set.status == .ok, "\(set.text)")
      #expect(try set.json["address"]?["state"] == "AM")
      #expect(try set.json["branches"]?.elements?.first?["state"] == "PR")
      // Manaus takes 15 days: the debtor in São Paulo has them too.
      let both = try await bureau.list(SampleListing.body("r-2", dueOn: "2026-08-11"))
      // The branch stands in Paraná, which takes 30 days of default.
      let branch = try await bureau.list(
        SampleListing.body(
          "r-3", dueOn: "2026-11-03",
          changes: [("creditorBranchDocument", "12ABC345000269")]))
      try await bureau.advance(to: "2026-11-23", hour: 18)
      let before = try await bureau.record(alone)
      let after = try await bureau.record(both)
      #expect(before["visibleFrom"] == "2026-12-04")
      #expect(after["visibleFrom"] == "2026-12-09")
      let rule = try #require(after["appliedRule"])
      #expect(rule["state"] == "SP" && rule["noticeDays"] == 15)
      #expect(rule["requiresReceipt"] == true)
      #expect(
        rule["terms"]?.elements?.map { $0["ruleId"]?.string } == ["SP-2015-2", "AM-2016-1"])
      #expect(before["appliedRule"]?["terms"]?.elements?.count == 1)
      #expect(
        try await bureau.record(branch)["rejections"]?.elements?.map { $0["code"]?.string }
          == ["state-minimum-days"])
      let letter = try await bureau.call(.get, "/v1/listings/\(both)/notice.html")
      let text = String(decoding: letter.bytes, as: UTF8.self)
      #expect(text.contains("Avenida Sete de Setembro") && text.contains("0800 123 4567"))
      #expect(text.contains("15 dias corridos"))
    }
  }

  @Test func everyFaultOfAnOfficeIsTold() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let wrong: JSON = [
        "address": [
          "postalCode": "1", "street": "Rua", "number": "1", "district": "d", "city": "c",
          "state": "XX",
        ],
        "contact": "c",
        "branches": [["document": "52998224725", "state": "YY"]],
      ]
      let answer = try await bureau.call(.put, "/v1/office", wrong)
      #expect(answer.status == .unprocessableContent || answer.status == .badRequest)
      #expect(
        try answer.json["errors"]?.elements?.compactMap { $0["code"]?.string } == [
          "invalid-postal-code", "unknown-state", "invalid-branch-document", "unknown-state",
        ])
      #expect(try await bureau.call(.get, "/v1/office").json["address"] == .null)
    }
  }

  @Test(
    "Mato Grosso do Sul counts from the receipt: a letter's is presumed, and the letter says so",
    arguments: TestDatabase.available)
  func receiptIsPresumed(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let forecast = try await bureau.call(
        .post, "/v1/listings/simulations", SampleListing.body("r-1", state: "MS")
      ).json
      let id = try await bureau.list(SampleListing.body("r-1", state: "MS"))
      try await bureau.advance(to: "2026-11-23", hour: 18)
      let record = try await bureau.record(id)
      // Posted on Monday 23, presumed received on Monday 30; ten full days follow.
      #expect(record["visibleFrom"] == "2026-12-11")
      #expect(forecast["visibleFrom"] == record["visibleFrom"])
      #expect(record["appliedRule"]?["countsFrom"] == "receipt")
      let letter = try await bureau.call(.get, "/v1/listings/\(id)/notice.html")
      let text = String(decoding: letter.bytes, as: UTF8.self)
      #expect(text.contains("contados do recebimento deste comunicado, presumido em 30/11/2026"))
      #expect(!text.contains("contados da postagem"))
      try await bureau.advance(to: "2026-12-10", hour: 23)
      #expect(try await bureau.state(id) == "noticePeriod")
      try await bureau.advance(to: "2026-12-11")
      #expect(try await bureau.state(id) == "visible")
    }
  }

  @Test func whatWasAppliedIsReadAsItWasKept() throws {
    let today = BureauBench.start.civilDate
    for debtor in FederativeUnit.allCases {
      for creditor in FederativeUnit.allCases {
        let rule = AppliedRule(
          StateTerms.standard.stricter(of: debtor, creditor, on: today), debtor: debtor,
          creditor: creditor)
        #expect(try AppliedRule(stored: rule.stored) == rule)
        #expect(rule.state == debtor.code)
      }
    }
    // Kept before the creditor's state counted: one row, and letters count from their posting.
    let old = try AppliedRule(
      stored: """
        {"state":"MS","noticeDays":10,"inBusinessDays":false,"minimumDaysOverdue":0,"law":"l",
        "ruleId":"MS-2009-1","countsFrom":"receipt","requiresReceipt":false,"allowsEmail":true}
        """)
    #expect(old.terms.count == 1 && old.ruleID == "MS-2009-1")
    #expect(
      old.visibleFrom(postedOn: today, dueOn: today.adding(days: -90)) == today.adding(days: 11))
  }
}
