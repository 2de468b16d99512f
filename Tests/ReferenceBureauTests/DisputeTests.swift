import Credit
import HTTPTypes
import JSONText
import SQLDatabase
import TestKit
import Testing

@testable import BureauRegister
@testable import BureauSite

/// The person concerned: what it sees with the code of its letter, and what it contests.
struct DisputeTests {
  /// The token that the code of the letter of a record opens.
  private static func code(_ bureau: BureauBench, _ id: String) async throws -> String {
    let register = bureau.register
    let notice = try await register.newestNotice(
      of: try #require(ID<ListedRecord>(id)), participant: try await participant(bureau))
    let code = try #require(notice?.content.accessCode)
    let opened = try await bureau.call(
      .post, "/v1/consumers/sessions", ["code": .string(code.lowercased())])
    #expect(opened.status == .created)
    return try #require(try opened.json["token"]?.string)
  }

  private static func participant(_ bureau: BureauBench) async throws -> ID<Participant> {
    try #require(
      try await bureau.register.database.read { transaction in
        try transaction.first("SELECT MIN(id) FROM participants") {
          ID<Participant>(try $0.integer(0))
        }
      })
  }

  @Test(arguments: TestDatabase.available)
  func aPersonSeesAndContestsWithTheCodeOfTheLetter(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let id = try await bureau.list(SampleListing.body("r-1"))
      try await bureau.advance(to: "2026-12-04", hour: 10)
      _ = try await bureau.inquire(SampleListing.document)
      let code = try await Self.code(bureau, id)
      let page = try await bureau.call(
        .get, "/v1/consumers/me", token: code)
      #expect(page.status == .ok)
      let view = try page.json
      #expect(view["listings"]?.elements?.map { $0["id"] } == [.string(id)])
      #expect(view["listings"]?.elements?.first?["creditor"] == "Provedor Exemplo")
      #expect(view["inquiries"]?.elements?.count == 1)
      #expect(!String(decoding: page.bytes, as: UTF8.self).contains(SampleListing.document))
      let dispute = try await bureau.call(
        .post, "/v1/disputes", ["reason": "paid", "statement": "Paguei em outubro."],
        token: code)
      #expect(dispute.status == .created)
      // São Paulo gives the creditor two business days for corrections.
      #expect(try dispute.json["answerDueOn"] == "2026-12-08")
      #expect(try await bureau.state(id) == "suspended")
      #expect(try await bureau.inquire(SampleListing.document)["restricted"] == false)
      let twice = try await bureau.call(
        .post, "/v1/disputes", ["reason": "paid", "statement": "x"], token: code)
      #expect(try twice.json["code"] == "dispute-open")
      for wrong in ["AAAAAAAAAAAA", bureau.token] {
        let refused = try await bureau.call(.get, "/v1/consumers/me", token: wrong)
        #expect(refused.status == .unauthorized)
      }
    }
  }

  @Test(arguments: TestDatabase.available)
  func theShorterTermForCorrectionsOfBothStatesHolds(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let participant = try #require(try await bureau.register.participants().first).id
      var ids: [String] = []
      for number in 1...2 {
        ids.append(
          try await bureau.list(
            SampleListing.body("r-\(number)", dueOn: "2026-08-0\(number)", state: "RS")))
      }
      try await bureau.advance(to: "2026-12-04", hour: 10)
      // Neither state but São Paulo, where the creditor is, has two business days.
      let cases: [(FederativeUnit, String)] = [(.pr, "2026-12-11"), (.sp, "2026-12-08")]
      for (id, (creditor, due)) in zip(ids, cases) {
        try await bureau.register.setOffice(
          RegisteredOffice(office: .homologation(in: creditor)), of: participant)
        let opened = try await bureau.call(
          .post, "/v1/simulation/listings/\(id)/dispute",
          ["reason": "not-owed", "statement": "Não devo."])
        #expect(try opened.json["answerDueOn"]?.string == due, "\(creditor.code)")
      }
    }
  }

  @Test(arguments: TestDatabase.available)
  func theAnswerDecides(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      var ids: [String] = []
      for day in 1...5 {
        ids.append(try await bureau.list(SampleListing.body("r-\(day)", dueOn: "2026-08-0\(day)")))
      }
      try await bureau.advance(to: "2026-12-04", hour: 10)
      var disputes: [String] = []
      for id in ids {
        let opened = try await bureau.call(
          .post, "/v1/simulation/listings/\(id)/dispute",
          ["reason": "not-owed", "statement": "Não devo."])
        disputes.append(try #require(try opened.json["id"]?.string))
      }
      let open = try await bureau.call(.get, "/v1/disputes?state=open&limit=3").json
      #expect(open["data"]?.elements?.count == 3)
      func answer(_ index: Int, _ body: JSON) async throws -> Answer {
        try await bureau.call(.post, "/v1/disputes/\(disputes[index])/answer", body)
      }
      let proof: [JSON.Member] = ReviewTests.documents.members ?? []
      _ = try await answer(0, .object([.init("position", "maintains")] + proof))
      _ = try await answer(1, ["position": "maintains", "statement": "Deve sim."])
      #expect(try await answer(2, ["position": "accepts"]).json["state"] == "upheld")
      #expect(try await answer(2, ["position": "accepts"]).status == .conflict)
      #expect(try await bureau.record(ids[2])["removalReason"] == "undue-listing")
      _ = try await bureau.call(
        .post, "/v1/simulation/disputes/\(disputes[3])/decision",
        ["outcome": "documentsMissing"])
      try await bureau.advance(to: "2026-12-09")
      var ends: [String] = []
      for id in ids {
        let record = try await bureau.record(id)
        ends.append(record["removalReason"]?.string ?? record["state"]?.string ?? "")
      }
      #expect(
        ends == [
          "visible", "debt-not-proven", "undue-listing", "documents-missing",
          "consumer-statement",
        ])
      let first = try await bureau.call(.get, "/v1/disputes/\(disputes[0])").json
      #expect(first["state"] == "dismissed")
      #expect(first["resolution"] == "cleared")
      #expect(first["answer"]?["documents"] == ["contrato.pdf"])
    }
  }

  @Test(arguments: TestDatabase.available)
  func byPolicyAContestedRecordMayStayVisible(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      _ = try await bureau.call(.put, "/v1/simulation/policy", ["hidesDisputed": false])
      let id = try await bureau.list(SampleListing.body("r-1"))
      try await bureau.advance(to: "2026-12-04", hour: 10)
      let opened = try await bureau.call(
        .post, "/v1/simulation/listings/\(id)/dispute",
        ["reason": "other", "statement": "Discordo."])
      #expect(try await bureau.record(id)["disputed"] == true)
      #expect(try await bureau.state(id) == "visible")
      _ = try await bureau.call(.post, "/v1/listings/\(id)/removal", ["reason": "payment"])
      let dispute = try #require(try opened.json["id"]?.string)
      let ended = try await bureau.call(.get, "/v1/disputes/\(dispute)").json
      #expect(ended["state"] == "dismissed")
      #expect(ended["resolution"] == "payment")
    }
  }
}
