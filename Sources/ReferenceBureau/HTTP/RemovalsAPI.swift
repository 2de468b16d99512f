import Credit
import HTTPService
import Hummingbird
import JSONText
import SQLDatabase
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

extension Register {
  /// How a record is named by its creditor.
  enum RecordName: Sendable {
    case id(ID<ListedRecord>)
    case reference(String)
  }

  /// Refuses a reason that is no creditor's: one that does not exist, and with a code of its own
  /// one that only the bureau gives.
  private static func checkCreditorReason(
    _ reason: String, codes: BureauCodes, on day: CivilDate
  ) throws {
    let code = codes.find(reason, in: .removal, on: day)
    guard code.map(\.isMarked) ?? true else { return }
    let known = codes.codes(.removal).filter { !$0.isMarked && $0.isValid(on: day) }.map(\.code)
    let word = code == nil ? "removal-reason" : "bureau-only-reason"
    throw Problem.refused(
      code: word,
      code == nil
        ? "O motivo de baixa não existe." : "O motivo de baixa só pode ser usado pelo birô.",
      faults: [
        .init(
          pointer: "/reason", code: word,
          detail: "Use um destes: \(known.joined(separator: ", ")).")
      ])
  }

  /// Takes a record off at its creditor's wish, at once.
  func remove(
    _ name: RecordName, reason: String, participant: ID<Participant>
  ) async throws -> JSON {
    let now = world.clock.now()
    return try await database.write { transaction in
      try Self.checkCreditorReason(
        reason, codes: try codesBook.codes(in: transaction), on: now.civilDate)
      let found: StoredRecord? =
        switch name {
        case .id(let id): try RecordRows.find(id, transaction)
        case .reference(let reference):
          try RecordRows.find(reference: reference, of: participant, transaction)
        }
      guard var stored = found, stored.record.participant == participant else {
        throw Problem.notFound("Não existe registro com esta identificação.")
      }
      guard !stored.record.state.isFinal else {
        throw Problem.conflict(
          code: "already-removed",
          "O registro já está encerrado (\(stored.record.state.rawValue)).")
      }
      try change(
        &stored, .removedByCreditor(reason: reason), actor: Actor.creditor, at: now, in: transaction
      )
      return stored.record.json(evidence: try evidence(of: stored.record, in: transaction))
    }
  }
}
