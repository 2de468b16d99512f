/// What a page says, as text that a reviewer can read: a line for each heading, paragraph, row and
/// field. Links show where they lead, fields their names, forms where they go.
package enum PageText {
  private static let lines: Set<String> = [
    "h1", "h2", "h3", "h4", "p", "li", "tr", "dt", "caption", "legend", "summary", "section",
    "form", "ul", "ol", "dl", "div", "table", "fieldset", "label", "figure", "figcaption",
    "details", "article", "nav", "main", "option",
  ]
  /// Drawings tell of themselves by their name.
  private static let skipped: Set<String> = ["svg"]

  /// The content of the page, without the frame around it.
  ///
  /// - Parameter replacing: texts that change from visit to visit, with what stands for them.
  package static func content(
    _ page: String, replacing: [(String, String)] = []
  ) -> String {
    guard let start = page.firstRange(of: "<main"), let end = page.firstRange(of: "</main>") else {
      return "(no content)\n"
    }
    var text = String(page[start.lowerBound..<end.lowerBound])
    for (word, stands) in replacing { text = text.replacing(word, with: stands) }
    return outline(text)
  }

  private static func outline(_ markup: String) -> String {
    var out = Outline()
    var rest = markup[...]
    var hidden = 0
    while let open = rest.firstIndex(of: "<") {
      if hidden == 0 { out.add(decoded(rest[..<open])) }
      let end = rest[open...].firstIndex(of: ">") ?? rest.index(before: rest.endIndex)
      let tag = Tag(rest[rest.index(after: open)..<end])
      rest = rest[rest.index(after: end)...]
      if skipped.contains(tag.name) {
        if !tag.isEnd, hidden == 0, let label = tag["aria-label"] { out.add("[\(label)]") }
        hidden += tag.isEnd ? -1 : tag.isEmpty ? 0 : 1
      } else if hidden == 0 {
        show(tag, &out)
      }
    }
    return out.text
  }

  private static func show(_ tag: Tag, _ out: inout Outline) {
    if tag.isEnd {
      switch tag.name {
      case "a", "button": out.close()
      case "td", "th", "dt", "b": out.add(" | ")
      case _ where lines.contains(tag.name): out.newLine()
      default: break
      }
      return
    }
    if lines.contains(tag.name) { out.newLine() }
    switch tag.name {
    case "h1", "h2", "h3":
      out.add(String(repeating: "#", count: Int(tag.name.suffix(1)) ?? 1) + " ")
    case "a": out.open("[", "](\(tag["href"] ?? ""))")
    case "button":
      let value = tag["name"].map { " \($0)=\(tag["value"] ?? "")" } ?? ""
      out.open("«", "\(tag["disabled"] == nil ? "" : " (unavailable)")\(value)»")
    case "form": out.add("(form \(tag["method"] ?? "get") \(tag["action"] ?? ""))")
    case "input", "select", "textarea", "option":
      out.add(" {\(field(tag))}")
      if tag.name == "select" || tag.name == "textarea" { out.newLine() }
    case "progress": out.add(" {\(tag["value"] ?? "") of \(tag["max"] ?? "")}")
    default: break
    }
  }

  private static func field(_ tag: Tag) -> String {
    var words = [tag.name == "option" ? "option" : tag["type"] ?? tag.name, tag["name"] ?? ""]
    if let value = tag["value"] { words.append("= \(value)") }
    for flag in ["checked", "selected", "required", "disabled"] where tag[flag] != nil {
      words.append(flag)
    }
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func decoded(_ text: Substring) -> String {
    var text = String(text)
    for (entity, sign) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ] { text = text.replacing(entity, with: sign) }
    return text
  }
}

extension PageText {
  /// A tag with its attributes.
  private struct Tag {
    let name: String
    let isEnd: Bool
    let isEmpty: Bool
    private var attributes: [String: String] = [:]

    init(_ text: Substring) {
      var text = text
      isEnd = text.first == "/"
      if isEnd { text = text.dropFirst() }
      isEmpty = text.last == "/"
      if isEmpty { text = text.dropLast() }
      name = String(text.prefix { $0 != " " })
      var rest = text.dropFirst(name.count).drop { $0 == " " }
      while !rest.isEmpty {
        let key = rest.prefix { $0 != "=" && $0 != " " }
        rest = rest.dropFirst(key.count)
        var value = ""
        if rest.first == "=" {
          // Our drawings stand between apostrophes.
          let quote = rest.dropFirst().first
          let quoted = rest.dropFirst(2).prefix { $0 != quote }
          value = PageText.decoded(quoted)
          rest = rest.dropFirst(quoted.count + 3)
        }
        attributes[String(key)] = value
        rest = rest.drop { $0 == " " }
      }
    }

    subscript(_ name: String) -> String? { attributes[name] }
  }

  /// Lines as they grow.
  private struct Outline {
    private var done: [String] = []
    private var line = ""
    private var ends: [String] = []

    mutating func add(_ text: String) { line += text }

    mutating func open(_ start: String, _ end: String) {
      line += start
      ends.append(end)
    }

    mutating func close() { line += ends.popLast() ?? "" }

    mutating func newLine() {
      let words = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if !words.isEmpty, words != "|" { done.append(words) }
      line = ""
    }

    var text: String {
      var all = self
      all.newLine()
      return all.done.joined(separator: "\n") + "\n"
    }
  }
}
