import DebtCollection
import Foundation
import HTTPService
import HTTPTypes
import Hummingbird
import TestKit
import Testing

@testable import CreditorAPI
@testable import CreditorPages

/// What each page says, as text beside the tests. A page that is added to `Site` fails here until
/// its text was read and kept; a text whose page is gone fails too.
@Suite struct PageGoldenTests {
  @Test func everyPageHasItsText() async throws {
    try await TestSite.with { site in
      let house = try await SampleHouse.fill(site)
      let browser = try await site.browser(as: .administrator)
      var kept: Set<String> = []
      for route in site.pages where route.method == .get && !PagePaths.isStream(route.path) {
        let path = try #require(PagePaths.path(of: route.path, in: house), "\(route.path)")
        // The manual is text already, and its own tests read it.
        guard !route.path.hasPrefix("/ajuda/") else { continue }
        let page = try await browser.get(path)
        // Files, redirects, and what the bureau of the sample house does not answer.
        guard page.status == .ok,
          page.headers[.contentType]?.hasPrefix("text/html") ?? false
        else { continue }
        let name = Self.name(route.path)
        kept.insert(name)
        let text = PageText.content(page.text, replacing: page.token.map { [($0, "TOKEN")] } ?? [])
        #expect(!text.contains("(no content)"), "\(path)")
        try expectGolden(Self.withoutNumbers(text), Self.folder + name)
      }
      #expect(try Self.files() == kept, "a text without its page, or the other way round")
    }
  }

  private static let folder = "Pages/"

  /// `/negativacoes/{id}/aprovacao` is kept in `negativacoes.id.aprovacao.txt`.
  private static func name(_ pattern: String) -> String {
    let parts = pattern.split(separator: "/").map(String.init)
    return (parts.isEmpty ? ["painel"] : parts).joined(separator: ".")
      .replacing("{", with: "").replacing("}", with: "") + ".txt"
  }

  /// `lst_000000000000e` is any listing: another row in the sample house changes no text.
  private static func withoutNumbers(_ text: String) -> String {
    let (prefix, digits) = (3, 13)
    var out = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "_") {
      let kind = rest[..<mark].suffix(prefix)
      let number = rest[rest.index(after: mark)...].prefix(digits)
      let isID =
        kind.count == prefix && kind.allSatisfy(\.isLowercase) && number.count == digits
        && number.allSatisfy { $0.isASCII && ($0.isNumber || $0.isLowercase) }
      out += rest[...mark]
      rest = rest[rest.index(after: mark)...]
      if isID {
        out += "…"
        rest = rest.dropFirst(digits)
      }
    }
    return out + rest
  }

  private static func files() throws -> Set<String> {
    let here = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return Set(
      try FileManager.default.contentsOfDirectory(
        atPath: here.appending(path: "Goldens/" + folder).path))
  }
}
