import Credit
import Foundation
import Letters
import Testing

/// What others read from the printed letter: text, bar codes, the window of the envelope.
@Suite struct NoticeLetterReadingTests {
  private static func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test(
    .enabled(if: Tool.present(.pdftotext), "pdftotext is not installed"),
    arguments: [NoticeLetterPDF.TypeSize.normal, .large])
  func textComesOutInReadingOrder(size: NoticeLetterPDF.TypeSize) throws {
    let pdf = try NoticeLetterPDF.render(Samples.letter(titles: 2), typeSize: size)
    let text = Self.flat(try extractedText(pdf, ["-raw"]))
    var rest = text[...]
    for part in [
      "José d'Ávila Conceição Gonçalves", "01310-100 São José do Rio Preto - SP",
      "Comunicado nº", "Comunicado prévio de inclusão em cadastro de inadimplentes",
      "O credor Conexão São João Telecomunicações Ltda.", "CPF 529.***.***-25",
      "após 10 dias corridos, contados da postagem", "Jardim Ação", "FAT-2026-1000",
      "FAT-2026-1001", "Total de 2 títulos", "Como pagar", "desconsidere este comunicado",
      "34191.09123 34567.890123", "Pix copia e cola", "K7QF-2M9P-XH4T", "Seus direitos",
      "Como contestar", "No seu estado",
    ] {
      let found = try #require(rest.range(of: part), "\(part) is missing or out of order")
      rest = rest[found.upperBound...]
    }
  }

  @Test(.enabled(if: Tool.present(.pdftotext), "pdftotext is not installed"))
  func windowShowsTheAddressAndNothingElse() throws {
    let window = NoticeLetterPDF.addressWindow
    let area = [
      "-f", "1", "-l", "1", "-x", String(Int(window.x)), "-y", String(Int(window.y)), "-W",
      String(Int(window.width)), "-H", String(Int(window.height)),
    ]
    for name in [
      Samples.debtor.name,
      String(repeating: "Maria das Dores de Oliveira Albuquerque ", count: 3) + "e Souza",
      // As long as a name may be.
      String(repeating: "Maria das Dores de Oliveira Albuquerque ", count: 4)
        + "Cavalcanti de Albuquerque e Melo e Souza",
    ] {
      var letter = Samples.letter(titles: 30, tracking: "SZ460209415BR")
      letter.debtor.name = name
      for size in [NoticeLetterPDF.TypeSize.normal, .large] {
        let pdf = try NoticeLetterPDF.render(letter, typeSize: size)
        #expect(
          Self.flat(try extractedText(pdf, area))
            == name + " Rua Coração de Maria, 45 - apto. 12 Água Verde "
            + "01310-100 São José do Rio Preto - SP")
      }
    }
  }

  @Test(
    "a letter about one title is one sheet, printed on both sides, whatever state it goes to",
    .enabled(if: Tool.present(.pdftotext), "pdftotext is not installed"),
    arguments: ["AM", "DF", "ES", "MG", "MS", "MT", "PR", "RS", "SP"])
  func oneTitleIsOneSheet(state: String) throws {
    var letter = Samples.letter(
      tracking: "SZ460209415BR", countsFrom: state == "MS" ? .receipt : .posting)
    letter.debtor.address.state = state
    let pages = try extractedText(try NoticeLetterPDF.render(letter)).split(separator: "\u{0C}")
    #expect(pages.count <= 2)
  }

  @Test(.enabled(if: Tool.present(.pdftotext), "pdftotext is not installed"))
  func manyTitlesGoOverPagesWithoutLoss() throws {
    let pdf = try NoticeLetterPDF.render(Samples.letter(titles: 200))
    let pages = try extractedText(pdf, ["-layout"]).split(separator: "\u{0C}")
    let numbers = (0..<200).map { "FAT-2026-\(1_000 + $0)" }
    for number in numbers {
      #expect(pages.count { $0.contains(number) } == 1, "\(number) is not on exactly one page")
    }
    for (index, page) in pages.prefix(5).enumerated() {
      #expect(page.contains("Página \(index + 1) de "))
      #expect(page.contains("Vencimento"), "the head of the table is not repeated")
    }
  }

  @Test(.enabled(if: Tool.present(.pdffonts), "pdffonts is not installed"))
  func allFontsAreEmbedded() throws {
    let pdf = try NoticeLetterPDF.render(Samples.letter())
    let fonts = try withFolder(pdf) { try Tool.pdffonts.run(["letter.pdf"], in: $0) }
      .split(separator: "\n").dropFirst(2)
    #expect(!fonts.isEmpty)
    for font in fonts {
      let words = font.split(separator: " ")
      // The last columns are emb, sub, uni, object and generation.
      #expect(words.suffix(5).prefix(3).allSatisfy { $0 == "yes" }, "\(font)")
    }
  }

  @Test(
    .enabled(if: Tool.present(.pdftoppm, .zbarimg), "pdftoppm or zbarimg is not installed"),
    arguments: [200, 300])
  func barCodesAreRead(resolution: Int) throws {
    let pdf = try NoticeLetterPDF.render(Samples.letter(tracking: "SZ460209415BR"))
    let read = try withFolder(pdf) { folder in
      _ = try Tool.pdftoppm.run(
        ["-r", String(resolution), "-gray", "-singlefile", "letter.pdf", "page"], in: folder)
      return try Tool.zbarimg.run(
        ["-q", "-Sdisable", "-Si25.enable", "-Sqrcode.enable", "-Scode128.enable", "page.pgm"],
        in: folder)
    }
    let lines = Set(read.split(separator: "\n").map(String.init))
    #expect(lines.contains("I2/5:" + Samples.slipBarcode))
    #expect(lines.contains("QR-Code:" + Samples.pixCode))
    #expect(lines.contains("QR-Code:https://biro.example/consumidor"))
    #expect(lines.contains("CODE-128:SZ460209415BR"))
    #expect(try extractedText(pdf, ["-raw"]).contains(Samples.franchiseCode))
  }

  @Test(
    .enabled(if: Tool.present(.pdftoppm, .dmtxread), "pdftoppm or dmtxread is not installed"))
  func dataMatrixIsRead() throws {
    let pdf = try NoticeLetterPDF.render(Samples.letter())
    let window = NoticeLetterPDF.addressWindow
    let scale = 300.0 / 72
    let read = try withFolder(pdf) { folder in
      _ = try Tool.pdftoppm.run(
        [
          "-r", "300", "-gray", "-png", "-singlefile", "-x", String(Int(window.x * scale)), "-y",
          String(Int(window.y * scale)), "-W", String(Int(window.width * scale)), "-H",
          String(Int(window.height * scale)), "letter.pdf", "page",
        ], in: folder)
      return try Tool.dmtxread.run(["-N", "1", "-m", "20000", "page.png"], in: folder)
    }
    #expect(read == Samples.dataMatrix)
    #expect(read.utf8.count == LetterMatrix.fixedLength + 17 + 1)
    #expect(read.hasSuffix("ntc_0000000000123|"))
  }

  @Test(.enabled(if: Tool.present(.pdftotext), "pdftotext is not installed"))
  func codesAndNamesAreNotHyphenated() throws {
    var letter = Samples.letter()
    letter.titles[0].contract = String(repeating: "CONTRATO", count: 5)
    let text = try extractedText(try NoticeLetterPDF.render(letter), ["-raw"])
    let joined = text.split(whereSeparator: \.isWhitespace).joined()
    #expect(joined.contains(Samples.pixCode.filter { $0 != " " }))
    #expect(!joined.contains("CONTRA-"))
  }
}
