import Coordination
import Credit
import HTTPTypes
import JSONText
import TestKit
import Testing
import World

@testable import BureauRegister
@testable import BureauSite

/// The code of a letter: whom it reaches, what it opens, and how often.
struct ConsumerProofTests {
  private static let path = "/v1/consumers/sessions"

  private static func open(
    _ bureau: BureauBench, _ code: String, _ more: [JSON.Member] = []
  ) async throws -> Answer {
    try await bureau.call(.post, path, .object([.init("code", .string(code))] + more))
  }

  private static func faults(_ answer: Answer) throws -> [String] {
    try answer.json["errors"]?.elements?.map {
      "\($0["pointer"]?.string ?? "") \($0["code"]?.string ?? "")"
    } ?? []
  }

  @Test(arguments: TestDatabase.available)
  func theCreditorsCopyHasNoCode(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let (id, code) = try await ConsumerPageTests.letter(bureau)
      let page = try await bureau.call(.get, "/v1/listings/\(id)/notice.html")
      #expect(page.text.contains("Via do credor") && !page.text.contains(code))
      for path in ["", "?type=large"] {
        let answer = try await bureau.call(.get, "/v1/listings/\(id)/notice.pdf\(path)")
        #expect(answer.status == .ok)
        let words = try PrintedText.of(answer.bytes)
        #expect(words.contains("Via do credor"))
        #expect(!words.contains(code))
      }
      let record = try #require(ID<ListedRecord>(id))
      let file = try #require(try await bureau.register.file(of: record))
      let posted = try #require(
        try await bureau.register.noticeDocument(
          of: record, participant: file.record.participant, for: .person))
      #expect(try PrintedText.of(posted).contains(code))
      // Nor does anything else that the creditor can read.
      for path in ["", "/events"] {
        let answer = try await bureau.call(.get, "/v1/listings/\(id)\(path)")
        #expect(!answer.text.contains(code))
      }
      let list = try await bureau.call(.get, "/v1/notices?issuedOn=2026-11-23")
      #expect(!list.text.contains(code))
    }
  }

  @Test(arguments: TestDatabase.available)
  func theCodeOpensOnceAndThenAsksForWhatOnlyThePersonKnows(
    _ engine: TestDatabase
  ) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let (_, code) = try await ConsumerPageTests.letter(bureau)
      // The code itself is no token.
      let bare = try await bureau.call(.get, "/v1/consumers/me", token: code)
      #expect(bare.status == .unauthorized)
      let first = try await Self.open(bureau, code)
      #expect(first.status == .created)
      let token = try #require(try first.json["token"]?.string)
      #expect(try await bureau.call(.get, "/v1/consumers/me", token: token).status == .ok)
      let second = try await Self.open(bureau, code)
      #expect(second.status == .unprocessableContent)
      #expect(
        try Self.faults(second) == ["/document proof-needed", "/birthDate proof-needed"])
      let half = try await Self.open(
        bureau, code, [.init("document", .string(SampleListing.document))])
      #expect(try Self.faults(half) == ["/document wrong-proof", "/birthDate wrong-proof"])
      let wrong = try await Self.open(
        bureau, code,
        [.init("document", "529.982.247-25"), .init("birthDate", "1990-05-02")])
      #expect(wrong.status == .unprocessableContent)
      let right = try await Self.open(
        bureau, code,
        [.init("document", "529.982.247-25"), .init("birthDate", "1990-05-01")])
      #expect(right.status == .created)
    }
  }

  @Test(arguments: TestDatabase.available)
  func ofTwoAtOnceOneOpensByTheCodeAlone(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let (_, code) = try await ConsumerPageTests.letter(bureau)
      let statuses = try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
        for _ in 0..<6 { group.addTask { try await Self.open(bureau, code).status } }
        return try await group.reduce(into: [HTTPResponse.Status]()) { $0.append($1) }
      }
      #expect(statuses.filter { $0 == .created }.count == 1)
      #expect(statuses.filter { $0 == .unprocessableContent }.count == 5)
    }
  }

  @Test(arguments: TestDatabase.available)
  func aCompanyTellsItsWholeNumberAndItsTelephone(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let company = SampleListing.replacing(
        [
          ("document", "11444777000161"), ("birthDate", .null), ("name", "Padaria Boa Ltda"),
          ("phone", "(11) 98765-4321"),
        ], in: try #require(SampleListing.body("r")["debtor"]))
      let body = SampleListing.body("FAT-1", changes: [("debtor", company)])
      let (_, code) = try await ConsumerPageTests.letter(bureau, of: body)
      #expect(try await Self.open(bureau, code).status == .created)
      let asked = try await Self.open(bureau, code)
      #expect(
        try Self.faults(asked) == ["/document proof-needed", "/phoneEnding proof-needed"])
      let right = try await Self.open(
        bureau, code,
        [.init("document", "11.444.777/0001-61"), .init("phoneEnding", "4321")])
      #expect(right.status == .created)
    }
  }

  @Test(arguments: TestDatabase.available)
  func wrongProofsAreLimitedWithoutLockingOthers(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let (_, code) = try await ConsumerPageTests.letter(bureau)
      _ = try await Self.open(bureau, code)
      let hash = Register.accessCodeHash(code)
      let wrong = ConsumerProof(document: "00000000000")
      let right = ConsumerProof(
        document: SampleListing.document, birthDate: CivilDate(iso: "1990-05-01"))
      func opens(_ proof: ConsumerProof, from address: String) async throws -> String {
        do {
          switch try await bureau.register.openLetter(
            codeHash: hash, proof: proof, from: address)
          {
          case .opened: return "opened"
          case .asks: return "asks"
          case .wrongProof: return "wrong"
          case .unknown: return "unknown"
          }
        } catch {
          return "limited"
        }
      }
      for _ in 0..<Register.wrongProofPolicy.quota {
        #expect(try await opens(wrong, from: "203.0.113.9") == "wrong")
      }
      #expect(try await opens(right, from: "203.0.113.9") == "limited")
      // From elsewhere the person comes in, and there the limit ends by itself.
      #expect(try await opens(right, from: "198.51.100.7") == "opened")
      let seconds = Register.wrongProofPolicy.windowSeconds
      bureau.clock.move(to: bureau.clock.now().adding(seconds: seconds))
      #expect(try await opens(right, from: "203.0.113.9") == "opened")
    }
  }

  @Test func thePageAsksForTheProofOfACodeThatWasUsed() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let (_, code) = try await ConsumerPageTests.letter(bureau)
      _ = try await Self.open(bureau, code)
      let browser = PageBrowser(bureau.client)
      let gate = try await browser.get("/")
      #expect(!gate.text.contains("name=\"birthDate\""))
      let asked = try await browser.post("/", ["code": code], token: gate.token)
      #expect(asked.status == .unprocessableContent)
      #expect(asked.text.contains("A carta já foi aberta com este código."))
      #expect(asked.text.contains("name=\"birthDate\"") && asked.text.contains("name=\"document\""))
      #expect(!asked.text.contains("name=\"phoneEnding\""))
      let entered = try await browser.post(
        "/", ["code": code, "document": "52998224725", "birthDate": "01/05/1990"],
        token: asked.token)
      #expect(entered.location == "/seus-dados")
    }
  }
}
