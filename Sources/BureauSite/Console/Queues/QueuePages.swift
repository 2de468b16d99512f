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

  static let view = QueueView(
    about: "O trabalho que o birô faz sozinho. O que falha fica de lado, com o motivo, e não "
      + "segura o que vem atrás.",
    paths: (path, retryPath, discardPath), tellsOldest: false, asksBeforeRetry: false)
}

extension BureauPages {
  func addQueuePages(to table: inout PageTable<BureauPages>) {
    table.get(ConsoleContents.queues) { visit in
      let model = try await QueueModel(
        try await register.queues(), title: ConsoleWords.queue,
        failed: { try await register.failedWork(in: $0) })
      return visit.page(
        "Filas", crumbs: [Crumb("Filas")],
        QueuePages.view.page(model, mayDecide: true, none: nil, token: visit.token))
    }
    table.post(ConsoleContents.retryWork) { visit, form in
      guard let work = PickedWork(form) else { return Self.noneChosen(visit) }
      try await register.retryWork(work.id, in: work.queue)
      return visit.done("Volta à fila e começa em instantes.", to: QueuePages.path)
    }
    table.get(ConsoleContents.discardWork) { visit in
      try await askDiscard(try visit.query(), FormState(), visit)
    }
    table.post(ConsoleContents.discardWork) { visit, form in
      try await attempt(form) { state, status in
        try await askDiscard(form, state, visit, status: status)
      } _: {
        guard let work = PickedWork(form) else { return Self.noneChosen(visit) }
        let note = try FormReader.read(form) {
          $0.required("note", "O motivo", .string(length: 1...Register.discardNoteLimit))
        }
        try await register.discardWork(work.id, in: work.queue, note: note, actor: "console")
        return visit.done("Descartado.", to: QueuePages.path)
      }
    }
  }

  private func askDiscard(
    _ fields: FormFields, _ state: FormState, _ visit: ConsoleVisit,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    guard let picked = PickedWork(fields),
      let work = try await register.failedWork(in: picked.queue).first(where: {
        $0.id == picked.id
      })
    else { return Self.noneChosen(visit) }
    return visit.page(
      "Descartar", crumbs: [Crumb("Filas", QueuePages.path), Crumb("Descartar")],
      status: status,
      QueuePages.view.discard(
        .init(picked.queue, title: ConsoleWords.queue(picked.queue), work), state,
        token: visit.token))
  }

  private static func noneChosen(_ visit: ConsoleVisit) -> Response {
    visit.done("Escolha um item que falhou.", to: QueuePages.path)
  }
}
