import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSONText
import Sealing
import TestKit
import Testing
import World

@testable import BureauRegister
@testable import BureauSite

/// The token desk by the letter of RFC 6749 and RFC 7009.
struct OAuthTests {
  private static func post(
    _ path: String, _ form: String, _ bureau: BureauBench, basic: ParticipantCredentials? = nil
  ) async throws -> Answer {
    var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
    if let basic {
      let pair = Base64.encode(Array("\(basic.clientID):\(basic.clientSecret)".utf8))
      headers[.authorization] = "Basic \(pair)"
    }
    let response = try await bureau.client.execute(
      uri: path, method: .post, headers: headers, body: ByteBuffer(string: form))
    return Answer(
      status: response.status, headers: response.headers, bytes: Array(buffer: response.body))
  }

  private static func form(_ credentials: ParticipantCredentials) -> String {
    "client_id=\(credentials.clientID)&client_secret=\(credentials.clientSecret)"
  }

  @Test func aClientNamesItselfInOneWayAndSaysEachThingOnce() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let own = Self.form(bureau.credentials)
      for body in [
        "grant_type=client_credentials&grant_type=client_credentials&\(own)",
        "grant_type=client_credentials&\(own)&\(own)",
        "grant_type=client_credentials&scope=inquiries&scope=listings&\(own)",
      ] {
        let answer = try await Self.post("/oauth/token", body, bureau)
        #expect(answer.status == .badRequest)
        #expect(try answer.json["error"] == "invalid_request")
      }
      let both = try await Self.post(
        "/oauth/token", "grant_type=client_credentials&\(own)", bureau,
        basic: bureau.credentials)
      #expect(both.status == .badRequest)
      #expect(try both.json["error"] == "invalid_request")
      for basic in [nil, bureau.credentials] {
        let body = "grant_type=client_credentials" + (basic == nil ? "&\(own)" : "")
        let answer = try await Self.post("/oauth/token", body, bureau, basic: basic)
        #expect(answer.status == .ok)
      }
    }
  }

  @Test(arguments: TestDatabase.available)
  func aTokenIsRevokedByItsClientAlone(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let other = try await bureau.register.addParticipant(
        name: "Outro Credor", document: "11222333000181")
      func works() async throws -> Bool {
        try await bureau.call(.get, "/v1/products").status == .ok
      }
      // Another's token, and none at all, are left alone without a word.
      for token in [bureau.token, "bat_x"] {
        let answer = try await Self.post(
          "/oauth/revoke", "token=\(token)&\(Self.form(other))", bureau)
        #expect(answer.status == .ok)
      }
      #expect(try await works())
      let wrong = ParticipantCredentials(
        clientID: bureau.credentials.clientID, clientSecret: "wrong")
      let refused = try await Self.post(
        "/oauth/revoke", "token=\(bureau.token)&\(Self.form(wrong))", bureau)
      #expect(refused.status == .unauthorized)
      #expect(try await works())
      let none = try await Self.post("/oauth/revoke", Self.form(bureau.credentials), bureau)
      #expect(try none.json["error"] == "invalid_request")
      for _ in 0..<2 {
        let done = try await Self.post(
          "/oauth/revoke", "token=\(bureau.token)&token_type_hint=access_token", bureau,
          basic: bureau.credentials)
        #expect(done.status == .ok)
        #expect(try await !works())
      }
    }
  }
}
