import Credit
import Letters
import Testing

@Suite struct NoticeLetterTextTests {
  @Test(arguments: ["AM", "DF", "ES", "MG", "MS", "MT", "PR", "RS", "SP"])
  func textOfEachState(state: String) throws {
    var letter = Samples.letter(
      titles: state == "MG" ? 3 : 1, payment: state == "DF" ? nil : Samples.fullPayment,
      countsFrom: state == "MS" ? .receipt : .posting)
    letter.debtor.address.state = state
    try expectGolden(NoticeLetterText(letter).plain, "notice-\(state).txt")
  }

  @Test func guarantorIsToldWhy() throws {
    var debtor = Samples.debtor
    debtor.role = .guarantor(ofPrincipal: "Ana Beatriz Souza")
    try expectGolden(
      NoticeLetterText(Samples.letter(updated: false, debtor: debtor)).plain,
      "notice-guarantor.txt")
  }

  @Test func mandatoryContent() {
    let text = NoticeLetterText(Samples.letter(titles: 2)).plain
    for part in [
      "Conexão São João Telecomunicações Ltda.", "12.ABC.345/01DE-35",
      "Avenida Brasil, 1200, Jardim Ação, Londrina/PR, CEP 86010-000",
      "(43) 3000-0000, cobranca@conexao.example", "José d'Ávila Conceição Gonçalves",
      "CPF 529.***.***-25", "FAT-2026-1000", "FAT-2026-1001", "CT-004711",
      "Serviço de internet banda larga", "10/08/2026", "R$ 99,90", "R$ 104,89",
      "após 10 dias corridos, contados da postagem", "05/12/2026", "Birô de Referência",
      "11.222.333/0001-81", "Procon", "ANPD", "desconsidere", "K7QF-2M9P-XH4T", "2026.000.123-4",
      "24/11/2026", "34191.09123 34567.890123 34567.000004 1 16390000009990",
    ] {
      #expect(text.contains(part), "\(part) is missing")
    }
    #expect(!text.contains("52998224725") && !text.contains("529.982"))
  }

  /// CDC, art. 42: neither threat nor embarrassment.
  @Test func wordsAreSober() {
    let text = NoticeLetterText(Samples.letter()).plain.lowercased()
    for word in ["urgente", "imediatamente", "sujo", "caloteiro", "última chance", "processo", "!"]
    {
      #expect(!text.contains(word), "\(word) has no place in a notice")
    }
  }

  @Test func allFaultsAtOnce() throws {
    var letter = Samples.letter()
    letter.debtor.name = ""
    letter.debtor.address.postalCode = "123"
    letter.titles = []
    letter.payment?.slip?.barcode = "123"
    letter.postalBars = "2"
    letter.trackingNumber = "X"
    letter.creditor.contact = " "
    let codes = Set(letter.faults.map(\.code))
    #expect(
      codes == [
        "notice-name", "notice-address", "notice-titles", "notice-slip-barcode",
        "notice-postal-bars", "notice-tracking", "notice-creditor",
      ])
    #expect(throws: LetterRefused.self) { try NoticeLetterPDF.render(letter) }
    #expect(Samples.letter().faults.isEmpty)
  }

  @Test(arguments: [
    ("52998224725", "529.982.247-25", "529.***.***-25"),
    ("12ABC34501DE35", "12.ABC.345/01DE-35", "12.***.***/****-35"), ("123", "123", "***"),
  ])
  func documents(bare: String, full: String, masked: String) {
    #expect(PrintedDocument.full(bare) == full)
    #expect(PrintedDocument.masked(bare) == masked)
  }
}
