import Credit
import DebtCollection
import Markup

/// The list of integrations, as it is shown.
struct IntegrationListModel {
  struct Line {
    let name: String
    let path: String
    let provider: String
    let branch: String
    let environment: String
    let automatic: String
    let token: IntegrationToken
  }

  let lines: [Line]

  init(_ rows: [IntegrationRow], branches: [BranchRow], now: Instant) {
    let names = Dictionary(uniqueKeysWithValues: branches.map { ($0.id, $0.name) })
    lines = rows.map { row in
      Line(
        name: row.name, path: IntegrationPages.path(of: row.id),
        provider: IntegrationModel.providerName(row.provider),
        branch: row.branch.flatMap { names[$0] } ?? "—",
        environment: IntegrationModel.label(row.environment),
        automatic: row.isAutomatic ? "Sim" : "Não", token: IntegrationToken(row, now: now))
    }
  }
}

/// The state of an integration's token in words (manual, item 17).
struct IntegrationToken {
  let label: String
  let detail: String
  let tone: Tone

  init(_ row: IntegrationRow, now: Instant) {
    let isExpired = row.tokenExpiresAt.map { $0 <= now } ?? false
    switch row.tokenState {
    case .none:
      (label, detail, tone) = ("Ainda não gerado", "É gerado na primeira consulta.", .neutral)
    case .valid where !isExpired:
      let until = row.tokenExpiresAt.map { "Vale até \($0.brazilian)." } ?? "Em uso."
      (label, detail, tone) = ("Válido", until, .good)
    case .valid, .expired:
      (label, detail, tone) = ("Vencido", "Um novo é gerado na próxima consulta.", .neutral)
    case .refused:
      (label, detail, tone) = (
        "Recusado", "Informe o Client_ID e o Client_secret corretos e salve.", .bad
      )
    }
  }
}

/// One integration, as it is shown beside its form.
struct IntegrationModel {
  struct CodeList {
    let title: String
    let rows: [[String]]
  }

  let id: ID<Integration>
  let path: String
  let name: String
  let information: (label: String, url: String)?
  let token: IntegrationToken
  /// When the lists were fetched; nil before.
  let synced: String?
  let codes: [CodeList]
  let products: [[String]]
  let form: IntegrationForm

  init(
    _ row: IntegrationRow, branches: [BranchRow], codes: [BureauCode],
    products: [BureauProduct], now: Instant
  ) {
    id = row.id
    path = IntegrationPages.path(of: row.id)
    name = row.name
    let provider = BureauProvider.all.first { $0.code == row.provider }
    information = provider.map { ("Mais informações sobre \($0.name)", $0.informationURL) }
    token = IntegrationToken(row, now: now)
    synced = row.codesSyncedAt?.brazilian
    self.codes = BureauCode.Kind.allCases.map { kind in
      CodeList(
        title: Self.label(kind),
        rows: codes.filter { $0.kind == kind }.map {
          [$0.code, $0.name, Self.person($0.person), Self.validity($0)]
        })
    }
    self.products = products.map {
      [$0.code, $0.name, Self.person($0.person), $0.price.description]
    }
    form = IntegrationForm(
      branches: branches, restrictions: codes.filter { $0.kind == .restriction })
  }

  static func providerName(_ code: String) -> String {
    BureauProvider.all.first { $0.code == code }?.name ?? code
  }

  static func label(_ environment: IntegrationRow.Environment) -> String {
    environment == .production ? "Produção" : "Homologação"
  }

  private static func label(_ kind: BureauCode.Kind) -> String {
    switch kind {
    case .restriction: "Códigos de restrição"
    case .removal: "Códigos de baixa"
    case .rejection: "Códigos de recusa"
    case .noticeReturn: "Motivos de devolução da carta"
    }
  }

  private static func person(_ word: String) -> String {
    switch word {
    case "natural": "Física"
    case "legal": "Jurídica"
    default: "Ambas"
    }
  }

  private static func validity(_ code: BureauCode) -> String {
    let start = "desde \(code.validFrom.brazilian)"
    return code.validTo.map { "\(start) até \($0.brazilian)" } ?? start
  }
}
