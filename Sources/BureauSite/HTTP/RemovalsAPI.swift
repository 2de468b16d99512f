import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText
import World

extension BureauAPI {
  func addRemovals(to table: inout RouteTable) {
    add(
      .post, "/v1/listings/{id}/removal",
      Operation(
        id: "removeRecord", summary: "Pede a baixa de um registro", tag: "Registros",
        access: .scope(.listings),
        input: .json(.object([.required("reason", .string)], closed: true)),
        answers: [.init(202, "A baixa foi feita", Self.recordSchema)], problems: [404, 409, 422],
        idempotency: .optional),
      to: &table
    ) { request, context in
      let reason = try await request.input { $0.required("reason", .string(length: 1...40)) }
      return .json(
        try await register.remove(
          .id(try context.pathID()), reason: reason, participant: try context.participant()),
        status: .accepted)
    }
    let body = Schema.object(
      [.required("reference", .string), .required("reason", .string)], closed: true)
    add(
      .post, "/v1/listings/removal-by-reference",
      Operation(
        id: "removeRecordByReference", summary: "Pede a baixa pela referência do credor",
        tag: "Registros", access: .scope(.listings), input: .json(body),
        answers: [.init(202, "A baixa foi feita", Self.recordSchema)], problems: [404, 409, 422],
        idempotency: .optional),
      to: &table
    ) { request, context in
      let (reference, reason) = try await request.input { input in
        (
          input.required("reference", .string(length: 1...64)),
          input.required("reason", .string(length: 1...40))
        )
      }
      return .json(
        try await register.remove(
          .reference(reference), reason: reason, participant: try context.participant()),
        status: .accepted)
    }
  }
}
