import BureauRegister
import Credit
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages
import Work

/// Addresses of the bureau's own queues.
enum QueuePages {
  static let path = ConsoleContents.queues.path
  static let retryPath = ConsoleContents.retryWork.path
  static let discardPath = ConsoleContents.discardWork.path
  /// The fields of a form that name a row.
  static let queueName = "fila"
  static let workName = "item"
}

extension BureauPages {
  func addQueuePages(to table: inout PageTable<BureauPages>) {
    table.get(ConsoleContents.queues) { visit in
      let queues = try await register.queues()
      var failures: [QueueFailure] = []
      for queue in queues where queue.failed > 0 {
        failures += try await register.failedWork(in: queue.name).map {
          QueueFailure(queue.name, $0)
        }
      }
      return visit.page(
        "Filas", crumbs: [Crumb("Filas")],
        QueueView.page(queues, failures, token: visit.token))
    }
    table.post(ConsoleContents.retryWork) { visit, form in
      guard let (queue, id) = Self.picked(form) else { return Self.noneChosen(visit) }
      try await register.retryWork(id, in: queue)
      return visit.done("Volta à fila e começa em instantes.", to: QueuePages.path)
    }
    table.get(ConsoleContents.discardWork) { visit in
      try await askDiscard(try visit.query(), FormState(), visit)
    }
    table.post(ConsoleContents.discardWork) { visit, form in
      try await attempt(form) { state, status in
        try await askDiscard(form, state, visit, status: status)
      } _: {
        guard let (queue, id) = Self.picked(form) else { return Self.noneChosen(visit) }
        let note = try FormReader.read(form) {
          $0.required("note", "O motivo", .string(length: 1...Register.discardNoteLimit))
        }
        try await register.discardWork(id, in: queue, note: note, actor: "console")
        return visit.done("Descartado.", to: QueuePages.path)
      }
    }
  }

  private func askDiscard(
    _ fields: FormFields, _ state: FormState, _ visit: ConsoleVisit,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    guard let (queue, id) = Self.picked(fields),
      let work = try await register.failedWork(in: queue).first(where: { $0.id == id })
    else { return Self.noneChosen(visit) }
    return visit.page(
      "Descartar", crumbs: [Crumb("Filas", QueuePages.path), Crumb("Descartar")],
      status: status,
      QueueView.discard(QueueFailure(queue, work), state, token: visit.token))
  }

  private static func picked(_ fields: FormFields) -> (queue: String, id: ID<FailedWork>)? {
    guard let queue = fields.first(QueuePages.queueName),
      let id = fields.first(QueuePages.workName).flatMap({ ID<FailedWork>($0) })
    else { return nil }
    return (queue, id)
  }

  private static func noneChosen(_ visit: ConsoleVisit) -> Response {
    visit.done("Escolha um item que falhou.", to: QueuePages.path)
  }
}

/// A row that was set aside, as it is shown.
struct QueueFailure: Sendable {
  let queue: String
  let title: String
  let id: String
  let subject: String
  let error: String
  let when: String
  let attempts: String
  let isDiscardable: Bool

  init(_ queue: String, _ work: FailedWork) {
    self.queue = queue
    title = ConsoleWords.queue(queue)
    id = work.id.description
    subject = work.subject
    error = work.lastError
    when = work.failedAt.brazilian
    attempts = work.attempts == 1 ? "1 tentativa" : "\(work.attempts) tentativas"
    isDiscardable = work.isDiscardable
  }
}
