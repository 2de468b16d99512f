import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText
import Outbound
import World

/// What a participant arranges for itself: its credentials, and from where it calls.
extension BureauAPI {
  func addCredentials(to table: inout RouteTable) {
    let scopes = Schema.array(
      .oneOf(BureauScope.allCases.map(\.rawValue)), count: 1...BureauScope.allCases.count)
    let credential = Schema.object([
      .required("id", .string), .required("clientId", .string), .required("name", .string),
      .required("scopes", scopes), .required("createdAt", .instant),
      .required("lastUsedAt", Schema.instant.nullable), .required("locked", .boolean),
      .required("revokedAt", Schema.instant.nullable),
    ]).named("Credential")
    add(
      .get, "/v1/credentials",
      Operation(
        id: "listCredentials", summary: "Credenciais do participante", tag: "Acesso",
        access: .scope(.administration),
        answers: [
          .init(200, "As credenciais", .object([.required("data", .array(credential))]))
        ]),
      to: &table
    ) { _, context in
      .json([
        "data": .array(try await register.credentials(of: try context.participant()))
      ])
    }
    let created = Schema.object([
      .required("id", .string), .required("clientId", .string), .required("clientSecret", .string),
    ])
    let wanted = Body { input in
      (
        name: input.required("name", .string(length: 1...CredentialStore.nameLimit)),
        scopes: input.required(
          "scopes", .array(of: .oneOf(BureauScope.self), count: 1...BureauScope.allCases.count))
      )
    }
    add(
      .post, "/v1/credentials",
      Operation(
        id: "issueCredential", summary: "Emite mais uma credencial", tag: "Acesso",
        access: .scope(.administration), input: .json(wanted),
        answers: [.init(201, "O segredo, uma única vez", created)], problems: [409, 422]),
      to: &table
    ) { request, context in
      let wanted = try await request.input(wanted)
      return .json(
        try await register.issueCredential(
          name: wanted.name, scopes: wanted.scopes, to: try context.holder()),
        status: .created)
    }
    add(
      .delete, "/v1/credentials/{id}",
      Operation(
        id: "revokeCredential", summary: "Revoga uma credencial e os tokens dela", tag: "Acesso",
        access: .scope(.administration),
        answers: [.init(204, "Revogada")], problems: [404, 409]),
      to: &table
    ) { _, context in
      try await register.revokeCredential(
        try context.pathID(), participant: try context.participant())
      return .nothing
    }
    addAddresses(to: &table)
    addRelease(to: &table)
  }

  private func addAddresses(to table: inout RouteTable) {
    let list = Self.allowedAddresses
    add(
      .get, "/v1/allowed-addresses",
      Operation(
        id: "readAddresses", summary: "De onde o participante pode chamar", tag: "Acesso",
        access: .scope(.administration),
        answers: [.init(200, "As redes; nenhuma é qualquer uma", list.schema)]),
      to: &table
    ) { _, context in
      .json(Self.show(try context.holder().allowed))
    }
    add(
      .put, "/v1/allowed-addresses",
      Operation(
        id: "setAddresses", summary: "Limita de onde o participante pode chamar", tag: "Acesso",
        access: .scope(.administration), input: .json(list),
        answers: [.init(200, "As redes em vigor", list.schema)]),
      to: &table
    ) { request, context in
      let addresses = try await request.judgedInput(list) { list, faults in
        if faults.isSound, !list.allows(context.remoteAddress) {
          faults.fault(
            "allowedAddresses", code: "would-lock-out",
            detail: "A lista deixaria de fora o endereço desta própria chamada.")
        }
        return list
      }
      try await register.setAddresses(addresses, of: try context.participant())
      return .json(Self.show(addresses))
    }
  }

  private static let allowedAddresses = Body<AddressList>(named: "AllowedAddresses") { input in
    let range = FieldKind<AddressRange?>.parsed(
      placeholder: nil, code: "invalid-address",
      detail: "deve ser um endereço IP ou uma rede, como 203.0.113.0/24.",
      maximumLength: 64, parse: { AddressRange($0).map { .some($0) } })
    let ranges = input.required(
      "allowedAddresses", .array(of: range, count: 0...AddressList.limit))
    return AddressList(ranges.compactMap { $0 })
  }

  private static func show(_ addresses: AddressList) -> JSON {
    ["allowedAddresses": .array(addresses.networks.map { .string($0.description) })]
  }

  private func addRelease(to table: inout RouteTable) {
    guard virtual != nil else { return }
    let locked = Body { $0.required("clientId", .string(length: 1...100)) }
    table.add(
      .post, "/v1/simulation/credentials/release",
      Operation(
        id: "releaseCredential", summary: "Libera uma credencial bloqueada", tag: "Simulação",
        access: .scope(.simulation),
        input: .json(locked),
        answers: [.init(204, "Liberada")], problems: [404])
    ) { request, _ in
      let client = try await request.input(locked)
      do {
        try await register.releaseParticipant(clientID: client)
      } catch ParticipantError.unknownClient {
        throw Problem.notFound(ParticipantError.unknownClient.message)
      }
      return .nothing
    }
  }
}

extension ServiceContext {
  func holder() throws -> TokenHolder {
    guard let holder = try requirePrincipal() as? TokenHolder else {
      throw Problem.unauthenticated()
    }
    return holder
  }
}
