/// Ways around the escaping of pages: each file that puts text into markup as it is, with the
/// reason why nothing that a person typed can be in it.
enum RawMarkup {
  static let allowed: [String: String] = [
    "Sources/Markup/Look/Icon.swift": "the lines of our own drawings, which are constants",
    "Sources/Letters/Notice/NoticeLetterHTML.swift": "our own stylesheet, which is a constant",
    "Tests/MarkupTests/HTMLTests.swift": "proves that raw is left alone",
  ]

  static func findings(in file: SourceFile) -> [Finding] {
    guard allowed[file.path] == nil else { return [] }
    return uses(in: file).map {
      Finding(
        path: file.path, line: $0,
        message: "`\\(raw:)` puts text into a page as it is; put HTML in, or list the file here")
    }
  }

  /// Lines, from 1, that put raw text into a literal.
  static func uses(in file: SourceFile) -> [Int] {
    guard file.isSwift, file.mentions("(raw:") else { return [] }
    return file.code.enumerated().filter { $0.element.contains("(raw:") }.map { $0.offset + 1 }
  }
}
