import Foundation

/// Scripts and stylesheets are files of their own, which the build makes constants.
enum WebFiles {
  /// Words of a script or a stylesheet that no other text has.
  private static let marks = [
    "@layer ", "@media ", "@keyframes ", "addEventListener(", "querySelector(", "getElementById(",
    "box-sizing:", "font-family:", "border-collapse:", "padding:", "margin:",
  ]

  static func isOne(_ file: SourceFile) -> Bool {
    file.path.hasPrefix("Sources/") && (file.path.hasSuffix(".js") || file.path.hasSuffix(".css"))
  }

  /// Lines of a Swift file that are a script's or a stylesheet's.
  static func literals(in file: SourceFile) -> [Finding] {
    guard file.isSwift, file.path.hasPrefix("Sources/"), marks.contains(where: file.mentions)
    else { return [] }
    return zip(file.lines, file.code).enumerated().compactMap { index, line in
      guard let mark = marks.first(where: { line.0.contains($0) && !line.1.contains($0) }),
        !line.0.drop(while: { $0 == " " }).hasPrefix("//")
      else { return nil }
      return Finding(
        path: file.path, line: index + 1,
        message: "`\(mark)` in a literal; scripts and stylesheets are files of their own")
    }
  }

  /// A file that no list and no code names: nobody would see it.
  static func unused(_ file: SourceFile, in files: [SourceFile]) -> [Finding] {
    let parts = file.path.split(separator: "/")
    guard isOne(file), parts.count > 3 else { return [] }
    let folder = parts[parts.count - 2]
    let name = constant(parts[parts.count - 1].prefix { $0 != "." })
    let list = parts.dropLast().joined(separator: "/") + ".swift"
    let isNamed = files.contains { other in
      guard other.isSwift, other.target == file.target else { return false }
      return other.code.contains {
        $0.contains("\(folder).\(name)") || other.path == list && $0.contains(" \(name),")
      }
    }
    if isNamed { return [] }
    return [Finding(path: file.path, line: nil, message: "nothing names \(folder).\(name)")]
  }

  /// Custom properties that no stylesheet of the target declares, and braces that do not close: a
  /// browser says nothing about either.
  static func broken(_ file: SourceFile, in files: [SourceFile]) -> [Finding] {
    guard isOne(file), file.path.hasSuffix(".css") else { return [] }
    var findings: [Finding] = []
    let depth = file.text.reduce(0) { $0 + ($1 == "{" ? 1 : $1 == "}" ? -1 : 0) }
    if depth != 0 {
      findings.append(Finding(path: file.path, line: nil, message: "braces do not close"))
    }
    let sheets = files.filter { $0.target == file.target && $0.path.hasSuffix(".css") }
    for (index, line) in file.lines.enumerated() {
      for part in String(line).components(after: "var(") {
        let name = part.prefix { $0 == "-" || $0.isLetter || $0.isNumber }
        if sheets.contains(where: { $0.mentions("\(name):") }) { continue }
        findings.append(
          Finding(path: file.path, line: index + 1, message: "\(name) is declared nowhere"))
      }
    }
    return findings
  }

  /// `in-place` as `inPlace`.
  private static func constant(_ file: Substring) -> String {
    let words = file.split(separator: "-")
    return words.prefix(1).joined() + words.dropFirst().map(\.capitalized).joined()
  }
}

extension String {
  /// What stands after each place of a mark.
  fileprivate func components(after mark: String) -> [Substring] {
    ranges(of: mark).map { self[$0.upperBound...] }
  }
}
