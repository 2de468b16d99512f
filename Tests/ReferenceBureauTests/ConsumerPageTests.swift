import Credit
import HTTPTypes
import JSONText
import TestKit
import Testing
import World

@testable import BureauRegister
@testable import BureauSite

/// The page of the person concerned.
struct ConsumerPageTests {
  @Test func theCodeOfTheLetterOpensWhatConcernsThePerson() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let (id, code) = try await Self.letter(bureau)
      let browser = PageBrowser(bureau.client)
      let written = " \(code.lowercased().prefix(6))-\(code.suffix(6)) "
      let entered = try await browser.submit("/", ["code": written])
      #expect(entered.location == "/seus-dados")
      let page = try await browser.get("/seus-dados")
      #expect(page.text.contains("Provedor Exemplo cobra R$ 159,90"))
      #expect(page.text.contains("Ninguém vê esta dívida ainda."))
      #expect(!page.text.contains("52998224725") && !page.text.contains(code))
      let sent = try await browser.post(
        "/contestar", ["reason": "not-owed", "statement": "Nunca contratei."], token: page.token)
      #expect(sent.location == "/seus-dados")
      #expect(try await bureau.state(id) == "suspended")
      let told = try await browser.get("/seus-dados")
      #expect(told.text.contains("O credor tem até"))
      #expect(!told.text.contains("id=\"contestar\""))
      _ = try await browser.post("/sair", [:], token: told.token)
      #expect(try await browser.get("/seus-dados").location == "/")
    }
  }

  @Test func whoContestsSendsProof() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let (_, code) = try await Self.letter(bureau)
      let browser = PageBrowser(bureau.client)
      _ = try await browser.submit("/", ["code": code])
      let page = try await browser.get("/seus-dados")
      #expect(!page.text.contains("id=\"documentos\""))
      func attach(_ name: String, _ content: String) async throws -> PageBrowser.Page {
        try await browser.upload(
          "/contestar/documentos", [("name", name)], file: Array(content.utf8), token: page.token)
      }
      let early = try await attach("cedo", "%PDF-1.4")
      #expect(early.status == .conflict && early.text.contains("Não há contestação em aberto"))
      _ = try await browser.post(
        "/contestar", ["reason": "paid", "statement": "Paguei em março."], token: page.token)
      let first = try await attach("recibo de março", "%PDF-1.4")
      #expect(first.location == "/seus-dados", "\(first.text)")
      let again = try await attach("o mesmo recibo", "%PDF-1.4")
      #expect(again.location == "/seus-dados")
      let shown = try await browser.get("/seus-dados")
      #expect(shown.text.contains("<li>recibo de março</li>"))
      #expect(!shown.text.contains("o mesmo recibo"))
      #expect(shown.text.contains("Cabem mais 4."))
      let program = try await attach("programa", "\u{7F}ELF\u{0}")
      #expect(
        program.status == .unprocessableContent
          && program.text.contains("Envie um PDF, uma imagem PNG ou JPEG, ou um texto."))
      let large = try await attach(
        "grande", "%PDF-" + String(repeating: "a", count: ProofDocument.byteLimit))
      #expect(large.status == .unprocessableContent && large.text.contains("150 KiB"))
      for number in 2...5 { _ = try await attach("\(number)", "texto \(number)") }
      let sixth = try await attach("sexto", "texto")
      #expect(sixth.status == .conflict && sixth.text.contains("já tem 5 documentos"))
      let full = try await browser.get("/seus-dados")
      #expect(full.text.contains("Já estão aqui todos os que cabem."))
      #expect(!full.text.contains("name=\"file\""))
    }
  }

  @Test func afterTooManyWrongCodesTheRightOneIsNotLookedAt() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let (_, code) = try await Self.letter(bureau)
      let browser = PageBrowser(bureau.client)
      let gate = try await browser.get("/")
      for _ in 0..<20 {
        let wrong = try await browser.post("/", ["code": "000000000000"], token: gate.token)
        #expect(wrong.status == .unprocessableContent)
      }
      let late = try await browser.post("/", ["code": code], token: gate.token)
      #expect(late.status == .tooManyRequests)
      let byAPI = try await bureau.call(
        .post, "/v1/consumers/sessions", ["code": .string(code)])
      #expect(byAPI.status == .tooManyRequests)
      bureau.clock.move(to: bureau.clock.now().adding(seconds: 61))
      #expect(try await browser.post("/", ["code": code], token: gate.token).status == .seeOther)
    }
  }

  @Test func thePageReadsAsItDid() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let (_, code) = try await Self.letter(bureau)
      _ = try await bureau.inquire(SampleListing.document)
      let browser = PageBrowser(bureau.client)
      _ = try await browser.submit("/", ["code": code])
      let page = try await browser.get("/seus-dados")
      try expectFixture(ConsoleTests.main(page), "pages/pessoa-seus-dados.html")
    }
  }

  /// A record whose letter was posted, and the code of the letter.
  static func letter(
    _ bureau: BureauBench, of body: JSON = SampleListing.body("FAT-1")
  ) async throws -> (id: String, code: String) {
    let id = try await bureau.list(body)
    try await bureau.advance(to: "2026-11-23", hour: 18)
    let record = try #require(ID<ListedRecord>(id))
    let file = try #require(try await bureau.register.file(of: record))
    let notice = try #require(
      try await bureau.register.newestNotice(
        of: record, participant: file.record.participant))
    return (id, notice.content.accessCode)
  }
}
