import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// Configurações › Tarefas: the schedule, the history, and *Executar agora* (manual, items 51
/// and 55).
enum TaskPages {
  static let path = Contents.tasks.path
  static let title = "Tarefas"
  /// Runs of a task that its page shows.
  static let runsShown = 30

  static func path(of name: String) -> String { Contents.task.path(name) }

  /// Tasks that are not of the subject stay while the switch of the house is off.
  static func isShown(_ name: String, _ visit: Visit) -> Bool {
    visit.usesCreditAnalysis || name == "retention"
  }
}

extension Site {
  func addTasks(to table: inout PageTable<Site>) {
    table.get(Contents.tasks) { visit in
      let tasks = try await office.tasks.tasks().filter { TaskPages.isShown($0.name, visit) }
      var lines: [TaskListModel.Line] = []
      for task in tasks {
        let last = try await office.tasks.taskRuns(of: task.name, page: .init(limit: 1)).items.first
        lines.append(TaskListModel.Line(task, last: last))
      }
      return visit.page(
        TaskPages.title, crumbs: [Settings.crumb, Crumb(TaskPages.title)],
        help: "atualizar-cobrancas", TaskListView.page(TaskListModel(lines: lines)))
    }
    table.get(Contents.task) { visit in
      let task = try await task(visit)
      return try await taskPage(task, visit, TaskForm.state(of: task))
    }
    table.post(Contents.changeTask) { visit, form in
      let task = try await task(visit)
      return try await visit.attempt(form) { state, status in
        try await taskPage(task, visit, state, status: status)
      } _: {
        let (isEnabled, second) = try TaskForm.read(form)
        _ = try await office.tasks.changeTask(
          task.name, isEnabled: isEnabled, secondOfDay: second, actor: visit.actor)
        return visit.done("Tarefa salva.", to: TaskPages.path(of: task.name))
      }
    }
    addTaskRun(to: &table)
  }

  private func addTaskRun(to table: inout PageTable<Site>) {
    table.get(Contents.startTask) { visit in
      try await confirmRun(visit, FormState())
    }
    table.post(Contents.startTask) { visit, form in
      let task = try await task(visit)
      return try await visit.attempt(form) { state, status in
        try await confirmRun(visit, state, status: status)
      } _: {
        try await office.tasks.requestTask(task.name, actor: visit.actor)
        return visit.done(
          "Pedida: \(task.title) começa em instantes.", to: TaskPages.path(of: task.name))
      }
    }
    table.get(Contents.taskStream) { visit in
      let name = try await task(visit).name
      return EventStream.response { try await taskNews(name) }
    }
  }

  private func task(_ visit: Visit) async throws -> ScheduledTask {
    let name = try visit.context.pathText("name")
    guard TaskPages.isShown(name, visit),
      let task = try await office.tasks.tasks().first(where: { $0.name == name })
    else { throw Problem.notFound("Não existe tarefa com este nome.") }
    return task
  }

  private func taskPage(
    _ task: ScheduledTask, _ visit: Visit, _ state: FormState,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let runs = try await office.tasks.taskRuns(
      of: task.name, page: .init(limit: TaskPages.runsShown)
    ).items
    let news = try await taskNews(task.name)
    let model = TaskModel(
      task, runs: runs, news: news.isFinished ? nil : news, mayChange: visit.may(.configure))
    return visit.page(
      task.title,
      crumbs: [Settings.crumb, Crumb(TaskPages.title, TaskPages.path), Crumb(task.title)],
      help: "atualizar-cobrancas", status: status,
      TaskView.page(model, state, token: visit.token))
  }

  private func confirmRun(
    _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let task = try await task(visit)
    return visit.page(
      "Executar agora",
      crumbs: [
        Settings.crumb, Crumb(TaskPages.title, TaskPages.path),
        Crumb(task.title, TaskPages.path(of: task.name)), Crumb("Executar agora"),
      ], help: "atualizar-cobrancas", status: status,
      TaskView.confirm(task.name, task.title, state, token: visit.token))
  }

  /// How far a task's run is: asked for, under way, or nothing to wait for.
  private func taskNews(_ name: String) async throws -> EventStream.Progress {
    let last = try await office.tasks.taskRuns(of: name, page: .init(limit: 1)).items.first
    if let last, last.finishedAt == nil {
      let progress = try await office.tasks.taskProgress(of: last.id)
      return TaskWords.news(progress)
    }
    let isAsked = try await office.tasks.tasks().contains {
      $0.name == name && $0.requestedBy != nil
    }
    return TaskWords.waiting(isAsked: isAsked)
  }
}

/// The form of a task's schedule.
enum TaskForm {
  static func state(of task: ScheduledTask) -> FormState {
    FormState([
      ("enabled", task.isEnabled ? "true" : "false"), ("time", TaskWords.time(task.schedule)),
    ])
  }

  static func read(_ form: FormFields) throws -> (isEnabled: Bool, secondOfDay: Int) {
    try FormReader.read(form) { reader in
      let time = reader.required(
        "time", "O horário",
        FieldKind<Int>.parsed(
          placeholder: 0, code: "time-invalid", detail: "deve ser de 00:00 a 23:59.",
          maximumLength: 8, parse: TaskWords.second))
      return (reader.required("enabled", "Ligada", .bool), time)
    }
  }
}
