import Markup

enum HelpView {
  /// The list of chapters.
  static func contents(_ pages: [ManualPage]) -> HTML {
    let items = pages.map { page -> HTML in
      let first = page.blocks.compactMap { block -> HTML? in
        if case .paragraph(let text) = block { line(text) } else { nil }
      }.first
      return """
        <li><a href="\(HelpPages.path(of: page))"><strong>\(page.title)</strong></a>\
        \(first.map { "<p>\($0)</p>" as HTML })</li>
        """
    }
    let intro: HTML = "O manual do usuário, capítulo por capítulo, e a lei atrás de cada regra."
    return """
      \(Look.heading("Ajuda", about: intro))\
      \(Look.sheet(nil, "<ol class=\"stack chapters\">\(items)</ol>"))
      """
  }

  /// One chapter, with the way to the ones before and behind it.
  static func page(_ page: ManualPage, of pages: [ManualPage], pictures: ManualPictures) -> HTML {
    let blocks = page.blocks.map { block($0, pictures) }
    return """
      \(Look.heading(page.title))\
      \(Look.sheet(nil, "<div class=\"prose manual\">\(blocks)</div>"))\(neighbours(page, pages))
      """
  }

  private static func neighbours(_ page: ManualPage, _ pages: [ManualPage]) -> HTML {
    guard let index = pages.firstIndex(of: page) else { return .empty }
    let before = index > 0 ? pages[index - 1] : nil
    let behind = index + 1 < pages.count ? pages[index + 1] : nil
    let links = [
      before.map { Look.action($0.title, to: HelpPages.path(of: $0), icon: .left) },
      behind.map { Look.action($0.title, to: HelpPages.path(of: $0), icon: .right) },
    ].compactMap { $0 }
    return """
      <nav class="pager" aria-label="Outros capítulos"><div class="actions">\(links)</div></nav>
      """
  }

  private static func block(_ block: ManualBlock, _ pictures: ManualPictures) -> HTML {
    switch block {
    case .heading(let text): return "<h2>\(line(text))</h2>"
    case .paragraph(let text): return "<p>\(line(text))</p>"
    case .list(let items, let isOrdered):
      let lines = items.map { "<li>\(line($0))</li>" as HTML }
      return isOrdered ? "<ol>\(lines)</ol>" : "<ul>\(lines)</ul>"
    case .table(let rows): return table(rows)
    case .picture(let screen, let caption):
      guard let size = pictures.size(of: screen) else { return .empty }
      return """
        <figure><img src="\(HelpPages.path(ofPicture: screen))" alt="Tela: \(caption)" \
        width="\(size.width)" height="\(size.height)" \
        loading="lazy"><figcaption>\(caption)</figcaption></figure>
        """
    }
  }

  private static func table(_ rows: [[String]]) -> HTML {
    guard let head = rows.first else { return .empty }
    let columns = head.map { Look.Column($0) }
    // One box for each cell: on a phone a cell lays its parts out side by side.
    let body = rows.dropFirst().map { row in row.map { "<span>\(line($0))</span>" as HTML } }
    return Look.table(
      caption: head.joined(separator: ", "), columns: columns, rows: Array(body))
  }

  private static func line(_ text: String) -> HTML {
    ManualPhrase.pieces(of: text).map { piece -> HTML in
      switch piece {
      case .text(let words): HTML(text: words)
      case .strong(let words): "<strong>\(words)</strong>"
      case .emphasis(let words): "<em>\(words)</em>"
      case .code(let words): "<code>\(words)</code>"
      case .link(let words, let slug):
        "<a href=\"\(HelpPages.path(ofSlug: slug))\">\(words)</a>"
      }
    }.joined()
  }
}
