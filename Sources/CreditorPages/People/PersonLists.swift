import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Markup
import Pages
import World

/// CRM › Leads, CRM › Prospecções and Cadastros › Clientes: the lists (manual, items 27-29, 33).
extension Site {
  func addPersonLists(to table: inout PageTable<Site>) {
    for stage in PersonStage.allCases { addPersonList(stage, to: &table) }
  }

  private func addPersonList(_ stage: PersonStage, to table: inout PageTable<Site>) {
    table.get(Contents.people(stage)) { visit in
      let query = try PersonListQuery.read(visit.request, stage: stage)
      let lines =
        query.search == nil
        ? try await office.people.browsePeople(
          query.browse, after: query.place, limit: PersonListQuery.pageLimit + 1) : []
      var model = PersonListModel(query, lines: lines)
      model.usesCreditAnalysis = visit.usesCreditAnalysis
      let rights = PersonListView.Rights(
        mayManage: visit.may(.manageRegistry),
        mayInquire: visit.may(.inquire) && visit.usesCreditAnalysis,
        mayList: visit.may(.list) && visit.usesCreditAnalysis)
      return visit.page(
        PersonListWords.title(stage), crumbs: [Crumb(PersonPages.plural(stage))],
        help: "consultar", PersonListView.page(model, rights: rights, token: visit.token))
    }
    table.post(Contents.personSearch(stage)) { _, form in
      .seeOther(try await personSearch(form, stage))
    }
    table.get(Contents.personExport(stage)) { visit in
      personExport(
        try PersonListQuery.read(visit.request, stage: stage),
        showsAnalysis: visit.usesCreditAnalysis)
    }
    table.get(Contents.pickForInquiry(stage)) { visit in
      guard let id = try picked(visit) else { return nobodyPicked(visit, stage) }
      return .seeOther(InquiryPages.path(askingAbout: try await office.people.person(id).id))
    }
    guard stage == .customer else { return }
    table.get(Contents.pickForListing(stage)) { visit in
      guard let id = try picked(visit) else { return nobodyPicked(visit, stage) }
      return .seeOther(ManualListingPages.path(of: try await office.people.person(id).id))
    }
  }

  static func listCrumb(_ stage: PersonStage) -> Crumb {
    Crumb(PersonPages.plural(stage), PersonPages.path(stage))
  }

  /// The person that was marked in a list.
  private func picked(_ visit: Visit) throws -> ID<Person>? {
    try visit.query().first(PersonPages.pickName).flatMap { ID<Person>($0) }
  }

  private func nobodyPicked(_ visit: Visit, _ stage: PersonStage) -> Response {
    visit.done(
      "Ninguém foi escolhido: marque uma linha na coluna Escolher e pressione de novo.",
      to: PersonPages.path(stage), tone: .waiting)
  }

  private func personSearch(_ form: FormFields, _ stage: PersonStage) async throws -> String {
    var query = PersonListQuery(stage: stage)
    query.sort = form.first("ordem").flatMap(PersonListQuery.Sort.init(rawValue:)) ?? .name
    try await query.narrow(by: form, in: office)
    if let found = query.person {
      let person = try await office.people.person(found)
      guard person.stage == stage else { return PersonPages.path(of: person) }
    }
    return query.path()
  }

  /// Exactly what the list shows, all pages of it.
  private func personExport(_ query: PersonListQuery, showsAnalysis: Bool) -> Response {
    let rowsAtOnce = 500
    return CSVAnswer.response(
      fileName: "\(PersonPages.path(query.stage).split(separator: "/").last ?? "")-"
        + "\(office.world.clock.now().civilDate).csv",
      header: [
        "codigo", "nome", "documento", "telefone", "email", "cidade", "uf", "titulos_em_atraso",
        "valor_em_atraso",
      ] + (showsAnalysis ? ["negativacoes", "ultima_consulta", "resultado"] : []) + ["cadastro"]
    ) { (place: PersonBrowse.Place?) in
      guard query.search == nil else { return ([], nil) }
      let lines = try await office.people.browsePeople(
        query.browse, after: place, limit: rowsAtOnce)
      let next =
        lines.count == rowsAtOnce ? lines.last.map(query.browse.place(behind:)) : nil
      return (lines.map { Self.csv($0, showsAnalysis: showsAnalysis) }, next)
    }
  }

  private static func csv(_ line: PersonSummary, showsAnalysis: Bool) -> [String] {
    let person = line.person
    let analysis = [
      String(line.listingCount), line.inquiredAt?.brazilian ?? "",
      line.identityDiffers
        ? InquiryWords.identity : line.inquiryOutcome?.portuguese ?? "",
    ]
    let data = [
      person.id.description, person.name, person.documentMasked ?? "", person.phone ?? "",
      person.email ?? "", person.address.city, person.address.state, String(line.overdueCount),
      line.overdue.digits,
    ]
    return data + (showsAnalysis ? analysis : []) + [person.createdAt.brazilian]
  }
}
