import Coordination
import Credit
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSONText
import SQLDatabase
import Sealing
import TestKit
import Testing
import World

@testable import BureauRegister
@testable import BureauSite

/// Tokens, and what each participant may see.
struct AccessTests {
  @Test(arguments: TestDatabase.available)
  func wrongSecretsNeverLockTheRightOneOut(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let wrong = ParticipantCredentials(
        clientID: bureau.credentials.clientID, clientSecret: "wrong")
      let nobody = ParticipantCredentials(clientID: "cli_00", clientSecret: "wrong")
      for client in [wrong, nobody] {
        for _ in 0..<TokenDesk.wrongSecretPolicy.quota {
          #expect(try await Self.status(client, bureau) == .unauthorized)
        }
        // Whether there is such a client is not told.
        #expect(try await Self.status(client, bureau) == .tooManyRequests)
      }
      let rightOne = try await Self.status(bureau.credentials, bureau)
      #expect(rightOne == .ok)
      let seconds = TokenDesk.wrongSecretPolicy.windowSeconds
      bureau.clock.move(to: bureau.clock.now().adding(seconds: seconds))
      #expect(try await Self.status(wrong, bureau) == .unauthorized)
    }
  }

  @Test(arguments: TestDatabase.available)
  func anOperatorsLockIsToldOnlyToWhoHasTheSecret(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let client = bureau.credentials.clientID
      try await bureau.register.lockCredential(clientID: client)
      let wrong = ParticipantCredentials(clientID: client, clientSecret: "wrong")
      #expect(try await Self.status(wrong, bureau) == .unauthorized)
      #expect(try await Self.status(bureau.credentials, bureau) == .badRequest)
      try await bureau.register.releaseParticipant(clientID: client)
      #expect(try await Self.status(bureau.credentials, bureau) == .ok)
    }
  }

  @Test func aTokenEndsAndItsTimeCanBeShortened() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      bureau.clock.move(to: BureauBench.start.adding(seconds: 899))
      #expect(try await bureau.call(.get, "/v1/products").status == .ok)
      bureau.clock.move(to: BureauBench.start.adding(seconds: 900))
      let answer = try await bureau.call(.get, "/v1/products")
      #expect(answer.status == .unauthorized)
      #expect(try answer.json["code"] == "invalid-token")
      let fresh = try await BureauBench.token(bureau.credentials, bureau.client)
      let faults = try await bureau.call(
        .put, "/v1/simulation/faults", ["tokenTtlSeconds": 2], token: fresh)
      #expect(faults.status == .ok)
      let short = try await BureauBench.token(bureau.credentials, bureau.client)
      bureau.clock.move(to: BureauBench.start.adding(seconds: 902))
      #expect(try await bureau.call(.get, "/v1/products", token: short).status == .unauthorized)
      #expect(try await bureau.call(.get, "/v1/products", token: fresh).status == .ok)
    }
  }

  @Test func aJumpOfTheClockEndsOnlyTokensOfAnAskedLifetime() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      try await bureau.advance(["days": 30])
      #expect(try await bureau.call(.get, "/v1/products").status == .ok)
      _ = try await bureau.call(.put, "/v1/simulation/faults", ["tokenTtlSeconds": 60])
      let short = try await BureauBench.token(bureau.credentials, bureau.client)
      try await bureau.advance(["days": 1])
      #expect(try await bureau.call(.get, "/v1/products", token: short).status == .unauthorized)
    }
  }

  @Test(arguments: TestDatabase.available)
  func participantsDoNotSeeEachOthersRecords(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let id = try await bureau.list(SampleListing.body("r-1"))
      try await bureau.advance(to: "2026-12-04")
      let other = try await bureau.register.addParticipant(
        name: "Outro Credor", document: "11222333000181")
      let token = try await BureauBench.token(other, bureau.client)
      let paths = ["", "/events", "/notice.pdf"].map { "/v1/listings/\(id)\($0)" }
      for path in paths {
        #expect(try await bureau.call(.get, path, token: token).status == .notFound)
      }
      let removal = try await bureau.call(
        .post, "/v1/listings/\(id)/removal", ["reason": "payment"], token: token)
      #expect(removal.status == .notFound)
      let statement = try await bureau.call(.get, "/v1/statement", token: token).json
      #expect(statement["data"] == [])
      // The same debt of another creditor is another debt, and both show.
      let body = SampleListing.body("r-1")
      _ = try await bureau.call(.post, "/v1/listings", body, token: token)
      try await bureau.advance(["days": 20])
      let fresh = try await BureauBench.token(other, bureau.client)
      let report = try await bureau.call(
        .post, "/v1/inquiries",
        [
          "document": .string(SampleListing.document), "product": "basic",
          "purpose": "credit-granting",
        ], token: fresh
      ).json
      #expect(report["summary"]?.elements?.first?["count"] == 2)
    }
  }

  @Test func aScopeThatWasNotAskedForIsNotHeld() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let issued = try await BureauAPI(register: bureau.register, timekeeper: bureau.keeper)
        .desk.issue(
          clientID: bureau.credentials.clientID, secret: bureau.credentials.clientSecret,
          requested: ["inquiries"], lifetimeSeconds: 900)
      let answer = try await bureau.call(
        .post, "/v1/listings", SampleListing.body("r-1"), token: issued.token)
      #expect(answer.status == .forbidden)
    }
  }

  @Test(arguments: TestDatabase.available)
  func credentialsAreIssuedAndRevokedOneByOne(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let body: JSON = ["name": "filial", "scopes": ["inquiries"]]
      let issued = try await bureau.call(.post, "/v1/credentials", body)
      #expect(issued.status == .created)
      let second = ParticipantCredentials(
        clientID: try #require(try issued.json["clientId"]?.string),
        clientSecret: try #require(try issued.json["clientSecret"]?.string))
      let token = try await BureauBench.token(second, bureau.client)
      #expect(
        try await bureau.call(.get, "/v1/statement", token: token).status == .forbidden)
      // Its own scopes do not reach the administration of the participant.
      for (method, path, body) in [
        (HTTPRequest.Method.get, "/v1/credentials", JSON?.none),
        (.post, "/v1/credentials", ["name": "x", "scopes": ["inquiries"]]),
        (.delete, "/v1/credentials/\(try issued.json["id"]?.string ?? "")", nil),
        (.get, "/v1/allowed-addresses", nil),
        (.put, "/v1/allowed-addresses", ["allowedAddresses": []]),
      ] {
        let refused = try await bureau.call(method, path, body, token: token)
        #expect(refused.status == .forbidden, "\(method) \(path)")
      }
      let clerk = try await BureauAPI(register: bureau.register, timekeeper: bureau.keeper)
        .desk.issue(
          clientID: bureau.credentials.clientID, secret: bureau.credentials.clientSecret,
          requested: ["inquiries", "administration"], lifetimeSeconds: 900)
      let more = try await bureau.call(
        .post, "/v1/credentials", ["name": "x", "scopes": ["listings"]], token: clerk.token)
      #expect(try more.json["errors"]?.elements?.first?["code"] == "scope-not-held")
      // A lock holds the one credential, not its neighbour.
      try await bureau.register.lockCredential(clientID: second.clientID)
      #expect(try await Self.status(second, bureau) == .badRequest)
      #expect(try await Self.status(bureau.credentials, bureau) == .ok)
      let released = try await bureau.call(
        .post, "/v1/simulation/credentials/release", ["clientId": .string(second.clientID)])
      #expect(released.status == .noContent)
      #expect(try await Self.status(second, bureau) == .ok)
      let id = try #require(try issued.json["id"]?.string)
      #expect(try await bureau.call(.delete, "/v1/credentials/\(id)").status == .noContent)
      #expect(
        try await bureau.call(.get, "/v1/products", token: token).status == .unauthorized)
      #expect(try await Self.status(second, bureau) == .unauthorized)
      let all = try await bureau.call(.get, "/v1/credentials").json["data"]?.elements ?? []
      #expect(all.map { $0["revokedAt"] == .null } == [true, false])
      let last = try #require(all.first?["id"]?.string)
      let kept = try await bureau.call(.delete, "/v1/credentials/\(last)")
      #expect(try kept.json["code"] == "last-credential")
    }
  }

  @Test(arguments: TestDatabase.available)
  func onlyAllowedAddressesAreServed(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      func set(_ networks: JSON) async throws -> Answer {
        try await bureau.call(
          .put, "/v1/allowed-addresses", ["allowedAddresses": networks])
      }
      #expect(try await set(["203.0.113.0/24"]).status == .unprocessableContent)
      #expect(try await set(["300.1.1.1", "10.0.0.0/33"]).status == .unprocessableContent)
      #expect(try await set(["203.0.113.0/24", "127.0.0.0/8"]).status == .ok)
      #expect(try await bureau.call(.get, "/v1/products").status == .ok)
      _ = try await bureau.register.database.write { transaction in
        try transaction.execute("UPDATE participants SET allowed_addresses = '203.0.113.0/24'")
      }
      let refused = try await bureau.call(.get, "/v1/credentials")
      #expect(refused.status == .forbidden)
      #expect(try refused.json["code"] == "address-not-allowed")
      #expect(try await Self.status(bureau.credentials, bureau) == .badRequest)
    }
  }

  @Test(arguments: TestDatabase.available)
  func nobodyRehearsesWithTheRecordsOfAnother(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let id = try await bureau.list(SampleListing.body("r-1"))
      try await bureau.advance(to: "2026-11-23", hour: 18)
      let path = "/v1/simulation/listings/\(id)/"
      let statement: JSON = ["reason": "paid", "statement": "Paguei."]
      let dispute = try await bureau.call(.post, path + "dispute", statement).json
      let decision = "/v1/simulation/disputes/\(dispute["id"]?.string ?? "")/decision"
      let before = try await bureau.record(id)
      let stranger = try await BureauBench.token(
        try await bureau.register.addParticipant(name: "Outro", document: "11.222.333/0001-81"),
        bureau.client)
      let attempts: [(String, JSON?)] = [
        (path + "notice-return", ["code": "moved"]), (path + "suspension", nil),
        (path + "bureau-removal", ["reason": "administrative"]),
        (path + "review", ["decision": "refused"]), (path + "dispute", statement),
        (path + "reinclusion-release", nil), (decision, ["outcome": "notProven"]),
      ]
      for (path, body) in attempts {
        let refused = try await bureau.call(.post, path, body, token: stranger)
        #expect(refused.status == .notFound, "\(path)")
      }
      #expect(try await bureau.record(id) == before)
      let own = try await bureau.call(.post, decision, ["outcome": "cleared"])
      #expect(try own.json["state"] == "dismissed")
    }
  }

  @Test func aTokenMayDieBeforeItsTime() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      _ = try await bureau.call(
        .put, "/v1/simulation/faults", ["tokenDiesAfterSeconds": 5])
      let short = try await BureauBench.token(bureau.credentials, bureau.client)
      bureau.clock.move(to: BureauBench.start.adding(seconds: 5))
      #expect(try await bureau.call(.get, "/v1/products", token: short).status == .unauthorized)
    }
  }

  private static func status(
    _ credentials: ParticipantCredentials, _ bureau: BureauBench
  ) async throws -> HTTPResponse.Status {
    let basic = Base64.encode(
      Array("\(credentials.clientID):\(credentials.clientSecret)".utf8))
    let response = try await bureau.client.execute(
      uri: "/oauth/token", method: .post,
      headers: [
        .contentType: "application/x-www-form-urlencoded", .authorization: "Basic \(basic)",
      ], body: ByteBuffer(string: "grant_type=client_credentials"))
    return response.status
  }
}
