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
      let registered = try await request.input(Self.readOffice)
      let participant = try context.participant()
      try await register.setOffice(registered, of: participant)
      return .json(try await register.office(of: participant).json)
    }
  }

  private static let addressSchema = Schema.object(
    ParticipantOffice.addressMembers.map { .required($0, .string(length: 1...80)) },
    closed: true)
  private static let branchSchema = Schema.object(
    [.required("document", .string(length: 1...20)), .required("state", .string(length: 2...2))],
    closed: true)
  private static let branchesSchema = Schema.array(
    branchSchema, count: 0...RegisteredOffice.branchLimit)
  private static let officeInput = Schema.object(
    [
      .required("address", addressSchema),
      .required("contact", .string(length: 1...ParticipantOffice.contactLimit)),
      .optional("branches", branchesSchema),
    ], closed: true
  ).named("OfficeInput")
  private static let officeSchema = Schema.object([
    .required("address", addressSchema.nullable), .required("contact", Schema.string.nullable),
    .required("branches", branchesSchema),
  ]).named("Office")

  private static func readOffice(_ input: InputReader) -> RegisteredOffice {
    var office = input.required(
      "address",
      .object(placeholder: ParticipantOffice.homologation, schema: addressSchema) { address in
        func text(_ name: String) -> String { address.required(name, .string(length: 1...80)) }
        let read = ParticipantOffice(
          postalCode: text("postalCode"), street: text("street"), number: text("number"),
          district: text("district"), city: text("city"), state: text("state"), contact: "-")
        if address.isSound {
          for fault in read.faults {
            address.fault(fault.member, code: fault.code, detail: fault.detail)
          }
        }
        return read
      })
    office.contact = input.required(
      "contact", .string(length: 1...ParticipantOffice.contactLimit))
    let branch = FieldKind<BranchPlace?>.object(placeholder: nil, schema: branchSchema) { input in
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
    let branches =
      input.optional("branches", .array(of: branch, count: 0...RegisteredOffice.branchLimit)) ?? []
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
