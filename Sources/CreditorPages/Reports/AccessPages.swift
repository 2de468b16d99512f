import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Markup
import Pages

/// Relatórios › Acessos: who saw or did what, of whom and what for (LGPD, art. 37).
enum AccessPages {
  static let path = Contents.accessReport.path
  static let searchPath = Contents.accessReportSearch.path
  static let exportPath = Contents.accessReportFile.path
  static let printPath = Contents.accessReportPrint.path
}

extension Site {
  func addAccessReport(to table: inout PageTable<Site>) {
    table.get(Contents.accessReport) { visit in
      let query = try AccessLogQuery.read(visit.request)
      let choices = try await accessChoices()
      let entries = try await accesses(query, choices, limit: AccessLogQuery.pageLimit + 1)
      let name = try await query.personName(in: office)
      let model = AccessLogModel(
        query, entries: entries, personName: name, choices: choices,
        names: try await office.people.names(of: AccessLogModel.people(entries)))
      return visit.page(
        "Acessos", crumbs: [Crumb("Relatórios", ReportPages.path), Crumb("Acessos")],
        help: "relatorios-e-auditoria",
        AccessLogView.page(
          model, showsInquiries: visit.usesCreditAnalysis && visit.may(.seeReport),
          token: visit.token))
    }
    table.post(Contents.accessReportSearch) { _, form in
      var query = try AccessLogQuery(form)
      try await query.narrow(by: form, in: office)
      return .seeOther(query.path())
    }
    table.get(Contents.accessReportFile) { visit in
      try await accessExport(try AccessLogQuery.read(visit.request), on: visit.today)
    }
    table.get(Contents.accessReportPrint) { visit in
      try await accessPrint(try AccessLogQuery.read(visit.request))
    }
  }

  private func accesses(
    _ query: AccessLogQuery, _ choices: AccessChoices, limit: Int
  ) async throws -> [AccessLogEntry] {
    guard query.search == nil else { return [] }
    return try await office.accessRecords.browseAccessLog(
      try query.browse(choices), after: query.place, limit: limit)
  }

  /// Exactly what the list shows, all pages of it.
  private func accessExport(_ query: AccessLogQuery, on today: CivilDate) async throws -> Response {
    let rowsAtOnce = 500
    let choices = try await accessChoices()
    // An address that names nobody is told before the file begins.
    _ = try query.browse(choices)
    return CSVAnswer.response(
      fileName: "acessos-\(today).csv",
      header: [
        "codigo", "quando", "quem", "acao", "sobre", "pessoa", "finalidade", "origem",
        "mudancas",
      ]
    ) { (place: AccessBrowse.Place?) in
      var next = query
      next.place = place
      let entries = try await accesses(next, choices, limit: rowsAtOnce)
      let names = try await office.people.names(of: AccessLogModel.people(entries))
      return (
        entries.map { AccessLogModel.csv($0, names) },
        entries.count == rowsAtOnce ? entries.last.map(AccessLogQuery.place(behind:)) : nil
      )
    }
  }

  private func accessPrint(_ query: AccessLogQuery) async throws -> Response {
    var first = query
    first.place = nil
    let entries = try await accesses(
      first, try await accessChoices(), limit: Reports.printedRowsLimit + 1)
    let names = try await office.people.names(
      of: AccessLogModel.people(entries.prefix(Reports.printedRowsLimit)))
    let bytes = try await office.reports.printTable(
      "Acessos",
      facts: [
        (
          "Período",
          "\(query.from?.brazilian ?? "desde o início") a \(query.to?.brazilian ?? "hoje")"
        )
      ],
      columns: [
        .init("Quando", share: 17), .init("Quem", share: 25), .init("O quê", share: 25),
        .init("Sobre", share: 20), .init("Para quê", share: 13),
      ],
      rows: entries.map { entry in
        let cells = AccessLogModel.csv(entry, names)
        let done = cells[8].isEmpty ? cells[3] : cells[3] + ": " + cells[8]
        return [cells[1], cells[2], done, cells[5].isEmpty ? cells[4] : cells[5], cells[6]]
      })
    return .download(
      bytes, mediaType: "application/pdf", fileName: "acessos.pdf", isInline: true)
  }

  /// Who can be filtered by: people, keys, and what works by itself.
  private func accessChoices() async throws -> AccessChoices {
    AccessChoices(users: try await office.users.users(), keys: try await office.apiKeys.apiKeys())
  }
}
