import HTTPService
import Markup
import Pages

enum TaskListView {
  static func page(_ model: TaskListModel) -> HTML {
    """
    \(Look.heading("Tarefas", about: "O que o Adimple faz sozinho, e quando."))\
    \(Look.table(
      caption: "Tarefas",
      columns: [.init("Tarefa"), .init("Situação"), .init("Próxima"), .init("Última")],
      rows: model.lines.map(cells)))
    """
  }

  private static func cells(_ line: TaskListModel.Line) -> [HTML] {
    let last: HTML? = line.last.map {
      "<span>\(Look.badge($0.label, $0.tone))<span class=\"under\">\($0.at)</span></span>"
    }
    return [
      Look.mainCell(line.title, to: line.path, under: line.turn),
      line.isEnabled ? Look.badge("Ligada", .good) : Look.badge("Desligada"),
      HTML(text: line.next), last ?? "Nunca",
    ]
  }
}

enum TaskView {
  static func page(_ model: TaskModel, _ state: FormState, token: String) -> HTML {
    let run = Look.action(
      "Executar agora", to: Contents.startTask.path(model.name), .primary, icon: .play,
      opensDialog: true)
    return """
      \(Look.heading(model.title, about: "\(model.about)", actions: [run]))\
      \(progress(model))\
      <div class="columns wide-first">\(history(model))\
      \(model.mayChange ? schedule(model, state, token) : nil)</div>
      """
  }

  static func confirm(
    _ name: String, _ title: String, _ state: FormState, token: String
  ) -> HTML {
    let path = TaskPages.path(of: name)
    return Look.confirm(
      title: "Executar agora: \(title)", sentence: HTML(text: TaskWords.sentence(name)),
      Look.form(
        to: Contents.startTask.path(name), token: token, state: state,
        Look.formEnd(
          Look.button("Executar agora", .primary), Look.action("Cancelar", to: path, .quiet))))
  }

  private static func progress(_ model: TaskModel) -> HTML? {
    model.news.map { news in
      Look.sheet(
        "Agora",
        Look.progress(
          label: model.title, done: news.done, of: news.total,
          stream: Contents.taskStream.path(model.name), words: news.words))
    }
  }

  private static func history(_ model: TaskModel) -> HTML {
    guard !model.runs.isEmpty else {
      return Look.empty(
        "Ainda não rodou", "A tarefa roda \(model.turn); “Executar agora” não espera por isso.",
        icon: .clock)
    }
    return Look.sheet(
      "Histórico", note: "As execuções mais novas",
      Look.table(
        caption: "Histórico de \(model.title)",
        columns: [
          .init("Início"), .init("Fim"), .init("Resultado"), .init("Relato"),
        ],
        rows: model.runs.map { run in
          [
            Look.cell(run.begun, under: run.by), HTML(text: run.ended),
            Look.badge(run.outcome.label, run.outcome.tone),
            run.path.map { "<a href=\"\($0)\">\(run.detail)</a>" } ?? HTML(text: run.detail),
          ]
        }))
  }

  private static func schedule(
    _ model: TaskModel, _ state: FormState, _ token: String
  ) -> HTML {
    Look.sheet(
      "Horário",
      Look.form(
        to: model.path, token: token, state: state, shown: ["enabled", "time"],
        """
        \(Look.radios(.init("enabled", "Ligada", isRequired: true), IntegrationForm.yesOrNo,
          in: state))\
        \(Look.entry(.init("time", "Horário (Brasília)", hint: model.hint, isRequired: true),
          .time, in: state))\
        \(Look.formEnd(Look.button("Salvar", .primary)))
        """))
  }
}
