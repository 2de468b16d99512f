import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Markup
import Pages
import World

/// CRM › Cobrança: the cases.
extension Site {
  /// Rules that the list of cases looks at.
  static let rulesRead = 200

  func addCases(to table: inout PageTable<Site>) {
    table.get(Contents.cases) { visit in
      let query = try CaseListQuery.read(visit.request)
      let model = try await caseList(query, visit)
      return visit.page(
        "Cobrança", crumbs: [Crumb("CRM"), Crumb("Cobrança")], help: "atualizar-cobrancas",
        CaseListView.page(
          model, tabs: CollectionPages.tabs(CollectionPages.path, visit), token: visit.token))
    }
    table.post(Contents.caseSearch) { _, form in
      .seeOther(try await caseSearch(form))
    }
    table.get(Contents.caseExport) { visit in
      caseExport(try CaseListQuery.read(visit.request), today: visit.today)
    }
  }

  private func caseList(_ query: CaseListQuery, _ visit: Visit) async throws -> CaseListModel {
    let (today, mayRun) = (visit.today, visit.may(.runRoutine))
    let rules = try await office.collectionRules.collectionRules(after: nil, limit: Self.rulesRead)
    if query.search != nil {
      return CaseListModel(
        query, CasePage(cases: [], isCut: false, resume: nil), rules: rules, personName: nil,
        today: today, mayRun: mayRun)
    }
    let found = try await office.cases.browseCases(
      query.browse, after: query.place, limit: CaseListQuery.pageLimit + 1)
    let name = try await query.personName(in: office)
    return CaseListModel(query, found, rules: rules, personName: name, today: today, mayRun: mayRun)
  }

  private func caseSearch(_ form: FormFields) async throws -> String {
    var query = CaseListQuery()
    query.band = form.first("atraso").flatMap(DelayBand.init(rawValue:)) ?? .all
    query.isDescending = form.first("ordem") == DueOrder.latest.rawValue
    try await query.narrow(by: form, in: office)
    return query.path()
  }

  private func caseExport(_ query: CaseListQuery, today: CivilDate) -> Response {
    let rowsAtOnce = 200
    return CSVAnswer.response(
      fileName: "cobranca-\(today).csv",
      header: [
        "pessoa", "documento", "cidade", "uf", "dias_de_atraso", "vencimento_mais_antigo",
        "titulos", "em_aberto", "negativacoes", "proximo_passo",
      ]
    ) { (place: DuePlace?) in
      guard query.search == nil else { return ([], nil) }
      let rules = try await office.collectionRules.collectionRules(
        after: nil, limit: Self.rulesRead)
      let page = try await office.cases.browseCases(query.browse, after: place, limit: rowsAtOnce)
      let rows = page.cases.map { found -> [String] in
        let line = CaseListModel.Line(found, rules: rules, today: today, mayRun: false)
        return [
          found.personName, found.documentMasked ?? "", found.city, found.state,
          String(today.days(since: found.oldestDueOn)), found.oldestDueOn.brazilian,
          String(found.titleCount), found.open.digits,
          line.stages.map(ListingWords.label).joined(separator: ", "), line.next.words,
        ]
      }
      return (
        rows,
        page.cases.count == rowsAtOnce
          ? page.cases.last.map(query.place(behind:)) : page.resume
      )
    }
  }
}
