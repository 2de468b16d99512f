/// The notice as a page in large type that screen readers read in order (CDC, art. 43, § 6º).
///
/// One self-contained document: no script, no image, nothing loaded from anywhere. The sentences
/// are those of the letter.
package enum NoticeLetterHTML {
  package static func render(_ letter: NoticeLetter) -> String {
    let text = NoticeLetterText(letter)
    var body = "<header><p class=\"bureau\">\(escapedHTML(printable(letter.bureau.name)))</p>\n"
    body += "<h1>\(escapedHTML(text.title))</h1>\n"
    body += list(text.references) + "</header>\n<main>\n"
    body += text.opening.map { "<p>\($0.html)</p>\n" }.joined()
    body += "<section><h2>Quem cobra</h2>\n\(list(text.creditor))</section>\n"
    body += "<section><h2>O que é cobrado</h2>\n\(table(text))<p>\(text.amountNote.html)</p>"
    body += "</section>\n"
    body += section(text.payment, then: payment(text))
    body += section(text.rights) + section(text.dispute)
    if let state = text.state { body += section(state) }
    body += section(text.access) + "</main>\n"
    body += "<footer><p>\(escapedHTML(text.bureauLine))</p><p>\(escapedHTML(text.bureauContact))"
    body += "</p></footer>\n"
    return """
      <!DOCTYPE html>
      <html lang="pt-BR">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="robots" content="noindex, nofollow">
      <title>Comunicado nº \(escapedHTML(printable(letter.number)))</title>
      <style>\(style)</style>
      </head>
      <body>
      \(body)</body>
      </html>

      """
  }

  private static func list(_ items: [NoticeLetterText.Item]) -> String {
    let lines = items.map {
      "<div><dt>\(escapedHTML($0.label))</dt><dd>\(escapedHTML($0.value))</dd></div>\n"
    }
    return "<dl>\n" + lines.joined() + "</dl>\n"
  }

  private static func section(
    _ section: NoticeLetterText.Section, then rest: String = ""
  ) -> String {
    "<section><h2>\(escapedHTML(section.heading))</h2>\n"
      + section.paragraphs.map { "<p>\($0.html)</p>\n" }.joined() + rest + "</section>\n"
  }

  private static func payment(_ text: NoticeLetterText) -> String {
    var lines = ""
    if let line = text.paymentLine {
      lines += "<div><dt>Linha digitável do boleto</dt><dd class=\"code\">\(escapedHTML(line))"
      lines += "</dd></div>\n"
    }
    if let code = text.pixCode {
      lines += "<div><dt>Pix copia e cola</dt><dd class=\"code\">\(escapedHTML(code))</dd></div>\n"
    }
    return lines.isEmpty ? "" : "<dl>\n" + lines + "</dl>\n"
  }

  private static func table(_ text: NoticeLetterText) -> String {
    let amounts = text.tableHeader.updatedAmount == nil ? 1 : 2
    let header = text.tableHeader.cells.map { "<th scope=\"col\">\(escapedHTML($0))</th>" }
    let rows = text.rows.map { row in
      let cells = row.cells
      let rest = cells.dropFirst().enumerated().map { index, cell in
        let isAmount = index >= cells.count - 1 - amounts
        return "<td\(isAmount ? " class=\"amount\"" : "")>\(escapedHTML(cell))</td>"
      }
      return "<tr><th scope=\"row\">\(escapedHTML(cells[0]))</th>\(rest.joined())</tr>\n"
    }
    var table = "<table><caption>Títulos em aberto</caption>\n<thead><tr>\(header.joined())"
    table += "</tr></thead>\n<tbody>\n\(rows.joined())</tbody>\n"
    if let total = text.total {
      let sums = [total.amount] + (total.updatedAmount.map { [$0] } ?? [])
      table += "<tfoot><tr><th scope=\"row\" colspan=\"4\">\(escapedHTML(total.number))</th>"
      table += sums.map { "<td class=\"amount\">\(escapedHTML($0))</td>" }.joined()
      table += "</tr></tfoot>\n"
    }
    return table + "</table>\n"
  }

  /// Dark on light, 20 px and more, lines of at most 44 em, nothing that moves.
  private static let style = """

    body { font: 1.25rem/1.6 "Liberation Sans", Arial, sans-serif; color: #111; background: #fff;
      max-width: 44em; margin: 0 auto; padding: 1.5rem; }
    h1 { font-size: 1.8rem; line-height: 1.25; } h2 { font-size: 1.4rem; margin: 2em 0 .5em; }
    .bureau { font-weight: bold; margin: 0; }
    dl div { margin: .4em 0; } dt { color: #333; } dd { margin: 0; font-weight: bold; }
    .code { overflow-wrap: anywhere; }
    table { border-collapse: collapse; width: 100%; } caption { text-align: left; }
    th, td { text-align: left; vertical-align: top; padding: .5em .6em .5em 0;
      border-bottom: 1px solid #767676; }
    .amount { text-align: right; white-space: nowrap; }
    footer { margin-top: 2.5em; border-top: 1px solid #767676; font-size: 1.1rem; }

    """
}
