import Credit
import DebtCollection
import Markup
import Pages

/// The tab "Contratos".
struct PersonContractsModel: Sendable {
  struct Line: Sendable {
    let path: String
    let number: String
    let kind: String
    let status: String
    let tone: Tone
    let since: String
    let guarantors: String
  }

  let lines: [Line]
  let firstPath: String?
  let nextPath: String?

  init(
    _ rows: [ContractRow], names: [ID<Person>: String], path: String, limit: Int, isFirst: Bool
  ) {
    firstPath = isFirst ? nil : path
    let (shown, last) = rows.part(of: limit)
    lines = shown.map { row in
      Line(
        path: Contents.contract.path(row.person, row.id), number: row.number,
        kind: ContractWords.kind(row.kind), status: ContractWords.status(row.status),
        tone: ContractWords.tone(row.status), since: Self.since(row),
        guarantors: row.guarantors.isEmpty
          ? "—" : row.guarantors.map { names[$0] ?? $0.description }.joined(separator: ", "))
    }
    nextPath = last.map { TabPlace.path(path, behind: $0.id.number) }
  }

  private static func since(_ row: ContractRow) -> String {
    switch row.status {
    case .active: "—"
    case .suspended: row.suspendedOn.map { "suspenso em \($0.brazilian)" } ?? "—"
    case .rescinded: row.rescindedOn.map { "rescindido em \($0.brazilian)" } ?? "—"
    }
  }
}

enum PersonContractsView {
  static func page(_ model: PersonContractsModel, of person: ID<Person>, mayManage: Bool) -> HTML {
    let add =
      mayManage
      ? [
        Look.action(
          "Novo contrato", to: Contents.newContract.path(person), .primary, icon: .plus)
      ] : []
    guard !model.lines.isEmpty else {
      return Look.empty(
        "Nenhum contrato",
        "Os títulos de um contrato são enviados ao birô com o número dele; a rescisão conta "
          + "para os prazos de telecomunicações.", icon: .listing, actions: add)
    }
    let table = Look.table(
      caption: "Contratos",
      columns: [
        .init("Número"), .init("Tipo"), .init("Situação"), .init("Desde"),
        .init("Fiadores"),
      ],
      rows: model.lines.map { line in
        [
          mayManage ? Look.mainCell(line.number, to: line.path) : HTML(text: line.number),
          HTML(text: line.kind), Look.badge(line.status, line.tone), HTML(text: line.since),
          HTML(text: line.guarantors),
        ]
      })
    return """
      <div class="stack" data-list>\(table)\
      \(Look.pager(
        note: ListNotices.count(model.lines.count, "contrato", "contratos", more: model.nextPath),
        first: model.firstPath, next: model.nextPath))\
      <div class="actions">\(add)</div></div>
      """
  }
}

/// The words of contracts.
enum ContractWords {
  static func kind(_ kind: ContractKind) -> String {
    switch kind {
    case .telecom: "Telecomunicações"
    case .other: "Outro"
    }
  }

  static func status(_ status: ContractStatus) -> String {
    switch status {
    case .active: "Ativo"
    case .suspended: "Suspenso"
    case .rescinded: "Rescindido"
    }
  }

  static func tone(_ status: ContractStatus) -> Tone {
    switch status {
    case .active: .good
    case .suspended: .waiting
    case .rescinded: .neutral
    }
  }
}
