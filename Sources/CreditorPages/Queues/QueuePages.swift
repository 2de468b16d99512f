import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages
import Work

/// Addresses of Configurações › Filas.
enum QueuePages {
  static let path = Contents.queues.path
  static let title = "Filas"
  static let retryPath = Contents.retryWork.path
  static let discardPath = Contents.discardWork.path
  /// The fields of a form that name a row.
  static let queueName = "fila"
  static let workName = "item"
}

/// Work that waits, runs and failed; a row that failed is tried again or discarded.
extension Site {
  func addQueues(to table: inout PageTable<Site>) {
    table.get(Contents.queues) { visit in try await queues(visit) }
    table.get(Contents.retryWork) { visit in
      try await asking("Tentar de novo", try visit.query(), visit) {
        QueueView.retry($0, token: visit.token)
      }
    }
    table.post(Contents.retryWork) { visit, form in
      guard let (queue, id) = Self.picked(form) else { return Self.noneChosen(visit) }
      try await office.workQueues.retryWork(id, in: queue, actor: visit.actor)
      return visit.done("Volta à fila e começa em instantes.", to: QueuePages.path)
    }
    table.get(Contents.discardWork) { visit in
      try await asking("Descartar", try visit.query(), visit) {
        QueueView.discard($0, FormState(), token: visit.token)
      }
    }
    table.post(Contents.discardWork) { visit, form in
      try await visit.attempt(form) { state, status in
        try await asking("Descartar", form, visit, status: status) {
          QueueView.discard($0, state, token: visit.token)
        }
      } _: {
        guard let (queue, id) = Self.picked(form) else { return Self.noneChosen(visit) }
        try await office.workQueues.discardWork(
          id, in: queue, note: form.first("note") ?? "", actor: visit.actor)
        return visit.done("Descartado.", to: QueuePages.path)
      }
    }
  }

  private func queues(_ visit: Visit) async throws -> Response {
    let standings = try await office.workQueues.queues()
    var failed: [QueueModel.Failure] = []
    for queue in standings where queue.failed > 0 {
      failed += try await office.workQueues.failedWork(in: queue.name).map {
        QueueModel.Failure(queue.name, $0)
      }
    }
    let model = QueueModel(standings, failed, mayDecide: visit.may(.configure))
    return visit.page(
      QueuePages.title, crumbs: [Settings.crumb, Crumb(QueuePages.title)],
      help: "relatorios-e-auditoria", QueueView.page(model))
  }

  /// The page that asks before something is done with a row.
  private func asking(
    _ title: String, _ fields: FormFields, _ visit: Visit, status: HTTPResponse.Status = .ok,
    _ view: (QueueModel.Failure) -> HTML
  ) async throws -> Response {
    guard let (queue, id) = Self.picked(fields) else { return Self.noneChosen(visit) }
    guard let work = try await office.workQueues.failedWork(in: queue).first(where: { $0.id == id })
    else {
      return visit.done(
        "Este item não está mais entre os que falharam.", to: QueuePages.path, tone: .waiting)
    }
    return visit.page(
      title,
      crumbs: [Settings.crumb, Crumb(QueuePages.title, QueuePages.path), Crumb(title)],
      help: "relatorios-e-auditoria", status: status, view(QueueModel.Failure(queue, work)))
  }

  private static func picked(_ fields: FormFields) -> (queue: String, id: ID<FailedWork>)? {
    guard let queue = fields.first(QueuePages.queueName),
      let id = fields.first(QueuePages.workName).flatMap({ ID<FailedWork>($0) })
    else { return nil }
    return (queue, id)
  }

  private static func noneChosen(_ visit: Visit) -> Response {
    visit.done("Escolha um item que falhou.", to: QueuePages.path, tone: .waiting)
  }
}
