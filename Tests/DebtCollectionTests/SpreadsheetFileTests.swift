import Credit
import DebtCollection
import Fictitious
import SQLDatabase
import TestKit
import Testing

/// Files as spreadsheets and other systems write them, each read as a person would read it.
@Suite("Files of spreadsheets") struct SpreadsheetFileTests {
  private static let header = "codigo;etapa;tipo;documento;nome;nascimento;cep"
  private static let line = "C1;cliente;PF;529.982.247-25;José d’Ávila;01/02/1980;80010-000"

  struct Form: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]

    init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }

    init(_ name: String, _ bytes: [UInt8]) {
      testDescription = name
      self.bytes = bytes
    }
  }

  private static func utf16(_ text: String, isBig: Bool) -> [UInt8] {
    (isBig ? [0xFE, 0xFF] : [0xFF, 0xFE])
      + text.utf16.flatMap { unit -> [UInt8] in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        return isBig ? [high, low] : [low, high]
      }
  }

  private static var windows1252: [UInt8] {
    "\(header)\r\n\(line)\r\n".unicodeScalars.map {
      $0 == "’" ? 0x92 : UInt8(exactly: $0.value) ?? 0x3F
    }
  }

  static let forms: [Form] = [
    Form("plain", "\(header)\n\(line)\n"),
    Form("windows-1252", windows1252),
    Form("utf-16 little", utf16("\(header)\r\n\(line)\r\n", isBig: false)),
    Form("utf-16 big", utf16("\(header)\r\n\(line)\r\n", isBig: true)),
    Form("sep=", "sep=;\r\n\(header)\r\n\(line)\r\n"),
    Form(
      "sep=, of commas",
      "sep=,\n\(header)\n\(line)\n".replacing(";", with: ",")),
    Form("tabs", "\(header)\n\(line)\n".replacing(";", with: "\t")),
    Form("blank first lines", "\r\n;;;;\r\n\(header)\r\n\(line)\r\n"),
    Form("ghost lines", "\(header)\n\(line)\n;;;;;;\n ; ;;;;;\n\n"),
    Form("carriage returns alone", "\(header)\r\(line)\r"),
    Form("two carriage returns and a line feed", "\(header)\r\r\n\(line)\r\r\n"),
    Form("carriage returns, last line open", "\(header)\r\(line)"),
    Form(
      "other columns, other order",
      "nome;codigo;cor;documento;etapa;nascimento;cep\n"
        + "José d’Ávila;C1;azul;52998224725;cliente;1980-02-01;80010000\n"),
    Form("F and J", "\(header)\n\(line.replacing("PF", with: "F"))\n"),
    Form(
      "a time behind the date",
      "\(header)\n\(line.replacing("01/02/1980", with: "1980-02-01 00:00:00"))\n"),
    Form(
      "a zone behind the date",
      "\(header)\n\(line.replacing("01/02/1980", with: "1980-02-01T00:00:00.000-03:00"))\n"),
    Form(
      "a postal code with a point",
      "\(header)\n\(line.replacing("80010-000", with: "80.010-000"))\n"),
    Form(
      "letters in two parts",
      "\(header)\n"
        + line.replacing("José d’Ávila", with: "Jose\u{301} d’A\u{301}vila") + "\n"),
  ]

  @Test("are read", arguments: TestDatabase.available, forms)
  func read(_ engine: TestDatabase, _ form: Form) async throws {
    try await TestOffice.with(engine) { test in
      let report = try await ImportFiles.run(.people, form.bytes, in: test)
      let faults = try await test.office.imports.importFaults(report.id, after: nil, limit: 10)
      #expect(ImportFiles.counts(report) == [1, 0, 0, 0], "\(report) \(faults)")
      let found = try await Self.person(in: test)
      #expect(found == ["José d’Ávila", "1980-02-01", "80010000"])
      // What is equal to the eye is equal to the byte.
      #expect(found.first.map { Array($0.unicodeScalars) } == Array("José d’Ávila".unicodeScalars))
    }
  }

  @Test("with zeros for nothing", arguments: TestDatabase.available)
  func zeros(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      let text = "\(Self.header)\nC1;cliente;F;52998224725;José;0000-00-00;00000000\n"
      let report = try await ImportFiles.run(.people, Array(text.utf8), in: test)
      #expect(ImportFiles.counts(report) == [1, 0, 0, 0])
      #expect(try await Self.person(in: test) == ["José", "", ""])
    }
  }

  @Test("a column that is not there says nothing", arguments: TestDatabase.available)
  func absent(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.fill(test)
      let text = "codigo;nome\nC1;José da Conceição\n"
      let report = try await ImportFiles.run(.people, Array(text.utf8), in: test)
      #expect(ImportFiles.counts(report) == [0, 1, 0, 0])
      #expect(
        try await Self.person(in: test) == ["José da Conceição", "1980-02-01", "80010000"])
      let titles = "codigo;cliente;numero;vencimento;valor\nT1;C1;DOC-1;10/10/2026;R$ 129,90\n"
      let second = try await ImportFiles.run(.receivables, Array(titles.utf8), in: test)
      #expect(ImportFiles.counts(second) == [0, 0, 1, 0], "contract and our number stay")
      let contracts = "codigo;cliente;numero\nK1;C1;2024/1\n"
      let third = try await ImportFiles.run(.contracts, Array(contracts.utf8), in: test)
      #expect(ImportFiles.counts(third) == [0, 0, 1, 0])
    }
  }

  @Test(
    "of another kind are named, with what to do",
    arguments: [
      ([0x50, 0x4B, 0x03, 0x04] + Array("[Content_Types].xml".utf8), "planilha"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "planilha"), (Array("%PDF-1.4".utf8), "PDF"),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D], "imagem"), ([0xFF, 0xD8, 0xFF, 0xE0], "imagem"),
      ([0x50, 0x4B, 0x03, 0x04, 0x14], "compactado"), (Array("<html>".utf8), "página"),
    ] as [([UInt8], String)])
  func others(_ bytes: [UInt8], _ word: String) async throws {
    try await TestOffice.with(.sqlite) { test in
      let report = try await ImportFiles.run(.people, bytes, in: test)
      #expect(report.state == .failed)
      #expect(report.problem?.contains(word) == true, "\(report.problem ?? "")")
      #expect(report.problem?.contains("envie") == true)
    }
  }

  @Test(
    "names refuse what one does not see",
    arguments: ["Jo\u{200B}sé", "Jo\u{202E}sé", "Jo\u{E001}sé", "Jo\u{AD}sé", "Jo\u{0085}sé"])
  func invisible(_ name: String) async throws {
    try await TestOffice.with(.sqlite) { test in
      let text = "codigo;nome;etapa\nC1;\(name);lead\n"
      let report = try await ImportFiles.run(.people, Array(text.utf8), in: test)
      #expect(ImportFiles.counts(report) == [0, 0, 0, 1])
      let faults = try await test.office.imports.importFaults(report.id, after: nil, limit: 10)
      #expect(faults.map(\.code) == ["invalid-character"])
    }
  }

  /// A piece of a file may end anywhere: inside of a mark, a unit, a pair.
  @Test("UTF-16 comes in pieces of any size") func pieces() async throws {
    let text = "nome;valor\r\nJosé 😀 d’Ávila;1\r\n"
    for isBig in [false, true] {
      let bytes = Self.utf16(text, isBig: isBig)
      for size in 1...9 {
        try await TestOffice.with(.sqlite) { test in
          let pieces = AsyncStream<[UInt8]> { stream in
            for start in stride(from: 0, to: bytes.count, by: size) {
              stream.yield(Array(bytes[start..<min(start + size, bytes.count)]))
            }
            stream.finish()
          }
          let id = try await test.office.imports.keepUpload(pieces)
          let count = try await test.office.database.read { transaction in
            try transaction.first("SELECT byte_count FROM uploads WHERE id = ?1", [id]) {
              try $0.integer(0)
            }
          }
          #expect(count == Int64(text.utf8.count), "pieces of \(size)")
        }
      }
    }
  }

  private static func person(in test: TestOffice) async throws -> [String] {
    try await test.office.database.read { transaction in
      try transaction.first(
        "SELECT name, birth_on, postal_code FROM people WHERE external_code = 'C1'"
      ) { [try $0.text(0), try $0.optionalDate(1)?.description ?? "", try $0.text(2)] } ?? []
    }
  }
}

/// What is refused can be corrected and sent again, and alone.
@Suite("Refused lines") struct RefusedLineTests {
  @Test("say whose they are and what stood in them", arguments: TestDatabase.available)
  func kept(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.fill(test)
      let text = """
        codigo;cliente;numero;vencimento;valor
        T8;C1;DOC-8;32/10/2026;10,00
        T9;C9;DOC-9;10/10/2026;zero

        """
      let report = try await ImportFiles.run(.receivables, Array(text.utf8), in: test)
      #expect(ImportFiles.counts(report) == [0, 0, 0, 2])
      let faults = try await test.office.imports.importFaults(report.id, after: nil, limit: 10)
      #expect(faults.map(\.subject) == ["José Conceição", "C9", "C9"])
      #expect(
        try report.fileColumns().map(\.name) == [
          "codigo", "cliente", "numero", "vencimento", "valor",
        ])
      #expect(
        faults.first?.fields
          == ["T8", "C1", nil, nil, "DOC-8", nil, nil, "32/10/2026", "10,00", nil, nil, nil])
      #expect(faults.map { $0.fields != nil } == [true, true, false])
      // What stood in them is nowhere in plain.
      let dump = try await test.office.database.read { try TableDump.take($0) }
      let rows = (dump.rows["import_faults"] ?? []).map { "\($0)" }.joined()
      #expect(!rows.contains("DOC-8"))
    }
  }

  @Test(
    "a file keeps its name, and no path",
    arguments: [
      ("/pasta/títulos.csv", "títulos.csv"), ("C:\\fakepath\\títulos.csv", "títulos.csv"),
      ("a\u{7}b.csv", "a b.csv"), ("/", nil), ("", nil),
    ] as [(String, String?)])
  func names(_ name: String, _ kept: String?) async throws {
    try await TestOffice.with(.sqlite) { test in
      let stream = AsyncStream<[UInt8]> { stream in
        stream.yield(Array("codigo;nome;etapa\n".utf8))
        stream.finish()
      }
      let upload = try await test.office.imports.keepUpload(stream)
      let id = try await test.office.imports.startImport(
        kind: .people, upload: upload, fileName: name, dryRun: false, actor: .system)
      #expect(try await test.office.imports.importReport(id).fileName == kept)
    }
  }
}
