/// Rules for the files that are not code.
enum Documents {
  /// One title for each Markdown file; a `#` inside a fenced block is none.
  static func titles(_ file: SourceFile) -> [Finding] {
    guard file.path.hasSuffix(".md") else { return [] }
    var isFenced = false
    var count = 0
    for line in file.lines {
      if line.hasPrefix("```") { isFenced.toggle() }
      if !isFenced, line.hasPrefix("# ") { count += 1 }
    }
    guard count != 1 else { return [] }
    return [
      Finding(path: file.path, line: nil, message: "\(count) titles (`# …`); it needs just one")
    ]
  }

  /// Paths of one machine; put together here so that this file is none of its own findings.
  private static let machinePaths = ["work", "ws", "root", "home"].map { "/" + $0 + "/" }

  static func machinePaths(_ file: SourceFile) -> [Finding] {
    guard machinePaths.contains(where: file.mentions) else { return [] }
    return file.lines.enumerated().flatMap { index, line in
      machinePaths.filter { starts($0, in: line) }.map {
        Finding(
          path: file.path, line: index + 1,
          message: "`\($0)` is a path of one machine; say it relative to the repository")
      }
    }
  }

  /// A path that starts there: behind a letter it is the middle of another (`pedidos/home/`).
  private static func starts(_ path: String, in line: Substring) -> Bool {
    let letters = Array(line.utf8)
    let wanted = Array(path.utf8)
    guard letters.count >= wanted.count else { return false }
    return (0...(letters.count - wanted.count)).contains { start in
      guard letters[start..<(start + wanted.count)].elementsEqual(wanted) else { return false }
      guard start > 0 else { return true }
      let before = Character(UnicodeScalar(letters[start - 1]))
      return !(before.isLetter || before.isNumber || before == "." || before == "}")
    }
  }
}

/// The numbers of migrations, from 1 without a gap in each schema.
enum Migrations {
  static func numbers(in file: SourceFile) -> [Int] {
    file.code.enumerated().flatMap { index, line -> [Int] in
      guard line.contains("Migration(") else { return [] }
      // The number stands on the line of the call or on the next one.
      return file.code[index..<min(index + 2, file.code.count)].joined(separator: " ")
        .split(separator: "number:").dropFirst().prefix(1).compactMap { rest in
          Int(rest.drop { $0 == " " }.prefix { $0.isNumber })
        }
    }
  }

  static func findings(_ numbers: [Int], schema: String) -> [Finding] {
    let sorted = numbers.sorted()
    guard sorted != Array(1...max(1, sorted.count)) else { return [] }
    return [
      Finding(
        path: schema, line: nil,
        message: "migrations \(sorted); they go from 1 to \(sorted.count) without gap or double")
    ]
  }
}
