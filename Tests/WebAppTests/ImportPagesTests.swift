import Credit
import DebtCollection
import HTTPTypes
import TestKit
import Testing
import World

@testable import CreditorAPI
@testable import CreditorPages

@Suite struct ImportPagesTests {
  /// A return file of Itaú (CNAB 400) in which the title was paid.
  private static func file(_ site: TestSite) -> [UInt8] {
    file([(number: "00012345", document: "2026/1", face: 12_990)])
  }

  private static func file(_ titles: [(number: String, document: String, face: Int)]) -> [UInt8] {
    let header = [(1, "02RETORNO01COBRANCA"), (77, "341"), (95, "231126"), (395, "000001")]
    let details = titles.enumerated().map { place, title in
      [
        (1, "1"), (63, title.number), (109, "06"), (111, "231126"), (117, title.document),
        (147, "150926"), (153, padded(title.face, 13)), (254, padded(title.face, 13)),
        (296, "241126"), (395, padded(place + 2, 6)),
      ]
    }
    let lines = [header] + details + [[(1, "9201"), (395, padded(titles.count + 2, 6))]]
    return lines.flatMap { fields in
      var line = [UInt8](repeating: 32, count: 400)
      for (place, text) in fields {
        for (offset, byte) in text.utf8.enumerated() { line[place - 1 + offset] = byte }
      }
      return line + [13, 10]
    }
  }

  @Test func aBankReturnIsPreviewedThenConfirmedAndChangesNothingTwice() async throws {
    try await TestSite.with { site in
      let person = try await site.customer(1, name: TestSite.hostileName)
      let title = try await site.title(
        of: person.id, "2026/1", daysOverdue: 70, bankNumber: "00012345")
      let browser = try await site.browser(as: .collector)
      let start = try await browser.get("/financeiro/retorno")
      let token = try #require(start.token)
      let none = try await browser.upload(
        "/financeiro/retorno", [("_token", token)], file: [], name: "")
      #expect(none.status == .unprocessableContent)
      #expect(try await browser.upload("/financeiro/retorno", [], file: [1]).status == .forbidden)

      let sent = try await browser.upload(
        "/financeiro/retorno", [("_token", token)], file: Self.file(site))
      #expect(sent.status == .seeOther)
      #expect(try await sent.follow().holds("data-progress"), "it runs by itself")
      try await site.work()
      let preview = try await sent.follow()
      try expectGolden(preview.golden, "conferencia.html")
      #expect(try await site.office.receivables.receivable(title.id).status == .open)

      let path = try #require(sent.location)
      let confirmed = try await preview.submit(to: path + "/confirmar", [:])
      try await site.work()
      let report = try await confirmed.follow()
      #expect(report.holds("Liquidado"))
      #expect(!report.holds("<script>alert"))
      #expect(try await site.office.receivables.receivable(title.id).status == .paid)
      let twice = try await preview.submit(to: path + "/confirmar", [:])
      #expect(twice.location == confirmed.location)

      let again = try await browser.upload(
        "/financeiro/retorno", [("_token", token)], file: Self.file(site))
      try await site.work()
      let second = try await again.follow()
      #expect(second.holds("Este mesmo arquivo já foi importado"))
      #expect(second.holds("Nada mudaria"))
      let lines = try await browser.get(try #require(confirmed.location) + "/linhas.csv")
      #expect(lines.text.contains("Liquidado"))
    }
  }

  /// Three lines that one witness alone speaks for: one is decided on the page and kept, one by a
  /// program, one is nobody's.
  @Test func aPersonDecidesWhatTwoWitnessesDoNot() async throws {
    try await TestSite.with { site in
      let person = try await site.customer(1, name: "Alice Serpa")
      var titles: [ID<Receivable>] = []
      for place in 1...2 {
        titles.append(
          try await site.title(
            of: person.id, "2026/\(place)", daysOverdue: 70, bankNumber: "0001234\(place)"
          ).id)
      }
      let browser = try await site.browser(as: .collector)
      let start = try await browser.get("/financeiro/retorno")
      let sent = try await browser.upload(
        "/financeiro/retorno", [("_token", try #require(start.token))],
        file: Self.file([
          ("00012341", "OUTRO-1", 55_500), ("00012342", "OUTRO-2", 66_600),
          ("00077777", "OUTRO-3", 77_700),
        ]))
      try await site.work()
      let preview = try await sent.follow()
      #expect(!preview.holds("Decidir"), "a preview decides nothing")
      let confirmed = try await preview.submit(
        to: try #require(sent.location) + "/confirmar", [:])
      try await site.work()
      let path = try #require(confirmed.location)
      let report = try await confirmed.follow()
      #expect(report.holds("não confere: número do documento, valor"))
      #expect(report.holds("É o título 2026/1") && report.holds("É sempre o título 2026/1"))

      let decided = try await report.submit(
        to: path + "/linhas/2", ["titulo": titles[0].description, "guardar": "sim"])
      #expect(decided.status == .seeOther)
      #expect(try await site.office.receivables.receivable(titles[0]).status == .paid)
      let twice = try await report.submit(
        to: path + "/linhas/2", ["titulo": titles[1].description])
      #expect(twice.status == .conflict && twice.holds("Já se decidiu o que é desta linha."))
      #expect(try await site.office.receivables.receivable(titles[1]).status == .open)

      let key = try await site.office.apiKeys.addAPIKey(
        name: "teste", role: .collector, actor: .system)
      let bearer: HTTPFields = [
        .authorization: "Bearer \(key.secret)", .accept: "application/json",
        .contentType: "application/json",
      ]
      let lines = "/api/v1/imports/\(path.split(separator: "/").last ?? "")/lines"
      func match(_ line: Int, _ body: String) async throws -> PageSeen {
        try await site.browser().send(
          "\(lines)/\(line)/match", .post, headers: bearer, body: body)
      }
      let other = try await match(3, #"{"receivableId":"\#(titles[1])"}"#)
      #expect(other.status == .ok && other.holds(#""outcome":"paidAbove""#), "\(other.text)")
      #expect(other.holds(#""decidedBy":"api-key:teste""#), "\(other.text)")
      let none = try await match(4, "{}")
      #expect(none.status == .ok && none.holds(#""outcome":"notOurs""#), "\(none.text)")
      let again = try await match(4, "{}")
      #expect(again.status == .conflict && again.holds(#""code":"line-decided""#))
      #expect(try await match(9, "{}").status == .notFound)
      let unknown = try await match(4, #"{"receivableId":"rec_1","title":1}"#)
      #expect(unknown.status == .unprocessableContent || unknown.status == .badRequest)
      #expect(try await !browser.get(path).holds("Decidir"), "nothing is left to decide")
    }
  }

  @Test func refusedLinesOfATableAreToldWithTheirReasons() async throws {
    try await TestSite.with { site in
      let browser = try await site.browser(as: .collector)
      let start = try await browser.get("/financeiro/importacoes")
      let token = try #require(start.token)
      let text =
        "codigo;cliente;contrato;filial;numero;nosso_numero;emissao;vencimento;valor\n"
        + "T1;NINGUEM;;;1;;;10/10/2026;abc\n"
      let sent = try await browser.upload(
        "/financeiro/importacoes", [("_token", token), ("kind", "receivables")],
        file: Array(text.utf8))
      try await site.work()
      let page = try await sent.follow()
      #expect(page.holds("Linhas recusadas"))
      let refused = try await browser.get(try #require(sent.location) + "/recusadas.csv")
      let lines = refused.text.split(separator: "\r\n")
      #expect(lines.count == 2, "\(refused.text)")
      #expect(lines[0].hasSuffix("vencimento;valor;linha;motivo"))
      #expect(lines[1].hasPrefix("T1;NINGUEM;;;1;;;10/10/2026;abc;2;"))
      let noKind = try await browser.upload(
        "/financeiro/importacoes", [("_token", token)], file: Array(text.utf8))
      #expect(noKind.status == .unprocessableContent)
      #expect(noKind.holds("Preencha este campo."))
      let model = try await browser.get("/financeiro/importacoes/modelo/payments.csv")
      #expect(model.text.hasSuffix("titulo;valor;pago_em;disponivel_em\r\n"))
    }
  }
}
