import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText
import Markup
import Pages

/// Relatórios › Recusadas e por quê.
enum RejectionPages {
  static let path = Contents.rejectionReport.path
  static let shown = 50
  static let days = 30
}

extension Site {
  func addRejectionReport(to table: inout PageTable<Site>) {
    table.get(Contents.rejectionReport) { visit in
      let (range, place) = try rejectionQuery(visit)
      let lines = try await office.reports.rejectionReport(
        from: range.from, to: range.to, before: place, limit: RejectionPages.shown + 1)
      let sums = try await office.reports.rejectionSums(from: range.from, to: range.to)
      return visit.page(
        "Recusadas", crumbs: [Crumb("Relatórios", ReportPages.path), Crumb("Recusadas")],
        help: "relatorios-e-auditoria",
        RejectionView.page(range, lines, sums, isFirst: place == nil))
    }
    table.get(Contents.rejectionReportFile) { visit in
      let (range, _) = try rejectionQuery(visit)
      let rowsAtOnce = 500
      return CSVAnswer.response(
        fileName: "recusadas-\(range.from)-\(range.to).csv",
        header: [
          "codigo", "pessoa", "documento", "titulo", "valor", "pedida_em", "recusada_em",
          "codigos_do_bureau", "motivos",
        ]
      ) { (place: ID<Listing>?) in
        let lines = try await office.reports.rejectionReport(
          from: range.from, to: range.to, before: place, limit: rowsAtOnce)
        return (
          lines.map(RejectionView.csv),
          lines.count == rowsAtOnce ? lines.last?.listing.id : nil
        )
      }
    }
    table.get(Contents.rejectionReportPrint) { visit in
      let (range, _) = try rejectionQuery(visit)
      let lines = try await office.reports.rejectionReport(
        from: range.from, to: range.to, before: nil, limit: Reports.printedRowsLimit + 1)
      let bytes = try await office.reports.printTable(
        "Negativações recusadas", facts: [("Pedidas", range.words)],
        columns: [
          .init("Pessoa", share: 25), .init("Título", share: 12),
          .init("Valor", share: 12, isAmount: true), .init("Recusada em", share: 12),
          .init("Motivos do birô", share: 39),
        ],
        rows: lines.map {
          [
            $0.listing.personName, $0.listing.titleNumber, $0.listing.amount.digits,
            $0.refusedAt.civilDate.brazilian,
            $0.rejections.map { "\($0.code): \($0.detail)" }.joined(separator: " "),
          ]
        })
      return .download(
        bytes, mediaType: "application/pdf", fileName: "recusadas.pdf", isInline: true)
    }
  }

  private func rejectionQuery(_ visit: Visit) throws -> (ReportRange, ID<Listing>?) {
    try QueryReader.read(visit.request) { reader in
      (
        try ReportRange.read(reader, today: visit.today, days: RejectionPages.days),
        try reader.page().cursorNumber().map { ID($0) }
      )
    }
  }
}

enum RejectionView {
  static func csv(_ line: RejectionLine) -> [String] {
    let listing = line.listing
    return [
      listing.id.description, listing.personName, listing.documentMasked ?? "",
      listing.titleNumber, listing.amount.digits, listing.requestedAt.brazilian,
      line.refusedAt.brazilian, line.rejections.map(\.code).joined(separator: ", "),
      line.rejections.map(\.detail).joined(separator: " "),
    ]
  }

  static func page(
    _ range: ReportRange, _ lines: [RejectionLine], _ sums: [RejectionSum], isFirst: Bool
  ) -> HTML {
    let days = range.fields()
    return """
      \(Look.heading(
        "Recusadas e por quê", about: "O que o birô não aceitou, pedido de \(range.words).",
        actions: ReportActions.of(RejectionPages.path, range.query)))\
      <div>\(Look.filters(
        to: RejectionPages.path, clear: RejectionPages.path, days[0], days[1]))\
      <div class="stack" data-list>\(content(range, lines, sums, isFirst: isFirst))</div></div>
      """
  }

  private static func content(
    _ range: ReportRange, _ lines: [RejectionLine], _ sums: [RejectionSum], isFirst: Bool
  ) -> HTML {
    guard !lines.isEmpty else {
      return Look.empty(
        "Nada foi recusado", "O birô aceitou tudo o que foi pedido nestes dias.", icon: .check)
    }
    let (shown, last) = lines.part(of: RejectionPages.shown)
    let next = last.map {
      PagePath.to(
        RejectionPages.path,
        range.query + [("cursor", Page.cursor(encoding: [.integer($0.listing.id.number)]))])
    }
    let marks = sums.map {
      Look.Mark(
        "\($0.code) · \($0.detail)", Double($0.count), text: "\($0.count) · \($0.amount)",
        tone: .bad)
    }
    return """
      \(Look.sheet(
        "Por motivo", note: "Uma negativação pode ter mais de um motivo",
        Look.bars(marks, title: "Recusas por motivo")))\(table(shown))\
      \(Look.pager(
        note: ListNotices.count(shown.count, "recusada", "recusadas", more: next),
        first: isFirst ? nil : PagePath.to(RejectionPages.path, range.query), next: next))
      """
  }

  private static func table(_ lines: ArraySlice<RejectionLine>) -> HTML {
    Look.table(
      caption: "Negativações recusadas",
      columns: [
        Look.Column("Pessoa"), Look.Column("Título"), Look.Column("Valor", isNumber: true),
        Look.Column("Recusada em"), Look.Column("Motivos do birô"),
      ],
      rows: lines.map { line in
        let reasons = line.rejections.map { "<li>\($0.detail) (\($0.code))</li>" as HTML }
        return [
          Look.mainCell(
            line.listing.personName, to: ListingPages.path(of: line.listing.id),
            under: line.listing.documentMasked ?? "sem documento"),
          HTML(text: line.listing.titleNumber), HTML(text: line.listing.amount.description),
          HTML(text: line.refusedAt.civilDate.brazilian), "<ul>\(reasons)</ul>",
        ]
      })
  }
}
