import HTTPService
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSONText
import Synchronization
import Testing

@Suite("Routing")
struct RoutingTests {
  private let server = SampleServer()

  @Test("the route list")
  func routeList() {
    #expect(
      server.table(server.settings()).text == """
        GET /api/v1/people listPeople reader|writer
        GET /api/v1/people/{id} showPerson known
        GET /failures/busy busy open
        GET /failures/unexpected unexpected open
        GET /healthz health known
        GET /metrics metrics known
        GET /openapi.json openapi open
        GET /readyz readiness known
        POST /api/v1/people createPerson writer
        POST /api/v1/people/merges mergePeople known
        POST /form form open
        POST /small small open

        """)
  }

  @Test("an unknown path is a 404 problem with every member of the contract")
  func notFound() async throws {
    try await server.test { (client) async throws -> Void in
      let response = try await client.call(.get, "/nowhere")
      #expect(response.status == .notFound)
      #expect(response.headers[.contentType] == "application/problem+json")
      let json = try response.json()
      #expect(
        json.members?.map(\.name)
          == ["type", "title", "status", "detail", "code", "errors", "requestId"])
      #expect(json["status"] == 404)
      #expect(json["code"] == "not-found")
      #expect(json["requestId"]?.string?.isEmpty == false)
    }
  }

  @Test("a wrong method is 405 with the methods that the path knows")
  func methodNotAllowed() async throws {
    try await server.test { (client) async throws -> Void in
      let wrong = try await client.call(.delete, "/api/v1/people")
      #expect(wrong.status == .methodNotAllowed)
      #expect(wrong.headers[.allow] == "GET, HEAD, OPTIONS, POST")
      #expect(try wrong.json()["code"] == "method-not-allowed")
      let one = try await client.call(.post, "/api/v1/people/per_0000000000001")
      #expect(one.headers[.allow] == "GET, HEAD, OPTIONS")
      // The pattern {id} would fit, but the literal path knows POST only.
      let literal = try await client.call(.get, "/api/v1/people/merges")
      #expect(literal.status == .notFound)
      let trailing = try await client.call(.init("PURGE")!, "/api/v1/people")
      #expect(trailing.status == .methodNotAllowed)
    }
  }

  @Test("HEAD is GET without its body, and OPTIONS tells the methods")
  func headAndOptions() async throws {
    try await server.test { (client) async throws -> Void in
      let get = try await client.call(.get, "/api/v1/people?limit=2")
      let head = try await client.call(.head, "/api/v1/people?limit=2")
      #expect(head.status == .ok)
      #expect(head.body.readableBytes == 0)
      #expect(head.headers[.contentLength] == get.headers[.contentLength])
      let options = try await client.call(.options, "/api/v1/people", as: nil)
      #expect(options.status == .noContent)
      #expect(options.headers[.allow] == "GET, HEAD, OPTIONS, POST")
      #expect(try await client.call(.options, "/nowhere").status == .notFound)
    }
  }

  @Test("nobody is 401 with a challenge, and who may not is 403")
  func access() async throws {
    try await server.test { (client) async throws -> Void in
      let nobody = try await client.call(.get, "/api/v1/people", as: nil)
      #expect(nobody.status == .unauthorized)
      #expect(nobody.headers[.wwwAuthenticate] == "Bearer")
      #expect(try await client.call(.get, "/api/v1/people", as: "wrong").status == .unauthorized)
      let reader = try await client.call(.post, "/api/v1/people", as: "reader", json: "{}")
      #expect(reader.status == .forbidden)
      #expect(try reader.json()["code"] == "forbidden")
      #expect(try await client.call(.get, "/api/v1/people", as: "reader").status == .ok)
    }
  }

  @Test("an id of another kind in the path is 404")
  func pathID() async throws {
    try await server.test { (client) async throws -> Void in
      #expect(try await client.call(.get, "/api/v1/people/per_0000000000001").status == .ok)
      for id in ["rec_0000000000001", "1", "per_", "per_000000000000u"] {
        #expect(try await client.call(.get, "/api/v1/people/\(id)").status == .notFound)
      }
    }
  }

  @Test("an unexpected error is told as 500 without what it says, and logged without documents")
  func internalError() async throws {
    let server = server
    try await server.test { (client) async throws -> Void in
      let response = try await client.call(.get, "/failures/unexpected")
      #expect(response.status == .internalServerError)
      #expect(try response.json()["code"] == "internal-error")
      #expect(!response.text.contains("529.982.247"))
      #expect(server.logs.text.contains("error a request failed"))
      #expect(server.logs.text.contains("errorType=Unexpected"))
      #expect(!server.logs.text.contains("529.982.247"))
      #expect(!server.logs.text.contains("ana@"))
    }
  }

  @Test("an error that the server knows becomes its problem")
  func mappedError() async throws {
    try await server.test { (client) async throws -> Void in
      let response = try await client.call(.get, "/failures/busy")
      #expect(response.status == .serviceUnavailable)
      #expect(response.headers[.retryAfter] == "5")
      #expect(try response.json()["code"] == "database-busy")
      let page = try await client.call(.get, "/failures/busy", headers: [.accept: "text/html"])
      #expect(page.status == .serviceUnavailable)
      #expect(page.text == "<h1>Indisponível no momento</h1>")
    }
  }

  @Test("the log has one line for a request, with the pattern and without values")
  func requestLog() async throws {
    let server = server
    try await server.test { (client) async throws -> Void in
      _ = try await client.call(.get, "/api/v1/people?stage=lead&limit=3")
      _ = try await client.call(.get, "/api/v1/people/per_0000000000001")
      #expect(
        server.logs.text.split(separator: "\n").filter { $0.hasPrefix("info request ") } == [
          "info request method=GET ms=0 route=/api/v1/people status=200",
          "info request method=GET ms=0 route=/api/v1/people/{id} status=200",
        ])
      #expect(!server.logs.text.contains("lead"))
    }
  }

  @Test("a tagged answer is 304 for who has it")
  func etag() async throws {
    try await server.test { (client) async throws -> Void in
      let path = "/api/v1/people/per_0000000000001"
      let first = try await client.call(.get, path)
      let tag = try #require(first.headers[.eTag])
      for known in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
        let again = try await client.call(.get, path, headers: [.ifNoneMatch: known])
        #expect(again.status == .notModified)
        #expect(again.body.readableBytes == 0)
      }
      let other = try await client.call(.get, path, headers: [.ifNoneMatch: "\"x\""])
      #expect(other.status == .ok)
    }
  }

  @Test("the pages of operation are open on this machine, and behind a proxy ask for a login")
  func pages() async throws {
    try await server.test { (client) async throws -> Void in
      #expect(try await client.call(.get, "/healthz", as: nil).text == "ok\n")
      #expect(try await client.call(.get, "/readyz", as: nil).status == .ok)
      let proxied: HTTPFields = [.init("X-Forwarded-For")!: "10.0.0.1"]
      for path in ["/healthz", "/readyz", "/metrics"] {
        let outside = try await client.call(.get, path, as: nil, headers: proxied)
        #expect(outside.status == .unauthorized)
        #expect(try await client.call(.get, path, headers: proxied).status == .ok)
      }
    }
  }

  @Test("readiness says which check failed")
  func readiness() async throws {
    let server = server
    server.ready.withLock { $0 = false }
    try await server.test { (client) async throws -> Void in
      let response = try await client.call(.get, "/readyz", as: nil)
      #expect(response.status == .serviceUnavailable)
      #expect(try response.json()["code"] == "not-ready")
      #expect(response.text.contains("database"))
      #expect(try await client.call(.get, "/healthz", as: nil).status == .ok)
    }
  }

  @Test("the measurements count requests by pattern")
  func metrics() async throws {
    try await server.test { (client) async throws -> Void in
      _ = try await client.call(.get, "/api/v1/people/per_0000000000001")
      _ = try await client.call(.get, "/api/v1/people/per_0000000000002")
      _ = try await client.call(.get, "/secret/52998224725")
      let text = try await client.call(.get, "/metrics", as: nil).text
      let labels = #"method="GET",route="/api/v1/people/{id}",status="200""#
      #expect(text.contains("adimple_http_request_duration_seconds_count{\(labels)} 2\n"))
      #expect(
        text.contains("adimple_http_request_duration_seconds_bucket{\(labels),le=\"0.001\"} 2"))
      #expect(text.contains(#"method="GET",route="NotFound",status="404""#))
      #expect(!text.contains("52998224725"))
    }
  }

  @Test("the description tells every documented route and what it refuses")
  func openAPI() async throws {
    try await server.test { (client) async throws -> Void in
      let document = try await client.call(.get, "/openapi.json", as: nil).json()
      #expect(document["openapi"] == "3.1.0")
      #expect(
        document["paths"]?.members?.map(\.name) == [
          "/api/v1/people", "/api/v1/people/{id}", "/api/v1/people/merges", "/healthz", "/readyz",
          "/metrics", "/openapi.json",
        ])
      let create = document["paths"]?["/api/v1/people"]?["post"]
      #expect(create?["operationId"] == "createPerson")
      #expect(
        create?["responses"]?.members?.map(\.name)
          == ["201", "400", "401", "403", "409", "413", "415", "422", "429", "503"])
      #expect(create?["x-permissions"] == ["writer"])
      let body = create?["requestBody"]?["content"]?["application/json"]?["schema"]
      #expect(body?["additionalProperties"] == false)
      #expect(body?["required"] == ["name"])
      #expect(
        document["components"]?["schemas"]?.members?.map(\.name) == ["Person", "Problem"])
      let list = document["paths"]?["/api/v1/people"]?["get"]?["parameters"]?.elements
      #expect(list?.compactMap { $0["name"]?.string } == ["limit", "cursor", "stage"])
    }
  }
}
