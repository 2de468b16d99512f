package import Credit
package import HTTPService
package import Work

/// The queues of a site as they are shown: what waits, runs and failed.
package struct QueueModel: Sendable {
  struct Line: Sendable {
    let title: String
    let name: String
    let waiting: String
    let running: String
    let failed: Int
    let oldest: String?
  }

  /// A row that was set aside.
  package struct Failure: Sendable {
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

  /// - Parameters:
  ///   - title: a queue's name for people.
  ///   - failed: the rows of a queue that were set aside.
  package init(
    _ queues: [QueueStanding], title: (String) -> String,
    failed: (String) async throws -> [FailedWork]
  ) async throws {
    lines = queues.map { Line($0, title: title($0.name)) }
    var failures: [Failure] = []
    for queue in queues where queue.failed > 0 {
      failures += try await failed(queue.name).map {
        Failure(queue.name, title: title(queue.name), $0)
      }
    }
    self.failures = failures
  }
}

extension QueueModel.Line {
  init(_ queue: QueueStanding, title: String) {
    self.title = title
    name = queue.name
    waiting = String(queue.waiting)
    running = String(queue.running)
    failed = queue.failed
    oldest = queue.waiting == 0 ? nil : queue.oldestDueAt?.brazilian
  }
}

extension QueueModel.Failure {
  package init(_ queue: String, title: String, _ work: FailedWork) {
    self.queue = queue
    self.title = title
    id = work.id.description
    subject = work.subject
    attempts = work.attempts == 1 ? "1 tentativa" : "\(work.attempts) tentativas"
    error = work.lastError
    failedAt = work.failedAt.brazilian
    isDiscardable = work.isDiscardable
  }
}

/// The row of a queue that a form or an address names.
package struct PickedWork: Sendable {
  static let queueName = "fila"
  static let workName = "item"

  package let queue: String
  package let id: ID<FailedWork>

  /// Nil where none is named.
  package init?(_ fields: FormFields) {
    guard let queue = fields.first(Self.queueName),
      let id = fields.first(Self.workName).flatMap({ ID<FailedWork>($0) })
    else { return nil }
    self.queue = queue
    self.id = id
  }
}
