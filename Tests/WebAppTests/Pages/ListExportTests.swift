import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import TestKit
import Testing

@testable import CreditorAPI
@testable import CreditorPages

/// The file beside a list has the rows of the list: as many, in its order, masked alike.
@Suite struct ListExportTests {
  @Test(arguments: [
    "/clientes/{id}/consultas", "/clientes/{id}/financeiro", "/clientes/{id}/negativacoes",
    "/configuracoes/chaves-de-api", "/configuracoes/usuarios", "/configuracoes/webhooks/{id}",
    "/consultas", "/crm/cobranca/execucoes", "/financeiro/importacoes", "/financeiro/retorno",
    "/negativacoes/conciliacao", "/negativacoes/conciliacao/registros-soltos",
  ])
  func theFileHasTheRowsOfItsPage(_ pattern: String) async throws {
    try await TestSite.with { site in
      let house = try await SampleHouse.fill(site)
      let browser = try await site.browser(as: .administrator)
      let path = try #require(PagePaths.path(of: pattern, in: house))
      for address in [path] + PagePaths.filtered(pattern, in: house) {
        let page = try await browser.get(address)
        let rows = Self.rowCount(page.text)
        guard let link = Self.exportPath(page.text) else {
          // What is empty has no file; only a filter may have made it so.
          #expect(rows == 0 && address != path, "\(address) has no file")
          continue
        }
        let file = try await browser.get(link)
        #expect(file.status == .ok, "\(link)")
        #expect(file.headers[.contentType] == "text/csv; charset=utf-8", "\(link)")
        let lines = file.text.split(separator: "\r\n")
        #expect(lines.count == rows + 1, "\(link): \(file.text)")
        for row in lines.dropFirst() {
          #expect(Self.cells(row) == Self.cells(lines[0]), "\(link): \(row)")
        }
        for document in [SampleHouse.cpf, SampleHouse.formattedCPF, SampleHouse.cnpj] {
          #expect(!file.text.contains(document), "\(link) tells a document")
        }
      }
    }
  }

  /// Rows of the tables of a page.
  private static func rowCount(_ html: String) -> Int {
    html.split(separator: "<tbody>").dropFirst().reduce(0) { sum, part in
      sum + (part.split(separator: "</tbody>").first ?? "").split(separator: "<tr>").count
    }
  }

  /// Where the link "Exportar CSV" leads.
  private static func exportPath(_ html: String) -> String? {
    html.split(separator: "href=\"").dropFirst()
      .first { $0.split(separator: "</a>").first?.hasSuffix("Exportar CSV") ?? false }
      .map { String($0.prefix { $0 != "\"" }).replacing("&amp;", with: "&") }
  }

  /// Cells of a line: no cell of the sample house holds a separator.
  private static func cells(_ line: Substring) -> Int { line.count { $0 == ";" } }
}
