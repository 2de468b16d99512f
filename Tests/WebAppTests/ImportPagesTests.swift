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
    let lines = [
      [(1, "02RETORNO01COBRANCA"), (77, "341"), (95, "231126"), (395, "000001")],
      [
        (1, "1"), (63, "00012345"), (109, "06"), (111, "231126"), (117, "2026/1"),
        (147, "150926"), (153, padded(12_990, 13)), (254, padded(12_990, 13)), (296, "241126"),
        (395, "000002"),
      ],
      [(1, "9201"), (395, "000003")],
    ]
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
