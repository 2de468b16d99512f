import Letters
import Markup
import Testing

@Suite struct NoticeLetterHTMLTests {
  @Test func page() throws {
    try expectGolden(NoticeLetterHTML.render(Samples.letter(titles: 2)).text, "notice.html")
  }

  /// A quotation mark with a combining accent is one character, and still a quotation mark.
  @Test(arguments: [
    "\"\u{301} onmouseover=alert(1) x=", "<\u{FE0F}script>", "&\u{301}", "'\u{20E3}",
  ])
  func namesCannotLeaveTheirElement(name: String) {
    var letter = Samples.letter()
    letter.debtor.name = name
    letter.creditor.name = name
    letter.titles[0].number = name
    let page = NoticeLetterHTML.render(letter)
    let bytes = page.bytes
    let raw = Array(name.utf8)
    let found = bytes.indices.contains { bytes[$0...].starts(with: raw) }
    #expect(!found)
  }
}
