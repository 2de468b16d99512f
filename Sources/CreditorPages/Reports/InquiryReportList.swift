import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Markup
import Pages
import World

/// Relatórios › Consultas: Integração, Data inicial and final, tipo, produto; reuse and cost.
extension Site {
  func addInquiryList(to table: inout PageTable<Site>) {
    let path = ReportPages.inquiriesPath
    table.get(Contents.inquiryReport) { visit in
      let query = try Self.inquiryQuery(visit)
      let rights = InquiryRights(visit)
      let totals =
        query.search == nil ? try await office.inquiries.inquiryTotals(query.browse) : nil
      let model = InquiryReportListModel(
        // Where the sums count none, no line is looked for.
        query, list: try await inquiryList(query, rights, isEmpty: totals?.count == 0),
        totals: totals,
        integrations: try await integrationOptions(),
        products: try await office.inquiries.inquiryProducts().map { Look.Option($0.code, $0.name) }
      )
      return visit.page(
        "Relatório de consultas",
        crumbs: [Crumb("Relatórios", ReportPages.path), Crumb("Consultas")],
        help: "relatorios-e-auditoria", InquiryReportListView.page(model, token: visit.token))
    }
    table.post(Contents.inquiryReportSearch) { _, form in
      .seeOther(try await inquirySearch(form, base: path))
    }
    table.get(Contents.inquiryReportFile) { visit in
      inquiryExport(try Self.inquiryQuery(visit), rights: InquiryRights(visit))
    }
    table.get(Contents.inquiryReportPrint) { visit in
      let query = try Self.inquiryQuery(visit)
      return .download(
        try await inquiryPrint(query, rights: InquiryRights(visit)),
        mediaType: "application/pdf", fileName: "consultas-\(visit.today).pdf", isInline: true)
    }
  }

  /// Without days in the address it is the month so far: a report is about a period.
  private static func inquiryQuery(_ visit: Visit) throws -> InquiryListQuery {
    var query = try InquiryListQuery.read(visit.request, base: ReportPages.inquiriesPath)
    let today = visit.today
    query.to = query.to ?? max(today, query.from ?? today)
    let end = query.to ?? today
    query.from = query.from ?? end.adding(days: 1 - end.day)
    return query
  }

  private func integrationOptions() async throws -> [Look.Option] {
    let integrationsShown = 200
    return try await office.integrations.integrations(after: nil, limit: integrationsShown).map {
      Look.Option($0.id.description, $0.name)
    }
  }

  /// Exactly what the list shows, all pages of it.
  func inquiryExport(_ query: InquiryListQuery, rights: InquiryRights) -> Response {
    let rowsAtOnce = 500
    return CSVAnswer.response(
      fileName: "consultas-\(office.world.clock.now().civilDate).csv",
      header: [
        "codigo", "consultado_em", "pessoa", "documento", "tipo", "integracao", "produto",
        "finalidade", "resultado", "reaproveitada", "consultado_por",
      ] + (rights.maySeeReport ? ["protocolo"] : []) + (rights.maySeeCost ? ["custo"] : [])
    ) { (place: InquiryBrowse.Place?) in
      guard query.search == nil else { return ([], nil) }
      let rows = try await office.inquiries.browseInquiries(
        query.browse, after: place, limit: rowsAtOnce)
      let next = rows.count == rowsAtOnce ? rows.last.map(Self.place(behind:)) : nil
      return (rows.map { Self.csv($0, rights) }, next)
    }
  }

  private static func place(behind row: InquirySummary) -> InquiryBrowse.Place {
    InquiryBrowse.Place(at: row.record.requestedAt, id: row.record.id)
  }

  private static func csv(_ row: InquirySummary, _ rights: InquiryRights) -> [String] {
    let record = row.record
    return [
      record.id.description, record.requestedAt.brazilian, row.personName ?? "",
      record.maskedDocument, row.kind.label, row.integrationName, row.productName,
      record.purpose.portuguese,
      record.identityDiffers
        ? InquiryWords.identity : record.outcome?.portuguese ?? "em andamento",
      record.isReused ? "sim" : "não", ActorWords.name(record.requestedBy),
    ] + (rights.maySeeReport ? [record.protocolNumber ?? ""] : [])
      + (rights.maySeeCost ? [record.cost.digits] : [])
  }

  /// A search that found nobody prints nobody, like the list.
  private func inquiryPrint(
    _ query: InquiryListQuery, rights: InquiryRights
  ) async throws -> [UInt8] {
    let isMiss = query.search != nil
    let rows =
      isMiss
      ? []
      : try await office.inquiries.browseInquiries(
        query.browse, after: nil, limit: Reports.printedRowsLimit + 1)
    let totals = isMiss ? nil : try await office.inquiries.inquiryTotals(query.browse)
    let cost = rights.maySeeCost ? [("Custo total", (totals?.cost ?? .zero).description)] : []
    return try await office.reports.printTable(
      "Relatório de consultas",
      facts: [
        (
          "Período",
          "\(query.from?.brazilian ?? "início") a \(query.to?.brazilian ?? "hoje")"
        ), ("Consultas", String(totals?.count ?? 0)),
        ("Reaproveitadas", String(totals?.reusedCount ?? 0)),
      ] + cost,
      columns: [
        .init("Consulta", share: 17), .init("Pessoa", share: 26), .init("Documento", share: 17),
        .init("Produto", share: 20), .init("Resultado", share: 14),
      ] + (rights.maySeeCost ? [.init("Custo", share: 11, isAmount: true)] : []),
      rows: rows.map { row in
        let record = row.record
        return [
          record.requestedAt.brazilian, row.personName ?? "não cadastrado",
          record.maskedDocument, row.productName,
          InquiryWords.short(record),
        ] + (rights.maySeeCost ? [record.isReused ? "reuso" : record.cost.description] : [])
      })
  }
}

/// The report of inquiries, as it is shown.
struct InquiryReportListModel: Sendable {
  struct Totals: Sendable {
    let count: String
    let reused: String
    let reusedDetail: String?
    let cost: String?
  }

  let query: InquiryListQuery
  let list: InquiryListModel
  let totals: Totals?
  let integrations: [Look.Option]
  let products: [Look.Option]

  init(
    _ query: InquiryListQuery, list: InquiryListModel, totals: InquiryTotals?,
    integrations: [Look.Option], products: [Look.Option]
  ) {
    self.query = query
    self.list = list
    self.totals = totals.map { totals in
      Totals(
        count: String(totals.count), reused: String(totals.reusedCount),
        reusedDetail: totals.count == 0
          ? nil : "\(totals.reusedCount * 100 / totals.count) % sem novo custo",
        cost: list.rights.maySeeCost ? totals.cost.description : nil)
    }
    self.integrations = integrations
    self.products = products
  }
}

enum InquiryReportListView {
  static func page(_ model: InquiryReportListModel, token: String) -> HTML {
    let query = model.query
    return """
      \(Look.heading("Relatório de consultas",
        about: "Pessoas consultadas no período, com reaproveitamento e custo.",
        actions: [
          Look.action("Exportar CSV", to: query.path(Contents.inquiryReportFile), icon: .download,
            isDownload: true),
          Look.action("PDF", to: query.path(Contents.inquiryReportPrint), icon: .print),
        ]))\
      <div>\(filters(model, token: token))</div>\
      <div class="stack" data-list>\(model.totals.map(tiles))\(list(model))</div>
      """
  }

  private static func filters(_ model: InquiryReportListModel, token: String) -> HTML {
    let query = model.query
    let state = InquiryFilterFields.state(query)
    return Look.filters(
      to: Contents.inquiryReportSearch.path, token: token, clear: ReportPages.inquiriesPath,
      Look.entry(.init("search", "Nome ou CPF/CNPJ"), .search, in: state),
      Look.select(
        .init("integracao", "Integração"), model.integrations, none: "Todas", in: state),
      InquiryFilterFields.from(state), InquiryFilterFields.to(state),
      InquiryFilterFields.kind(state), InquiryFilterFields.product(model.products, state),
      InquiryFilterFields.reused(state))
  }

  private static func tiles(_ totals: InquiryReportListModel.Totals) -> HTML {
    let cost = totals.cost.map { [Look.tile("Custo no período", $0)] } ?? []
    return Look.tiles(
      [
        Look.tile("Consultas", totals.count),
        Look.tile("Reaproveitadas", totals.reused, detail: totals.reusedDetail, tone: .good),
      ] + cost)
  }

  private static func list(_ model: InquiryReportListModel) -> HTML {
    guard model.list.lines.isEmpty else {
      return InquiryListView.table(model.list, caption: "Consultas do período", showsPerson: true)
    }
    return Look.empty(
      "Nenhuma consulta no período",
      model.query.search?.sentence() ?? "Aumente o período ou tire um filtro.", icon: .report,
      actions: [Look.action("Limpar os filtros", to: ReportPages.inquiriesPath)])
  }
}
