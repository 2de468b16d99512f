import Credit
import DebtCollection
import Foundation
import HTTPService
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import KeptAnswers
import Outbound
import Pages
import SQLDatabase
import Sealing
import Synchronization
import TestKit
import Testing
import World

@testable import CreditorAPI
@testable import CreditorPages

/// A site on a private database, and browsers that visit it.
struct TestSite: Sendable {
  let office: Office
  let clock: VirtualClock
  let hasher: PasswordHasher
  let bureau: ScriptedBureau
  /// The pages of the site, the registry of all of them.
  let pages: [RouteTable.Route]
  /// The operations of the interface for programs.
  let operations: [RouteTable.Route]
  private let client: any TestClientProtocol

  /// - Parameter engine: SQLite unless a test looks at what the engines do differently.
  static func with(
    _ engine: TestDatabase = .sqlite, _ body: @escaping @Sendable (TestSite) async throws -> Void
  ) async throws {
    try await TestOffice.with(engine) { test in
      try await serve(test.office, test.clock, test.bureau, body)
    }
  }

  private static func serve(
    _ office: Office, _ clock: VirtualClock, _ bureau: ScriptedBureau,
    _ body: @escaping @Sendable (TestSite) async throws -> Void
  ) async throws {
    let hasher = PasswordHasher(cost: .low, random: office.world.random)
    // Every page is there, that of the clock too; the clock itself is moved by the tests.
    let timekeeper = Timekeeper(clock: clock, duties: [], logger: office.world.logger)
    let site = Site(
      office: office, hasher: hasher, wallClock: clock, version: "teste",
      timekeeper: timekeeper)
    let api = CreditorAPI(office: office, timekeeper: nil)
    let settings = ServiceSettings(
      world: office.world,
      idempotency: KeptAnswers(database: office.database, sealer: office.sealer),
      // The tests' own socket is a proxy's, so that a browser may come from any address.
      proxies: TrustedProxies([AddressRange("127.0.0.1")].compactMap { $0 }),
      problem: { Problem.telling($0, refusal: Office.refusal) },
      showProblem: site.showProblem, authenticate: api.authenticate)
    var table = api.routes
    table.add(contentsOf: site.routes)
    try await Application(router: table.router(settings)).test(.router) { client in
      try await body(
        TestSite(
          office: office, clock: clock, hasher: hasher, bureau: bureau,
          pages: site.pageRoutes.routes, operations: api.routes.routes,
          client: client))
    }
  }

  /// The same house, served over another database in front of its own.
  func visiting(
    over database: any Database, _ body: @escaping @Sendable (TestSite) async throws -> Void
  ) async throws {
    let other = Office(
      database: database, world: office.world, sealer: office.sealer,
      documents: office.documents, connectors: office.connectors, publicURL: office.publicURL)
    try await Self.serve(other, clock, bureau, body)
  }

  static let password = "uma frase de teste"

  /// A browser that nobody logged in with.
  func browser() -> Browser { Browser(client: client) }

  /// The browser of a person who was at another process of the same house before.
  func browser(after other: Browser) -> Browser { Browser(client: client, cookies: other.cookies) }

  /// A browser that has cookies from somewhere.
  func browser(withCookies cookies: [String: String]) -> Browser {
    Browser(client: client, cookies: cookies)
  }

  /// A browser in which a person of that role is logged in.
  func browser(as role: Role) async throws -> Browser {
    let email = "\(role.rawValue)@provedor.example"
    if try await !office.users.users().contains(where: { $0.email == email }) {
      _ = try await office.users.addUser(
        email: email, name: "Pessoa de \(role.portuguese)", role: role,
        password: Self.password, hasher: hasher, actor: .commandLine)
    }
    let browser = browser()
    let page = try await browser.get("/entrar")
    let answer = try await page.submit(
      to: "/entrar", ["email": email, "password": Self.password])
    try #require(answer.status == .seeOther, "\(answer.text)")
    return browser
  }
}

/// A browser of one person: keeps cookies and knows the tokens of the pages it saw.
final class Browser: Sendable {
  let client: any TestClientProtocol
  private let jar: Mutex<[String: String]>

  init(client: any TestClientProtocol, cookies: [String: String] = [:]) {
    self.client = client
    jar = Mutex(cookies)
  }

  var cookies: [String: String] { jar.withLock { $0 } }

  func get(_ path: String, headers: HTTPFields = [:]) async throws -> PageSeen {
    try await send(path, .get, headers: headers, body: nil)
  }

  /// Sends a form without looking for a token.
  func post(
    _ path: String, _ fields: [(String, String)], headers: HTTPFields = [:]
  ) async throws -> PageSeen {
    let body = fields.map { PagePath.encode($0.0) + "=" + PagePath.encode($0.1) }.joined(
      separator: "&")
    var all = headers
    all[.contentType] = "application/x-www-form-urlencoded"
    return try await send(path, .post, headers: all, body: body)
  }

  func send(
    _ path: String, _ method: HTTPRequest.Method, headers: HTTPFields, body: String?
  ) async throws -> PageSeen {
    var all = headers
    all[.accept] = all[.accept] ?? "text/html"
    let known = cookies
    if !known.isEmpty {
      all[.cookie] = known.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        .joined(separator: "; ")
    }
    let response = try await client.execute(
      uri: path, method: method, headers: all, body: body.map { ByteBuffer(string: $0) })
    for text in response.headers[values: .setCookie] { keep(text) }
    return PageSeen(
      browser: self, path: path, status: response.status, headers: response.headers,
      text: String(buffer: response.body), bytes: Array(buffer: response.body))
  }

  private func keep(_ text: String) {
    let pair = text.prefix { $0 != ";" }
    guard let equals = pair.firstIndex(of: "=") else { return }
    let value = String(pair[pair.index(after: equals)...])
    jar.withLock { $0[String(pair[..<equals])] = value.isEmpty ? nil : value }
  }
}

/// A page as it came.
struct PageSeen: Sendable {
  let browser: Browser
  let path: String
  let status: HTTPResponse.Status
  let headers: HTTPFields
  let text: String
  let bytes: [UInt8]

  var location: String? { headers[.location] }

  /// The token of the forms on the page.
  var token: String? {
    guard let start = text.range(of: "name=\"_token\" value=\"") else { return nil }
    return String(text[start.upperBound...].prefix { $0 != "\"" })
  }

  /// Byte by byte, which is fast and finds a quotation mark before a mark that combines with it.
  func holds(_ words: String) -> Bool { strstr(text, words) != nil }

  /// Fills a form of this page and sends it.
  func submit(to path: String, _ fields: [String: String]) async throws -> PageSeen {
    let token = try #require(token, "no form on \(self.path)")
    let all = [("_token", token)] + fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return try await browser.post(path, all)
  }

  /// Follows a redirect.
  func follow() async throws -> PageSeen {
    try await browser.get(try #require(location, "\(status): \(text.prefix(500))"))
  }
}
