import Credit
import DebtCollection
import HTTPService
import Markup
import Pages

/// The schedule, as it is shown.
struct TaskListModel {
  struct Line {
    let title: String
    let path: String
    let turn: String
    let isEnabled: Bool
    let next: String
    let last: (label: String, tone: Tone, at: String)?

    init(_ task: ScheduledTask, last: TaskRun?) {
      title = task.title
      path = TaskPages.path(of: task.name)
      turn = TaskWords.turn(task.schedule)
      isEnabled = task.isEnabled
      next = task.isEnabled ? task.nextRunAt.brazilian : "—"
      self.last = last.map {
        let outcome = TaskWords.outcome($0)
        return (outcome.label, outcome.tone, $0.startedAt.brazilian)
      }
    }
  }

  let lines: [Line]
}

/// One task with its history, as it is shown.
struct TaskModel {
  struct Run {
    let begun: String
    let ended: String
    let by: String
    let outcome: (label: String, tone: Tone)
    let detail: String
    /// The page of what the run did, where it has one.
    let path: String?
  }

  let name: String
  let title: String
  let path: String
  let about: String
  let turn: String
  /// Once a day at a time that can be changed; others count from theirs.
  let hint: String?
  let runs: [Run]
  /// What is asked for or under way.
  let news: EventStream.Progress?
  let mayChange: Bool

  init(
    _ task: ScheduledTask, runs: [TaskRun], news: EventStream.Progress?, mayChange: Bool
  ) {
    name = task.name
    title = task.title
    path = TaskPages.path(of: task.name)
    about = TaskWords.about(task.name)
    turn = TaskWords.turn(task.schedule)
    hint = task.schedule.everySeconds == nil ? nil : "De onde se conta: roda \(turn)."
    self.runs = runs.map { run in
      let told = TaskWords.told(run.detail ?? "")
      return Run(
        begun: run.startedAt.brazilian, ended: run.finishedAt?.brazilian ?? "—",
        by: ActorWords.starter(run.startedBy), outcome: TaskWords.outcome(run),
        detail: told.words, path: told.path)
    }
    self.news = news
    self.mayChange = mayChange
  }
}
