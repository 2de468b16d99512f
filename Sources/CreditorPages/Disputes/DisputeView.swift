import DebtCollection
import Markup
import Pages

enum DisputeView {
  static func list(_ model: DisputeListModel) -> HTML {
    let tabs = Look.tabs(
      DisputePages.Situation.allCases.map {
        Look.Tab(
          $0.label, PagePath.to(DisputePages.path, [("situacao", $0.rawValue)]),
          isCurrent: $0 == model.situation)
      }, label: "Contestações")
    let content =
      model.lines.isEmpty
      ? Look.empty(
        "Nenhuma contestação aqui",
        "O que uma pessoa contesta no birô aparece aqui, com as palavras dela e o prazo da "
          + "resposta.", icon: .scale)
      : Look.table(
        caption: "Contestações",
        columns: [
          Look.Column("Pessoa"), Look.Column("Título"), Look.Column("O que a pessoa diz"),
          Look.Column("Situação"), Look.Column(model.situation == .open ? "Prazo" : "Em"),
        ], rows: model.lines.map(row))
    return """
      \(Look.heading(
        "Contestações",
        about: "O que as pessoas contestam no birô. Sem resposta no prazo a negativação sai."))\
      \(tabs)\(content)\
      \(if: !model.lines.isEmpty, Look.pager(
        note: ListNotices.count(
          model.lines.count, "contestação", "contestações", more: model.nextPath),
        first: model.isFirst
          ? nil : PagePath.to(DisputePages.path, [("situacao", model.situation.rawValue)]),
        next: model.nextPath))
      """
  }

  private static func row(_ line: DisputeListModel.Line) -> [HTML] {
    [
      Look.mainCell(line.person, to: line.path, under: line.amount), HTML(text: line.title),
      Look.cell(line.reason, under: line.text),
      Look.badge(line.situation.label, line.situation.tone),
      line.isNear ? "<strong>\(line.term)</strong>" : HTML(text: line.term),
    ]
  }

  static func page(_ model: DisputeModel, _ state: FormState, token: String) -> HTML {
    """
    \(Look.heading("Contestação de \(model.personName)", about: subtitle(model)))\
    \(Look.sheet(nil, standing(model)))\
    <div class="columns wide-first"><div class="stack">\(words(model))\(documents(model))\
    \(if: model.mayAnswer, answer(model, state, token: token))</div>\
    <div class="stack">\(Look.sheet(
      "Dados", Look.facts(model.facts.map { ($0.term, HTML(text: $0.value)) })))</div></div>
    """
  }

  private static func subtitle(_ model: DisputeModel) -> HTML {
    """
    <a href="\(model.personPath)">\(model.personName)</a> · \
    <a href="\(model.titlePath)">título \(model.titleNumber)</a> · \
    <a href="\(model.listingPath)">negativação</a> · <strong>\(model.amount)</strong>
    """
  }

  private static func standing(_ model: DisputeModel) -> HTML {
    """
    <p>\(Look.badge(model.situation.label, model.situation.tone)) \
    \(model.term.map { Look.badge($0.words, $0.tone) })</p>\
    <p class="lead">\(model.sentence)</p>\
    \(model.problem.map { Look.notice(.bad, "O que o birô diz da resposta", points: [$0]) })
    """
  }

  private static func words(_ model: DisputeModel) -> HTML {
    let note: HTML? = model.note.map { "<h3>O que respondemos</h3><p>\($0)</p>" }
    return Look.sheet(
      "O que a pessoa diz",
      "<p><strong>\(model.reason)</strong></p><blockquote>\(model.text)</blockquote>\(note)")
  }

  private static func documents(_ model: DisputeModel) -> HTML? {
    guard !model.documents.isEmpty else { return nil }
    let items = model.documents.map { document -> HTML in
      let name: HTML =
        document.path.map { "<a href=\"\($0)\">\(document.name)</a>" }
        ?? HTML(text: document.name)
      let state = document.path == nil ? ", ainda não recebido" : ""
      return "<li>\(name) <span class=\"hint\">\(document.sender)\(state)</span></li>"
    }
    return Look.sheet("Documentos", "<ul>\(items)</ul>")
  }

  /// Proof first, for the answer takes along what was kept.
  private static func answer(
    _ model: DisputeModel, _ state: FormState, token: String
  ) -> HTML {
    let attach = Look.form(
      to: Contents.addDisputeDocument.path(model.id), token: token, state: state,
      shown: ["name", "file"],
      isUpload: true,
      """
      \(Look.entry(.init("name", "Nome do documento", isRequired: true), in: state))\
      \(Look.file(
        .init(
          "file", "Arquivo",
          hint: "PDF, PNG, JPEG ou texto, até \(DisputeProof.byteLimit / 1_024) KiB.",
          isRequired: true), accept: ".pdf,.png,.jpg,.jpeg,.txt", in: state))\
      \(Look.formEnd(Look.button("Anexar", icon: .upload)))
      """)
    let reply = Look.form(
      to: Contents.answerDispute.path(model.id), token: token, state: state,
      shown: ["note", "outcome"],
      """
      \(Look.area(
        .init(
          "note", "Explicação",
          hint: "Obrigatória para manter a dívida; o birô a lê com os documentos."), in: state,
        limit: DisputeAnswer.noteLimit))\
      \(Look.formEnd(
        Look.button("Responder com prova", .primary, name: "outcome", value: "maintain"),
        Look.button("Reconhecer", .danger, name: "outcome", value: "accept")))
      """)
    return """
      <div class="no-print stack">\
      \(if: model.room > 0, Look.sheet(
        "Anexar prova", note: "Até \(model.room) documentos vão com a resposta", attach))\
      \(Look.sheet(
        "Responder",
        note: "Reconhecer tira a negativação e bloqueia o título até que uma pessoa o libere",
        reply))</div>
      """
  }
}
