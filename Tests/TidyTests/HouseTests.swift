import Foundation
import Testing

/// The rules of the house over the files of the repository.
@Suite struct HouseTests {
  private func expectNone(_ findings: [Finding]) {
    #expect(findings.isEmpty, "\n\(findings.map(\.description).joined(separator: "\n"))")
  }

  /// Texts that are data: copied sources, long tables.
  private func isData(_ file: SourceFile) -> Bool {
    file.path.contains("/Fixtures/") || file.path.contains("/Goldens/")
  }

  @Test func repositoryIsFound() {
    #expect(Repository.swift.count > 100, "read \(Repository.root.path)")
  }

  @Test func linesAreAtMost100Columns() {
    expectNone(Repository.written.flatMap(Measures.longLines))
  }

  @Test func filesAreAtMost400Lines() {
    expectNone(Repository.written.flatMap(Measures.longFile))
  }

  @Test func functionsAreAtMost70Lines() {
    expectNone(Repository.swift.flatMap(Measures.longFunctions))
  }

  @Test func noTabs() {
    let files = Repository.files.filter { !$0.path.hasSuffix("Makefile") && !isData($0) }
    expectNone(files.flatMap(Measures.tabs))
  }

  @Test(arguments: BannedWord.all.indices)
  func bannedWordIsNotUsed(_ index: Int) {
    expectNone(Repository.swift.flatMap(BannedWord.all[index].findings))
  }

  @Test func markupIsRawOnlyWhereAReasonStands() {
    expectNone(Repository.swift.flatMap(RawMarkup.findings))
    // An entry without its file would let the next one through.
    let unused = RawMarkup.allowed.keys.filter { path in
      !Repository.swift.contains { $0.path == path && !RawMarkup.uses(in: $0).isEmpty }
    }
    #expect(unused.isEmpty)
  }

  @Test func scriptsAndStylesAreFiles() {
    let files = Repository.files.filter(WebFiles.isOne)
    #expect(!files.isEmpty)
    expectNone(Repository.swift.flatMap(WebFiles.literals))
    expectNone(files.flatMap { WebFiles.unused($0, in: Repository.swift) })
    expectNone(files.flatMap { WebFiles.broken($0, in: files) })
  }

  @Test func nothingEndsTheProcessWithoutAReason() {
    expectNone(Repository.swift.flatMap(HardStops.findings))
    let stale = HardStops.stale(in: Repository.swift)
    #expect(stale.isEmpty, "entries that nothing needs: \(stale.joined(separator: ", "))")
  }

  @Test func everyDeclarationIsNamedSomewhere() {
    let sources = Repository.swift.filter { $0.path.hasPrefix("Sources/") }
    expectNone(DeadThings.findings(in: sources))
    let stale = DeadThings.stale(in: sources)
    #expect(stale.isEmpty, "reasons that nothing needs: \(stale.joined(separator: ", "))")
  }

  @Test func everyScriptFixtureAndDocumentIsMentioned() {
    let kept = Repository.files.filter { file in
      ["Scripts/", "Packaging/"].contains { file.path.hasPrefix($0) }
        || file.path.hasPrefix("Tests/CreditTests/Fixtures/")
        || file.path.hasPrefix("docs/") && !file.path.hasPrefix("docs/manual/")
    }
    #expect(kept.count > 20)
    expectNone(DeadThings.unmentioned(kept, by: Repository.files))
  }

  @Test func allowListsHaveNoEntryThatNothingNeeds() {
    let words = StaleEntries.bannedWords(in: Repository.swift)
    #expect(words.isEmpty, "\(words.joined(separator: ", "))")
    let imports = StaleEntries.imports(in: Repository.swift)
    #expect(imports.isEmpty, "\(imports.joined(separator: ", "))")
  }

  @Test func glossaryHasOneWordForOneThing() throws {
    let glossary = try #require(Repository.files.first { $0.path == "docs/glossary.md" })
    #expect(Glossary.terms(0, in: glossary).count > 40)
    #expect(Glossary.doubled(in: glossary).isEmpty)
  }

  @Test func portugueseTextsSayBirô() {
    expectNone(Repository.files.flatMap(PortugueseWords.findings))
  }

  @Test func randomnessCanBeRepeated() {
    expectNone(Repository.swift.flatMap(BannedWord.unseeded))
  }

  @Test func roomsImportWhatTheArchitectureDraws() {
    expectNone(Repository.swift.flatMap(Imports.findings))
  }

  @Test func oneDoorLeadsOut() {
    expectNone(Repository.swift.flatMap(Imports.otherDoors))
  }

  @Test(arguments: ["DebtCollection", "BureauRegister"])
  func migrationsHaveNoGaps(_ target: String) {
    let numbers = Repository.swift.filter { $0.target == target }.flatMap(Migrations.numbers)
    #expect(!numbers.isEmpty)
    expectNone(Migrations.findings(numbers, schema: target))
  }

  @Test func documentsHaveOneTitle() {
    let documents = Repository.files.filter {
      $0.path.hasPrefix("docs/") || !$0.path.contains("/")
    }
    expectNone(documents.flatMap(Documents.titles))
  }

  @Test func scriptsAreExecutable() throws {
    let scripts = Repository.files.filter { $0.path.hasPrefix("Scripts/") }
    #expect(!scripts.isEmpty)
    expectNone(
      scripts.filter {
        !FileManager.default.isExecutableFile(
          atPath: Repository.root.appending(path: $0.path).path)
      }.map { Finding(path: $0.path, line: nil, message: "not executable; chmod +x") })
  }

  @Test func noPathOfOneMachine() {
    let files = Repository.files.filter { $0.path != ".git" }
    expectNone(files.flatMap(Documents.machinePaths))
  }
}
