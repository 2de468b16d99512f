import HTTPService
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSONText
import Markup
import Synchronization
import Testing

@testable import Pages

/// What the headers of an answer keep a browser from.
@Suite struct HeaderTests {
  private let server = SampleServer()

  @Test func aFileIsNeverAPage() throws {
    let file = Response.download(
      Array("<script>alert(1)</script>".utf8), mediaType: "application/pdf", fileName: "carta.pdf")
    #expect(file.headers[.contentType] == "application/pdf")
    #expect(file.headers[.contentDisposition] == "attachment; filename=\"carta.pdf\"")
    #expect(file.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
    #expect(file.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
    let list = CSVAnswer.response(fileName: "lista.csv", header: ["a"]) { (_: Int?) in
      (rows: [], place: nil)
    }
    #expect(list.headers[.contentType] == "text/csv; charset=utf-8")
    #expect(list.headers[.contentDisposition] == "attachment; filename=\"lista.csv\"")
    for answer in [file, list, Response.json(["a": 1]), Response.text("a")] {
      #expect(answer.headers[.xContentTypeOptions] == "nosniff")
      #expect(answer.headers[.cacheControl] == "no-store")
    }
  }

  @Test(arguments: [
    "a\"; filename=\"b.html", "a\r\nSet-Cookie: x=y", "../../etc/passwd", "ação.pdf", "a;b,c", "",
  ])
  func aFileNameStaysInItsHeader(_ name: String) {
    let value = ContentDisposition.value(name, isInline: false)
    let start = "attachment; filename=\""
    #expect(value.hasPrefix(start) && value.hasSuffix("\""))
    let inside = value.dropFirst(start.count).dropLast()
    #expect(inside.utf8.count == name.utf8.count)
    let allowed = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-".utf8)
    #expect(inside.utf8.allSatisfy(allowed.contains))
  }

  @Test func aPageTellsNobodyWhereItStood() throws {
    let page = Response.page("<p>Olá</p>")
    let policy = try #require(HTTPField.Name("Referrer-Policy"))
    #expect(page.headers[policy] == "same-origin")
    let robots = try #require(HTTPField.Name("X-Robots-Tag"))
    #expect(page.headers[robots] == "noindex, nofollow")
    #expect(page.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
    #expect(page.headers[.contentSecurityPolicy]?.contains("base-uri 'none'") == true)
  }

  @Test func noOtherSiteIsLetIn() async throws {
    try await server.test { (client) async throws -> Void in
      let asked = try #require(HTTPField.Name("Access-Control-Request-Method"))
      let foreign: HTTPFields = [.origin: "https://mau.example", asked: "POST"]
      for method in [HTTPRequest.Method.get, .options, .post] {
        let answer = try await client.call(method, "/api/v1/people", headers: foreign)
        let allowed = answer.headers.filter {
          $0.name.canonicalName.hasPrefix("access-control-")
        }
        #expect(allowed.isEmpty, "\(method)")
      }
    }
  }

  @Test func traceIsNoMethod() async throws {
    try await server.test { (client) async throws -> Void in
      for path in ["/api/v1/people", "/form"] {
        let answer = try await client.call(.trace, path)
        #expect(answer.status == .methodNotAllowed, "\(path)")
        // What was sent does not come back, the key least of all.
        #expect(!answer.text.contains("Bearer") && !answer.text.contains("writer"))
      }
    }
  }

  @Test func packedBodiesAreNotUnpacked() async throws {
    try await server.test { (client) async throws -> Void in
      for encoding in ["gzip", "br", "deflate", "gzip, identity"] {
        let answer = try await client.call(
          .post, "/api/v1/people", json: #"{"name":"a"}"#, headers: [.contentEncoding: encoding])
        #expect(answer.status == .unsupportedMediaType, "\(encoding)")
      }
    }
    #expect(server.created.withLock { $0 } == 0)
  }
}
