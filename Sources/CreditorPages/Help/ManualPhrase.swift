/// A piece of a line of the manual.
enum ManualPhrase: Hashable, Sendable {
  case text(String)
  case strong(String)
  case emphasis(String)
  case code(String)
  /// To another page of the manual, by its slug.
  case link(String, slug: String)

  /// The pieces of a line: `**strong**`, `*emphasis*`, `` `code` `` and `[words](02-page.md)`.
  /// A mark without its end is text.
  static func pieces(of line: String) -> [ManualPhrase] {
    var pieces: [ManualPhrase] = []
    var plain = ""
    var rest = line[...]
    while let first = rest.first {
      if let (piece, length) = marked(rest) {
        if !plain.isEmpty { pieces.append(.text(plain)) }
        plain = ""
        pieces.append(piece)
        rest = rest.dropFirst(length)
      } else {
        plain.append(first)
        rest = rest.dropFirst()
      }
    }
    if !plain.isEmpty { pieces.append(.text(plain)) }
    return pieces
  }

  /// The piece at the beginning and the letters that it takes.
  private static func marked(_ rest: Substring) -> (ManualPhrase, Int)? {
    if let inner = inside(rest, mark: "**") { return (.strong(inner), inner.count + 4) }
    if let inner = inside(rest, mark: "*") { return (.emphasis(inner), inner.count + 2) }
    if let inner = inside(rest, mark: "`") { return (.code(inner), inner.count + 2) }
    guard rest.first == "[", let middle = rest.firstIndex(of: "]") else { return nil }
    let words = rest[rest.index(after: rest.startIndex)..<middle]
    let target = rest[rest.index(after: middle)...]
    guard target.first == "(", let end = target.firstIndex(of: ")") else { return nil }
    let file = target[target.index(after: target.startIndex)..<end]
    let length = words.count + file.count + 4
    return (.link(String(words), slug: ManualPage.slug(ofFile: String(file))), length)
  }

  /// What stands between a mark at the beginning and the same mark again.
  private static func inside(_ rest: Substring, mark: String) -> String? {
    guard rest.hasPrefix(mark) else { return nil }
    let after = rest.dropFirst(mark.count)
    var inner = ""
    var ahead = after
    while !ahead.isEmpty {
      if ahead.hasPrefix(mark) { return inner.isEmpty ? nil : inner }
      inner.append(ahead.removeFirst())
    }
    return nil
  }
}
