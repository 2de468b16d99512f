import Credit
import DebtCollection
import SQLDatabase
import TestKit
import Testing
import Work

@Suite("Import of CSV files")
struct ImportTests {
  @Test("A second import of the same file changes nothing", arguments: TestDatabase.available)
  func twice(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      let files: [(ImportKind, String, Int)] = [
        (.people, ImportFiles.people, 2), (.contracts, ImportFiles.contracts, 1),
        (.receivables, ImportFiles.receivables, 2), (.payments, ImportFiles.payments, 2),
      ]
      for (kind, text, count) in files {
        let first = try await ImportFiles.run(kind, text, in: test)
        #expect(ImportFiles.counts(first) == [count, 0, 0, 0], "\(kind) \(first)")
        #expect(first.state == .finished)
        #expect(first.positionBytes == text.utf8.count)
        let second = try await ImportFiles.run(kind, text, in: test)
        #expect(ImportFiles.counts(second) == [0, 0, count, 0], "\(kind) \(second)")
      }
      // Two equal lines of a file are two payments.
      let title = try await ImportFiles.title("T2", in: test)
      #expect(title.open == 120_050 - 20_000)
      #expect(title.status == "partiallyPaid")
    }
  }

  @Test(
    "A payment of a title that was paid is an outcome of its own, not a new settlement",
    arguments: TestDatabase.available)
  func alreadyPaid(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.fill(test)
      let text = """
        titulo;valor;pago_em;disponivel_em
        T1;129,90;09/10/2026;
        T1;129,90;10/10/2026;

        """
      let report = try await ImportFiles.run(.payments, text, in: test)
      #expect(ImportFiles.counts(report) == [1, 0, 0, 0])
      #expect(report.alreadyPaid == 1)
      #expect(report.owedBack == Cents(12_990))
      let again = try await ImportFiles.run(.payments, text, in: test)
      #expect(ImportFiles.counts(again) == [0, 0, 2, 0])
      #expect(again.alreadyPaid == 0)
    }
  }

  @Test("A second import of a code updates it", arguments: TestDatabase.available)
  func update(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.fill(test)
      let changed = ImportFiles.receivables.replacing("129,90", with: "139,90")
      let report = try await ImportFiles.run(.receivables, changed, in: test)
      #expect(ImportFiles.counts(report) == [0, 1, 1, 0])
      #expect(try await ImportFiles.title("T1", in: test).open == 13_990)
    }
  }

  @Test(
    "A bank's number stands once inside its agreement while its title is owed",
    arguments: TestDatabase.available)
  func numberTaken(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.fill(test)
      let header =
        "codigo;cliente;numero;nosso_numero;vencimento;valor;banco;convenio\n"
      func take(_ lines: [String]) async throws -> [String] {
        let text = header + lines.joined(separator: "\n") + "\n"
        let report = try await ImportFiles.run(.receivables, Array(text.utf8), in: test)
        return try await test.office.imports.importFaults(report.id, after: nil, limit: 10)
          .map { "\($0.line) \($0.code)" }
      }
      // Within a file, and against what is there; another bank or agreement has its own numbers.
      let first = [
        "A;C1;D-A;7001;2026-10-10;10,00;237;5", "B;C1;D-B;7001;2026-10-10;10,00;237;5",
        "C;C1;D-C;07001;2026-10-10;10,00;341;5", "D;C1;D-D;7001;2026-10-10;10,00;237;6",
      ]
      #expect(try await take(first) == ["3 bank-number-taken"])
      #expect(try await take(first) == ["3 bank-number-taken"], "the same file changes nothing")
      #expect(
        try await take(["D;C1;D-D;7001;2026-10-10;10,00;237;5"]) == ["2 bank-number-taken"])
      // A file without the columns of the bank is held against what is known of its titles.
      let bare = """
        codigo;cliente;numero;nosso_numero;vencimento;valor
        D;C1;D-D;7002;2026-10-10;10,00

        """
      _ = try await ImportFiles.run(.receivables, Array(bare.utf8), in: test)
      #expect(try await take(["E;C1;D-E;7002;2026-10-10;10,00;237;6"]) == ["2 bank-number-taken"])
      // Two titles that have one number from before stay as they are, and change in all else.
      _ = try await test.office.database.write { transaction in
        try transaction.execute(
          """
          UPDATE receivables SET bank_number = '7001', bank_key = '7001', agreement = '5'
          WHERE external_code IN ('A', 'D')
          """)
      }
      #expect(try await take(["D;C1;D-D;7001;2026-10-11;10,00;237;5"]) == [])
      #expect(try await take(["A;C1;D-A;7001;2026-10-11;10,00;237;5"]) == [])
      #expect(try await take(["D;C1;D-D;7001;2026-10-10;10,00;237;6"]) == [])
      // What was paid gives its number back.
      _ = try await ImportFiles.run(
        .payments, Array("titulo;valor;pago_em\nA;10,00;2026-11-20\n".utf8), in: test)
      #expect(try await take(["B;C1;D-B;7001;2026-10-10;10,00;237;5"]) == [])
    }
  }

  @Test("A dry run tells the truth and leaves nothing", arguments: TestDatabase.available)
  func dryRun(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      let rehearsed = try await ImportFiles.run(
        .people, ImportFiles.people, dryRun: true, in: test)
      #expect(ImportFiles.counts(rehearsed) == [2, 0, 0, 0])
      let real = try await ImportFiles.run(.people, ImportFiles.people, in: test)
      #expect(ImportFiles.counts(real) == [2, 0, 0, 0])
    }
  }

  @Test("Every fault of a line is told, and the others go on", arguments: TestDatabase.available)
  func faults(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.fill(test)
      let text = """
        valor;codigo;cliente;contrato;filial;numero;nosso_numero;emissao;vencimento;cor
        12,345;T8;C9;K9;Norte;;;;31/02/2026;azul
        10,00;T9;C1;;;DOC-9;;;10/10/2026;azul
        10,00;"T7;C1

        """
      let report = try await ImportFiles.run(.receivables, text, in: test)
      #expect(ImportFiles.counts(report) == [1, 0, 0, 2])
      #expect(report.notices.count == 1)
      #expect(report.notices.first?.contains("cor") == true)
      let faults = try await test.office.imports.importFaults(report.id, after: nil, limit: 50)
      #expect(
        faults.filter { $0.line == 2 }.map(\.code) == [
          "unknown-customer", "unknown-contract", "unknown-branch", "invalid-date",
          "invalid-amount", "required",
        ])
      #expect(faults.filter { $0.line == 4 }.map(\.code) == ["csv-unclosed-quote"])
      let rest = try await test.office.imports.importFaults(report.id, after: (2, 5), limit: 50)
      #expect(rest.map(\.line) == [4])
    }
  }

  @Test(
    "An endless line is refused once, and the next one is read",
    arguments: TestDatabase.available)
  func endlessLine(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      let lines = ImportFiles.people.split(separator: "\n")
      let endless = String(repeating: "x", count: 1_000_000)
      for begin in ["", "\""] {
        let report = try await ImportFiles.run(
          .people, "\(lines[0])\n\(begin)\(endless)\n\(lines[1])\n", in: test)
        #expect(report.state == .finished)
        #expect(report.refused == 1 && report.created + report.unchanged == 1)
        #expect(report.positionLine == 3)
        let faults = try await test.office.imports.importFaults(report.id, after: nil, limit: 50)
        #expect(faults.map(\.line) == [2])
      }
    }
  }

  @Test("A file without a column is refused with its name", arguments: TestDatabase.available)
  func missingColumn(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      let report = try await ImportFiles.run(
        .payments, "titulo;pago_em;disponivel_em\nT1;20/11/2026;\n", in: test)
      #expect(report.state == .failed)
      #expect(report.problem?.contains("Faltam colunas no cabeçalho: valor.") == true)
      #expect(ImportFiles.counts(report) == [0, 0, 0, 0])
    }
  }

  @Test("Latin-1, UTF-8 and its mark give the same names", arguments: TestDatabase.available)
  func encodings(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      let text = ImportFiles.people
      _ = try await ImportFiles.run(.people, text, in: test)
      let latin = text.unicodeScalars.map { UInt8($0.value) }
      #expect(latin.count < text.utf8.count)
      let marked = [0xEF, 0xBB, 0xBF] + Array(text.replacing("\n", with: "\r\n").utf8)
      for bytes in [latin, marked] {
        let report = try await ImportFiles.run(.people, bytes, in: test)
        #expect(ImportFiles.counts(report) == [0, 0, 2, 0])
      }
      let names = try await test.office.database.read { transaction in
        try transaction.query("SELECT name FROM people ORDER BY id") { try $0.text(0) }
      }
      #expect(names == ["José Conceição", "Ação; Filhos \"Ltda\""])
    }
  }

  @Test("An interrupted import goes on where it was", arguments: TestDatabase.available)
  func resume(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.fill(test)
      let lines = (1...2_500).map { "T2;0,01;20/11/2026;\($0 % 2 == 0 ? "" : "21/11/2026")" }
      let text = "titulo;valor;pago_em;disponivel_em\n" + lines.joined(separator: "\n")
      try await ImportFiles.with(Array(text.utf8)) { path in
        let id = try await test.office.imports.startImport(
          kind: .payments, contentPath: path, dryRun: false, actor: .system)
        let office = test.office
        // Stops after the first chunk, as a kill between two transactions does.
        let task = Task {
          try await office.imports.continueImport(id) { _ in withUnsafeCurrentTask { $0?.cancel() }
          }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        let stopped = try await office.imports.importReport(id)
        #expect(stopped.state == .running)
        #expect(ImportFiles.counts(stopped) == [1_000, 0, 0, 0])
        let duty = ImportDuty(office: office)
        #expect(try await duty.nextDue() != nil)
        #expect(try await duty.runDue())
        let done = try await office.imports.importReport(id)
        #expect(done.state == .finished)
        #expect(ImportFiles.counts(done) == [2_500, 0, 0, 0])
        #expect(try await duty.runDue() == false)
      }
      #expect(try await ImportFiles.title("T2", in: test).open == 120_050 - 2_500)
    }
  }
}
