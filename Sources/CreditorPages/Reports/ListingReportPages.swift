import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText
import Markup
import Pages

/// Relatórios › Negativações.
enum ListingReportPages {
  static let path = Contents.listingReport.path
  static let shown = 50
  static let days = 30
}

/// What the address of the report asks for.
struct ListingReportQuery: Sendable {
  let range: ReportRange
  let situation: ListingSituation
  let origin: Listing.Origin?
  let place: ListingReportPlace?

  static func read(_ request: Request, today: CivilDate) throws -> ListingReportQuery {
    try QueryReader.read(request) { reader in
      ListingReportQuery(
        range: try ReportRange.read(reader, today: today, days: ListingReportPages.days),
        situation: reader.optional("situacao", .oneOf(ListingSituation.self)) ?? .all,
        origin: reader.optional("origem", .oneOf(OriginWord.self))?.origin,
        place: try place(reader.page().cursor))
    }
  }

  private static func place(_ cursor: [JSON]?) throws -> ListingReportPlace? {
    guard let cursor else { return nil }
    guard cursor.count == 2, let at = cursor[0].integer, let id = cursor[1].integer else {
      throw HTTPService.PageRequest.foreignCursor
    }
    return ListingReportPlace(requestedAt: Instant(microseconds: at), id: ID(id))
  }

  var filter: ListingReportFilter {
    var filter = ListingReportFilter(from: range.from, to: range.to)
    filter.states = situation.states
    filter.origin = origin
    return filter
  }

  var query: [(name: String, value: String?)] {
    range.query + [
      ("situacao", situation == .all ? nil : situation.rawValue),
      ("origem", origin.map { OriginWord($0).rawValue }),
    ]
  }

  func path(at place: ListingReportPlace?) -> String {
    let cursor = place.map {
      Page.cursor(encoding: [
        .integer($0.requestedAt.microseconds), .integer($0.id.number),
      ])
    }
    return PagePath.to(ListingReportPages.path, query + [("cursor", cursor)])
  }
}

extension Site {
  func addListingReport(to table: inout PageTable<Site>) {
    table.get(Contents.listingReport) { visit in
      let query = try ListingReportQuery.read(visit.request, today: visit.today)
      let lines = try await office.reports.listingReport(
        query.filter, after: query.place, limit: ListingReportPages.shown + 1)
      let sums = try await office.reports.listingReportSums(query.filter)
      return visit.page(
        "Relatório de negativações",
        crumbs: [Crumb("Relatórios", ReportPages.path), Crumb("Negativações")],
        help: "relatorios-e-auditoria",
        ListingReportView.page(query, lines, sums, seesCost: visit.may(.seeCost)))
    }
    table.get(Contents.listingReportFile) { visit in
      listingReportExport(
        try ListingReportQuery.read(visit.request, today: visit.today),
        seesCost: visit.may(.seeCost))
    }
    table.get(Contents.listingReportPrint) { visit in
      let query = try ListingReportQuery.read(visit.request, today: visit.today)
      let lines = try await office.reports.listingReport(
        query.filter, after: nil, limit: Reports.printedRowsLimit + 1)
      let sums = try await office.reports.listingReportSums(query.filter)
      let bytes = try await office.reports.printTable(
        "Relatório de negativações",
        facts: [("Pedidas", query.range.words)]
          + sums.map { (ListingWords.label($0.state), "\($0.count) · \($0.amount)") },
        columns: [
          .init("Pessoa", share: 28), .init("Documento", share: 17), .init("Título", share: 13),
          .init("Valor", share: 14, isAmount: true), .init("Situação", share: 16),
          .init("Pedida em", share: 12),
        ],
        rows: lines.map {
          [
            $0.listing.personName, $0.listing.documentMasked ?? "", $0.listing.titleNumber,
            $0.listing.amount.digits, ShownState($0.listing).label,
            $0.listing.requestedAt.civilDate.brazilian,
          ]
        })
      return .download(
        bytes, mediaType: "application/pdf", fileName: "negativacoes.pdf", isInline: true)
    }
  }

  private func listingReportExport(
    _ query: ListingReportQuery, seesCost: Bool
  ) -> Response {
    let rowsAtOnce = 500
    return CSVAnswer.response(
      fileName: "negativacoes-\(query.range.from)-\(query.range.to).csv",
      header: [
        "codigo", "pessoa", "documento", "titulo", "valor", "situacao", "origem", "pedida_em",
        "carta_em", "visivel_desde", "motivo_da_baixa", "prazo_da_baixa", "baixada_em",
      ] + (seesCost ? ["tarifa"] : [])
    ) { (place: ListingReportPlace?) in
      let lines = try await office.reports.listingReport(
        query.filter, after: place, limit: rowsAtOnce)
      let rows = lines.map { line -> [String] in
        let listing = line.listing
        return [
          listing.id.description, listing.personName, listing.documentMasked ?? "",
          listing.titleNumber, listing.amount.digits, ShownState(listing).label,
          OriginWord(listing.origin).label, listing.requestedAt.brazilian,
          listing.noticeIssuedOn?.brazilian ?? "", listing.visibleFrom?.brazilian ?? "",
          line.removalReason?.portuguese ?? "", listing.removalDueOn?.brazilian ?? "",
          listing.removedAt?.brazilian ?? "",
        ] + (seesCost ? [line.fee?.digits ?? ""] : [])
      }
      let next = lines.count == rowsAtOnce ? lines.last.map(ListingReportView.place) : nil
      return (rows, next)
    }
  }
}
