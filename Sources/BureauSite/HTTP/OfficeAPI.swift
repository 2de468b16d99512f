import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText

/// Where a participant is: printed on the notices (CDC, art. 42-A), and its state counts for the
/// terms beside the debtor's.
extension BureauAPI {
  func addOffice(to table: inout RouteTable) {
    add(
      .get, "/v1/office",
      Operation(
        id: "readOffice", summary: "Endereço do participante e UF das filiais", tag: "Acesso",
        answers: [.init(200, "O que está registrado", Self.officeSchema)]),
      to: &table
    ) { _, context in
      .json(try await register.office(of: try context.participant()).json)
    }
    add(
      .put, "/v1/office",
      Operation(
        id: "setOffice", summary: "Registra o endereço do participante e a UF das filiais",
        tag: "Acesso", access: .scope(.listings), input: .json(Self.officeInput),
        answers: [.init(200, "O que está registrado", Self.officeSchema)]),
      to: &table
    ) { request, context in
      let registered = try await request.input(Self.officeInput)
      let participant = try context.participant()
      try await register.setOffice(registered, of: participant)
      return .json(try await register.office(of: participant).json)
    }
  }

  private static let officeSchema = Schema.object([
    .required("address", officeAddress.schema.nullable),
    .required("contact", Schema.string.nullable),
    .required(
      "branches", .array(officeBranch.schema, count: 0...RegisteredOffice.branchLimit)),
  ]).named("Office")

  private static let officeAddress = Body<ParticipantOffice> { input in
    func text(_ name: String) -> String { input.required(name, .string(length: 1...80)) }
    let read = ParticipantOffice(
      postalCode: text("postalCode"), street: text("street"), number: text("number"),
      district: text("district"), city: text("city"), state: text("state"), contact: "-")
    if input.isSound {
      for fault in read.faults {
        input.fault(fault.member, code: fault.code, detail: fault.detail)
      }
    }
    return read
  }

  private static let officeBranch = Body<BranchPlace?> { input in
    let document = input.required("document", .string(length: 1...20))
    let code = input.required("state", .string(length: 2...2))
    let parsed = ListingRules.parsed(document)
    if !document.isEmpty, parsed?.personKind != .legal {
      input.fault("document", code: "invalid-branch-document", detail: "O CNPJ é inválido.")
    }
    let state = FederativeUnit(code: code)
    if !code.isEmpty, state == nil {
      input.fault("state", code: "unknown-state", detail: "Use a sigla da UF, como PR.")
    }
    guard let parsed, let state else { return nil }
    return BranchPlace(document: parsed.bare, state: state)
  }

  private static let officeInput = Body<RegisteredOffice>(named: "OfficeInput") { input in
    var office = input.required("address", .object(officeAddress))
    office.contact = input.required(
      "contact", .string(length: 1...ParticipantOffice.contactLimit))
    let branches =
      input.optional(
        "branches", .array(of: .object(officeBranch), count: 0...RegisteredOffice.branchLimit))
      ?? []
    let known = branches.compactMap { $0 }
    if Set(known.map(\.document)).count < known.count {
      input.fault(
        "branches", code: "repeated-branch", detail: "Há uma filial repetida; deixe-a uma vez.")
    }
    return RegisteredOffice(office: office, branches: known)
  }
}

extension ParticipantOffice {
  static let addressMembers = ["postalCode", "street", "number", "district", "city", "state"]
}

extension RegisteredOffice {
  var json: JSON {
    let address = office.map { office in
      JSON.object(
        ParticipantOffice.addressMembers.map { .init($0, office.json[$0] ?? .null) })
    }
    return [
      "address": address ?? .null, "contact": .optional(office?.contact),
      "branches": .array(
        branches.map {
          ["document": .string($0.document), "state": .string($0.state.code)]
        }),
    ]
  }
}
