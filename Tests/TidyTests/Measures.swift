/// Sizes of lines, files and functions.
enum Measures {
  static let columnLimit = 100
  static let fileLineLimit = 400
  static let functionLineLimit = 70

  /// Functions that are one list of routes, read from top to bottom; they branch nowhere.
  private static let routeTables: [String: String] = [
    "Sources/BureauSite/HTTP/ListingsAPI.swift": "the bureau's routes of records",
    "Sources/BureauSite/HTTP/WebhooksAPI.swift": "the bureau's routes of webhooks",
    "Sources/CreditorAPI/IntegrationsAPI.swift": "the routes of integrations",
    "Sources/CreditorAPI/PeopleAPI.swift": "the routes of people",
  ]

  static func longLines(_ file: SourceFile) -> [Finding] {
    file.lines.enumerated().filter {
      // Bytes are counted first: it is cheap, and no line has fewer of them than letters.
      $0.element.utf8.count > columnLimit && $0.element.count > columnLimit
    }.map {
      Finding(
        path: file.path, line: $0.offset + 1,
        message: "\($0.element.count) columns; break the line at \(columnLimit)")
    }
  }

  static func tabs(_ file: SourceFile) -> [Finding] {
    guard file.mentions("\t") else { return [] }
    return file.lines.enumerated().filter { $0.element.contains("\t") }.map {
      Finding(path: file.path, line: $0.offset + 1, message: "a tab; indent with two spaces")
    }
  }

  static func longFile(_ file: SourceFile) -> [Finding] {
    let count = file.lines.last == "" ? file.lines.count - 1 : file.lines.count
    guard count > fileLineLimit else { return [] }
    return [
      Finding(
        path: file.path, line: nil,
        message: "\(count) lines; split it by concept, \(fileLineLimit) is the most")
    ]
  }

  /// Functions and initializers from the line of `func` or `init` to the closing brace.
  static func longFunctions(_ file: SourceFile) -> [Finding] {
    guard routeTables[file.path] == nil else { return [] }
    var findings: [Finding] = []
    for (start, line) in file.code.enumerated() where declaresFunction(line) {
      guard let end = bodyEnd(file.code, from: start) else { continue }
      let count = end - start + 1
      if count > functionLineLimit {
        findings.append(
          Finding(
            path: file.path, line: start + 1,
            message: "a function of \(count) lines; \(functionLineLimit) is the most"))
      }
    }
    return findings
  }

  private static func declaresFunction(_ line: String) -> Bool {
    let words = line.split(whereSeparator: { $0 == " " })
    let modifiers: Set<Substring> = [
      "package", "private", "public", "internal", "fileprivate", "static", "mutating", "override",
      "nonisolated", "final", "convenience", "required", "@Test", "@discardableResult",
    ]
    guard let first = words.first(where: { !modifiers.contains($0) }) else { return false }
    return first == "func" || first.hasPrefix("init(") || first.hasPrefix("init?(")
      || first.hasPrefix("init<")
  }

  /// The line of the brace that closes the body; nil for a requirement without a body.
  private static func bodyEnd(_ code: [String], from start: Int) -> Int? {
    var braces = 0
    var parentheses = 0
    for index in start..<code.count {
      if index > start, braces == 0, parentheses == 0, declaresFunction(code[index]) { return nil }
      for letter in code[index].utf8 {
        switch letter {
        case UInt8(ascii: "("): parentheses += 1
        case UInt8(ascii: ")"): parentheses -= 1
        case UInt8(ascii: "{") where parentheses == 0 || braces > 0: braces += 1
        case UInt8(ascii: "}") where braces == 0 && parentheses == 0: return nil
        case UInt8(ascii: "}") where braces > 0:
          braces -= 1
          if braces == 0 { return index }
        default: break
        }
      }
    }
    return nil
  }
}
