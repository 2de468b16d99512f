import Credit
import DebtCollection
import Markup
import Pages

/// Negativações › Conciliação › Registros soltos, as it is shown.
struct StrayRecordListModel: Sendable {
  struct Line: Sendable {
    let id: String
    let record: String
    let reference: String
    let listingPath: String?
    let there: String
    let amount: String
    let foundAt: String
    let situation: (label: String, tone: Tone)
    let detail: String?
    let mayRemove: Bool
    let mayKeep: Bool
  }

  let lines: [Line]
  let isFirst: Bool
  let nextPath: String?

  static func situation(_ state: StrayRecord.State) -> (label: String, tone: Tone) {
    switch state {
    case .found: ("Espera uma decisão", .bad)
    case .removing: ("Baixa em andamento", .waiting)
    case .gone: ("Saiu do birô", .good)
    case .kept: ("Confirmado como da casa", .neutral)
    }
  }

  init(
    _ records: [StrayRecord], mayRemove: Bool, mayKeep: Bool, isFirst: Bool, nextPath: String?
  ) {
    lines = records.map { Line($0, mayRemove: mayRemove, mayKeep: mayKeep) }
    self.isFirst = isFirst
    self.nextPath = nextPath
  }
}

extension StrayRecordListModel.Line {
  init(_ stray: StrayRecord, mayRemove: Bool, mayKeep: Bool) {
    id = stray.id.description
    record = stray.bureauReference
    reference = stray.reference
    listingPath = stray.listing.map(ListingPages.path(of:))
    there = BureauWords.title(stray.bureauState)
    amount = stray.amount?.description ?? "—"
    foundAt = stray.foundAt.brazilian
    situation = StrayRecordListModel.situation(stray.state)
    let by = stray.decidedBy.map { "Por " + ActorWords.name($0) + "." }
    let words = [by, stray.note, stray.problem].compactMap { $0 }.joined(separator: " ")
    detail = words.isEmpty ? nil : words
    self.mayRemove = mayRemove && (stray.state == .found || stray.state == .kept)
    self.mayKeep = mayKeep && stray.state == .found && stray.listing == nil
  }
}

enum StrayRecordView {
  static func list(_ model: StrayRecordListModel) -> HTML {
    let content =
      model.lines.isEmpty
      ? Look.empty(
        "Nenhum registro solto",
        "Tudo o que o birô mostra em nome da empresa tem uma negativação viva aqui.", icon: .scale)
      : Look.table(
        caption: "Registros soltos",
        columns: [
          Look.Column("Registro"), Look.Column("No birô"), Look.Column("Visto em"),
          Look.Column("Situação"), Look.Column("Ação"),
        ], rows: model.lines.map(row))
    return """
      \(Look.heading(
        "Registros soltos",
        about: "Vivem no birô sem negativação viva aqui. O que está encerrado aqui é baixado "
          + "sozinho; do que ninguém conhece uma pessoa decide.",
        actions: model.lines.isEmpty ? [] : [ListExport.action(StrayRecordPages.exportPath)]))\
      \(content)\
      \(if: !model.lines.isEmpty, Look.pager(
        note: ListNotices.count(
          model.lines.count, "registro", "registros", more: model.nextPath),
        first: model.isFirst ? nil : StrayRecordPages.path, next: model.nextPath))
      """
  }

  private static func row(_ line: StrayRecordListModel.Line) -> [HTML] {
    let record =
      line.listingPath.map { Look.mainCell(line.record, to: $0, under: line.reference) }
      ?? Look.cell(line.record, under: line.reference)
    let removal = Look.action(
      "Pedir a baixa",
      to: PagePath.to(StrayRecordPages.removalPath, [(StrayRecordPages.pickName, line.id)]),
      .primary,
      opensDialog: true)
    let keep = Look.action(
      "Manter",
      to: PagePath.to(StrayRecordPages.keepPath, [(StrayRecordPages.pickName, line.id)]),
      opensDialog: true)
    let state: HTML = """
      \(Look.badge(line.situation.label, line.situation.tone))\
      \(line.detail.map { "<br><span class=\"under\">\($0)</span>" as HTML })
      """
    let actions: HTML = """
      <div class="actions">\(if: line.mayRemove, removal)\(if: line.mayKeep, keep)</div>
      """
    return [
      record, Look.cell(line.there, under: line.amount), HTML(text: line.foundAt), state,
      line.mayRemove || line.mayKeep ? actions : "—",
    ]
  }

  static func removal(_ line: StrayRecordListModel.Line, token: String) -> HTML {
    Look.confirm(
      title: "Pedir a baixa",
      sentence: """
        O birô recebe agora a baixa do registro <strong>\(line.record)</strong> (referência \
        \(line.reference), \(line.amount)) e é consultado até que ele saia. Depois só uma nova \
        negativação, com nova carta e novo prazo, o traz de volta.
        """,
      Look.form(
        to: StrayRecordPages.removalPath, token: token, state: FormState(),
        """
        \(Look.hidden(StrayRecordPages.pickName, line.id))\
        \(Look.formEnd(
          Look.button("Pedir a baixa", .danger),
          Look.action("Voltar", to: StrayRecordPages.path, .quiet)))
        """))
  }

  /// What is kept without a listing here needs a person's word.
  static func keep(
    _ line: StrayRecordListModel.Line, _ state: FormState, token: String
  ) -> HTML {
    Look.confirm(
      title: "Manter no birô",
      sentence: """
        O registro <strong>\(line.record)</strong> (referência \(line.reference)) fica no birô e \
        deixa de ser avisado aqui. Confirme só se a dívida existe e foi negativada por outro meio.
        """,
      Look.form(
        to: StrayRecordPages.keepPath, token: token, state: state, shown: ["note"],
        """
        \(Look.hidden(StrayRecordPages.pickName, line.id))\
        \(Look.area(.init("note", "Como isso foi conferido"), in: state))\
        \(Look.formEnd(
          Look.button("Manter no birô", .primary),
          Look.action("Voltar", to: StrayRecordPages.path, .quiet)))
        """))
  }
}
