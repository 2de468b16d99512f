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

  static let view = QueueView(
    about: "O trabalho que o Adimple faz sozinho: o que espera, o que corre e o que falhou. O "
      + "que falhou fica de lado, com o motivo, e não segura o que vem atrás.",
    paths: (path, retryPath, discardPath), tellsOldest: true, asksBeforeRetry: true)
}

/// Work that waits, runs and failed; a row that failed is tried again or discarded.
extension Site {
  func addQueues(to table: inout PageTable<Site>) {
    table.get(Contents.queues) { visit in try await queues(visit) }
    table.get(Contents.retryWork) { visit in
      try await asking("Tentar de novo", try visit.query(), visit) {
        QueuePages.view.retry($0, token: visit.token)
      }
    }
    table.post(Contents.retryWork) { visit, form in
      guard let work = PickedWork(form) else { return Self.noneChosen(visit) }
      try await office.workQueues.retryWork(work.id, in: work.queue, actor: visit.actor)
      return visit.done("Volta à fila e começa em instantes.", to: QueuePages.path)
    }
    table.get(Contents.discardWork) { visit in
      try await asking("Descartar", try visit.query(), visit) {
        QueuePages.view.discard($0, FormState(), token: visit.token)
      }
    }
    table.post(Contents.discardWork) { visit, form in
      try await visit.attempt(form) { state, status in
        try await asking("Descartar", form, visit, status: status) {
          QueuePages.view.discard($0, state, token: visit.token)
        }
      } _: {
        guard let work = PickedWork(form) else { return Self.noneChosen(visit) }
        try await office.workQueues.discardWork(
          work.id, in: work.queue, note: form.first("note") ?? "", actor: visit.actor)
        return visit.done("Descartado.", to: QueuePages.path)
      }
    }
  }

  private func queues(_ visit: Visit) async throws -> Response {
    let model = try await QueueModel(
      try await office.workQueues.queues(), title: QueueWords.title,
      failed: office.workQueues.failedWork)
    return visit.page(
      QueuePages.title, crumbs: [Settings.crumb, Crumb(QueuePages.title)],
      help: "relatorios-e-auditoria",
      QueuePages.view.page(
        model, mayDecide: visit.may(.configure), none: Look.notice(.good, "Nada falhou."),
        token: visit.token))
  }

  /// The page that asks before something is done with a row.
  private func asking(
    _ title: String, _ fields: FormFields, _ visit: Visit, status: HTTPResponse.Status = .ok,
    _ view: (QueueModel.Failure) -> HTML
  ) async throws -> Response {
    guard let picked = PickedWork(fields) else { return Self.noneChosen(visit) }
    let failed = try await office.workQueues.failedWork(in: picked.queue)
    guard let work = failed.first(where: { $0.id == picked.id }) else {
      return visit.done(
        "Este item não está mais entre os que falharam.", to: QueuePages.path, tone: .waiting)
    }
    return visit.page(
      title,
      crumbs: [Settings.crumb, Crumb(QueuePages.title, QueuePages.path), Crumb(title)],
      help: "relatorios-e-auditoria", status: status,
      view(.init(picked.queue, title: QueueWords.title(picked.queue), work)))
  }

  private static func noneChosen(_ visit: Visit) -> Response {
    visit.done("Escolha um item que falhou.", to: QueuePages.path, tone: .waiting)
  }
}
