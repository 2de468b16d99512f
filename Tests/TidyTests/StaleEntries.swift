/// Entries of allow-lists that nothing needs: each would let the next one through.
enum StaleEntries {
  /// Paths that may use a banned word and do not.
  static func bannedWords(in files: [SourceFile]) -> [String] {
    BannedWord.all.flatMap { banned in
      let everywhere = BannedWord(word: banned.word, instead: banned.instead)
      let uses = Set(files.flatMap(everywhere.findings).map(\.path))
      return banned.allowed.keys.filter { path in !uses.contains { $0.hasPrefix(path) } }
        .map { "\(banned.word) in \($0)" }
    }.sorted()
  }

  /// Rooms of ours that another one may import and does not.
  static func imports(in files: [SourceFile]) -> [String] {
    var used: [String: Set<String>] = [:]
    for file in files {
      guard let target = file.target else { continue }
      used[target, default: []].formUnion(file.code.compactMap(Imports.module))
    }
    let ours = Set(Imports.allowed.keys)
    return Imports.allowed.flatMap { target, allowed in
      allowed.intersection(ours).subtracting(used[target, default: []])
        .map { "\(target) imports \($0)" }
    }.sorted()
  }
}

/// The words of docs/glossary.md.
enum Glossary {
  /// The terms of a column of the table, each as often as it stands there.
  static func terms(_ column: Int, in document: SourceFile) -> [String] {
    document.lines.filter { $0.hasPrefix("|") }.dropFirst(2).flatMap { line -> [String] in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
      guard cells.count > column + 1 else { return [] }
      let cell = cells[column + 1].prefix { $0 != "(" }
      return cell.split(separator: ",").map { term in
        String(term.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
    }
  }

  /// Terms that stand twice: one word for one thing.
  static func doubled(in document: SourceFile) -> [String] {
    let terms = terms(0, in: document).map { $0.lowercased() }
    return Dictionary(grouping: terms) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
  }
}
