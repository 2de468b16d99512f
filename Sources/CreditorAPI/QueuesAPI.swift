import Credit
import DebtCollection
import HTTPService
import Hummingbird
package import JSONText
package import Work

/// Work that waits: how each queue stands, what failed and why, and what a person does about it.
extension CreditorAPI {
  private static let standing = Schema.object([
    .required("name", .string), .required("waiting", .integer), .required("running", .integer),
    .required("failed", .integer), .required("oldestDueAt", Schema.instant.nullable),
    .required("oldestFailedAt", Schema.instant.nullable),
  ]).named("Queue")

  private static let failedWork = Schema.object([
    .required("id", .string), .required("subject", .string), .required("attempts", .integer),
    .required("lastError", .string), .required("failedAt", .instant),
  ]).named("FailedWork")

  private static func list(of schema: Schema) -> Schema {
    .object([.required("data", .array(schema))])
  }

  func addQueues(to table: inout RouteTable) {
    let office = office
    table.add(
      .get, "/api/v1/queues",
      Operation(
        id: "listQueues", summary: "As filas de trabalho: o que espera, corre e falhou",
        tag: "Filas", access: .anyOf([Permission.runRoutine.rawValue, Permission.audit.rawValue]),
        answers: [.init(200, "As filas", Self.list(of: Self.standing))])
    ) { _, _ in .json(QueueJSON.show(try await office.workQueues.queues())) }
    table.add(
      .get, "/api/v1/queues/{name}/failed",
      Operation(
        id: "listFailedWork", summary: "O que falhou em uma fila, do mais antigo ao mais novo",
        tag: "Filas", access: .anyOf([Permission.runRoutine.rawValue, Permission.audit.rawValue]),
        answers: [.init(200, "Até 200 itens", Self.list(of: Self.failedWork))], problems: [404])
    ) { _, context in
      let failed = try await office.workQueues.failedWork(in: try context.pathText("name"))
      return .json(["data": .array(failed.map(QueueJSON.show))])
    }
    table.add(
      .post, "/api/v1/queues/{name}/failed/{id}/retry",
      Operation(
        id: "retryWork", summary: "Tenta de novo o que falhou", tag: "Filas",
        access: .needs(.configure), answers: [.init(204, "Volta à fila")], problems: [404],
        idempotency: .optional)
    ) { _, context in
      try await office.workQueues.retryWork(
        try context.pathID(), in: try context.pathText("name"),
        actor: try context.actor())
      return .nothing
    }
    let discard = Body { $0.required("note", .string(length: 1...WorkQueues.discardNoteLimit)) }
    table.add(
      .post, "/api/v1/queues/{name}/failed/{id}/discard",
      Operation(
        id: "discardWork", summary: "Descarta o que falhou", tag: "Filas",
        access: .needs(.configure),
        input: .json(discard),
        answers: [.init(204, "Descartado")], problems: [404, 409, 422], idempotency: .optional)
    ) { request, context in
      let note = try await request.input(discard)
      try await office.workQueues.discardWork(
        try context.pathID(), in: try context.pathText("name"), note: note,
        actor: try context.actor())
      return .nothing
    }
  }
}

/// Queues in JSON, for the interface and the command line.
package enum QueueJSON {
  package static func show(_ queues: [QueueStanding]) -> JSON {
    ["data": .array(queues.map(show))]
  }

  private static func show(_ queue: QueueStanding) -> JSON {
    [
      "name": .string(queue.name), "waiting": .integer(Int64(queue.waiting)),
      "running": .integer(Int64(queue.running)), "failed": .integer(Int64(queue.failed)),
      "oldestDueAt": .optional(queue.oldestDueAt),
      "oldestFailedAt": .optional(queue.oldestFailedAt),
    ]
  }

  static func show(_ work: FailedWork) -> JSON {
    [
      "id": .string(work.id.description), "subject": .string(work.subject),
      "attempts": .integer(Int64(work.attempts)), "lastError": .string(work.lastError),
      "failedAt": .string(work.failedAt.description),
    ]
  }
}
