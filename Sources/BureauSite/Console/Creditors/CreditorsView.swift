import BureauRegister
import Credit
import JSONText
import Markup
import Outbound
import Pages
import Sealing
import World

enum CreditorsView {
  private static let about: HTML = "Quem usa o birô para consultar e incluir."
  private static let create = Look.action(
    "Criar credor", to: CreditorPages.newPath, .primary, icon: .plus)

  static func page(_ creditors: [CreditorFile]) -> HTML {
    guard !creditors.isEmpty else {
      return """
        \(Look.heading("Credores", about: about))\(Look.empty(
          "Nenhum credor", "Crie o primeiro, com a sua credencial.", icon: .briefcase,
          actions: [create]))
        """
    }
    return """
      \(Look.heading("Credores", about: about, actions: [create]))\
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
    let id = creditor.id
    let query = RecordListQuery(participant: creditor.id)
    return """
      \(Look.heading(
        creditor.name, about: HTML(text: ListingRules.parsed(creditor.document)?.masked ?? ""),
        actions: [Look.action("Registros", to: query.path(), icon: .listing)]
          + (creditor.isClosed
            ? []
            : [Look.action("Encerrar contrato", to: CreditorPages.endPath(of: creditor.id))])))\
      \(creditor.isClosed ? closed : nil)\
      \(Look.sheet("Credenciais", table(credentials, of: id, token: token)))\
      <div class="columns">\(Look.sheet("Saldo", balanceForm(balance, id, state, token)))\
      \(Look.sheet("Endereços permitidos", addressForm(id, state, token)))</div>\
      \(Look.sheet(
        "Sede e filiais",
        note: "Vão na carta, e a UF conta nos prazos ao lado da UF do devedor: vale a mais rígida.",
        OfficeForm.form(
          to: ConsoleContents.change(.office).path(id), token: token, state: state)))
      """
  }

  private static let closed = Look.notice(
    .info, "O contrato deste credor está encerrado: os registros foram baixados e não há tokens.")

  private static func balanceForm(
    _ balance: String, _ id: ID<Participant>, _ state: FormState, _ token: String
  ) -> HTML {
    """
    <p>Agora: <strong>\(balance)</strong></p>\(Look.form(
      to: ConsoleContents.change(.balance).path(id), token: token, state: state,
      shown: ["balance", "addresses"],
      """
      \(Look.entry(.init("balance", "Saldo", isRequired: true), .money, in: state))\
      \(Look.formEnd(Look.button("Mudar o saldo")))
      """))
    """
  }

  private static func addressForm(
    _ id: ID<Participant>, _ state: FormState, _ token: String
  ) -> HTML {
    Look.form(
      to: ConsoleContents.change(.addresses).path(id), token: token, state: state,
      shown: ["balance", "addresses"],
      """
      \(Look.area(
        .init("addresses", "Endereços ou redes", hint: "Um por linha; nenhum é qualquer um."),
        in: state, limit: 4_000))\(Look.formEnd(Look.button("Mudar os endereços")))
      """)
  }

  private static func table(
    _ credentials: [JSON], of id: ID<Participant>, token: String
  ) -> HTML {
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
          standing(credential), action(credential, client, of: id, token: token),
        ]
      })
  }

  private static func standing(_ credential: JSON) -> HTML {
    if credential["revokedAt"]?.string != nil { return Look.badge("revogada") }
    return credential["locked"]?.bool == true
      ? Look.badge("bloqueada", .bad) : Look.badge("ativa", .good)
  }

  private static func action(
    _ credential: JSON, _ client: String, of id: ID<Participant>, token: String
  ) -> HTML {
    guard credential["revokedAt"]?.string == nil else { return "—" }
    let isLocked = credential["locked"]?.bool == true
    let change: CreditorChange = isLocked ? .release : .lock
    return Look.buttonForm(
      to: ConsoleContents.change(change).path(id), token: token, fields: [("clientId", client)],
      Look.button(isLocked ? "Liberar" : "Bloquear"))
  }
}
