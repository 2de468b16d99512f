package import Markup

/// The notice as a page in large type that screen readers read in order (CDC, art. 43, § 6º).
///
/// One self-contained document: no script, no image, nothing loaded from anywhere. The sentences
/// are those of the letter.
package enum NoticeLetterHTML {
  /// The document in UTF-8, for who posts it or serves it.
  package static func bytes(of letter: NoticeLetter) -> [UInt8] { render(letter).bytes }

  package static func render(_ letter: NoticeLetter) -> HTML {
    let text = NoticeLetterText(letter)
    return """
      <!DOCTYPE html>
      <html lang="pt-BR">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="robots" content="noindex, nofollow">
      <title>Comunicado nº \(printable(letter.number))</title>
      <style>
      \(raw: NoticeStyle.letter)</style>
      </head>
      <body>
      <header><p class="bureau">\(printable(letter.bureau.name))</p>
      <h1>\(text.title)</h1>
      \(list(text.references))</header>
      <main>
      \(content(text))</main>
      <footer><p>\(text.bureauLine)</p><p>\(text.bureauContact)</p></footer>
      </body>
      </html>

      """
  }

  private static func content(_ text: NoticeLetterText) -> HTML {
    """
    \(text.opening.map(paragraph))<section><h2>Quem cobra</h2>
    \(list(text.creditor))</section>
    <section><h2>O que é cobrado</h2>
    \(table(text))<p>\(text.amountNote.html)</p></section>
    \(section(text.payment, then: payment(text)))\(section(text.rights))\(section(text.dispute))\
    \(text.state.map { section($0) })\(section(text.access))
    """
  }

  private static func paragraph(_ text: RichText) -> HTML {
    "<p>\(text.html)</p>\n"
  }

  private static func list(_ items: [NoticeLetterText.Item]) -> HTML {
    let lines = items.map { "<div><dt>\($0.label)</dt><dd>\($0.value)</dd></div>\n" as HTML }
    return "<dl>\n\(lines)</dl>\n"
  }

  private static func section(
    _ section: NoticeLetterText.Section, then rest: HTML = .empty
  ) -> HTML {
    """
    <section><h2>\(section.heading)</h2>
    \(section.paragraphs.map(paragraph))\(rest)</section>

    """
  }

  private static func payment(_ text: NoticeLetterText) -> HTML {
    let codes = [
      ("Linha digitável do boleto", text.paymentLine), ("Pix copia e cola", text.pixCode),
    ]
    let lines = codes.compactMap { label, code -> HTML? in
      code.map { "<div><dt>\(label)</dt><dd class=\"code\">\($0)</dd></div>\n" as HTML }
    }
    return lines.isEmpty ? .empty : "<dl>\n\(lines)</dl>\n"
  }

  private static func table(_ text: NoticeLetterText) -> HTML {
    let amounts = text.tableHeader.updatedAmount == nil ? 1 : 2
    let header = text.tableHeader.cells.map { "<th scope=\"col\">\($0)</th>" as HTML }
    let rows = text.rows.map { row -> HTML in
      let cells = row.cells
      let rest = cells.dropFirst().enumerated().map { index, cell -> HTML in
        let isAmount = index >= cells.count - 1 - amounts
        return "<td\("class", is: isAmount ? "amount" : nil)>\(cell)</td>"
      }
      return "<tr><th scope=\"row\">\(cells[0])</th>\(rest)</tr>\n"
    }
    return """
      <table><caption>Títulos em aberto</caption>
      <thead><tr>\(header)</tr></thead>
      <tbody>
      \(rows)</tbody>
      \(text.total.map(sums))</table>

      """
  }

  private static func sums(_ total: NoticeLetterText.Row) -> HTML {
    let sums = [total.amount] + (total.updatedAmount.map { [$0] } ?? [])
    let cells = sums.map { "<td class=\"amount\">\($0)</td>" as HTML }
    return """
      <tfoot><tr><th scope="row" colspan="4">\(total.number)</th>\(cells)</tr></tfoot>

      """
  }
}
