import Credit
import DebtCollection
import SQLDatabase
import TestKit

/// A way to spoil a file, for some kinds of files.
struct HostileFile: Sendable {
  let name: String
  let kinds: [ImportKind]
  let bytes: @Sendable (Good) -> [UInt8]

  /// A good file of a kind, in its lines.
  struct Good: Sendable {
    let kind: ImportKind
    let header: String
    /// The line before the bad one, and the one after it.
    let first: String
    let second: String

    init(_ kind: ImportKind) {
      self.kind = kind
      switch kind {
      case .people:
        header = kind.columns.filter {
          !["linha_digitavel", "banco", "convenio"].contains($0)
        }
        .joined(separator: ";")
        first = "G1;cliente;PF;390.533.447-05;Ana Sá;;;;;;;;;;;"
        second = "G2;cliente;PJ;11.444.777/0001-61;Pão Ltda;;;;;;;;;;;"
      case .contracts:
        header = kind.columns.filter {
          !["linha_digitavel", "banco", "convenio"].contains($0)
        }
        .joined(separator: ";")
        first = "G1;C1;2024/8;telecom;ativo;;"
        second = "G2;C1;2024/9;outro;ativo;;"
      case .receivables:
        header = kind.columns.filter {
          !["linha_digitavel", "banco", "convenio"].contains($0)
        }
        .joined(separator: ";")
        first = "G1;C1;K1;;DOC-8;;01/09/2026;10/10/2026;1,00"
        second = "G2;C1;K1;;DOC-9;;01/09/2026;10/10/2026;2,00"
      case .payments:
        header = kind.columns.joined(separator: ";")
        first = "T1;1,00;20/11/2026;"
        second = "T2;2,00;20/11/2026;"
      case .bankReturn:
        header = Self.record([(1, "02RETORNO01COBRANCA"), (77, "341"), (95, "231126")])
        first = Self.title("06", "00012345", "0000000000100")
        second = Self.title("06", "00099999", "0000000000200")
      }
    }

    /// 400 places of CNAB, texts at places counted from 1.
    static func record(_ fields: [(Int, String)]) -> String {
      var line = [UInt8](repeating: 32, count: 400)
      for (place, text) in fields {
        for (offset, byte) in text.utf8.enumerated() { line[place - 1 + offset] = byte }
      }
      return String(decoding: line, as: UTF8.self)
    }

    static func title(
      _ occurrence: String, _ number: String, _ paid: String, on day: String = "231126"
    ) -> String {
      let face = number == "00099999" ? "0000000120050" : "0000000012990"
      return record([
        (1, "1"), (63, number), (109, occurrence), (111, day), (147, "101026"),
        (153, face), (254, paid), (296, "241126"), (395, "000002"),
      ])
    }

    static func trailer(_ count: String) -> String { record([(1, "9201"), (395, count)]) }

    /// The good file with lines between its two.
    func with(_ bad: [String], end: String = "\n") -> [UInt8] {
      Array(([header, first] + bad + [second]).joined(separator: end).utf8) + Array(end.utf8)
    }

    func with(_ bad: [UInt8]) -> [UInt8] {
      Array((header + "\n" + first + "\n").utf8) + bad + Array(("\n" + second + "\n").utf8)
    }

    /// The first line with another text in one of its columns.
    func first(_ column: String, _ text: String) -> String {
      var fields = first.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
      if let index = kind.columns.firstIndex(of: column) { fields[index] = text }
      return fields.joined(separator: ";")
    }
  }

  static let csv: [ImportKind] = [.people, .contracts, .receivables, .payments]

  func serves(_ kind: ImportKind) -> Bool { kinds.contains(kind) }

  /// Rows of what files fill.
  static func rows(_ test: TestOffice) async throws -> [Int64] {
    try await test.office.database.read { transaction in
      try ["people", "contracts", "receivables", "payments", "listings"].map { table in
        try transaction.first("SELECT count(*) FROM \(table)") { try $0.integer(0) } ?? -1
      }
    }
  }

  private static func whole(
    _ name: String, _ bytes: @escaping @Sendable (Good) -> [UInt8]
  ) -> HostileFile {
    HostileFile(name: name, kinds: ImportKind.allCases, bytes: bytes)
  }

  private static func line(
    _ name: String, _ kinds: [ImportKind] = csv, _ bad: @escaping @Sendable (Good) -> [String]
  ) -> HostileFile {
    HostileFile(name: name, kinds: kinds, bytes: { $0.with(bad($0)) })
  }

  private static func utf16(_ bytes: [UInt8], isBig: Bool) -> [UInt8] {
    bytes.flatMap { isBig ? [0, $0] : [$0, 0] }
  }

  static let all: [HostileFile] = containers + ends + csvLines + returnLines

  /// Files that are something else altogether.
  private static let containers: [HostileFile] = [
    whole("empty") { _ in [] },
    whole("one-byte") { _ in [0x41] },
    whole("only-bom") { _ in [0xEF, 0xBB, 0xBF] },
    whole("only-blank-lines") { _ in Array("\r\n\r\n \n".utf8) },
    whole("nul-bytes") { _ in [UInt8](repeating: 0, count: 4_096) },
    whole("utf-16-le-marked") { [0xFF, 0xFE] + utf16($0.with([String]()), isBig: false) },
    whole("utf-16-be-marked") { [0xFE, 0xFF] + utf16($0.with([String]()), isBig: true) },
    whole("utf-16-unmarked") { utf16($0.with([String]()), isBig: false) },
    whole("pdf") { _ in Array("%PDF-1.7\n1 0 obj\n".utf8) },
    whole("spreadsheet") { _ in [0x50, 0x4B, 3, 4] + [UInt8](repeating: 7, count: 600) },
    whole("web-page") { _ in Array("<!doctype html>\n<title>Sessão expirada</title>\n".utf8) },
    whole("remittance") { _ in
      Array((Good.record([(1, "01REMESSA01COBRANCA"), (77, "341")]) + "\n").utf8)
    },
    whole("table-of-another-kind") { _ in Array("a;b;c\n1;2;3\n".utf8) },
    whole("endless-first-line") { _ in [UInt8](repeating: 0x41, count: 10_000_000) },
    whole("separators-only") { _ in [UInt8](repeating: 0x3B, count: 100_000) },
  ]

  /// Ends of lines and marks.
  private static let ends: [HostileFile] = [
    whole("marked") { [0xEF, 0xBB, 0xBF] + $0.with([String]()) },
    whole("cr-lf") { $0.with([], end: "\r\n") },
    whole("cr-only") { $0.with([], end: "\r") },
    whole("mixed-ends") {
      Array(($0.header + "\r\n" + $0.first + "\n\r\n" + $0.second + "\r\n\u{1A}").utf8)
    },
    whole("no-end") { Array($0.with([String]()).dropLast()) },
    whole("header-only") { Array($0.header.utf8) },
    HostileFile(name: "header-twice", kinds: csv) { good in
      Array((good.header + ";" + good.header + "\n" + good.first + "\n").utf8)
    },
  ]

  /// One bad line between two good ones.
  private static let csvLines: [HostileFile] = [
    line("header-again") { [$0.header] },
    line("nul-in-line") { [$0.first.replacing(";", with: "\u{0};")] },
    line("unclosed-quote") { _ in ["\"G9;x"] },
    line("text-behind-quote") { _ in ["\"G9\"x;y"] },
    line("too-few-fields") { _ in ["G9"] },
    line("too-many-fields") { [$0.first + ";x;y"] },
    line("blank-fields-behind") { [$0.first + ";;;;;;"] },
    line("control-characters") { [$0.first.replacing(";", with: "\u{7}\u{1B}[2J;")] },
    line("long-line") { _ in [String(repeating: "x", count: 200_000)] },
    HostileFile(name: "broken-utf-8", kinds: csv) { $0.with([0x47, 0xC3, 0x28, 0xFF, 0x3B]) },
    line("amount-negative", [.receivables, .payments]) { [$0.first("valor", "-1,00")] },
    line("amount-zero", [.receivables, .payments]) { [$0.first("valor", "0,00")] },
    line("amount-huge", [.receivables, .payments]) {
      [$0.first("valor", String(repeating: "9", count: 30) + ",99")]
    },
    line("amount-exponent", [.receivables, .payments]) { [$0.first("valor", "1e9")] },
    line("date-of-zeros", [.receivables, .payments]) {
      [$0.first($0.kind == .payments ? "pago_em" : "vencimento", "00/00/0000")]
    },
    line("date-of-nines", [.receivables, .payments]) {
      [$0.first($0.kind == .payments ? "pago_em" : "vencimento", "99/99/9999")]
    },
    line("paid-in-future", [.payments]) { [$0.first("pago_em", "31/12/2199")] },
    line("formula-for-name", [.people]) {
      [
        $0.first("nome", "=HYPERLINK(1)").replacing("G1;", with: "G3;")
          .replacing("390.533.447-05", with: "714.602.380-01")
      ]
    },
    line("name-of-blanks", [.people]) { [$0.first("nome", "   ").replacing("G1;", with: "G3;")] },
    line("document-of-another", [.people]) { [$0.first.replacing("G1;", with: "G3;")] },
    line("born-in-future", [.people]) {
      [$0.first("nascimento", "01/01/2199").replacing("G1;", with: "G3;")]
    },
  ]

  /// One bad record of a bank's file between two good ones.
  private static let returnLines: [HostileFile] = [
    line("return-date-of-zeros", [.bankReturn]) { _ in
      [Good.title("06", "00012345", "0000000000100", on: "000000")]
    },
    line("return-date-of-nines", [.bankReturn]) { _ in
      [Good.title("06", "00012345", "0000000000100", on: "999999")]
    },
    line("return-amount-negative", [.bankReturn]) { _ in
      [Good.title("06", "00012345", "-000000000100")]
    },
    line("return-amount-blank", [.bankReturn]) { _ in
      [Good.title("06", "00012345", "             ")]
    },
    line("return-record-short", [.bankReturn]) { _ in ["1"] },
    line("return-record-wide", [.bankReturn]) { [$0.first + "XX"] },
    line("return-header-of-another-bank", [.bankReturn]) { _ in
      [Good.record([(1, "02RETORNO01COBRANCA"), (77, "237"), (95, "231126")])]
    },
    line("return-record-twice", [.bankReturn]) { [$0.first] },
    HostileFile(name: "return-trailer-count", kinds: [.bankReturn]) { good in
      good.with([String]()) + Array((Good.trailer("999999") + "\n").utf8)
    },
    HostileFile(name: "return-behind-trailer", kinds: [.bankReturn]) { good in
      Array(
        [good.header, good.first, Good.trailer("000003"), good.second, ""]
          .joined(separator: "\n").utf8)
    },
  ]
}
