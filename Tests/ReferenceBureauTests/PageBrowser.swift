import HTTPService
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Synchronization
import TestKit
import Testing

@testable import BureauRegister
@testable import BureauSite
@testable import Pages

/// A browser at the bureau's pages: keeps cookies and knows the token of the page it saw.
final class PageBrowser: Sendable {
  struct Page: Sendable {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let text: String

    var location: String? { headers[.location] }

    /// The token of the page's forms; the empty text on a page without one.
    var token: String {
      let parts = text.split(separator: "name=\"_token\" value=\"", maxSplits: 1)
      return parts.count < 2 ? "" : String(parts[1].prefix { $0 != "\"" })
    }
  }

  private let client: any TestClientProtocol
  private let jar = Mutex<[String: String]>([:])

  init(_ client: any TestClientProtocol) {
    self.client = client
  }

  static let consolePassword = "senha-do-console"

  /// A browser that is logged in to the console.
  static func console(_ bureau: BureauBench) async throws -> PageBrowser {
    let browser = PageBrowser(bureau.client)
    let gate = try await browser.get("/console/entrar")
    let answer = try await browser.post(
      "/console/entrar", ["password": consolePassword], token: gate.token)
    try #require(answer.location == "/console", "\(answer.text)")
    return browser
  }

  func get(_ path: String) async throws -> Page {
    try await send(path, .get, body: [], headers: [:])
  }

  func post(
    _ path: String, _ fields: [String: String], token: String?, headers: HTTPFields = [:]
  ) async throws -> Page {
    var all = fields
    all["_token"] = token
    let body = all.sorted { $0.key < $1.key }
      .map { PagePath.encode($0.key) + "=" + PagePath.encode($0.value) }.joined(separator: "&")
    var sent = headers
    sent[.contentType] = "application/x-www-form-urlencoded"
    return try await send(path, .post, body: Array(body.utf8), headers: sent)
  }

  /// Sends a form with a file.
  func upload(
    _ path: String, _ fields: [(String, String)], file: [UInt8], token: String
  ) async throws -> Page {
    try await send(
      path, .post, body: MultipartBody.bytes(fields + [("_token", token)], file: file),
      headers: [.contentType: MultipartBody.contentType])
  }

  /// Opens a page, fills its form and sends it.
  func submit(_ path: String, _ fields: [String: String], to target: String? = nil) async throws
    -> Page
  {
    let page = try await get(path)
    return try await post(target ?? path, fields, token: page.token)
  }

  private func send(
    _ path: String, _ method: HTTPRequest.Method, body: [UInt8], headers: HTTPFields
  ) async throws -> Page {
    var all = headers
    all[.accept] = "text/html"
    let known = jar.withLock { $0 }
    if !known.isEmpty {
      all[.cookie] = known.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        .joined(separator: "; ")
    }
    let response = try await client.execute(
      uri: path, method: method, headers: all,
      body: body.isEmpty ? nil : ByteBuffer(bytes: body))
    for text in response.headers[values: .setCookie] {
      let pair = text.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
      jar.withLock { $0[String(pair[0])] = pair.count == 2 ? String(pair[1]) : nil }
    }
    return Page(
      status: response.status, headers: response.headers, text: String(buffer: response.body))
  }
}
