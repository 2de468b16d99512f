import Testing

/// Each rule finds what it is there to find, and leaves alone what only looks like it.
@Suite struct RuleTests {
  private func file(_ text: String, at path: String = "Sources/Credit/Sample.swift") -> SourceFile {
    SourceFile(path: path, text: text)
  }

  private func word(_ word: String) throws -> BannedWord {
    try #require(BannedWord.all.first { $0.word == word })
  }

  @Test func commentsAndTextsAreNotCode() {
    let scanned = file(
      ###"""
      let a = "try! \(try! b("x)")) try!"  // try!
      /* try! /* try! */ try! */ let c = 1
      let d = """
        try! " \(UUID())
        """
      let e = ##"try! \#(f) "# \##(try! g())"##
      """###
    ).code
    #expect(scanned.count == 6)
    #expect(scanned[0].split(separator: "try!", omittingEmptySubsequences: false).count == 2)
    #expect(!scanned[1].contains("try!") && scanned[1].hasSuffix("let c = 1"))
    #expect(!scanned[3].contains("try!") && scanned[3].contains("UUID()"))
    #expect(scanned[5].split(separator: "try!", omittingEmptySubsequences: false).count == 2)
  }

  @Test func whatEndsTheProcessIsFound() {
    let text = ###"""
      let a = b!
      let c = !d && e != f
      if x != nil, !y.isEmpty {}
      let g = h[0]!.i
      let j = "wow!" + k  // really!
      precondition(l > 0)
      let m = preconditionLike(1)
      let n = UInt8(o)
      let p = UInt8(exactly: o) ?? UInt8(ascii: "x")
      let q = Int32(r) + Int64(r)
      let s = Int(Double(t) * 1.5)
      unowned let u: V
      let w = "\(z!)"
      let y = items as! [Int]
      let v = MyUInt8(o) + map.UInt8(o)
      """###
    let sample = file(text)
    #expect(HardStops.lines(of: .unwrap, in: sample) == [1, 4, 13, 14])
    #expect(HardStops.lines(of: .stop, in: sample) == [6, 12])
    #expect(HardStops.lines(of: .narrow, in: sample) == [8, 10])
    #expect(HardStops.lines(of: .double, in: sample) == [11])
    #expect(HardStops.findings(in: sample).count == 9)
    #expect(HardStops.findings(in: file(text, at: "Tests/CreditTests/Sample.swift")).isEmpty)
  }

  @Test func declarationsThatNothingNamesAreFound() {
    let first = file(
      ###"""
      package struct Used: Sendable {
        @Option(help: "x") var flag = 1
        private(set) var lonely: Int
        static func called() -> Int { flag }
        // never: lonely
        let text = "lonely \(called())"
        func + (a: Int) {}
        case unusedCase
        var `default`: Int { text.count }
      }
      """###)
    let second = file("let other = Used().default\nfunc dead() { other }")
    let dead = DeadThings.declarations(in: [first, second])
    #expect(dead.map(\.name) == ["lonely", "dead"])
    #expect(dead.map(\.line) == [3, 2])
  }

  @Test func doubledWordsOfAGlossaryAreFound() {
    let document = SourceFile(
      path: "docs/glossary.md",
      text:
        "| English | Português |\n|---|---|\n| One, two | x |\n| Three (four) | x |\n| Two | y |")
    #expect(Glossary.terms(0, in: document) == ["One", "two", "Three", "Two"])
    #expect(Glossary.doubled(in: document) == ["two"])
  }

  @Test func columnsAreLettersNotBytes() {
    let good = String(repeating: "ã", count: 100)
    #expect(Measures.longLines(file(good)).isEmpty)
    #expect(Measures.longLines(file("x\n" + good + "b")).map(\.line) == [2])
  }

  @Test func tabsAreFound() {
    #expect(Measures.tabs(file("a\n\tb")).map(\.line) == [2])
  }

  @Test func longFilesAreFound() {
    #expect(Measures.longFile(file(String(repeating: "a\n", count: 400))).isEmpty)
    #expect(Measures.longFile(file(String(repeating: "a\n", count: 401))).count == 1)
  }

  @Test(arguments: [
    "func a() {", "package static func a(\n  b: Int = 1\n) async throws -> Int {",
    "  init(b: () -> Void = {}) {", "  @Test func a() throws {",
  ])
  func longFunctionsAreFound(_ head: String) {
    func sample(_ lines: Int) -> SourceFile {
      let own = head.split(separator: "\n").count + 1
      let body = String(repeating: "  if x { \"}\" }\n", count: lines - own)
      return file("struct S {\n\(head)\n\(body)}\nfunc short() {}\n}\n")
    }
    #expect(Measures.longFunctions(sample(70)).isEmpty)
    #expect(Measures.longFunctions(sample(71)).map(\.line) == [2])
  }

  @Test func requirementsHaveNoBody() {
    let many = String(repeating: "  func a(_ b: Int) -> Int\n", count: 90)
    #expect(Measures.longFunctions(file("protocol P {\n\(many)}\nstruct S {}\n")).isEmpty)
  }

  @Test(arguments: BannedWord.all.map(\.word))
  func bannedWordIsFound(_ text: String) throws {
    let rule = try word(text)
    let line = "  let value = \(text) value"
    #expect(rule.findings(in: file("\n" + line)).map(\.line) == [2])
    #expect(rule.findings(in: file("// \(text)\nlet x = \"\(text)\"")).isEmpty)
    if rule.word.first?.isLetter == true {
      #expect(rule.findings(in: file("let my\(text) = 1")).isEmpty)
    }
    for path in rule.allowed.keys {
      let name = path.hasSuffix("/") ? path + "Sample.swift" : path
      #expect(rule.findings(in: file(line, at: name)).isEmpty)
    }
  }

  @Test func rawMarkupIsFound() {
    let line = "let a: HTML = \"<b>\\(raw: name)</b>\""
    #expect(RawMarkup.findings(in: file(line, at: "Sources/CreditorPages/Sample.swift")).count == 1)
    #expect(RawMarkup.findings(in: file(line, at: "Sources/Markup/Look/Icon.swift")).isEmpty)
    #expect(RawMarkup.findings(in: file("// \\(raw: name)\nlet b = \"<b>\\(name)</b>\"")).isEmpty)
  }

  @Test func scriptsInLiteralsAreFound() {
    let line = "let a = \"\"\"\n  a.addEventListener(b);\n  \"\"\""
    #expect(WebFiles.literals(in: file(line)).map(\.line) == [2])
    #expect(WebFiles.literals(in: file("// a.querySelector(b)")).isEmpty)
    #expect(WebFiles.literals(in: file(line, at: "Tests/TestKit/Sample.swift")).isEmpty)
  }

  @Test func stylesThatNobodySeesAreFound() {
    let sheet = file(".a { color: var(--ink); }", at: "Sources/Markup/Sheet/two-parts.css")
    let list = file("let text = [\n  twoParts,\n]", at: "Sources/Markup/Sheet.swift")
    #expect(WebFiles.unused(sheet, in: []).count == 1)
    #expect(WebFiles.unused(sheet, in: [list]).isEmpty)
    #expect(WebFiles.broken(sheet, in: [sheet]).map(\.line) == [1])
    let tokens = file("a { --ink: #000; } }", at: "Sources/Markup/Sheet/tokens.css")
    #expect(WebFiles.broken(sheet, in: [sheet, tokens]).isEmpty)
    #expect(WebFiles.broken(tokens, in: [tokens]).map(\.line) == [nil])
  }

  @Test(arguments: [
    ("let a = \"Os acessos a um bureau de crédito\"", true), ("\"O bureau recusou.\"", true),
    ("let a: HTML = \"\"\"\n  o bureau, que envia\n  \"\"\"", true),
    ("// what the bureau says", false), ("Problem(\"bureau-unavailable\")", false),
    ("\"O birô recusou.\"", false), ("header: [\"codigos_do_bureau\"]", false),
  ])
  func foreignWordsInPortugueseAreFound(_ text: String, _ isFound: Bool) {
    let found = PortugueseWords.findings(in: file(text, at: "Sources/CreditorPages/Sample.swift"))
    #expect(found.isEmpty != isFound)
  }

  @Test func unseededRandomnessIsFound() {
    #expect(BannedWord.unseeded(in: file("Int.random(in: 0...1)")).count == 1)
    #expect(BannedWord.unseeded(in: file("Int.random(in: 0...1, using: &seeded)")).isEmpty)
  }

  @Test(arguments: [
    ("Sources/Credit/A.swift", "import Foundation"),
    ("Sources/JSONText/A.swift", "import Foundation"),
    ("Sources/BureauRegister/A.swift", "package import DebtCollection"),
    ("Sources/BureauRegister/A.swift", "import Bureaus"),
    ("Sources/Bureaus/A.swift", "import NIOCore"),
    ("Sources/Webhooks/A.swift", "import SQLDatabase"),
    ("Sources/DebtCollection/A.swift", "import HTTPService"),
    ("Sources/DebtCollection/A.swift", "import struct Hummingbird.Response"),
    ("Sources/CreditorPages/A.swift", "import SQLDatabase"),
    ("Sources/CreditorPages/A.swift", "import CreditorAPI"),
    ("Sources/CreditorAPI/A.swift", "import Markup"),
    ("Sources/BureauRegister/A.swift", "import HTTPService"),
    ("Sources/BureauSite/A.swift", "import SQLDatabase"),
    ("Sources/HTTPService/A.swift", "import Markup"),
    ("Sources/Letters/A.swift", "import SQLDatabase"),
    ("Sources/NewRoom/A.swift", "import Credit"),
  ])
  func forbiddenImportIsFound(_ path: String, _ line: String) {
    #expect(Imports.findings(in: file(line, at: path)).count == 1)
  }

  @Test(arguments: [
    "Sources/Bureaus/A.swift", "Sources/adimple/A.swift", "Tests/TestKit/A.swift",
  ])
  func anotherDoorIsFound(_ path: String) {
    for line in ["import AsyncHTTPClient", "package import struct AsyncHTTPClient.HTTPClient"] {
      #expect(Imports.otherDoors(in: file(line, at: path)).count == 1)
      #expect(Imports.otherDoors(in: file(line, at: "Sources/Outbound/A.swift")).isEmpty)
    }
  }

  @Test(arguments: [
    ("Sources/BureauSite/A.swift", "import BureauRegister"),
    ("Sources/adimple/A.swift", "import Foundation"),
    ("Sources/World/A.swift", "package import Credit\n// import Foundation"),
    ("Tests/CreditTests/A.swift", "import Foundation"),
  ])
  func drawnImportIsLeftAlone(_ path: String, _ line: String) {
    #expect(Imports.findings(in: file(line, at: path)).isEmpty)
  }

  @Test(arguments: [([1, 3], 1), ([1, 1, 2], 1), ([2, 3], 1), ([0, 1], 1), ([2, 1, 3], 0)])
  func gapsOfMigrationsAreFound(_ numbers: [Int], _ count: Int) {
    #expect(Migrations.findings(numbers, schema: "S").count == count)
  }

  @Test func migrationNumbersAreRead() {
    let text = "let a = Migration(\n  number: 12, note: \"x\")\nlet b = Migration(number: 3)"
    #expect(Migrations.numbers(in: file(text)) == [12, 3])
  }

  @Test(arguments: [
    ("text", 1), ("# One\n\n## Two\n", 0), ("# One\n# Two\n", 1), ("# One\n```\n# no\n```\n", 0),
  ])
  func titlesAreCounted(_ text: String, _ count: Int) {
    #expect(Documents.titles(file(text, at: "docs/sample.md")).count == count)
  }

  @Test func pathsOfOneMachineAreFound() {
    let home = "/" + "home" + "/"
    #expect(Documents.machinePaths(file("cd \(home)ana")).map(\.line) == [1])
    #expect(Documents.machinePaths(file("\(home)ana")).count == 1)
    #expect(Documents.machinePaths(file("GET pages\(home)ana")).isEmpty)
  }
}
