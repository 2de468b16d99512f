import Credit
import DebtCollection
import HTTPService
import Markup
import Pages

/// Negativações › Conciliação, as it is shown.
struct ReconciliationModel: Sendable {
  struct Line: Sendable {
    let listingPath: String?
    let reference: String
    let here: String
    let there: String
    let detail: String
  }

  struct Part: Sendable {
    let title: String
    let advice: String
    let lines: [Line]
    let nextPath: String?
  }

  let id: ID<Reconciliation>
  let path: String
  let name: String
  let isRunning: Bool
  let problem: String?
  let matched: Int
  let facts: [(term: String, value: String)]
  let parts: [Part]
  let progress: EventStream.Progress

  init(_ done: Reconciliation, parts: [Part]) {
    id = done.id
    path = ReconciliationPages.path(of: done.id)
    name = "Conciliação de \(done.startedAt.brazilian)"
    isRunning = done.state == .running
    problem = done.problem
    matched = done.matched
    facts = [
      ("Pedida por", ActorWords.starter(done.startedBy)), ("Início", done.startedAt.brazilian),
      ("Fim", done.finishedAt?.brazilian ?? "em andamento"),
      ("Conferem", String(done.matched)),
    ]
    self.parts = parts
    progress = Self.progress(done)
  }

  static func progress(_ done: Reconciliation) -> EventStream.Progress {
    EventStream.Progress(
      done: done.state == .running ? 0 : 1, total: 1,
      words: done.state == .running
        ? "Lendo o extrato do birô: \(done.matched) negativações conferem até agora"
        : "Terminada", isFinished: done.state != .running)
  }
}

extension ReconciliationModel.Line {
  init(_ difference: ReconciliationDifference) {
    listingPath = difference.listing.map(ListingPages.path(of:))
    reference = difference.bureauReference ?? difference.listing?.description ?? "—"
    here = difference.here.map(ReconciliationWords.here) ?? "nada"
    there = difference.there.map(ReconciliationWords.there) ?? "nada"
    detail = difference.detail
  }
}

enum ReconciliationWords {
  /// "active, R$ 10,00" with the word for our state.
  static func here(_ text: String) -> String {
    let word = text.prefix { $0 != "," }
    guard let known = ListingState.Word(rawValue: String(word)) else { return text }
    return ListingWords.label(known) + text.dropFirst(word.count)
  }

  /// The same with the bureau's state.
  static func there(_ text: String) -> String {
    let word = text.prefix { $0 != "," }
    return BureauWords.title(BureauRecordState(String(word))) + text.dropFirst(word.count)
  }

  static func title(_ kind: ReconciliationDifference.Kind) -> String {
    switch kind {
    case .onlyHere: "Só aqui"
    case .onlyThere: "Só no birô"
    case .different: "Diferentes"
    }
  }

  /// What to do about it.
  static func advice(_ kind: ReconciliationDifference.Kind) -> String {
    switch kind {
    case .onlyHere:
      "O birô não tem o registro. Abra a negativação e peça a baixa; se a dívida continua, "
        + "negative o título de novo."
    case .onlyThere:
      "O registro está no birô em nome da empresa e não é daqui. Em Registros soltos se pede a "
        + "baixa: sem título que o sustente, ele é inclusão indevida."
    case .different:
      "Os dois lados têm o registro e dizem coisas diferentes. Abra a negativação, confira o que "
        + "vale e peça a baixa ou espere o birô confirmar."
    }
  }

  static func state(_ done: Reconciliation) -> (label: String, tone: Tone) {
    switch done.state {
    case .running: ("Em andamento", .info)
    case .finished: ("Terminada", .good)
    case .failed: ("Falhou", .bad)
    }
  }

  static func badge(_ done: Reconciliation) -> HTML {
    Look.badge(state(done).label, state(done).tone)
  }
}

enum ReconciliationView {
  static func page(_ model: ReconciliationModel) -> HTML {
    let export = Look.action(
      "Exportar CSV", to: Contents.reconciliationExport.path(model.id), icon: .download,
      isDownload: true)
    return """
      \(Look.heading(model.name, actions: model.isRunning ? [] : [export]))\
      \(if: model.isRunning, running(model))\
      \(model.problem.map {
        Look.notice(.bad, "A conciliação não chegou ao fim", detail: HTML(text: $0))
      })\
      \(tiles(model))\(model.parts.filter { !$0.lines.isEmpty }.map(part))\
      \(if: !model.isRunning && model.parts.allSatisfy(\.lines.isEmpty) && model.problem == nil,
        Look.notice(.good, "Os dois lados dizem o mesmo."))\
      \(Look.sheet("Dados", Look.facts(model.facts.map { ($0.term, HTML(text: $0.value)) })))
      """
  }

  private static func running(_ model: ReconciliationModel) -> HTML {
    Look.sheet(
      nil,
      """
      \(Look.progress(
        label: "Andamento", done: model.progress.done, of: model.progress.total,
        stream: Contents.reconciliationStream.path(model.id), words: model.progress.words))\
      <p class="hint">Esta página pode ser fechada: o trabalho continua. \
      <a href="\(model.path)">Atualizar</a></p>
      """)
  }

  private static func tiles(_ model: ReconciliationModel) -> HTML {
    Look.tiles(
      [Look.tile("Conferem", String(model.matched), tone: .good)]
        + model.parts.map { part in
          let count = String(part.lines.count) + (part.nextPath == nil ? "" : "+")
          return Look.tile(part.title, count, tone: part.lines.isEmpty ? .neutral : .bad)
        })
  }

  private static func part(_ part: ReconciliationModel.Part) -> HTML {
    let table = Look.table(
      caption: part.title,
      columns: [
        Look.Column("Registro"), Look.Column("Aqui"), Look.Column("No birô"),
        Look.Column("O que se viu"), Look.Column("Ação"),
      ],
      rows: part.lines.map { line in
        [
          HTML(text: line.reference), HTML(text: line.here), HTML(text: line.there),
          HTML(text: line.detail),
          line.listingPath.map { "<a href=\"\($0)\">Abrir a negativação</a>" } ?? "—",
        ]
      })
    return Look.sheet(
      part.title,
      """
      <p>\(part.advice)</p>\(table)\
      \(part.nextPath.map { Look.action("Mais", to: $0, icon: .right) })
      """)
  }

  static func list(_ found: [Reconciliation], next: String?, isFirst: Bool, mayStart: Bool)
    -> HTML
  {
    let start = Look.action(
      "Conciliar agora", to: ReconciliationPages.startPath, .primary, icon: .scale,
      opensDialog: true)
    let content =
      found.isEmpty
      ? Look.empty(
        "Nenhuma conciliação ainda",
        "A conciliação lê o extrato do birô e mostra o que só um dos lados tem, ou diz "
          + "diferente. Ela roda sozinha no horário de Configurações › Tarefas.", icon: .scale,
        actions: mayStart ? [start] : [])
      : Look.table(
        caption: "Conciliações",
        columns: [
          Look.Column("Conciliação"), Look.Column("Situação"),
          Look.Column("Conferem", isNumber: true), Look.Column("Diferenças", isNumber: true),
        ],
        rows: found.map {
          [
            Look.mainCell(
              $0.startedAt.brazilian, to: ReconciliationPages.path(of: $0.id),
              under: ActorWords.starter($0.startedBy)), ReconciliationWords.badge($0),
            HTML(text: String($0.matched)),
            $0.differences == 0 ? "0" : Look.badge(String($0.differences), .bad),
          ]
        })
    return """
      \(Look.heading(
        "Conciliação", about: "As negativações daqui contra o extrato do birô.",
        actions: [Look.action("Registros soltos", to: StrayRecordPages.path)]
          + (found.isEmpty ? [] : [ListExport.action(ReconciliationPages.exportPath)])
          + (mayStart && !found.isEmpty ? [start] : [])))\
      <div class="stack" data-list\("data-live", is: found.contains { $0.state == .running })>\
      \(content)\
      \(if: !found.isEmpty, Look.pager(
        note: ListNotices.count(found.count, "conciliação", "conciliações", more: next),
        first: isFirst ? nil : ReconciliationPages.path, next: next))</div>
      """
  }
}
