/// Things that nothing needs: declarations of Sources that nothing in Sources names, scripts and
/// documents that nothing mentions. Tests are no users: what only they name is theirs to write.
///
/// Names are looked for as words. A dead declaration that shares its name with a living one is not
/// found; what is found is dead.
enum DeadThings {
  struct Declaration: Hashable {
    let path: String
    /// From 1.
    let line: Int
    let name: String
  }

  /// Names that somebody else calls, each with who.
  static let reasons: [String: String] = [
    "appendInterpolation": "the compiler, for string literals",
    "appendLiteral": "the compiler, for string literals",
    "customMirror": "the standard library, for a value that prints itself",
    "InboundIn": "NIO, for the type of a handler",
    "InboundOut": "NIO, for the type of a handler",
    "OutboundIn": "NIO, for the type of a handler",
    "OutboundOut": "NIO, for the type of a handler",
    "Context": "Hummingbird, for the type of a middleware",
    "channelActive": "NIO",
    "channelInactive": "NIO",
    "channelRead": "NIO",
    "handlerAdded": "NIO",
    "handlerRemoved": "NIO",
    "validate": "ArgumentParser",
    "Adimple": "@main",
    "EmbedTexts": "@main",
    "decrement": "swift-metrics",
    "makeCounter": "swift-metrics",
    "makeFloatingPointCounter": "swift-metrics",
    "makeMeter": "swift-metrics",
    "makeRecorder": "swift-metrics",
    "makeTimer": "swift-metrics",
    "destroyCounter": "swift-metrics",
    "destroyFloatingPointCounter": "swift-metrics",
    "destroyMeter": "swift-metrics",
    "destroyRecorder": "swift-metrics",
    "destroyTimer": "swift-metrics",
    // What tests look at from outside, and could not see otherwise.
    "idleCount": "tests count the connections that are kept open",
    "accessLog": "tests read who saw what; pages browse it",
    "alarmCounts": "tests follow the alarms",
    "runTask": "tests run one task, without its schedule",
  ]

  /// Declarations that nothing in these files names, but for the reasons.
  static func declarations(in files: [SourceFile]) -> [Declaration] {
    let tokens = files.map { (path: $0.path, words: $0.code.map(words)) }
    var uses: [Substring: Int] = [:]
    var declared: [Declaration] = []
    for file in tokens {
      for (index, words) in file.words.enumerated() {
        for word in words where !word.isEmpty { uses[word, default: 0] += 1 }
        if let name = declaredName(words) {
          declared.append(Declaration(path: file.path, line: index + 1, name: String(name)))
        }
      }
    }
    let counts = Dictionary(grouping: declared, by: \.name).mapValues(\.count)
    return declared.filter { uses[Substring($0.name), default: 0] <= counts[$0.name, default: 0] }
  }

  static func findings(in files: [SourceFile]) -> [Finding] {
    declarations(in: files).filter { reasons[$0.name] == nil }.map {
      Finding(
        path: $0.path, line: $0.line,
        message: "nothing names `\($0.name)`: delete it, or say in DeadThings who calls it")
    }
  }

  /// Reasons that nothing needs.
  static func stale(in files: [SourceFile]) -> [String] {
    let dead = Set(declarations(in: files).map(\.name))
    return reasons.keys.filter { !dead.contains($0) }.sorted()
  }

  /// Files of a folder that no other file mentions by name.
  static func unmentioned(
    _ files: [SourceFile], by others: [SourceFile]
  ) -> [Finding] {
    files.filter { file in
      let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
      let bare = name.split(separator: ".").first.map(String.init) ?? name
      return !others.contains { other in
        other.path != file.path && (other.mentions(name) || other.mentions("\"\(bare)\""))
      }
    }.map { Finding(path: $0.path, line: nil, message: "nothing mentions this file: delete it") }
  }

  private static let modifiers: Set<Substring> = [
    "package", "public", "internal", "private", "fileprivate", "static", "final", "mutating",
    "nonmutating", "override", "indirect", "consuming", "borrowing", "lazy", "weak", "nonisolated",
    "set",
  ]
  private static let kinds: Set<Substring> = [
    "struct", "class", "enum", "protocol", "actor", "func", "var", "let", "typealias",
  ]

  /// The name that a line declares; nil where it declares none.
  static func declaredName(_ words: [Substring]) -> Substring? {
    var rest = words[...]
    while let first = rest.first, modifiers.contains(first) || first.isEmpty {
      rest = rest.dropFirst()
    }
    guard let kind = rest.first, kinds.contains(kind) else { return nil }
    rest = rest.dropFirst()
    // An operator, or a pattern of several names.
    guard let name = rest.first, !name.isEmpty else { return nil }
    return name
  }

  /// The names of a line but those of attributes. An empty one stands where something else than a
  /// space parts two of them, so that a declaration is told from what merely looks so.
  static func words(_ line: String) -> [Substring] {
    var words: [Substring] = []
    var rest = line[...]
    while let start = rest.firstIndex(where: { $0 != " " }) {
      rest = rest[start...]
      let isAttribute = rest.first == "@"
      if isAttribute { rest = rest.dropFirst() }
      let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      if isAttribute {
        rest = rest[word.endIndex...]
      } else if word.isEmpty {
        if rest.first != "`" { words.append("") }
        rest = rest.dropFirst()
      } else {
        words.append(word)
        rest = rest[word.endIndex...]
      }
    }
    return words
  }
}
