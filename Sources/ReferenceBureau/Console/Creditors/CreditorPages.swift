import Credit
import HTTPService
import HTTPTypes
import Hummingbird
import JSONText
import Markup
import SQLDatabase
import Sealing
import World

/// Addresses of the creditors.
enum CreditorPages {
  static let path = Console.path + "/credores"

  static func path(of id: ID<Participant>) -> String { path + "/\(id)" }
}

/// A participant as an operator sees it.
struct CreditorFile: Sendable {
  let id: ID<Participant>
  let name: String
  let document: String
  let isClosed: Bool
  let allowed: AddressList
}

extension Register {
  /// All participants, the oldest first; there are few.
  func creditors() async throws -> [CreditorFile] {
    try await database.read { transaction in
      try transaction.query(
        """
        SELECT id, name, document, closed_at, allowed_addresses FROM participants ORDER BY id
        """
      ) { row in
        CreditorFile(
          id: ID(try row.integer(0)), name: try row.text(1), document: try row.text(2),
          isClosed: !row.isNull(3), allowed: AddressList(stored: try row.text(4)))
      }
    }
  }

  /// Locks a credential by hand; a release opens it again.
  func lockCredential(clientID: String) async throws {
    let now = world.clock.now()
    let locked = try await database.write { transaction in
      try transaction.execute(
        "UPDATE credentials SET locked_at = ?2 WHERE client_id = ?1 AND locked_at IS NULL",
        [clientID, now.microseconds])
    }
    guard locked == 1 else { throw ParticipantError.unknownClient }
  }
}

extension BureauPages {
  func addCreditors(to table: inout ConsoleTable) {
    table.get(CreditorPages.path) { visit in
      visit.page(
        "Credores", crumbs: [Crumb("Credores")],
        CreditorsView.page(try await register.creditors()))
    }
    table.get(CreditorPages.path + "/{id}") { visit in
      let creditor = try await creditor(visit)
      return try await creditorPage(creditor, nil, visit)
    }
    for change in CreditorChange.allCases {
      table.post(CreditorPages.path + "/{id}/" + change.rawValue) { visit, form in
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

  private func creditor(_ visit: ConsoleVisit) async throws -> CreditorFile {
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
    let shown =
      state
      ?? FormState([
        ("balance", cents.digits),
        ("addresses", creditor.allowed.networks.map(\.description).joined(separator: "\n")),
      ])
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
}

enum CreditorsView {
  private static let about: HTML = "Quem usa o birô para consultar e incluir."

  static func page(_ creditors: [CreditorFile]) -> HTML {
    guard !creditors.isEmpty else {
      return """
        \(Look.heading("Credores", about: about))\(Look.empty(
          "Nenhum credor", "Crie um com adimple bureau participant add.", icon: .briefcase))
        """
    }
    return """
      \(Look.heading("Credores", about: about))\
      \(Look.table(
        caption: "Credores", columns: [.init("Credor"), .init("Chama de"), .init("Contrato")],
        rows: creditors.map { creditor in
          [
            Look.mainCell(
              creditor.name, to: CreditorPages.path(of: creditor.id),
              under: ListingRules.parsed(creditor.document)?.masked),
            HTML(text: networks(creditor)),
            creditor.isClosed ? Look.badge("encerrado", .neutral) : Look.badge("ativo", .good),
          ]
        }))
      """
  }

  private static func networks(_ creditor: CreditorFile) -> String {
    creditor.allowed.networks.isEmpty
      ? "qualquer endereço" : creditor.allowed.networks.map(\.description).joined(separator: ", ")
  }

  static func one(
    _ creditor: CreditorFile, credentials: [JSON], balance: String, _ state: FormState,
    token: String
  ) -> HTML {
    let path = CreditorPages.path(of: creditor.id)
    let query = RecordListQuery(participant: creditor.id)
    return """
      \(Look.heading(
        creditor.name, about: HTML(text: ListingRules.parsed(creditor.document)?.masked ?? ""),
        actions: [Look.action("Registros", to: query.path(), icon: .listing)]))\
      \(Look.sheet("Credenciais", table(credentials, path: path, token: token)))\
      <div class="columns">\(Look.sheet("Saldo", balanceForm(balance, path, state, token)))\
      \(Look.sheet("Endereços permitidos", addressForm(path, state, token)))</div>
      """
  }

  private static func balanceForm(
    _ balance: String, _ path: String, _ state: FormState, _ token: String
  ) -> HTML {
    """
    <p>Agora: <strong>\(balance)</strong></p>\(Look.form(
      to: path + "/" + CreditorChange.balance.rawValue, token: token, state: state,
      shown: ["balance", "addresses"],
      """
      \(Look.entry(.init("balance", "Saldo", isRequired: true), .money, in: state))\
      \(Look.formEnd(Look.button("Mudar o saldo")))
      """))
    """
  }

  private static func addressForm(_ path: String, _ state: FormState, _ token: String) -> HTML {
    Look.form(
      to: path + "/" + CreditorChange.addresses.rawValue, token: token, state: state,
      shown: ["balance", "addresses"],
      """
      \(Look.area(
        .init("addresses", "Endereços ou redes", hint: "Um por linha; nenhum é qualquer um."),
        in: state, limit: 4_000))\(Look.formEnd(Look.button("Mudar os endereços")))
      """)
  }

  private static func table(_ credentials: [JSON], path: String, token: String) -> HTML {
    Look.table(
      caption: "Credenciais",
      columns: [
        .init("Credencial"), .init("Escopos"), .init("Usada em"), .init("Situação"), .init("Ação"),
      ],
      rows: credentials.map { credential in
        let client = credential["clientId"]?.string ?? ""
        let scopes = (credential["scopes"]?.elements ?? []).compactMap(\.string)
        let used = credential["lastUsedAt"]?.string.flatMap { Instant(rfc3339: $0) }
        return [
          Look.cell(credential["name"]?.string ?? "", under: client),
          HTML(text: scopes.joined(separator: ", ")), HTML(text: used?.brazilian ?? "nunca"),
          standing(credential), action(credential, client, path: path, token: token),
        ]
      })
  }

  private static func standing(_ credential: JSON) -> HTML {
    if credential["revokedAt"]?.string != nil { return Look.badge("revogada") }
    return credential["locked"]?.bool == true
      ? Look.badge("bloqueada", .bad) : Look.badge("ativa", .good)
  }

  private static func action(
    _ credential: JSON, _ client: String, path: String, token: String
  ) -> HTML {
    guard credential["revokedAt"]?.string == nil else { return "—" }
    let isLocked = credential["locked"]?.bool == true
    let change: CreditorChange = isLocked ? .release : .lock
    return Look.buttonForm(
      to: path + "/" + change.rawValue, token: token, fields: [("clientId", client)],
      Look.button(isLocked ? "Liberar" : "Bloquear"))
  }
}
