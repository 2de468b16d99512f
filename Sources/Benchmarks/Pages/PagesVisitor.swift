import Credit
import DebtCollection
import Fictitious
import Foundation
import HTTPService
import Outbound

/// Visits the pages of one house over loopback, as a browser that is logged in.
struct PagesVisitor: Sendable {
  let house: PagesHouse
  /// Who is logged in.
  let user: ID<User>
  let base: String
  let cookie: String
  /// The patterns of all pages.
  let patterns: [String]

  /// Records of one kind whose pages are visited.
  private static let records = 4
  /// Pages that are turned before the one that is measured as deep in a list.
  private static let turns = 20
  /// Bytes of a page that are read at the most.
  private static let byteLimit = 4 << 20
  private static let pageLimit = 150_000

  struct Address: Sendable {
    let pattern: String
    let path: String
  }

  /// Patterns whose id nobody knows here.
  var unknown: [String] { pages.filter { path($0, 0) == nil } }

  /// Files and streams are no pages; the pages before the login lead elsewhere.
  private var pages: [String] {
    patterns.filter { pattern in
      ![".pdf", ".csv", "/progresso", "/andamento"].contains(where: pattern.hasSuffix)
        && !["/entrar", "/primeiro-acesso", "/nova-senha"].contains(pattern)
        && !pattern.hasPrefix("/ajuda/") && !pattern.hasPrefix("/devedor")
    }
  }

  private func path(_ pattern: String, _ number: Int) -> String? {
    var parts: [String] = []
    for part in pattern.split(separator: "/") {
      switch part {
      case "{id}" where pattern.hasPrefix("/configuracoes/usuarios/"):
        parts.append(user.description)
      case "{id}":
        guard let id = house.id(pattern, number) else { return nil }
        parts.append(id)
      case "{contract}": parts.append(house.contract(number))
      case "{name}": parts.append("collect")
      case _ where part.hasPrefix("{"): return nil
      default: parts.append(String(part))
      }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// Every page with a few records each, what its own links, filters, orders and searches lead to,
  /// a page deep in each list, and every list with every combination of its filters. Only what
  /// answers as a page is kept.
  func addresses() async throws -> [Address] {
    var found: [Address] = []
    var known: Set<String> = []
    for pattern in pages {
      let count = pattern.contains("{id}") ? Self.records : 1
      for number in 0..<count {
        guard let path = path(pattern, number), known.insert(path).inserted else { continue }
        let answer = try await get(path)
        guard answer.status == 200 else {
          // A record in another state has no such page; the server's own faults are faults.
          guard answer.status < 500 else {
            throw BenchmarkFailure("A página \(path) respondeu \(answer.status).")
          }
          continue
        }
        found.append(Address(pattern: pattern, path: path))
        let searched = try await search(answer.text)
        let deep = try await deepPages(answer.text, from: path)
        for other in links(answer.text, from: path) + searched + deep
        where known.insert(other).inserted {
          guard try await get(other).status == 200 else { continue }
          let name = other.hasPrefix(path + "?") ? pattern : String(other.prefix { $0 != "?" })
          found.append(Address(pattern: name + " …", path: other))
        }
      }
    }
    guard !found.isEmpty else { throw BenchmarkFailure("Nenhuma página respondeu.") }
    return found
      + house.listAddresses.filter { known.insert($0).inserted }.map {
        Address(pattern: $0.prefix { $0 != "?" } + " …", path: $0)
      }
  }

  /// The page that is reached by turning many.
  private func deepPages(_ text: String, from path: String) async throws -> [String] {
    var place: String?
    var text = text
    for _ in 0..<Self.turns {
      guard let next = links(text, from: path).first(where: { $0.contains("cursor=") }) else {
        break
      }
      place = next
      text = try await get(next).text
    }
    return place.map { [$0] } ?? []
  }

  /// One measured request; its answer is checked.
  func visit(_ address: Address) async throws -> PageTime {
    let start = ContinuousClock.now
    let answer = try await get(address.path)
    let parts = (ContinuousClock.now - start).components
    guard answer.status == 200, answer.text.contains("</html>") else {
      throw BenchmarkFailure("A página \(address.path) respondeu \(answer.status) ou não acaba.")
    }
    guard answer.text.utf8.count < Self.pageLimit else {
      throw BenchmarkFailure("A página \(address.path) tem \(answer.text.utf8.count) bytes.")
    }
    return PageTime(
      pattern: address.pattern, address: address.path,
      milliseconds: Double(parts.seconds) * 1e3 + Double(parts.attoseconds) / 1e15,
      bytes: answer.text.utf8.count)
  }

  private struct Answer {
    let status: Int
    let location: String?
    let text: String
  }

  private func get(_ path: String) async throws -> Answer { try await send(path, form: nil) }

  private func send(_ path: String, form: String?) async throws -> Answer {
    var headers = [(name: "cookie", value: cookie), (name: "accept", value: "text/html")]
    if form != nil { headers.append(("content-type", "application/x-www-form-urlencoded")) }
    let answer = try await Self.client.answer(
      form == nil ? .get : .post, base + path, headers: headers, body: form,
      byteLimit: Self.byteLimit, seconds: 60)
    return Answer(
      status: answer.status, location: answer.header("location"),
      text: String(decoding: answer.body, as: UTF8.self))
  }

  private static let client = OutboundClient()

  /// The page's own filters, orders and next page.
  private func links(_ text: String, from path: String) -> [String] {
    values(of: "href=\"", in: text).filter { $0.hasPrefix(path + "?") }
  }

  /// What the page's search leads to: the beginning of a name, and a document that must be found.
  private func search(_ text: String) async throws -> [String] {
    guard
      let form = text.components(separatedBy: "class=\"filters\" method=\"post\"").dropFirst()
        .first, form.contains("name=\"search\""),
      let action = values(of: "action=\"", in: form).first,
      let token = values(of: "name=\"_token\" value=\"", in: form).first
    else { return [] }
    let last = house.people - 1
    let document = PagesBook.document(last).bare
    var found: [String] = []
    for words in ["Ana", FictitiousNames.plain(last), document] {
      let body = "_token=\(token)&search=\(words.replacingOccurrences(of: " ", with: "+"))"
      let answer = try await send(action, form: body)
      guard answer.status == 303, let location = answer.location else {
        throw BenchmarkFailure("A busca \(action) respondeu \(answer.status).")
      }
      guard words != document || !location.contains("busca=") else {
        throw BenchmarkFailure("A busca \(action) não achou o documento de uma pessoa do livro.")
      }
      found.append(location)
    }
    return found
  }

  private func values(of mark: String, in text: String) -> [String] {
    text.components(separatedBy: mark).dropFirst().map { piece in
      String(piece.prefix { $0 != "\"" }).replacingOccurrences(of: "&amp;", with: "&")
    }
  }
}
