/// A word that code of the house does not use, with what to use instead.
struct BannedWord: Sendable {
  let word: String
  let instead: String
  /// Folders or files that may use it, each with the reason.
  var allowed: [String: String] = [:]

  /// Lines of code (not of comments or texts) with the word as a word of its own.
  func findings(in file: SourceFile) -> [Finding] {
    guard !allowed.keys.contains(where: { file.path.hasPrefix($0) }), file.mentions(word) else {
      return []
    }
    return file.code.enumerated().filter { occurs(in: $0.element) }.map {
      Finding(path: file.path, line: $0.offset + 1, message: "`\(word)`: \(instead)")
    }
  }

  private func occurs(in line: String) -> Bool {
    let letters = Array(line.utf8)
    let wanted = Array(word.utf8)
    guard letters.count >= wanted.count else { return false }
    for start in 0...(letters.count - wanted.count)
    where letters[start..<(start + wanted.count)].elementsEqual(wanted) {
      let isOwnWord =
        !Self.isNameLetter(wanted[0]) || start == 0 || !Self.isNameLetter(letters[start - 1])
      let end = start + wanted.count
      let endsOwn =
        !Self.isNameLetter(wanted[wanted.count - 1]) || end == letters.count
        || !Self.isNameLetter(letters[end])
      if isOwnWord, endsOwn { return true }
    }
    return false
  }

  private static func isNameLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

extension BannedWord {
  /// Tests make files and switches of their own; what runs for a customer is what the rule guards.
  private static let tests = ["Tests/": "tests read switches and make folders of their own"]

  static let all: [BannedWord] = [
    BannedWord(word: "Date()", instead: "take the time from World's Clock"),
    BannedWord(
      word: "UUID()", instead: "take ids from the database and secrets from RandomSource",
      allowed: ["Tests/LettersTests/Tools.swift": "names a folder for one run of the tests"]),
    BannedWord(
      word: "ProcessInfo", instead: "read the environment in the composition root",
      allowed: [
        "Sources/adimple/": "the composition root",
        "Sources/Benchmarks/": "folders of one process, thrown away in the end",
      ].merging(tests) { first, _ in first }),
    BannedWord(word: "fatalError(", instead: "precondition with the values, or an error"),
    BannedWord(word: "try!", instead: "handle the error"),
    BannedWord(
      word: "try?", instead: "handle the error, or enter the file here with the reason",
      allowed: [
        "Sources/World/Timekeeper.swift": "a cancelled sleep ends the loop by its condition",
        "Sources/SQLDatabase/SQLite/SQLiteConnection.swift":
          "a ROLLBACK that fails has nothing left to undo",
        "Tests/": "cleaning up, and hostile input where the error is the expected outcome",
      ]),
    BannedWord(
      word: "NSRegularExpression", instead: "read the text by hand; patterns can be made to hang"),
    BannedWord(word: "JSONEncoder", instead: "use JSONText, which keeps the order"),
    BannedWord(word: "JSONDecoder", instead: "use JSONText, which limits depth and size"),
    BannedWord(word: "DateFormatter", instead: "use CivilDate and Instant"),
    BannedWord(word: "FoundationNetworking", instead: "use AsyncHTTPClient"),
    BannedWord(
      word: "print(", instead: "use the logger",
      allowed: [
        "Sources/adimple/": "answers of the command line",
        "Tests/TestKit/Databases.swift": "tells which half of the tests is left out",
      ]),
    BannedWord(
      word: "@unchecked Sendable", instead: "let the compiler prove it: Mutex or a value",
      allowed: ["Sources/SQLDatabase/": "connections are handed to threads that we own"]),
    BannedWord(word: "nonisolated(unsafe)", instead: "let the compiler prove it"),
  ]

  /// Randomness that no seed repeats: `.random(in: …)` without `using:`.
  static func unseeded(in file: SourceFile) -> [Finding] {
    let allowed = [
      // The names of private schemas and folders must not repeat between runs.
      "Tests/TestKit/Databases.swift", "Tests/SQLDatabaseTests/MigrationTests.swift",
      "Tests/SQLDatabaseTests/SQLiteTests.swift",
    ]
    guard !allowed.contains(file.path), !file.path.hasPrefix("Sources/World/"),
      file.mentions(".random(in")
    else { return [] }
    return file.code.enumerated().filter {
      $0.element.contains(".random(in") && !$0.element.contains("using:")
    }.map {
      Finding(
        path: file.path, line: $0.offset + 1,
        message: "`.random(in`: take bytes from RandomSource, or in a test a seeded generator")
    }
  }
}
