import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Markup
import Pages

/// The page of one person with its tabs; conversion; the document opened.
extension Site {
  func addPerson(to table: inout PageTable<Site>) {
    for stage in PersonStage.allCases { addPerson(stage, to: &table) }
  }

  private func addPerson(_ stage: PersonStage, to table: inout PageTable<Site>) {
    for tab in PersonTab.of(stage) {
      table.get(Contents.person(stage, tab)) { visit in
        let person = try await office.people.person(try visit.id())
        guard person.stage == stage else {
          let there = PersonTab.of(person.stage).contains(tab) ? tab : .data
          return .seeOther(PersonPages.path(of: person, there))
        }
        return try await page(of: person, tab, visit)
      }
    }
    table.post(Contents.convertPerson(stage)) { visit, form in
      try await conversion(try visit.id(), visit, form)
    }
    table.post(Contents.showDocument(stage)) { visit, _ in
      let id: ID<Person> = try visit.id()
      let document = try await office.people.openDocument(of: id, actor: visit.actor)
      let person = try await office.people.person(id)
      return try await page(of: person, .data, visit, openedDocument: document?.formatted)
    }
  }

  func page(
    of person: PersonRow, _ tab: PersonTab, _ visit: Visit, openedDocument: String? = nil
  ) async throws -> Response {
    let head = PersonHead(person, tab: tab, visit)
    return visit.page(
      person.name,
      crumbs: [Self.listCrumb(person.stage), Crumb(person.name)], help: Self.help(tab),
      """
      \(head.html(token: visit.token, openedDocument: openedDocument))\
      \(try await content(of: person, tab, head, visit))
      """)
  }

  private static func help(_ tab: PersonTab) -> String {
    switch tab {
    case .data, .contracts, .inquiries, .history: "consultar"
    case .titles: "financeiro"
    case .listings: "negativar"
    }
  }

  private func content(
    of person: PersonRow, _ tab: PersonTab, _ head: PersonHead, _ visit: Visit
  ) async throws -> HTML {
    switch tab {
    case .data:
      let branch: String? =
        if let id = person.branch { try await office.branches.branch(id).name } else { nil }
      return PersonDataView.page(
        PersonDataModel(
          try await office.people.summary(of: person), branchName: branch,
          usesCreditAnalysis: visit.usesCreditAnalysis))
    case .contracts: return try await contracts(of: person, head, visit)
    case .titles: return try await titles(of: person, visit)
    case .inquiries: return try await inquiries(of: person, head, visit)
    case .listings: return try await listings(of: person, head, visit)
    case .history:
      return PersonHistoryView.page(
        try await office.people.history(of: person.id)
          .filter { visit.usesCreditAnalysis || !$0.kind.isOfCreditAnalysis }
          .map(PersonHistoryWords.show))
    }
  }

  /// Where the person cannot be converted yet, the form to complete opens with the reason.
  private func conversion(
    _ id: ID<Person>, _ visit: Visit, _ form: FormFields
  ) async throws -> Response {
    let person = try await office.people.person(id)
    guard let next = PersonHead.conversion(person.stage),
      form.first("to") == next.stage.rawValue
    else {
      return visit.done(
        "O cadastro já está na etapa \(person.stage.portuguese).",
        to: PersonPages.path(of: person), tone: .waiting)
    }
    guard person.documentMasked != nil else {
      return visit.done(
        "Informe o CPF ou CNPJ antes de converter.",
        to: Contents.changePerson(person.stage).path(person.id), tone: .waiting)
    }
    let converted = try await office.people.convertPerson(id, to: next.stage, actor: visit.actor)
    let words =
      next.stage == .prospect
      ? "Convertido em prospecção; as consultas vieram junto." : "Convertido em cliente."
    return visit.done(words, to: PersonPages.path(of: converted))
  }
}
