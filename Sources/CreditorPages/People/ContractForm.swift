import Credit
import DebtCollection
import HTTPService
import Markup
import Pages
import Refusals

/// The form of a contract.
enum ContractForm {
  static let shown: Set<String> = [
    "number", "kind", "status", "suspendedOn", "rescindedOn", "guarantors",
  ]

  static func state(_ contract: ContractRow) -> FormState {
    FormState(
      [
        ("number", contract.number), ("kind", contract.kind.rawValue),
        ("status", contract.status.rawValue),
        ("suspendedOn", contract.suspendedOn?.description ?? ""),
        ("rescindedOn", contract.rescindedOn?.description ?? ""),
      ] + contract.guarantors.map { ("guarantors", $0.description) })
  }

  /// The change that a form asks for. A new guarantor is found by the document that was typed in.
  static func read(_ form: FormFields, in office: Office) async throws -> ContractChange {
    var change = try FormReader.read(form) { reader in
      var change = ContractChange()
      change.number = reader.required("number", "Número", .string(length: 1...60))
      change.kind = reader.required("kind", "Tipo", .oneOf(ContractKind.self))
      change.status = reader.required("status", "Situação", .oneOf(ContractStatus.self))
      change.suspendedOn = .some(reader.optional("suspendedOn", "Suspenso em", .day))
      change.rescindedOn = .some(reader.optional("rescindedOn", "Rescindido em", .day))
      change.guarantors = reader.all("guarantors", "Fiador", .id(of: Person.self))
      return change
    }
    let text = (form.first("guarantorDocument") ?? "").prefix(30)
    guard text.contains(where: { !$0.isWhitespace }) else { return change }
    guard let found = try await guarantor(String(text), in: office) else {
      throw Refusal.invalid([
        Refusal.Fault(
          pointer: "/guarantorDocument", code: "not-found",
          detail: "Ninguém cadastrado tem este documento; cadastre o fiador antes.")
      ])
    }
    change.guarantors = (change.guarantors ?? []).filter { $0 != found } + [found]
    return change
  }

  private static func guarantor(_ text: String, in office: Office) async throws -> ID<Person>? {
    do {
      return try await office.listings.findPerson(document: text)
    } catch let refusal as Refusal {
      throw Refusal.invalid(
        refusal.faults.map {
          Refusal.Fault(pointer: "/guarantorDocument", code: $0.code, detail: $0.detail)
        })
    }
  }
}

enum ContractFormView {
  static func page(
    title: String, personName: String, path: String, backPath: String,
    guarantors: [Look.Option], _ state: FormState, token: String
  ) -> HTML {
    """
    \(Look.heading(title, about: HTML(text: personName)))\
    \(Look.sheet(nil, Look.form(
      to: path, token: token, state: state,
      shown: ContractForm.shown.union(["guarantorDocument"]),
      """
      \(terms(state))\(people(guarantors, state))\
      \(Look.formEnd(Look.button("Salvar", .primary), Look.action("Voltar", to: backPath, .quiet)))
      """)))
    """
  }

  private static func terms(_ state: FormState) -> HTML {
    """
    \(Look.pair(
      Look.entry(.init("number", "Número", isRequired: true), .text(limit: 60), in: state),
      Look.select(
        .init("kind", "Tipo", isRequired: true),
        ContractKind.allCases.map { .init($0.rawValue, ContractWords.kind($0)) }, in: state)))\
    \(Look.select(
      .init("status", "Situação",
        hint: "Contratos de telecomunicações contam prazos da rescisão (Resolução Anatel nº "
          + "765/2023).", isRequired: true),
      ContractStatus.allCases.map { .init($0.rawValue, ContractWords.status($0)) }, in: state))\
    \(Look.pair(
      Look.entry(.init("suspendedOn", "Suspenso em"), .date, in: state),
      Look.entry(.init("rescindedOn", "Rescindido em"), .date, in: state)))
    """
  }

  private static func people(_ guarantors: [Look.Option], _ state: FormState) -> HTML {
    let kept: HTML? =
      guarantors.isEmpty
      ? nil
      : Look.checks(
        .init("guarantors", "Fiadores", hint: "Desmarque para retirar."), guarantors, in: state)
    return """
      <h2>Fiadores</h2>\(kept)\
      \(Look.entry(
        .init("guarantorDocument", "Incluir fiador por CPF ou CNPJ",
          hint: "O fiador precisa estar cadastrado; recebe carta e prazo próprios."),
        .document, in: state))
      """
  }
}
