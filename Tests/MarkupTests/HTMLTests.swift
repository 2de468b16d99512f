import Markup
import Testing

@Suite struct HTMLTests {
  /// What a name or a note may hold; each would end an attribute or open an element if it got
  /// through.
  static let payloads: [(String, String)] = [
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("\" onmouseover=alert(1) x=", "&quot; onmouseover=alert(1) x="),
    ("\"\u{301} onmouseover=alert(1)", "&quot;\u{301} onmouseover=alert(1)"),
    ("\"\u{FE0F} onmouseover=alert(1)", "&quot;\u{FE0F} onmouseover=alert(1)"),
    ("<\u{20D2}img src=x", "&lt;\u{20D2}img src=x"),
    ("'\u{200D}'", "&#39;\u{200D}&#39;"),
    ("&\u{338}amp;", "&amp;\u{338}amp;"),
    ("a\u{0}b", "a\u{FFFD}b"),
    ("\u{202E}gnp.exe", "\u{202E}gnp.exe"),
    ("José & Filhos", "José &amp; Filhos"),
  ]

  @Test(arguments: payloads)
  func valuesAreEscapedByteByByte(_ value: String, _ escaped: String) {
    let inside: HTML = "<p>\(value)</p>"
    #expect(inside.text == "<p>\(escaped)</p>")
    let attribute: HTML = "<input\("value", is: value)>"
    #expect(attribute.text == "<input value=\"\(escaped)\">")
    #expect(HTML(text: value).text == escaped)
    // No byte of the five is left, whatever grapheme it belonged to.
    let bytes = Set(HTML(text: value).bytes)
    #expect(bytes.isDisjoint(with: Array("<>\"'".utf8)))
  }

  @Test func everyScalarAfterAQuotationMarkLeavesItEscaped() {
    // Every combining scalar of the plane that text uses, one after the other.
    for number in UInt32(0x80)...0xFFFF {
      guard let scalar = Unicode.Scalar(number) else { continue }
      var text = "\""
      text.unicodeScalars.append(scalar)
      #expect(HTML(text: text).text.utf8.starts(with: "&quot;".utf8), "U+\(number)")
    }
  }

  @Test func piecesPassThroughOnce() {
    let inner: HTML = "<b>\("a & b")</b>"
    let outer: HTML = "<p>\(inner)\([inner, inner])</p>"
    #expect(outer.text == "<p><b>a &amp; b</b><b>a &amp; b</b><b>a &amp; b</b></p>")
  }

  @Test func whatIsNotThereLeavesNothing() {
    let none: String? = nil
    let noPiece: HTML? = nil
    let page: HTML = "<a\("href", is: none)\("hidden", is: false)>\(none)\(noPiece)</a>"
    #expect(page.text == "<a></a>")
    let some: HTML = "<a\("href", is: "/x?a=1&b=2")\("hidden", is: true)>\(if: false, "n")\(3)</a>"
    #expect(some.text == "<a href=\"/x?a=1&amp;b=2\" hidden>3</a>")
  }

  @Test func rawIsLeftAlone() {
    let page: HTML = "\(raw: "<svg></svg>")"
    #expect(page.text == "<svg></svg>")
  }

  @Test func joiningPutsThePieceBetween() {
    let items: [HTML] = ["a", "b", "c"]
    #expect(items.joined(by: ", ").text == "a, b, c")
    #expect([HTML]().joined(by: ", ").isEmpty)
  }
}
