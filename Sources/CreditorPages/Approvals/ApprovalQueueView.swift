import Credit
import DebtCollection
import Markup
import Pages

/// Negativações › Aprovar, as it is shown.
struct ApprovalQueueModel: Sendable {
  struct Line: Sendable {
    let id: String
    let path: String
    let person: String
    let document: String
    let title: String
    let dueOn: String
    let amount: String
    let requested: String
    let by: String
    let note: String
    /// Why this person may not approve it.
    let reason: String?
  }

  let lines: [Line]
  let isFirst: Bool
  let nextPath: String?

  /// What whoever asked for it said, and what the approver should know besides.
  static func note(_ entry: ApprovalEntry) -> String {
    let again = entry.isRelisting ? "Nova negativação depois de um recebimento desfeito." : nil
    return [again, entry.note].compactMap { $0 }.joined(separator: " ")
  }

  init(_ entries: ArraySlice<ApprovalEntry>, viewer: Actor, isFirst: Bool, nextPath: String?) {
    lines = entries.map { Line($0, viewer: viewer) }
    self.isFirst = isFirst
    self.nextPath = nextPath
  }
}

extension ApprovalQueueModel.Line {
  init(_ entry: ApprovalEntry, viewer: Actor) {
    let listing = entry.listing
    id = listing.id.description
    path = ListingPages.path(of: listing.id)
    person = listing.personName
    document = listing.documentMasked ?? "sem documento"
    title = listing.titleNumber
    dueOn = listing.dueOn.brazilian
    amount = listing.amount.description
    requested = listing.requestedAt.brazilian
    by = ActorWords.name(entry.requestedBy)
    note = ApprovalQueueModel.note(entry)
    reason = entry.requestedBy == viewer.name ? "Pedida por você: outra pessoa aprova" : nil
  }
}

enum ApprovalQueueView {
  static func page(_ model: ApprovalQueueModel) -> HTML {
    """
    \(Look.heading(
      "Aprovar", about: "Negativações que esperam uma segunda pessoa antes de ir ao birô.",
      actions: model.lines.isEmpty ? [] : [ListExport.action(ApprovalPages.exportPath)]))\
    \(content(model))
    """
  }

  private static func content(_ model: ApprovalQueueModel) -> HTML {
    guard !model.lines.isEmpty else {
      return Look.empty(
        "Nada espera aprovação",
        "Com “Exige aprovação” ligado nos parâmetros, cada pedido de negativação passa por aqui.",
        icon: .check, actions: [Look.action("Ver as negativações", to: ListingPages.path)])
    }
    let table = Look.table(
      caption: "Negativações que esperam aprovação",
      columns: [
        Look.Column("Pessoa"), Look.Column("Título"), Look.Column("Valor", isNumber: true),
        Look.Column("Pedida"), Look.Column("Observação"), Look.Column("Escolher"),
      ], rows: model.lines.map(cells))
    return """
      <form class="stack" method="get" action="\(ApprovalPages.decisionPath)">\(table)\
      <div class="bulk"><span data-picked>Escolha as negativações para decidir juntas.</span>\
      \(Look.button("Decidir", .primary, icon: .check))</div></form>\
      \(Look.pager(
        note: ListNotices.count(
          model.lines.count, "negativação", "negativações", more: model.nextPath),
        first: model.isFirst ? nil : ApprovalPages.path, next: model.nextPath))
      """
  }

  private static func cells(_ line: ApprovalQueueModel.Line) -> [HTML] {
    [
      Look.mainCell(line.person, to: line.path, under: line.document),
      Look.cell(line.title, under: "venceu em \(line.dueOn)"), HTML(text: line.amount),
      Look.cell(line.requested, under: line.by), line.note.isEmpty ? "—" : HTML(text: line.note),
      """
      \(Look.pick(
        name: ListingPages.pickName, value: line.id,
        label: "Escolher a negativação de \(line.person), título \(line.title)"))\
      \(line.reason.map { " <span class=\"hint\">\($0)</span>" as HTML })
      """,
    ]
  }

  /// The decision on those that were picked, asked once.
  static func decision(
    _ lines: [ApprovalQueueModel.Line], total: String, _ state: FormState, token: String
  ) -> HTML {
    let own = lines.count { $0.reason != nil }
    let count = lines.count == 1 ? "a negativação" : "as \(lines.count) negativações"
    let part: HTML? =
      own == 0
      ? nil
      : """
      <p class="hint">\(own == 1 ? "Uma foi pedida" : "\(own) foram pedidas") por você: só outra \
        pessoa pode aprovar.</p>
      """
    let table = Look.table(
      caption: "Negativações escolhidas",
      columns: [
        Look.Column("Pessoa"), Look.Column("Título"), Look.Column("Valor", isNumber: true),
        Look.Column("Pedida por"),
      ],
      rows: lines.map {
        [
          Look.cell($0.person, under: $0.document), HTML(text: $0.title), HTML(text: $0.amount),
          Look.cell($0.by, under: $0.reason),
        ]
      })
    let picked = lines.map { Look.hidden(ListingPages.pickName, $0.id) }
    return Look.confirm(
      title: "Decidir a aprovação",
      sentence: """
        Aprovadas, \(count) (<strong>\(total)</strong>) seguem para o birô em instantes, que \
        cobra por elas e envia a carta comunicado; não aprovadas, nada é enviado nem cobrado e os \
        títulos ficam bloqueados até que uma pessoa os libere.
        """,
      Look.form(
        to: ApprovalPages.decisionPath, token: token, state: state, shown: ["note"], isWide: true,
        """
        \(picked)\(table)\(part)\
        \(Look.area(
          .init(
            "note", "Observação (fica na linha do tempo)",
            hint: "Obrigatória para não aprovar: diga por quê."), in: state))\
        \(Look.formEnd(
          Look.button("Aprovar e enviar", .primary, name: "decision", value: "approve"),
          Look.button("Não aprovar", name: "decision", value: "decline"),
          Look.action("Voltar", to: ApprovalPages.path, .quiet)))
        """))
  }
}
