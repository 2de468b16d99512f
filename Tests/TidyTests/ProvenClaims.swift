import Foundation
import Testing

/// Documents of security and privacy say which test shows each claim. A test that is renamed or
/// taken away leaves no claim standing without it.
@Suite("Claims that name their test")
struct ProvenClaims {
  static let documents = ["docs/threat-model.md", "docs/asvs.md", "docs/privacy.md"]

  @Test("each names a test that exists")
  func tests() {
    let files = Repository.files
    let named = files.filter { Self.documents.contains($0.path) }
      .flatMap { file in Self.names(in: file.text).map { (name: $0, path: file.path) } }
    let suites = Self.suites(in: files)
    let missing = named.filter { !Self.exists($0.name, suites) }
    #expect(missing.isEmpty, "\(missing.map { "\($0.name) in \($0.path)" }.sorted())")
  }

  @Test("names are read and looked up")
  func readsNames() {
    let text = "held by `SessionTests.ends`, `test_login.Lock.test_lasts` and `Sources/Pages`"
    #expect(Self.names(in: text) == ["SessionTests.ends", "test_login.Lock.test_lasts"])
    let suites = ["SessionTests": ["func ends(", "func begins("]]
    #expect(Self.exists("SessionTests.ends", suites))
    #expect(!Self.exists("SessionTests.stays", suites))
    #expect(!Self.exists("NoTests.ends", suites))
  }

  /// What stands in backticks and reads as the name of a test.
  static func names(in text: String) -> [String] {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
      .filter { word in
        let parts = word.split(separator: ".")
        guard parts.count >= 2, !word.contains("/"), !word.contains(" "), !word.contains("(") else {
          return false
        }
        return parts[0].hasSuffix("Tests") || parts[0].hasPrefix("test_")
      }
  }

  /// What each suite has: lines that declare a function, by the suite's name, or by the name of a
  /// file of browser tests.
  static func suites(in files: [SourceFile]) -> [String: [String]] {
    var found: [String: [String]] = [:]
    for file in files where file.path.hasPrefix("Tests/") {
      if file.path.hasSuffix(".py") {
        let name = String(file.path.split(separator: "/").last?.dropLast(3) ?? "")
        found[name, default: []] += file.lines.map(String.init)
      } else if file.isSwift {
        let names = file.lines.compactMap(Self.suite)
        let lines = file.lines.filter { $0.contains("func ") }.map(String.init)
        for name in names { found[name, default: []] += lines }
      }
    }
    return found
  }

  private static func suite(_ line: Substring) -> String? {
    for word in ["struct ", "class ", "extension ", "enum "] {
      guard let start = line.range(of: word)?.upperBound else { continue }
      let name = line[start...].prefix { $0.isLetter || $0.isNumber }
      if name.hasSuffix("Tests") { return String(name) }
    }
    return nil
  }

  static func exists(_ name: String, _ suites: [String: [String]]) -> Bool {
    let parts = name.split(separator: ".").map(String.init)
    guard let lines = suites[parts[0]] else { return false }
    return parts.dropFirst().allSatisfy { part in
      lines.contains { line in
        ["func \(part)(", "def \(part)(", "class \(part)(", "class \(part):"].contains {
          line.contains($0)
        } || line.contains("func \(part)<")
      }
    }
  }
}
