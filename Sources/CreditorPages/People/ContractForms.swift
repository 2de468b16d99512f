import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// New contracts of a customer, and changes: status, dates, guarantors.
extension Site {
  func addContractForms(to table: inout PageTable<Site>) {
    table.get(Contents.newContract) { visit in
      try await contractForm(
        try visit.id(), nil, visit,
        FormState([
          ("kind", ContractKind.telecom.rawValue), ("status", ContractStatus.active.rawValue),
        ]))
    }
    table.post(Contents.newContract) { visit, form in
      let person: ID<Person> = try visit.id()
      return try await visit.attempt(form) { state, status in
        try await contractForm(person, nil, visit, state, status: status)
      } _: {
        var change = try await ContractForm.read(form, in: office)
        change.person = person
        _ = try await office.contracts.createContract(change, actor: visit.actor)
        return visit.done("Contrato criado.", to: try await contractsPath(person))
      }
    }
    table.get(Contents.contract) { visit in
      let contract = try await contract(visit)
      return try await contractForm(
        contract.person, contract, visit, ContractForm.state(contract))
    }
    table.post(Contents.contract) { visit, form in
      let contract = try await contract(visit)
      return try await visit.attempt(form) { state, status in
        try await contractForm(contract.person, contract, visit, state, status: status)
      } _: {
        _ = try await office.contracts.updateContract(
          contract.id, try await ContractForm.read(form, in: office), actor: visit.actor)
        return visit.done("Contrato salvo.", to: try await contractsPath(contract.person))
      }
    }
  }

  /// The contract of the address; it must belong to the person of the address.
  private func contract(_ visit: Visit) async throws -> ContractRow {
    let person: ID<Person> = try visit.id()
    guard let id = visit.context.parameters.get("contract").flatMap({ ID<Contract>($0) }) else {
      throw Problem.notFound()
    }
    let contract = try await office.contracts.contract(id)
    guard contract.person == person else { throw Problem.notFound() }
    return contract
  }

  private func contractsPath(_ person: ID<Person>) async throws -> String {
    PersonPages.path(of: try await office.people.person(person), .contracts)
  }

  private func contractForm(
    _ id: ID<Person>, _ contract: ContractRow?, _ visit: Visit, _ state: FormState,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let person = try await office.people.person(id)
    let title = contract.map { "Contrato \($0.number)" } ?? "Novo contrato"
    let back = PersonPages.path(of: person, .contracts)
    let chosen = state.all("guarantors").compactMap { ID<Person>($0) }
    let ids =
      (contract?.guarantors ?? [])
      + chosen.filter { id in
        !(contract?.guarantors ?? []).contains(id)
      }
    let names = try await office.people.names(of: ids)
    return visit.page(
      title,
      crumbs: [
        Self.listCrumb(person.stage), Crumb(person.name, PersonPages.path(of: person)),
        Crumb("Contratos", back), Crumb(title),
      ], help: "consultar", status: status,
      ContractFormView.page(
        title: title, personName: person.name, path: visit.path, backPath: back,
        guarantors: ids.prefix(Contracts.guarantorLimit).compactMap { id in
          names[id].map { Look.Option(id.description, $0) }
        }, state, token: visit.token))
  }
}
