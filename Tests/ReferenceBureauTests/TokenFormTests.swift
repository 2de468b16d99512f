import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSONText
import TestKit
import Testing
import World

@testable import BureauRegister
@testable import BureauSite

/// How a token is got and shown: by one grant, in a form, and in a header.
struct TokenFormTests {
  @Test(arguments: [
    "password", "authorization_code", "refresh_token", "implicit",
    "urn:ietf:params:oauth:grant-type:jwt-bearer",
  ])
  func noOtherGrantIsTaken(_ grant: String) async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let encoded = grant.replacing(":", with: "%3A")
      let form =
        "grant_type=\(encoded)&username=a&password=b&refresh_token=c&code=d"
        + "&client_id=\(bureau.credentials.clientID)"
        + "&client_secret=\(bureau.credentials.clientSecret)"
      let response = try await bureau.client.execute(
        uri: "/oauth/token", method: .post,
        headers: [.contentType: "application/x-www-form-urlencoded"],
        body: ByteBuffer(string: form))
      #expect(response.status == .badRequest)
      let json = try JSON.parse(Array(buffer: response.body))
      #expect(json["error"] == "unsupported_grant_type" && json["access_token"] == nil)
    }
  }

  @Test func aTokenStandsInNoAddress() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let byAddress = try await bureau.client.execute(
        uri: "/v1/products?access_token=\(bureau.token)", method: .get, headers: [:], body: nil)
      #expect(byAddress.status == .unauthorized)
      let asked = try await bureau.client.execute(
        uri: "/oauth/token?grant_type=client_credentials"
          + "&client_id=\(bureau.credentials.clientID)"
          + "&client_secret=\(bureau.credentials.clientSecret)",
        method: .get, headers: [:], body: nil)
      #expect(asked.status == .methodNotAllowed)
      let posted = try await bureau.client.execute(
        uri: "/oauth/token?grant_type=client_credentials", method: .post,
        headers: [.contentType: "application/x-www-form-urlencoded"],
        body: ByteBuffer(
          string: "client_id=\(bureau.credentials.clientID)"
            + "&client_secret=\(bureau.credentials.clientSecret)"))
      #expect(posted.status == .badRequest)
    }
  }

  /// The two parsers that disagreed: what a stranger registers is judged as it is called.
  @Test(arguments: [
    "http://[2000::1]\\@127.0.0.1:8080/x", "https://203.0.113.9@127.0.0.1/x",
    "https://169.254.169.254/latest", "https://metadata.google.internal/", "https://10.0.0.7/x",
    "https://[::ffff:127.0.0.1]/x", "https://2130706433/x", "http://EXAMPLE.com/x",
    "https://a..example/x", "https://a.example:+443/x", "javascript:alert(1)",
  ])
  func anInnerAddressIsNoWebhook(_ url: String) async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let answer = try await bureau.call(
        .post, "/v1/webhook-endpoints", ["url": .string(url)])
      #expect(answer.status == .unprocessableContent, "\(answer.text)")
    }
  }

  /// A page of the creditor's copy that another site frames would be read over its shoulder.
  @Test func theAccessibleLetterIsFramedByNobody() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let (id, _) = try await ConsumerPageTests.letter(bureau)
      let page = try await bureau.call(.get, "/v1/listings/\(id)/notice.html")
      let policy = page.headers[.contentSecurityPolicy] ?? ""
      #expect(policy.contains("frame-ancestors 'none'") && policy.contains("default-src 'none'"))
      #expect(page.headers[.xContentTypeOptions] == "nosniff")
      #expect(page.headers[.cacheControl] == "no-store")
    }
  }
}
