/// Words that Portuguese texts do not use, found by the Portuguese words beside them: the same
/// word is right in English, in codes and in names of columns.
enum PortugueseWords {
  /// The word, what to write instead, and what stands before or after it in Portuguese alone.
  private static let banned: [(word: String, instead: String)] = [
    ("bureau", "birô"), ("bureaus", "birôs"), ("bureaux", "birôs"),
  ]
  private static let before: Set<Substring> = [
    "o", "os", "ao", "aos", "do", "dos", "no", "nos", "um", "pelo", "pelos", "este", "esse",
    "cada", "de", "com", "seu", "qual", "nenhum", "outro", "outros",
  ]
  private static let after: Set<Substring> = [
    "de", "que", "não", "não.", "e", "é", "diz", "recusou", "aceitou", "responde", "ou", "cobra",
  ]

  static func findings(in file: SourceFile) -> [Finding] {
    let isText =
      file.path.hasPrefix("Sources/") || file.path.hasPrefix("docs/manual/")
      || file.path == "LEIAME.md"
    guard isText, file.mentions("bureau") || file.mentions("Bureau") else { return [] }
    return file.lines.enumerated().compactMap { index, line in
      misplaced(in: line.lowercased()).map {
        Finding(
          path: file.path, line: index + 1,
          message: "`\($0.word)` in a Portuguese text: write `\($0.instead)`")
      }
    }
  }

  private static func misplaced(in line: String) -> (word: String, instead: String)? {
    let words = line.split(whereSeparator: { " \"“”".contains($0) })
    for (index, word) in words.enumerated() {
      let bare = word.prefix { $0.isLetter }
      guard word.drop(while: \.isLetter).allSatisfy({ ".,;:!?".contains($0) }),
        let found = banned.first(where: { $0.word == bare })
      else { continue }
      let isPortuguese =
        index > 0 && before.contains(words[index - 1])
        || index + 1 < words.count && after.contains(words[index + 1])
      if isPortuguese { return found }
    }
    return nil
  }
}
