import Credit
import Foundation
import HTTPTypes
import Hummingbird
import JSONText
import Markup
import TestKit
import Testing
import World

@testable import BureauRegister
@testable import BureauSite

/// The console of whoever rehearses.
struct ConsoleTests {
  private static let paths = ConsoleMenu.paths

  @Test func nobodySeesThePagesWithoutTheLogin() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let stranger = PageBrowser(bureau.client)
      for path in Self.paths {
        let page = try await stranger.get(path)
        #expect(page.location == "/console/entrar", "\(path)")
      }
      let gate = try await stranger.get("/console/entrar")
      let wrong = try await stranger.post(
        "/console/entrar", ["password": "outra"], token: gate.token)
      #expect(wrong.status == .unprocessableContent)
      #expect(!wrong.text.contains("outra"))
      // The wrong tries of one address are counted; after too many the right one is not looked at.
      for _ in 0..<9 {
        _ = try await stranger.post("/console/entrar", ["password": "x"], token: gate.token)
      }
      let late = try await stranger.post(
        "/console/entrar", ["password": PageBrowser.consolePassword], token: gate.token)
      #expect(late.status == .tooManyRequests)
      #expect(late.headers[.retryAfter] != nil)
    }
  }

  @Test func everyEntryOfTheMenuIsAPage() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      _ = try await bureau.list(SampleListing.body("FAT-1"))
      let browser = try await PageBrowser.console(bureau)
      for path in Self.paths {
        let page = try await browser.get(path)
        #expect(page.status == .ok, "\(path): \(page.text)")
        #expect(page.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
        #expect(page.text.contains("<li><a href=\"\(path)\" aria-current=\"page\">"), "\(path)")
        #expect(!page.text.contains(SampleListing.document), "\(path)")
        #expect(!page.text.contains("529.982.247-25"), "\(path)")
      }
    }
  }

  @Test func aFormOfAnotherSiteOrWithoutTheTokenChangesNothing() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let id = try await bureau.list(SampleListing.body("FAT-1"))
      let browser = try await PageBrowser.console(bureau)
      let path = "/console/registros/\(id)/suspender"
      let form = try await browser.get(path)
      #expect(try await browser.post(path, [:], token: nil).status == .forbidden)
      #expect(try await browser.post(path, [:], token: "x").status == .forbidden)
      let foreign: HTTPFields = [.init("Sec-Fetch-Site")!: "cross-site"]
      let sent = try await browser.post(path, [:], token: form.token, headers: foreign)
      #expect(sent.status == .forbidden)
      #expect(try await bureau.state(id) == "noticePending")
      #expect(try await browser.post(path, [:], token: form.token).status == .seeOther)
      #expect(try await bureau.state(id) == "suspended")
    }
  }

  /// A double click: the second one gets the answer of the first.
  @Test func aMoveOfTheClockThatIsSentTwiceIsOne() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let browser = try await PageBrowser.console(bureau)
      let page = try await browser.get("/console/relogio")
      let start = bureau.clock.now()
      for _ in 0..<2 {
        let moved = try await browser.post(
          "/console/relogio", ["move": "um-dia"], token: page.token)
        #expect(moved.status == .seeOther, "\(moved.text)")
        #expect(bureau.clock.now() == start.adding(seconds: 86_400))
      }
    }
  }

  @Test func hostileNamesAreShownAsTheyAre() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      var debtor = try #require(SampleListing.body("FAT-1")["debtor"])
      let name = "<script>alert(1)</script>\" onload='x"
      debtor = SampleListing.replacing([("name", .string(name))], in: debtor)
      let id = try await bureau.list(SampleListing.body("FAT-1", changes: [("debtor", debtor)]))
      let browser = try await PageBrowser.console(bureau)
      for path in ["/console/registros", "/console/registros/\(id)"] {
        let page = try await browser.get(path)
        #expect(!page.text.contains("<script>alert"), "\(path)")
        #expect(page.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;"), "\(path)")
      }
    }
  }

  @Test(arguments: TestDatabase.available)
  func aDocumentIsSearchedWithoutStandingInTheAddress(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let id = try await bureau.list(SampleListing.body("FAT-1"))
      _ = try await bureau.list(SampleListing.body("FAT-2", document: "11144477735"))
      let browser = try await PageBrowser.console(bureau)
      func search(_ text: String) async throws -> String {
        try await browser.submit(
          "/console/registros", ["search": text], to: "/console/registros/busca"
        ).location ?? ""
      }
      #expect(try await search("529.982.247-25") == "/console/registros?pessoa=\(id)")
      let found = try await browser.get("/console/registros?pessoa=\(id)")
      #expect(found.text.contains("FAT-1") && !found.text.contains("FAT-2"))
      #expect(try await search("52998224724") == "/console/registros?busca=documento-invalido")
      #expect(try await search("39053344705") == "/console/registros?busca=documento-desconhecido")
      #expect(try await search("FAT-2") == "/console/registros?referencia=FAT-2")
      #expect(try await search(id) == "/console/registros/\(id)")
      let other = try await browser.get("/console/registros?referencia=FAT-2")
      #expect(other.text.contains("FAT-2") && !other.text.contains("FAT-1<"))
    }
  }

  @Test func theListGoesOnBehindItsLastRecord() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      for number in 1...(RecordListQuery.pageLimit + 1) {
        let contract = JSON.string("C-\(number)")
        let body = SampleListing.body("FAT-\(number)", changes: [("contractNumber", contract)])
        _ = try await bureau.call(.post, "/v1/listings", body)
      }
      try await bureau.keeper.settle()
      let browser = try await PageBrowser.console(bureau)
      let first = try await browser.get("/console/registros?situacao=noticePending")
      #expect(first.text.contains(">FAT-51<") && !first.text.contains(">FAT-1<"))
      let link = try #require(first.text.split(separator: "&amp;cursor=").dropFirst().first)
      let cursor = link.prefix { $0 != "\"" }
      let second = try await browser.get(
        "/console/registros?situacao=noticePending&cursor=\(cursor)")
      #expect(second.text.contains(">FAT-1<") && !second.text.contains(">FAT-2<"))
    }
  }

  @Test func theClockMovesToTheLetterAndToTheVisibility() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let id = try await bureau.list(SampleListing.body("FAT-1"))
      let browser = try await PageBrowser.console(bureau)
      _ = try await browser.submit("/console/relogio", ["move": "proxima-carta"])
      #expect(try await bureau.state(id) == "noticePeriod")
      let told = try await browser.get("/console")
      #expect(told.text.contains("agora está em 23/11/2026 18:00"))
      let letters = try await browser.get("/console/cartas")
      #expect(letters.text.contains("Maria de Souza"))
      // The day as a person types it.
      let typed = try await browser.get("/console/cartas?dia=23%2F11%2F2026")
      #expect(typed.text.contains("Maria de Souza"))
      _ = try await browser.submit("/console/relogio", ["move": "visibilidade"])
      #expect(try await bureau.state(id) == "visible")
      let nothing = try await browser.submit("/console/relogio", ["move": "visibilidade"])
      #expect(nothing.status == .unprocessableContent)
      let back = try await browser.submit("/console/relogio", ["to": "2026-11-01"])
      #expect(back.text.contains("O relógio só anda para a frente."))
    }
  }

  @Test func onlyWhatCanHappenIsOfferedAndItHappens() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let id = try await bureau.list(SampleListing.body("FAT-1"))
      let browser = try await PageBrowser.console(bureau)
      let page = "/console/registros/\(id)"
      func offers(_ action: RecordAction) async throws -> Bool {
        try await browser.get(page).text.contains("href=\"\(page)/\(action.rawValue)\"")
      }
      #expect(try await !offers(.noticeReturn))
      _ = try await browser.submit("/console/relogio", ["move": "proxima-carta"])
      #expect(try await offers(.noticeReturn))
      let pdf = try await browser.get("/console/cartas/\(id)/carta.pdf")
      #expect(pdf.text.hasPrefix("%PDF"))
      let wrong = try await browser.submit(page + "/devolver-carta", ["code": "nenhum"])
      #expect(wrong.text.contains("Este código de devolução não existe."))
      _ = try await browser.submit(page + "/devolver-carta", ["code": "moved"])
      #expect(try await bureau.state(id) == "noticeFailed")
      #expect(try await browser.get(page).text.contains("Mudou-se"))
      _ = try await browser.submit(page + "/contestar", ["reason": "paid", "statement": "Paguei."])
      #expect(try await offers(.disputeDecision))
      _ = try await browser.submit(
        page + "/decidir-contestacao", ["outcome": "statementAccepted"])
      #expect(try await bureau.state(id) == "removed")
      #expect(try await !offers(.bureauRemoval))
    }
  }

  @Test func aCreditorIsCreatedWithItsFirstCredential() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let browser = try await PageBrowser.console(bureau)
      let path = "/console/credores/novo"
      let wrong = try await browser.submit(path, ["name": "Rede Nova", "document": "123"])
      #expect(wrong.status == .unprocessableContent)
      #expect(wrong.text.contains("O CNPJ é inválido.") && wrong.text.contains("Rede Nova"))
      let half = try await browser.submit(
        path, ["name": "Rede Nova", "document": "11222333000181", "state": "AM"])
      #expect(half.status == .unprocessableContent, "an address is whole or none")
      let made = try await browser.submit(
        path,
        [
          "name": "Rede Nova", "document": "11.222.333/0001-81", "postalCode": "69005-010",
          "street": "Rua A", "number": "1", "district": "Centro", "city": "Manaus", "state": "AM",
          "contact": "0800 1",
        ])
      func secret(_ prefix: String) throws -> String {
        let part = try #require(
          made.text.components(separatedBy: "<code>" + prefix).dropFirst().first)
        return prefix + part.prefix { $0 != "<" }
      }
      let credentials = ParticipantCredentials(
        clientID: try secret("cli_"), clientSecret: try secret("bcs_"))
      let token = try await BureauBench.token(credentials, bureau.client)
      let office = try await bureau.call(.get, "/v1/office", token: token).json
      #expect(office["address"]?["city"] == "Manaus")
      let list = try await browser.get("/console/credores")
      #expect(list.text.contains("Rede Nova") && !list.text.contains(credentials.clientSecret))
      // Its contract ends in the console too.
      let creditor = try #require(
        try await bureau.register.participants().first { $0.name == "Rede Nova" })
      let one = "/console/credores/\(creditor.id)"
      let moved = try await browser.submit(
        one,
        [
          "postalCode": "80010000", "street": "Rua B", "number": "2", "district": "Centro",
          "city": "Curitiba", "state": "PR", "contact": "0800 2",
          "branches": "12.ABC.345/0002-69 SP",
        ], to: one + "/sede")
      #expect(moved.status == .seeOther, "\(moved.text)")
      #expect(try await browser.get(one).text.contains("12.ABC.345/0002-69 SP"))
      let ended = try await browser.submit(one + "/encerrar", [:])
      #expect(ended.location == one)
      #expect(try await bureau.call(.get, "/v1/office", token: token).status == .unauthorized)
      let twice = try await browser.submit(one + "/encerrar", [:])
      #expect(twice.status == .conflict)
    }
  }

  @Test func codesAndTermsComeAndGoInTheConsole() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let browser = try await PageBrowser.console(bureau)
      let path = "/console/codigos/notice-return/novo"
      let code = ["code": "flooded", "name": "Rua alagada", "person": "any", "isMarked": "true"]
      let past = try await browser.submit(
        path, code.merging(["validFrom": "2026-11-22"]) { $1 })
      #expect(past.status == .badRequest || past.status == .unprocessableContent)
      #expect(past.text.contains("o que já valeu não muda"))
      let made = try await browser.submit(
        path, code.merging(["validFrom": "2026-11-23"]) { $1 })
      #expect(made.location == "/console/codigos?lista=notice-return", "\(made.text)")
      #expect(
        try await browser.get("/console/codigos?lista=notice-return").text.contains("Rua alagada"))
      let id = try await bureau.list(SampleListing.body("FAT-1"))
      _ = try await browser.submit("/console/relogio", ["move": "proxima-carta"])
      _ = try await browser.submit(
        "/console/registros/\(id)/devolver-carta", ["code": "flooded"])
      #expect(try await bureau.state(id) == "noticeFailed")
      #expect(try await browser.get("/console/registros/\(id)").text.contains("Rua alagada"))
      let end = "/console/codigos/notice-return/flooded/encerrar"
      let ended = try await browser.submit(end, ["lastDay": "2026-11-23"])
      #expect(ended.location == "/console/codigos?lista=notice-return")
      _ = try await browser.submit("/console/relogio", ["move": "um-dia"])
      #expect(try await browser.get(end).status == .notFound)

      let term = [
        "state": "TO", "validFrom": "2026-12-01", "status": "inForce", "confidence": "high",
        "noticeDays": "20", "minimumDaysOverdue": "0", "countsFrom": "posting",
        "channels": "letter", "correctionDays": "5", "correctionInBusinessDays": "true",
        "removalDays": "2", "law": "Lei de ensaio",
      ]
      let clash = try await browser.submit("/console/prazos/novo", term)
      #expect(clash.status == .unprocessableContent)
      #expect(clash.text.contains("vale ao mesmo tempo que outra do mesmo estado"))
      _ = try await browser.submit("/console/prazos/TO-2000-1/retirar", [:])
      let added = try await browser.submit("/console/prazos/novo", term)
      #expect(added.location == "/console/prazos", "\(added.text)")
      let row = try await bureau.register.stateTerms(of: "TO", history: false)
      #expect(row.map(\.rule.id) == ["TO-2026-1"])
      #expect(row.first?.rule.noticeDays == 20 && row.first?.rule.removal?.days == 2)
      #expect(row.first?.rule.correction.inBusinessDays == true)
      let federal = try await browser.submit("/console/prazos/BR-1990-1/retirar", [:])
      #expect(federal.status == .unprocessableContent)
    }
  }

  @Test func thePagesReadAsTheyDid() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let id = try await bureau.list(SampleListing.body("FAT-1"))
      _ = try await bureau.call(
        .post, "/v1/webhook-endpoints", ["url": "https://hooks.example.com/x"])
      _ = try await bureau.inquire(SampleListing.document)
      let browser = try await PageBrowser.console(bureau)
      let creditor = try #require(try await bureau.register.participants().first)
      let pages = [
        "painel": "/console", "registros": "/console/registros",
        "registro": "/console/registros/\(id)", "relogio": "/console/relogio",
        "suspender": "/console/registros/\(id)/suspender",
        "credores": "/console/credores", "credor": "/console/credores/\(creditor.id)",
        "credor-novo": "/console/credores/novo", "cartas": "/console/cartas",
        "consultas": "/console/consultas", "webhooks": "/console/webhooks",
        "falhas": "/console/falhas", "codigos": "/console/codigos?lista=removal",
        "codigo-novo": "/console/codigos/removal/novo",
        "prazo": "/console/prazos/PR-2025-1", "prazo-novo": "/console/prazos/novo",
        "filas": "/console/filas",
      ]
      for (name, path) in pages.sorted(by: { $0.key < $1.key }) {
        let page = try await browser.get(path)
        #expect(page.status == .ok, "\(path)")
        try expectFixture(Self.main(page), "pages/console-\(name).html")
      }
    }
  }

  /// The main part of a page, one element a line, without the token of its forms.
  static func main(_ page: PageBrowser.Page) -> String {
    let main = page.text.components(separatedBy: "<main").last?
      .components(separatedBy: "</main>").first
    let text = (main ?? "").components(separatedBy: "><").joined(separator: ">\n<") + "\n"
    return page.token.isEmpty
      ? text : text.components(separatedBy: page.token).joined(separator: "TOKEN")
  }
}
