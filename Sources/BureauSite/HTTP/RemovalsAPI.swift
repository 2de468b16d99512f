import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText
import World

extension BureauAPI {
  func addRemovals(to table: inout RouteTable) {
    let removal = Body { $0.required("reason", .string(length: 1...40)) }
    add(
      .post, "/v1/listings/{id}/removal",
      Operation(
        id: "removeRecord", summary: "Pede a baixa de um registro", tag: "Registros",
        access: .scope(.listings),
        input: .json(removal),
        answers: [.init(202, "A baixa foi feita", Self.recordSchema)], problems: [404, 409, 422],
        idempotency: .optional),
      to: &table
    ) { request, context in
      let reason = try await request.input(removal)
      return .json(
        try await register.remove(
          .id(try context.pathID()), reason: reason, participant: try context.participant()),
        status: .accepted)
    }
    let body = Body { input in
      (
        reference: input.required("reference", .string(length: 1...64)),
        reason: input.required("reason", .string(length: 1...40))
      )
    }
    add(
      .post, "/v1/listings/removal-by-reference",
      Operation(
        id: "removeRecordByReference", summary: "Pede a baixa pela referência do credor",
        tag: "Registros", access: .scope(.listings), input: .json(body),
        answers: [.init(202, "A baixa foi feita", Self.recordSchema)], problems: [404, 409, 422],
        idempotency: .optional),
      to: &table
    ) { request, context in
      let asked = try await request.input(body)
      return .json(
        try await register.remove(
          .reference(asked.reference), reason: asked.reason,
          participant: try context.participant()),
        status: .accepted)
    }
  }
}
