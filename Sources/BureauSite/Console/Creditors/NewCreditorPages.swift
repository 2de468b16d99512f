import BureauRegister
import Credit
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// A creditor begins with its first credential, and ends with its contract.
extension BureauPages {
  func addNewCreditor(to table: inout PageTable<BureauPages>) {
    table.get(ConsoleContents.newCreditor) { visit in newCreditorPage(FormState(), visit) }
    table.post(ConsoleContents.newCreditor) { visit, form in
      try await attempt(form) { state, status in
        newCreditorPage(state, visit, status: status)
      } _: {
        let (name, document, office) = try Self.newCreditor(form)
        do {
          let credentials = try await register.addParticipant(
            name: name, document: document, office: office)
          return credentialsPage(name, credentials, visit)
        } catch let error as ParticipantError {
          throw Problem.refused(code: "invalid-participant", error.message)
        }
      }
    }
  }

  private static func newCreditor(
    _ form: FormFields
  ) throws -> (name: String, document: String, office: ParticipantOffice?) {
    try FormReader.read(form) { reader in
      let document = reader.required("document", "CNPJ", .string(length: 1...20))
      if !document.isEmpty, ListingRules.parsed(document)?.personKind != .legal {
        reader.fault("document", code: "invalid-document", detail: "O CNPJ é inválido.")
      }
      return (
        reader.required("name", "Nome", .string(length: 1...ParticipantStore.nameLimit)),
        document, OfficeForm.readOptional(form, reader)
      )
    }
  }

  private static let officeHint =
    "Vai na carta, e a UF conta nos prazos. Sem ela vale só a UF do devedor."

  private func newCreditorPage(
    _ state: FormState, _ visit: ConsoleVisit, status: HTTPResponse.Status = .ok
  ) -> Response {
    visit.page(
      "Criar credor", crumbs: [Crumb("Credores", CreditorPages.path), Crumb("Criar credor")],
      status: status,
      """
      \(Look.heading(
        "Criar credor",
        about: "Nasce com uma credencial de todos os escopos; o segredo aparece uma única vez."))\
      \(Look.sheet(nil, Look.form(
        to: CreditorPages.newPath, token: visit.token, state: state,
        shown: OfficeForm.names.union(["name", "document"]),
        """
        \(Look.pair(
          Look.entry(
            .init("name", "Nome", isRequired: true), .text(limit: ParticipantStore.nameLimit),
            in: state),
          Look.entry(.init("document", "CNPJ", isRequired: true), .document, in: state)))\
        <h2>Sede</h2><p class="hint">\(Self.officeHint)</p>\
        \(OfficeForm.address(state, isRequired: false))\(Look.formEnd(
          Look.button("Criar credor", .primary),
          Look.action("Voltar", to: CreditorPages.path, .quiet)))
        """)))
      """)
  }

  /// The page that shows the secret: nothing keeps it, so that it is shown here or nowhere.
  private func credentialsPage(
    _ name: String, _ credentials: ParticipantCredentials, _ visit: ConsoleVisit
  ) -> Response {
    visit.page(
      name, crumbs: [Crumb("Credores", CreditorPages.path), Crumb(name)],
      """
      \(Look.heading(name, about: "O credor foi criado."))\
      \(Look.secret("client_id", credentials.clientID, hint: "Não é segredo."))\
      \(Look.secret(
        "client_secret", credentials.clientSecret,
        hint: "Copie agora: só o resumo dele fica guardado."))\
      <p>\(Look.action("Ver os credores", to: CreditorPages.path, .primary))</p>
      """)
  }

  func addContractEnd(to table: inout PageTable<BureauPages>) {
    table.get(ConsoleContents.endCreditor) { visit in
      endPage(try await creditor(visit), FormState(), visit)
    }
    table.post(ConsoleContents.endCreditor) { visit, form in
      let creditor = try await creditor(visit)
      return try await attempt(form) { state, status in
        endPage(creditor, state, visit, status: status)
      } _: {
        guard !creditor.isClosed else {
          throw Problem.conflict(code: "already-closed", "O contrato já está encerrado.")
        }
        try await register.endContract(of: creditor.id)
        return visit.done(
          "O contrato foi encerrado; os registros são baixados.",
          to: CreditorPages.path(of: creditor.id))
      }
    }
  }

  private func endPage(
    _ creditor: CreditorFile, _ state: FormState, _ visit: ConsoleVisit,
    status: HTTPResponse.Status = .ok
  ) -> Response {
    let path = CreditorPages.path(of: creditor.id)
    return visit.page(
      "Encerrar contrato",
      crumbs: [
        Crumb("Credores", CreditorPages.path), Crumb(creditor.name, path),
        Crumb("Encerrar contrato"),
      ], status: status,
      Look.confirm(
        title: "Encerrar contrato",
        sentence: """
          Todos os registros de \(creditor.name) são baixados (fim do contrato), as credenciais \
          não recebem mais tokens, e isto não se desfaz.
          """,
        isDangerous: true,
        Look.form(
          to: CreditorPages.endPath(of: creditor.id), token: visit.token, state: state,
          Look.formEnd(
            Look.button("Encerrar contrato", .danger), Look.action("Voltar", to: path, .quiet)))))
  }
}
