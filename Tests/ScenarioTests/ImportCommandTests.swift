import ArgumentParser
import Credit
import DebtCollection
import Foundation
import JSONText
import TestKit
import Testing

@testable import adimple

/// What `adimple import` tells of a file: each line with its outcome, and a status of 1 where one
/// was refused.
@Suite("The import command", .serialized) struct ImportCommandTests {
  private static let peopleText = """
    codigo;etapa;tipo;documento;nome
    C1;cliente;PF;529.982.247-25;José Conceição
    C2;cliente;PF;111.444.777-00;Outra Pessoa

    """

  /// Itaú, CNAB 400: a title that nobody knows, and one whose amount cannot be read.
  private static var returnText: String {
    func line(_ fields: [(Int, String)]) -> String {
      var line = [UInt8](repeating: 32, count: 400)
      for (place, text) in fields {
        for (offset, byte) in text.utf8.enumerated() { line[place - 1 + offset] = byte }
      }
      return String(decoding: line, as: UTF8.self) + "\r\n"
    }
    func title(_ number: String, paid: String) -> String {
      line([
        (1, "1"), (63, number), (109, "06"), (111, "231126"), (117, "DOC-9"), (147, "101026"),
        (153, "0000000012990"), (254, paid), (296, "241126"), (395, "000002"),
      ])
    }
    return line([(1, "02RETORNO01COBRANCA"), (77, "341"), (95, "231126"), (395, "000001")])
      + title("77777777", paid: "0000000012990") + title("88888888", paid: "00000O0012990")
      + line([(1, "9201"), (395, "000009")])
  }

  private static func withFile(
    _ text: String, _ body: (_ path: String, _ database: String) async throws -> Void
  ) async throws {
    var template = Array("/tmp/adimple-import-XXXXXX".utf8CString)
    let isMade = mkdtemp(&template) != nil
    try #require(isMade)
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/file"))
    try await body(folder + "/file", "sqlite:\(folder)/a.sqlite")
  }

  @Test(
    "ends with status 1 where a line was refused, of every kind of file",
    arguments: ["people", "bank-return"], ["--json", "--dry-run"])
  func status(_ kind: String, _ flag: String) async throws {
    let text = kind == "people" ? Self.peopleText : Self.returnText
    try await Self.withFile(text) { path, database in
      let parsed = try Adimple.parseAsRoot(["import", kind, path, "--database", database, flag])
      var command = try #require(parsed as? any AsyncParsableCommand)
      do {
        try await command.run()
        Issue.record("a refused line, and status 0")
      } catch {
        #expect(Adimple.exitCode(for: error) == .failure)
        #expect("\(error)" == "Há linhas recusadas; o relatório diz quais e por quê.")
      }
    }
  }

  @Test("ends with status 0 where all lines were taken")
  func whole() async throws {
    let text = Self.peopleText.split(separator: "\n").prefix(2).joined(separator: "\n") + "\n"
    try await Self.withFile(text) { path, database in
      let parsed = try Adimple.parseAsRoot(["import", "people", path, "--database", database])
      var command = try #require(parsed as? any AsyncParsableCommand)
      try await command.run()
    }
  }

  private static func printed(
    _ kind: ImportKind, _ text: String, json: Bool, in test: TestOffice
  ) async throws -> String {
    var printed = ""
    try await withFile(text) { path, _ in
      let imports = test.office.imports
      let id = try await imports.startImport(
        kind: kind, contentPath: path, dryRun: false, actor: .system)
      let report = try await imports.continueImport(id)
      let printer = ImportPrinter(office: test.office, json: json) { printed += $0 }
      if kind == .bankReturn {
        try await printer.printReturn(id)
      } else {
        try await printer.printReport(report)
      }
      #expect(try await printer.hasRefused(id))
    }
    return printed
  }

  @Test("tells every line of a return file and every warning", arguments: TestDatabase.available)
  func bankReturn(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      let text = try await Self.printed(.bankReturn, Self.returnText, json: false, in: test)
      let lines = text.split(separator: "\n").map(String.init)
      #expect(lines.count == 3, "\(text)")
      #expect(lines[0].hasPrefix("aviso: O registro final conta 9 registros"), "\(text)")
      #expect(lines[1].hasPrefix("linha 2: unmatched  Nenhum título tem "), "\(text)")
      #expect(lines[2].hasPrefix("linha 3: refused  "), "\(text)")
      let json = try JSON.parse(
        try await Self.printed(.bankReturn, Self.returnText, json: true, in: test))
      #expect(json["file"]?["bank"] == "341" && json["file"]?["layout"] == "cnab400")
      #expect(json["warnings"]?.elements?.count == 1)
      let told = try #require(json["lines"]?.elements)
      #expect(told.map { $0["line"] } == [2, 3])
      #expect(told.map { $0["outcome"] } == ["unmatched", "refused"])
      #expect(told[1]["detail"]?.string?.isEmpty == false)
      #expect(json["totals"]?["full"]?["count"] == 1)
    }
  }

  @Test("tells every refused line of a table", arguments: TestDatabase.available)
  func table(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      let text = try await Self.printed(.people, Self.peopleText, json: false, in: test)
      let lines = text.split(separator: "\n").map(String.init)
      #expect(lines.first == "criados 1, atualizados 0, iguais 0, recusados 1")
      #expect(lines.last?.hasPrefix("linha 3: ") == true, "\(text)")
      let json = try JSON.parse(
        try await Self.printed(.people, Self.peopleText, json: true, in: test))
      #expect(json["unchanged"] == 1 && json["refusedLines"]?.elements?.count == 1)
    }
  }
}
