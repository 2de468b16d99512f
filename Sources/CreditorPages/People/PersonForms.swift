import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// New people, and changes of those that there are.
extension Site {
  func addPersonForms(to table: inout PageTable<Site>) {
    for stage in PersonStage.allCases {
      addNewPerson(stage, to: &table)
      addPersonChange(stage, to: &table)
    }
  }

  private func addNewPerson(_ stage: PersonStage, to table: inout PageTable<Site>) {
    table.get(Contents.newPerson(stage)) { visit in
      try await newPerson(stage, visit, FormState([("kind", PersonKind.natural.rawValue)]))
    }
    table.post(Contents.newPerson(stage)) { visit, form in
      try await visit.attempt(form) { state, status in
        try await newPerson(stage, visit, state, status: status)
      } _: {
        var change = try PersonForm.read(form)
        change.stage = stage
        let person = try await office.people.createPerson(change, actor: visit.actor)
        return visit.done("Cadastro criado.", to: PersonPages.path(of: person))
      }
    }
  }

  private func addPersonChange(_ stage: PersonStage, to table: inout PageTable<Site>) {
    table.get(Contents.changePerson(stage)) { visit in
      let person = try await office.people.person(try visit.id())
      return try await personChange(person, visit, PersonForm.state(person))
    }
    table.post(Contents.changePerson(stage)) { visit, form in
      let person = try await office.people.person(try visit.id())
      return try await visit.attempt(form) { state, status in
        try await personChange(person, visit, state, status: status)
      } _: {
        let saved = try await office.people.updatePerson(
          person.id, try PersonForm.read(form), actor: visit.actor)
        return visit.done("Cadastro salvo.", to: PersonPages.path(of: saved))
      }
    }
  }

  private func newPerson(
    _ stage: PersonStage, _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let title = PersonListWords.add(stage)
    return visit.page(
      title, crumbs: [Self.listCrumb(stage), Crumb(title)], help: "consultar", status: status,
      PersonFormView.page(
        title: title, path: visit.path, backPath: PersonPages.path(stage), stage: stage,
        masked: nil, branches: try await branchOptions(), state, token: visit.token))
  }

  private func personChange(
    _ person: PersonRow, _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let path = PersonPages.path(of: person)
    return visit.page(
      "Editar \(person.name)",
      crumbs: [Self.listCrumb(person.stage), Crumb(person.name, path), Crumb("Editar")],
      help: "consultar", status: status,
      PersonFormView.page(
        title: "Editar cadastro", path: visit.path, backPath: path, stage: person.stage,
        masked: person.documentMasked, branches: try await branchOptions(), state,
        token: visit.token))
  }

  private func branchOptions() async throws -> [Look.Option] {
    let branchesShown = 200
    return try await office.branches.branches(after: nil, limit: branchesShown).map {
      Look.Option($0.id.description, $0.name)
    }
  }
}
