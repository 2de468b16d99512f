import BureauRegister
import Credit
import HTTPService
import HTTPTypes
import Hummingbird
import JSONText
import Markup
import Outbound
import Pages
import World

/// Addresses of the creditors.
enum CreditorPages {
  static let path = ConsoleContents.creditors.path
  static let newPath = ConsoleContents.newCreditor.path

  static func path(of id: ID<Participant>) -> String { ConsoleContents.creditor.path(id) }
  static func endPath(of id: ID<Participant>) -> String {
    ConsoleContents.endCreditor.path(id)
  }
}

extension BureauPages {
  func addCreditors(to table: inout PageTable<BureauPages>) {
    table.get(ConsoleContents.creditors) { visit in
      visit.page(
        "Credores", crumbs: [Crumb("Credores")],
        CreditorsView.page(try await register.creditors()))
    }
    addNewCreditor(to: &table)
    addContractEnd(to: &table)
    table.get(ConsoleContents.creditor) { visit in
      let creditor = try await creditor(visit)
      return try await creditorPage(creditor, nil, visit)
    }
    for change in CreditorChange.allCases {
      table.post(ConsoleContents.change(change)) { visit, form in
        let creditor = try await creditor(visit)
        return try await attempt(form, names: ["allowedAddresses": "addresses"]) { state, status in
          try await creditorPage(creditor, state, visit, status: status)
        } _: {
          visit.done(
            try await perform(change, creditor, form), to: CreditorPages.path(of: creditor.id))
        }
      }
    }
  }

  func creditor(_ visit: ConsoleVisit) async throws -> CreditorFile {
    let id: ID<Participant> = try visit.context.pathID()
    guard let creditor = try await register.creditors().first(where: { $0.id == id }) else {
      throw Problem.notFound("Não existe credor com este id.")
    }
    return creditor
  }

  private func creditorPage(
    _ creditor: CreditorFile, _ state: FormState?, _ visit: ConsoleVisit,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let balance = try await register.balance(of: creditor.id)
    let cents = Cents(balance["balanceCents"]?.integer ?? 0)
    let office = try await register.office(of: creditor.id)
    let shown =
      state
      ?? FormState(
        [
          ("balance", cents.digits),
          ("addresses", creditor.allowed.networks.map(\.description).joined(separator: "\n")),
        ] + OfficeForm.values(office))
    return visit.page(
      creditor.name, crumbs: [Crumb("Credores", CreditorPages.path), Crumb(creditor.name)],
      status: status,
      CreditorsView.one(
        creditor, credentials: try await register.credentials(of: creditor.id),
        balance: cents.description, shown, token: visit.token))
  }

  private func perform(
    _ change: CreditorChange, _ creditor: CreditorFile, _ form: FormFields
  ) async throws -> String {
    switch change {
    case .lock, .release:
      let client = try FormReader.read(form) {
        $0.required("clientId", "Credencial", .string(length: 1...100))
      }
      do {
        if change == .lock {
          try await register.lockCredential(clientID: client)
          return "A credencial foi bloqueada: não recebe mais tokens."
        }
        try await register.releaseParticipant(clientID: client)
        return "A credencial foi liberada."
      } catch ParticipantError.unknownClient {
        throw Problem.conflict(
          code: "not-possible", "A credencial já estava assim, ou não existe.")
      }
    case .balance:
      let balance = try FormReader.read(form) {
        $0.required("balance", "Saldo", .money(Cents.zero...Account.balanceLimit))
      }
      _ = try await register.setBalance(balance, of: creditor.id)
      return "O saldo agora é \(balance)."
    case .addresses:
      let addresses = try Self.addresses(form)
      try await register.setAddresses(addresses, of: creditor.id)
      return addresses.networks.isEmpty
        ? "O credor pode chamar de qualquer endereço." : "O credor só chama destes endereços."
    case .office:
      try await register.setOffice(try OfficeForm.read(form), of: creditor.id)
      return "O endereço foi registrado; vale para o que for aceito de agora em diante."
    }
  }

  private static func addresses(_ form: FormFields) throws -> AddressList {
    let words = (form.first("addresses") ?? "").split(whereSeparator: \.isWhitespace)
    return try FormReader.read(form) { reader in
      let ranges = words.map { (word: String($0), range: AddressRange(String($0))) }
      for wrong in ranges where wrong.range == nil {
        reader.fault(
          "addresses", code: "invalid-address",
          detail: "\(wrong.word.prefix(64)) não é um endereço IP nem uma rede.")
      }
      if ranges.count > AddressList.limit {
        reader.fault(
          "addresses", code: "too-many", detail: "São no máximo \(AddressList.limit) redes.")
      }
      return AddressList(ranges.compactMap(\.range))
    }
  }
}

/// What an operator changes of a creditor, in the words of the address.
enum CreditorChange: String, CaseIterable, Sendable {
  case lock = "bloqueio"
  case release = "liberacao"
  case balance = "saldo"
  case addresses = "enderecos"
  case office = "sede"
}
