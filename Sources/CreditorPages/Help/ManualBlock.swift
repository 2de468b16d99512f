/// A part of a page of the manual.
///
/// The manual is written in a small part of Markdown, which is all that its reader knows: one
/// title, headings, paragraphs, lists, tables and pictures of screens.
enum ManualBlock: Hashable, Sendable {
  case heading(String)
  case paragraph(String)
  case list([String], isOrdered: Bool)
  /// The first row names the columns.
  case table([[String]])
  /// A picture of a screen by its name, with what it shows.
  case picture(screen: String, caption: String)
}

/// Reads the Markdown of the manual.
struct ManualReader {
  private var blocks: [ManualBlock] = []
  private var title = ""
  private var paragraph: [String] = []
  private var items: [String] = []
  private var isOrdered = false
  private var rows: [[String]] = []

  /// The title and the parts of a page.
  static func read(_ text: String) -> (title: String, blocks: [ManualBlock]) {
    var reader = ManualReader()
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      reader.take(line)
    }
    reader.close()
    return (reader.title, reader.blocks)
  }

  private mutating func take(_ line: Substring) {
    if line.allSatisfy({ $0 == " " }) {
      close()
    } else if line.hasPrefix("# ") {
      title = String(line.dropFirst(2))
    } else if line.hasPrefix("## ") {
      close()
      blocks.append(.heading(String(line.dropFirst(3))))
    } else if line.hasPrefix("|") {
      takeRow(line)
    } else if let picture = Self.picture(line) {
      close()
      blocks.append(picture)
    } else if let item = Self.item(line) {
      takeItem(item.text, isOrdered: item.isOrdered)
    } else if !items.isEmpty, line.hasPrefix(" ") {
      items[items.count - 1] += " " + Self.trimmed(line)
    } else {
      paragraph.append(Self.trimmed(line))
    }
  }

  private mutating func takeItem(_ text: String, isOrdered: Bool) {
    if items.isEmpty || self.isOrdered != isOrdered { close() }
    self.isOrdered = isOrdered
    items.append(text)
  }

  private mutating func takeRow(_ line: Substring) {
    let cells = line.dropFirst().split(separator: "|").map(Self.trimmed)
    let isRule = cells.allSatisfy { $0.allSatisfy { $0 == "-" || $0 == ":" } }
    if !isRule { rows.append(cells) }
  }

  /// Ends what was being gathered.
  private mutating func close() {
    if !paragraph.isEmpty { blocks.append(.paragraph(paragraph.joined(separator: " "))) }
    if !items.isEmpty { blocks.append(.list(items, isOrdered: isOrdered)) }
    if !rows.isEmpty { blocks.append(.table(rows)) }
    paragraph = []
    items = []
    rows = []
  }

  /// `- text` and `1. text`.
  private static func item(_ line: Substring) -> (text: String, isOrdered: Bool)? {
    if line.hasPrefix("- ") { return (trimmed(line.dropFirst(2)), false) }
    let digits = line.prefix { $0.isNumber }
    guard !digits.isEmpty, line.dropFirst(digits.count).hasPrefix(". ") else { return nil }
    return (trimmed(line.dropFirst(digits.count + 2)), true)
  }

  /// `![caption](tela:name)`.
  private static func picture(_ line: Substring) -> ManualBlock? {
    guard line.hasPrefix("!["), line.hasSuffix(")"), let middle = line.firstIndex(of: "]") else {
      return nil
    }
    let caption = line[line.index(line.startIndex, offsetBy: 2)..<middle]
    let target = line[line.index(after: middle)...]
    guard target.hasPrefix("(tela:") else { return nil }
    return .picture(
      screen: String(target.dropFirst(6).dropLast()), caption: String(caption))
  }

  private static func trimmed(_ text: Substring) -> String {
    var rest = text
    while rest.first == " " { rest = rest.dropFirst() }
    while rest.last == " " { rest = rest.dropLast() }
    return String(rest)
  }
}
