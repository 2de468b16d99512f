import Credit
import DebtCollection
import Markup
import Work

/// Configurações › Filas, as it is shown.
struct QueueModel: Sendable {
  struct Line: Sendable {
    let title: String
    let name: String
    let waiting: String
    let running: String
    let failed: Int
    let oldest: String?
  }

  struct Failure: Sendable {
    let queue: String
    let title: String
    let id: String
    let subject: String
    let attempts: String
    let error: String
    let failedAt: String
    let isDiscardable: Bool
  }

  let lines: [Line]
  let failures: [Failure]
  let mayDecide: Bool

  init(_ queues: [QueueStanding], _ failures: [Failure], mayDecide: Bool) {
    lines = queues.map(Line.init)
    self.failures = failures
    self.mayDecide = mayDecide
  }
}

extension QueueModel.Line {
  init(_ queue: QueueStanding) {
    title = QueueWords.title(queue.name)
    name = queue.name
    waiting = String(queue.waiting)
    running = String(queue.running)
    failed = queue.failed
    oldest = queue.waiting == 0 ? nil : queue.oldestDueAt?.brazilian
  }
}

extension QueueModel.Failure {
  init(_ queue: String, _ work: FailedWork) {
    self.queue = queue
    title = QueueWords.title(queue)
    id = work.id.description
    subject = work.subject
    attempts = work.attempts == 1 ? "1 tentativa" : "\(work.attempts) tentativas"
    error = work.lastError
    failedAt = work.failedAt.brazilian
    isDiscardable = work.isDiscardable
  }
}
