import BureauRegister
import Credit
import Markup
import Pages

/// The list of records, as it is shown.
struct RecordListModel: Sendable {
  struct Line: Sendable {
    let path: String
    let debtor: String
    let document: String
    let creditor: String
    let reference: String
    let amount: String
    let dueOn: String
    let state: RecordState
    let day: String
  }

  let query: RecordListQuery
  let lines: [Line]
  let creditors: [(id: String, name: String)]
  let nextPath: String?

  init(
    _ query: RecordListQuery, _ found: [BrowsedRecord], creditors: [ID<Participant>: String]
  ) {
    self.query = query
    let (shown, last) = found.part(of: RecordListQuery.pageLimit)
    lines = shown.map(Line.init)
    self.creditors = creditors.map { (id: $0.key.description, name: $0.value) }
      .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    nextPath = last.map { query.path(after: $0.record.id) }
  }
}

extension RecordListModel.Line {
  init(_ browsed: BrowsedRecord) {
    let record = browsed.record
    path = RecordPages.path(of: record.id)
    debtor = browsed.debtor.name
    document = browsed.documentMasked
    creditor = browsed.creditor
    reference = record.reference
    amount = record.amount.description
    dueOn = record.dueOn.brazilian
    state = record.state
    day =
      record.removedAt?.civilDate.brazilian
      ?? record.visibleFrom.map { "visível a partir de \($0.brazilian)" }
      ?? record.receivedAt.civilDate.brazilian
  }
}

enum RecordListView {
  private static let about: HTML =
    "O que os credores mandaram incluir, do mais novo ao mais antigo."

  static func page(_ model: RecordListModel, token: String) -> HTML {
    """
    \(Look.heading("Registros", about: about))\
    <div>\(filters(model, token: token))\(list(model))</div>
    """
  }

  private static func filters(_ model: RecordListModel, token: String) -> HTML {
    let query = model.query
    let state = FormState([
      ("situacao", query.state?.rawValue ?? ""), ("credor", query.participant?.description ?? ""),
      ("search", query.reference ?? ""),
    ])
    return Look.filters(
      to: RecordPages.searchPath, token: token,
      clear: query.isNarrowed ? RecordPages.path : nil,
      Look.entry(
        .init("search", "Documento, referência ou id"), .search, in: state,
        placeholder: query.person == nil ? "CPF, CNPJ, FAT-1 ou lst_…" : "Só uma pessoa"),
      Look.select(
        .init("situacao", "Situação"),
        RecordState.allCases.map { .init($0.rawValue, ConsoleWords.label($0)) }, none: "Todas",
        in: state),
      Look.select(
        .init("credor", "Credor"), model.creditors.map { .init($0.id, $0.name) }, none: "Todos",
        in: state))
  }

  private static func list(_ model: RecordListModel) -> HTML {
    guard !model.lines.isEmpty else {
      let detail =
        model.query.missed?.sentence(unknown: "Não há registro da pessoa procurada.")
        ?? (model.query.isNarrowed
          ? "Nenhum registro passa por estes filtros."
          : "Quando um credor pedir uma inclusão, ela aparece aqui.")
      return "<div data-list>\(Look.empty("Nenhum registro", detail, icon: .listing))</div>"
    }
    let count = model.lines.count
    return """
      <div class="stack" data-list>\(table(model))\(Look.pager(
        note: ListNotices.count(count, "registro", "registros", more: model.nextPath),
        first: model.query.before == nil ? nil : model.query.path(), next: model.nextPath))</div>
      """
  }

  private static func table(_ model: RecordListModel) -> HTML {
    Look.table(
      caption: "Registros",
      columns: [
        .init("Pessoa"), .init("Credor"), .init("Valor", isNumber: true), .init("Situação"),
        .init("Data"),
      ],
      rows: model.lines.map { line in
        [
          Look.mainCell(line.debtor, to: line.path, under: line.document),
          Look.cell(line.creditor, under: line.reference),
          Look.cell(line.amount, under: "venceu em \(line.dueOn)"),
          ConsoleWords.badge(line.state), HTML(text: line.day),
        ]
      })
  }
}
