import Credit
import DebtCollection
import Markup
import Pages

/// The tab "Negativações de crédito" (manual, items 42-46 and 50).
struct PersonListingsModel: Sendable {
  struct Line: Sendable {
    let id: String
    let path: String
    let title: String
    let dueOn: String
    let amount: String
    /// One of the three statuses of the manual page, or what stands before the bureau's answer.
    let status: String
    let statusTone: Tone
    /// The true state, in words.
    let state: String
    let term: ListingListModel.Term?
    let requested: String
    let canBeRemoved: Bool
    let isMoving: Bool
  }

  var isMoving: Bool { lines.contains(where: \.isMoving) }

  let lines: [Line]
  let path: String
  let addPath: String
  let exportPath: String
  let nextPath: String?
  let isFirst: Bool

  init(
    _ rows: [ListingSummary], person: PersonRow, limit: Int, isFirst: Bool, today: CivilDate
  ) {
    path = PersonPages.path(of: person, .listings)
    addPath = ManualListingPages.path(of: person.id)
    exportPath = PagePath.to(ListingPages.exportPath, [("pessoa", person.id.description)])
    self.isFirst = isFirst
    let (shown, last) = rows.part(of: limit)
    lines = shown.map { row in
      let line = ListingListModel.Line(row, today: today)
      return Line(
        id: line.id, path: line.path, title: line.title, dueOn: line.dueOn, amount: line.amount,
        status: ListingWords.status(row.state) ?? "Sem resposta ainda",
        statusTone: Self.tone(row.state.status), state: line.state.label, term: line.term,
        requested: line.requested, canBeRemoved: line.canBeRemoved,
        isMoving: line.state.isMoving)
    }
    let base = path
    nextPath = last.map { TabPlace.path(base, behind: $0.id.number) }
  }

  private static func tone(_ status: ListingState.Status?) -> Tone {
    switch status {
    case .active: .public
    case .removed: .good
    case .error: .bad
    case nil: .neutral
    }
  }
}

enum PersonListingsView {
  static func page(_ model: PersonListingsModel, mayRemove: Bool, mayList: Bool) -> HTML {
    let add = mayList ? [Look.action("Incluir", to: model.addPath, icon: .plus)] : []
    guard !model.lines.isEmpty else {
      return Look.empty(
        "Nenhuma negativação deste cliente",
        mayList
          ? "Use Análise de crédito › Incluir para escolher os títulos vencidos."
          : "Quando um título vencido for negativado, aparece aqui em que ponto está.",
        icon: .listing,
        actions: add)
    }
    let hasPicks = mayRemove && model.lines.contains(where: \.canBeRemoved)
    let refresh = Look.action("Atualizar", to: model.path, icon: .undo)
    let pager: HTML = """
      \(Look.pager(
        note: model.lines.count == 1 ? "1 negativação" : "\(model.lines.count) negativações",
        first: model.isFirst ? nil : model.path, next: model.nextPath))\
      <div class="actions">\(ListExport.action(model.exportPath))</div>
      """
    let hint: HTML = """
      <p class="hint">Ativo: no birô, com a carta enviada ou já visível. Baixada: a baixa foi \
      pedida ou confirmada. Erro: o birô recusou ou há um problema. O estado exato está ao \
      lado; Atualizar mostra a resposta mais nova do birô.</p>
      """
    guard hasPicks else {
      return """
        <div class="stack" data-list\("data-live", is: Look.pace(isMoving: model.isMoving))>\
        \(table(model, hasPicks: false))\
        <div class="actions">\(refresh)\(add)</div>\(pager)\(hint)</div>
        """
    }
    return """
      <div class="stack" data-list\("data-live", is: Look.pace(isMoving: model.isMoving))>\
      <form class="stack" method="get" action="\(ListingPages.removalPath)">\
      \(table(model, hasPicks: true))<div class="bulk"><span data-picked>Marque uma ou várias \
      negativações</span>\(Look.button("Remover negativação", .danger))\(refresh)\(add)</div>\
      </form>\(pager)\(hint)</div>
      """
  }

  private static func table(_ model: PersonListingsModel, hasPicks: Bool) -> HTML {
    var columns: [Look.Column] = [
      .init("Título"), .init("Valor", isNumber: true), .init("Status"),
      .init("Estado no birô"), .init("Prazo"), .init("Pedida em"),
    ]
    if hasPicks { columns.append(.init("Escolher")) }
    return Look.table(
      caption: "Negativações de crédito", columns: columns,
      rows: model.lines.map { line in
        var cells: [HTML] = [
          Look.mainCell(line.title, to: line.path, under: "venceu em \(line.dueOn)"),
          HTML(text: line.amount), Look.badge(line.status, line.statusTone),
          HTML(text: line.state),
          line.term.map { Look.countdown($0.words, elapsed: $0.elapsed, tone: $0.tone) } ?? "—",
          HTML(text: line.requested),
        ]
        if hasPicks {
          cells.append(
            line.canBeRemoved
              ? Look.pick(
                name: ListingPages.pickName, value: line.id,
                label: "Escolher a negativação do título \(line.title)") : "—")
        }
        return cells
      })
  }
}
