import Credit
import Foundation
import Letters
import Testing

@Suite struct ReportTests {
  static func report(
    _ verdict: InquiryReport.Verdict, silent: Bool, rows: Int = 2
  ) -> InquiryReport {
    let day = CivilDate(year: 2026, month: 11, day: 23)!
    return InquiryReport(
      requester: "Conexão São João, filial Londrina", personName: "José d'Ávila Gonçalves",
      document: "52998224725", verdict: verdict, product: "Completa",
      purpose: "Concessão de crédito", protocolNumber: "P-2026-000042",
      inquiredAt: day.at(hour: 10), printedAt: day.at(hour: 11), reused: true,
      cost: Cents(350),
      score: InquiryReport.Score(value: 412, minimum: 0, maximum: 1_000, band: "risco médio"),
      sources: [
        InquiryReport.Source(name: "Negativações", answered: true),
        InquiryReport.Source(name: "Cartórios de protesto", answered: !silent),
      ],
      summary: [
        InquiryReport.SummaryBlock(
          name: "Negativações", count: rows, total: Cents(19_980 * Int64(rows)),
          firstOn: day.adding(days: -300), lastOn: day.adding(days: -20))
      ],
      sections: [
        InquiryReport.Section(
          name: "Negativações", columns: ["Credor", "Contrato", "Vencimento", "Valor"],
          rows: (0..<rows).map { ["Loja Ação \($0)", "C-\($0)", "10/02/2026", "R$ 199,80"] },
          amountColumns: [3]),
        InquiryReport.Section(name: "Protestos", columns: ["Cartório"], rows: []),
      ],
      recommendation: InquiryReport.Recommendation(
        decision: "Vender com entrada", reasons: ["Pontuação entre 300 e 500."]))
  }

  @Test func nothingFoundIsOnlySaidWhereAllSourcesAnswered() {
    #expect(Self.report(.clean, silent: false, rows: 0).verdictSentence == "Nada consta")
    for verdict in [InquiryReport.Verdict.clean, .partial, .restricted, .notFound, .failed] {
      let report = Self.report(verdict, silent: true)
      #expect(report.verdictSentence != "Nada consta")
      #expect(report.sourcesWarning?.contains("Cartórios de protesto") == true)
    }
  }

  @Test(.enabled(if: Tool.present(.pdftotext), "pdftotext is not installed"))
  func printedReport() throws {
    let report = Self.report(.partial, silent: true, rows: 90)
    let pdf = try InquiryReportPDF.render(report)
    #expect(try InquiryReportPDF.render(report) == pdf)
    let text = try extractedText(pdf, ["-layout"])
    for part in [
      "Consulta incompleta", "Não responderam: Cartórios de protesto", "529.***.***-25",
      "412 de 1000: risco médio", "Vender com entrada", "reaproveitada", "P-2026-000042",
      "Loja Ação 0", "Loja Ação 89", "Sem registros nas fontes que responderam", "não respondeu",
    ] {
      #expect(text.contains(part), "\(part) is missing")
    }
    #expect(!text.contains("529.982") && !text.contains("Nada consta"))
    #expect(!text.contains("documento com foto"))
  }

  @Test(.enabled(if: Tool.present(.pdftotext), "pdftotext is not installed"))
  func anotherNameAtTheBureauIsToldBeforeAnythingElse() throws {
    var report = Self.report(.clean, silent: false, rows: 0)
    #expect(report.nameWarning == nil)
    report.registeredName = "Ana Souza"
    let warning = try #require(report.nameWarning)
    #expect(warning.contains("José d'Ávila Gonçalves") && warning.contains("Ana Souza"))
    let text = try extractedText(try InquiryReportPDF.render(report), ["-layout"])
    #expect(text.contains("No birô este documento é de José") && text.contains("Ana Souza"))
  }

  @Test(.enabled(if: Tool.present(.pdftotext), "pdftotext is not installed"))
  func postingList() throws {
    let day = CivilDate(year: 2026, month: 11, day: 24)!
    let list = PostingList(
      sender: "Birô de Referência", senderDocument: "11222333000181", number: "2026-11-24/1",
      postedOn: day, issuedAt: day.at(hour: 8),
      entries: (0..<120).map {
        PostingList.Entry(
          noticeNumber: "2026.\($0)", trackingNumber: $0 == 0 ? "SZ460209415BR" : nil,
          franchiseCode: $0 == 0 ? "3612345678207800000000000130231126" : nil,
          postalCode: "01310100", addressee: "Conceição D'Ávila \($0)", cityAndState: "São Paulo/SP"
        )
      })
    let pdf = try PostingListPDF.render(list)
    #expect(try PostingListPDF.render(list) == pdf)
    let text = try extractedText(pdf, ["-layout"])
    for part in [
      "24/11/2026", "120 (1 com rastreamento)", "SZ460209415BR",
      "3612345678207800000000000130231126", "01310-100",
      "Conceição D'Ávila 119", "11.222.333/0001-81", "Recebido pelos Correios",
    ] {
      #expect(text.contains(part), "\(part) is missing")
    }
    for word in ["débito", "dívida", "inadimpl", "R$"] {
      #expect(!text.lowercased().contains(word))
    }
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["LETTER_SAMPLES"] != nil))
  func samples() throws {
    let folder = URL(filePath: ProcessInfo.processInfo.environment["LETTER_SAMPLES"]!)
    let pdf = try InquiryReportPDF.render(Self.report(.partial, silent: true, rows: 6))
    try Data(pdf).write(to: folder.appending(path: "report.pdf"))
  }
}
