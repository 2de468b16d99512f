import Credit
import DebtCollection
import Glibc
import SQLDatabase
import TestKit

/// Files to import, and what importing them gave.
enum ImportFiles {
  static let people = [
    "codigo;etapa;tipo;documento;nome;nascimento;email;telefone;cep;logradouro;numero;complemento"
      + ";bairro;cidade;uf;filial",
    "C1;cliente;PF;529.982.247-25;José Conceição;01/02/1980;jose@provedor.example;4130000000"
      + ";80010-000;Rua XV;10;;Centro;Curitiba;PR;",
    #"C2;Prospecção;;11.222.333/0001-81;"Ação; Filhos ""Ltda""";;;;;;;;;;;"#, "",
  ].joined(separator: "\n")

  static let contracts = """
    codigo;cliente;numero;tipo;situacao;suspenso_em;rescindido_em
    K1;C1;2024/1;telecom;ativo;;

    """

  static let receivables = """
    codigo;cliente;contrato;filial;numero;nosso_numero;emissao;vencimento;valor
    T1;C1;K1;;DOC-1;00012345;01/09/2026;10/10/2026;129,90
    T2;C1;K1;;DOC-2;00099999;2026-09-01;2026-10-10;1.200,50

    """

  static let payments = """
    titulo;valor;pago_em;disponivel_em
    T2;100,00;20/11/2026;
    T2;100,00;20/11/2026;

    """

  /// Writes a file of the test's own; it is deleted when `body` ends.
  static func with<Value>(
    _ bytes: [UInt8], _ body: (String) async throws -> Value
  ) async throws -> Value {
    var template = Array("/tmp/adimple-import-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    precondition(file >= 0, "no file for the test: \(errno)")
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    let written = write(file, bytes, bytes.count)
    close(file)
    precondition(written == bytes.count, "wrote \(written) of \(bytes.count) bytes")
    return try await body(path)
  }

  static func run(
    _ kind: ImportKind, _ bytes: [UInt8], dryRun: Bool = false, in test: TestOffice
  ) async throws -> ImportReport {
    try await with(bytes) { path in
      let id = try await test.office.imports.startImport(
        kind: kind, contentPath: path, dryRun: dryRun, actor: .system)
      return try await test.office.imports.continueImport(id)
    }
  }

  static func run(
    _ kind: ImportKind, _ text: String, dryRun: Bool = false, in test: TestOffice
  ) async throws -> ImportReport {
    try await run(kind, Array(text.utf8), dryRun: dryRun, in: test)
  }

  /// People, a contract and two titles of R$ 129,90 and R$ 1.200,50.
  static func fill(_ test: TestOffice) async throws {
    _ = try await run(.people, people, in: test)
    _ = try await run(.contracts, contracts, in: test)
    _ = try await run(.receivables, receivables, in: test)
  }

  static func title(_ code: String, in test: TestOffice) async throws -> ReceivableState {
    try await test.office.database.read { transaction in
      try transaction.first(
        "SELECT id, status, open_cents, bank_listed FROM receivables WHERE external_code = ?1",
        [code]
      ) {
        ReceivableState(
          id: ID(try $0.integer(0)), status: try $0.text(1), open: try $0.integer(2),
          isListedByBank: try $0.bool(3))
      }!
    }
  }

  static func counts(_ report: ImportReport) -> [Int] {
    [report.created, report.updated, report.unchanged, report.refused]
  }
}

struct ReceivableState: Sendable {
  let id: ID<Receivable>
  let status: String
  let open: Int64
  let isListedByBank: Bool
}
