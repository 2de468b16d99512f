import BureauRegister
import Credit
import HTTPService
import Markup
import Pages

/// The fields of where a participant is: its office, and branches in other states.
enum OfficeForm {
  private static let fields: [(name: String, label: String, limit: Int)] = [
    ("street", "Logradouro", ParticipantOffice.lineLimit), ("number", "Número", 20),
    ("district", "Bairro", ParticipantOffice.lineLimit),
    ("city", "Município", ParticipantOffice.lineLimit),
  ]
  static let names: Set<String> = Set(
    fields.map(\.name) + ["postalCode", "state", "contact", "branches"])

  static func values(_ registered: RegisteredOffice) -> [(name: String, value: String)] {
    let office = registered.office
    return [
      ("postalCode", office?.postalCode ?? ""), ("street", office?.street ?? ""),
      ("number", office?.number ?? ""), ("district", office?.district ?? ""),
      ("city", office?.city ?? ""), ("state", office?.state ?? ""),
      ("contact", office?.contact ?? ""),
      (
        "branches",
        registered.branches.map { branch in
          (ListingRules.parsed(branch.document)?.formatted ?? branch.document) + " "
            + branch.state.code
        }.joined(separator: "\n")
      ),
    ]
  }

  /// Reads an office whose fields are all filled in.
  static func read(_ form: FormFields) throws -> RegisteredOffice {
    try FormReader.read(form) { reader in
      let office = office(reader)
      return RegisteredOffice(office: office, branches: branches(form, reader))
    }
  }

  /// Reads an office that may be left out as a whole.
  static func readOptional(_ form: FormFields, _ reader: FormReader) -> ParticipantOffice? {
    let isEmpty = (["postalCode", "state", "contact"] + fields.map(\.name)).allSatisfy {
      (form.first($0) ?? "").allSatisfy(\.isWhitespace)
    }
    return isEmpty ? nil : office(reader)
  }

  private static func office(_ reader: FormReader) -> ParticipantOffice {
    func text(_ name: String, _ label: String, _ limit: Int) -> String {
      reader.required(name, label, .string(length: 1...limit))
    }
    let office = ParticipantOffice(
      postalCode: text("postalCode", "CEP", 9),
      street: text("street", "Logradouro", ParticipantOffice.lineLimit),
      number: text("number", "Número", 20),
      district: text("district", "Bairro", ParticipantOffice.lineLimit),
      city: text("city", "Município", ParticipantOffice.lineLimit),
      state: text("state", "UF", 2),
      contact: text("contact", "Contato", ParticipantOffice.contactLimit))
    if reader.isSound {
      for fault in office.faults {
        reader.fault(fault.member, code: fault.code, detail: fault.detail)
      }
    }
    return office
  }

  /// One branch a line: CNPJ and UF.
  private static func branches(_ form: FormFields, _ reader: FormReader) -> [BranchPlace] {
    let lines = (form.first("branches") ?? "").split(whereSeparator: \.isNewline)
      .map { $0.split(whereSeparator: \.isWhitespace) }.filter { !$0.isEmpty }
    var found: [BranchPlace] = []
    for words in lines {
      guard words.count == 2, let document = ListingRules.parsed(String(words[0])),
        document.personKind == .legal, let state = FederativeUnit(code: words[1])
      else {
        reader.fault(
          "branches", code: "invalid-branch",
          detail: "\(words.joined(separator: " ").prefix(40)): escreva CNPJ e UF em cada linha.")
        continue
      }
      found.append(BranchPlace(document: document.bare, state: state))
    }
    if Set(found.map(\.document)).count < found.count {
      reader.fault("branches", code: "repeated-branch", detail: "Há uma filial repetida.")
    }
    if found.count > RegisteredOffice.branchLimit {
      reader.fault(
        "branches", code: "too-many",
        detail: "São no máximo \(RegisteredOffice.branchLimit) filiais.")
    }
    return found
  }

  static func form(to path: String, token: String, state: FormState) -> HTML {
    Look.form(
      to: path, token: token, state: state, shown: names.union(["balance", "addresses"]),
      """
      \(address(state, isRequired: true))\
      \(Look.area(
        .init(
          "branches", "Filiais em outras UFs",
          hint: "Uma por linha: CNPJ e UF, como 12.ABC.345/0002-69 SP."),
        in: state, limit: 8_000))\(Look.formEnd(Look.button("Registrar a sede")))
      """)
  }

  static func address(_ state: FormState, isRequired: Bool) -> HTML {
    func entry(_ field: (name: String, label: String, limit: Int)) -> HTML {
      Look.entry(
        .init(field.name, field.label, isRequired: isRequired), .text(limit: field.limit),
        in: state)
    }
    return """
      \(Look.pair(
        Look.entry(.init("postalCode", "CEP", isRequired: isRequired), .text(limit: 9), in: state),
        Look.select(
          .init("state", "UF", isRequired: isRequired),
          FederativeUnit.allCases.map { .init($0.code, "\($0.code), \($0.name)") },
          none: "Escolha", in: state)))\
      \(Look.pair(entry(fields[0]), entry(fields[1])))\
      \(Look.pair(entry(fields[2]), entry(fields[3])))\
      \(Look.entry(
        .init(
          "contact", "Contato", hint: "O canal direto que a carta mostra: telefone, e-mail.",
          isRequired: isRequired),
        .text(limit: ParticipantOffice.contactLimit), in: state))
      """
  }
}
