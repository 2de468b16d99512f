import DebtCollection
import Foundation
import HTTPTypes
import Testing

@testable import CreditorAPI
@testable import CreditorPages

/// The manual that the program carries (ajuda).
@Suite struct ManualTests {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "docs/manual")

  @Test func theProgramCarriesThePagesAsTheyAre() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { $0.hasSuffix(".md") }.sorted()
    #expect(ManualText.pages.map(\.file) == files, "run Scripts/embed-manual")
    for page in ManualText.pages {
      let file = try String(contentsOf: Self.folder.appending(path: page.file), encoding: .utf8)
      let isSame = page.text + "\n" == file
      #expect(isSame, "\(page.file) differs; run Scripts/embed-manual")
    }
  }

  @Test func everyPageHasATitleAndText() {
    for page in ManualPage.all {
      #expect(!page.title.isEmpty && page.blocks.count >= 2, "\(page.slug)")
    }
    #expect(Set(ManualPage.all.map(\.slug)).count == ManualPage.all.count)
  }

  @Test func everyLinkLeadsToAPage() {
    for page in ManualPage.all {
      for slug in page.phrases.compactMap(\.linkedSlug) {
        #expect(ManualPage.find(slug) != nil, "\(page.slug) links to \(slug)")
      }
    }
  }

  @Test func everyChapterIsAPageOfTheSite() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .attendant)
      let contents = try await browser.get("/ajuda")
      #expect(contents.status == .ok)
      for page in ManualPage.all {
        #expect(contents.text.contains("href=\"/ajuda/\(page.slug)\""))
        let seen = try await browser.get("/ajuda/\(page.slug)")
        #expect(seen.status == .ok && seen.text.contains("<h1>"), "\(page.slug)")
      }
      #expect(try await browser.get("/ajuda/telas/painel").status == .notFound)
    }
  }

  /// The help of a screen is the chapter that explains it.
  @Test func eachScreenLeadsToItsChapter() async throws {
    try await TestSite.with { site in
      let house = try await SampleHouse.fill(site)
      let browser = try await site.browser(as: .administrator)
      for (path, slug) in [
        ("/", "visao-geral"), ("/crm/leads", "consultar"), ("/consultas", "consultar"),
        ("/crm/cobranca", "atualizar-cobrancas"), (TaskPages.path, "atualizar-cobrancas"),
        ("/financeiro/titulos", "financeiro"), (ApprovalPages.path, "negativar"),
        (ListingPages.path(of: house.listing), "carta-e-prazos"),
        (ListingPages.removalPath + "?negativacao=\(house.listing)", "dar-baixa"),
        (ReconciliationPages.path, "relatorios-e-auditoria"),
        ("/relatorios", "relatorios-e-auditoria"), (IntegrationPages.path, "integracao"),
        (ParameterPages.path, "filiais-e-parametros"), (WebhookPages.path, "usuarios-e-perfis"),
        (Account.path, "usuarios-e-perfis"), ("/configuracoes/relogio", "ensaiar"),
      ] {
        let page = try await browser.get(path)
        #expect(page.text.contains("href=\"/ajuda/\(slug)\""), "\(path) does not lead to \(slug)")
      }
    }
  }

  @Test func aPictureTellsItsSize() {
    let png: [UInt8] =
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
      + [0, 0, 5, 0, 0, 0, 3, 0x84]
    let pictures = ManualPictures(["painel": png, "outra": [1, 2, 3]])
    let size = pictures.size(of: "painel")
    #expect(size?.width == 1_280 && size?.height == 900)
    #expect(pictures.size(of: "outra") == nil && pictures.size(of: "nenhuma") == nil)
  }

  @Test func noMarkIsLeftInTheText() {
    for page in ManualPage.all {
      for case .text(let words) in page.phrases {
        #expect(
          !words.contains("**") && !words.contains("`") && !words.contains("]("),
          "\(page.slug): \(words)")
      }
    }
  }

  /// Markdown → the parts that the reader makes of it.
  @Test func theReaderKnowsItsPartOfMarkdown() {
    let (title, blocks) = ManualReader.read(
      """
      # Título

      Uma linha
      e outra.

      ![Painel](tela:painel)

      1. primeiro
         continua
      2. segundo
      - solto

      | A | B |
      |---|---|
      | 1 | 2 |
      """)
    #expect(title == "Título")
    #expect(
      blocks == [
        .paragraph("Uma linha e outra."), .picture(screen: "painel", caption: "Painel"),
        .list(["primeiro continua", "segundo"], isOrdered: true),
        .list(["solto"], isOrdered: false), .table([["A", "B"], ["1", "2"]]),
      ])
  }

  @Test(arguments: [
    ("a **b** c", [ManualPhrase.text("a "), .strong("b"), .text(" c")]),
    ("*x*`y`", [.emphasis("x"), .code("y")]),
    ("[ver](06-dar-baixa.md).", [.link("ver", slug: "dar-baixa"), .text(".")]),
    ("2 * 3 [sic]", [.text("2 * 3 [sic]")]),
    ("**aberto", [.text("**aberto")]),
  ])
  func aLineFallsIntoItsPieces(_ line: String, _ pieces: [ManualPhrase]) {
    #expect(ManualPhrase.pieces(of: line) == pieces)
  }
}

extension ManualPage {
  /// All pieces of all lines.
  fileprivate var phrases: [ManualPhrase] {
    blocks.flatMap { block -> [String] in
      switch block {
      case .heading(let text), .paragraph(let text): [text]
      case .list(let items, _): items
      case .table(let rows): rows.flatMap { $0 }
      case .picture: []
      }
    }.flatMap(ManualPhrase.pieces)
  }
}

extension ManualPhrase {
  fileprivate var linkedSlug: String? {
    if case .link(_, let slug) = self { slug } else { nil }
  }
}
