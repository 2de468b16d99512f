import Credit
import DebtCollection
import HTTPService
import Markup
import Pages

/// The form of a person: what it holds, and what is read from it.
enum PersonForm {
  static let shown: Set<String> = [
    "name", "kind", "document", "birthDate", "deceasedOn", "email", "phone", "branchId",
    "address.postalCode", "address.street", "address.number", "address.complement",
    "address.district", "address.city", "address.state",
  ]

  /// The form filled with a person. The document is never filled in: left empty it stays.
  static func state(_ person: PersonRow) -> FormState {
    let address = person.address
    return FormState([
      ("name", person.name), ("kind", person.kind.rawValue),
      ("birthDate", person.birthDate?.description ?? ""),
      ("deceasedOn", person.deceasedOn?.description ?? ""), ("email", person.email ?? ""),
      ("phone", person.phone ?? ""), ("branchId", person.branch?.description ?? ""),
      ("address.postalCode", address.postalCode), ("address.street", address.street),
      ("address.number", address.number), ("address.complement", address.complement),
      ("address.district", address.district), ("address.city", address.city),
      ("address.state", address.state),
    ])
  }

  static func read(_ form: FormFields) throws -> PersonChange {
    try FormReader.read(form) { reader in
      var change = PersonChange()
      change.name = reader.required("name", "Nome", .string(length: 1...People.personNameLimit))
      change.document = reader.optional("document", "CPF ou CNPJ", .string(length: 1...30))
      // The document decides the kind; without one the person says it.
      if change.document == nil {
        change.kind = reader.optional("kind", "Tipo", .oneOf(PersonKind.self))
      }
      change.birthDate = .some(reader.optional("birthDate", "Nascimento", .day(.judged)))
      change.deceasedOn = .some(reader.optional("deceasedOn", "Falecimento", .day(.judged)))
      change.email = .some(reader.optional("email", "E-mail", .string(length: 1...254)))
      change.phone = .some(reader.optional("phone", "Telefone", .string(length: 1...30)))
      change.branch = .some(reader.optional("branchId", "Filial", .id(of: Branch.self)))
      change.address = AddressChange(address(reader))
      return change
    }
  }

  private static func address(_ reader: FormReader) -> PostalAddress {
    func text(_ name: String, _ label: String, _ limit: Int) -> String {
      reader.optional("address." + name, label, .string(length: 1...limit)) ?? ""
    }
    return PostalAddress(
      postalCode: text("postalCode", "CEP", 10), street: text("street", "Logradouro", 120),
      number: text("number", "Número", 20), complement: text("complement", "Complemento", 60),
      district: text("district", "Bairro", 80), city: text("city", "Cidade", 80),
      state: text("state", "UF", 2))
  }
}

enum PersonFormView {
  /// - Parameters:
  ///   - masked: the document that the person has; nil for a new one without.
  ///   - branches: the branches to choose from.
  static func page(
    title: String, path: String, backPath: String, stage: PersonStage, masked: String?,
    branches: [Look.Option], _ state: FormState, token: String
  ) -> HTML {
    """
    \(Look.heading(title))\
    \(Look.sheet(nil, Look.form(
      to: path, token: token, state: state, shown: PersonForm.shown,
      """
      \(identity(stage, masked, state))\(contact(branches, state))\(address(state))\
      \(Look.formEnd(Look.button("Salvar", .primary), Look.action("Voltar", to: backPath, .quiet)))
      """)))
    """
  }

  private static func identity(
    _ stage: PersonStage, _ masked: String?, _ state: FormState
  ) -> HTML {
    let hint =
      masked.map { "Hoje: \($0). Deixe vazio para manter." }
      ?? (stage == .lead ? "Pode ficar para depois; a consulta precisa dele." : nil)
    return """
      \(Look.entry(
        .init("name", "Nome", isRequired: true), .text(limit: People.personNameLimit),
        in: state))\
      \(Look.pair(
        Look.entry(
          .init("document", "CPF ou CNPJ", hint: hint,
            isRequired: masked == nil && stage != .lead), .document, in: state),
        Look.select(
          .init("kind", "Tipo", hint: "Com documento, ele decide."),
          PersonKind.allCases.map { .init($0.rawValue, $0.label) }, in: state)))\
      \(Look.pair(
        Look.entry(.init("birthDate", "Nascimento ou fundação"), .date, in: state),
        Look.entry(.init("deceasedOn", "Falecimento"), .date, in: state)))
      """
  }

  private static func contact(_ branches: [Look.Option], _ state: FormState) -> HTML {
    """
    <h2>Contato</h2>\
    \(Look.pair(
      Look.entry(.init("email", "E-mail"), .text(limit: 254), in: state),
      Look.entry(.init("phone", "Telefone"), .text(limit: 30), in: state)))\
    \(Look.select(.init("branchId", "Filial"), branches, none: "Sem filial própria", in: state))
    """
  }

  private static func address(_ state: FormState) -> HTML {
    let states = FederativeUnit.allCases.map { Look.Option($0.code, $0.code) }
    return """
      <h2>Endereço</h2>\
      \(Look.pair(
        Look.entry(.init("address.postalCode", "CEP"), .text(limit: 10), in: state),
        Look.select(.init("address.state", "UF"), states, none: "—", in: state)))\
      \(Look.pair(
        Look.entry(.init("address.street", "Logradouro"), .text(limit: 120), in: state),
        Look.entry(.init("address.number", "Número"), .text(limit: 20), in: state)))\
      \(Look.pair(
        Look.entry(.init("address.complement", "Complemento"), .text(limit: 60), in: state),
        Look.entry(.init("address.district", "Bairro"), .text(limit: 80), in: state)))\
      \(Look.entry(.init("address.city", "Cidade"), .text(limit: 80), in: state))
      """
  }
}
