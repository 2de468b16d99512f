import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

/// Records that live at the bureau without a listing here: seen, taken off, or kept.
extension CreditorAPI {
  private static let schema = Schema.object([
    .required("id", .string), .required("integrationId", .string),
    .required("reference", .string), .required("bureauReference", .string),
    .required("bureauState", .string), .required("amountCents", Schema.cents.nullable),
    .required("listingId", Schema.string.nullable),
    .required("state", .oneOf(StrayRecord.State.allCases.map(\.rawValue))),
    .required("foundAt", .instant), .required("decidedBy", Schema.string.nullable),
    .required("note", Schema.string.nullable), .required("problem", Schema.string.nullable),
    .required("finishedAt", Schema.instant.nullable),
  ]).named("StrayRecord")

  private static let decisions = Schema.object([
    .required(
      "data",
      .array(
        Schema.object([
          .required("strayRecordId", .string), .required("accepted", .boolean),
          .required("code", Schema.string.nullable), .required("detail", Schema.string.nullable),
        ]).named("StrayRecordDecision")))
  ])

  private static let removal = Body { records($0) }
  private static let confirmation = Body { input in
    (records: records(input), note: input.required("note", .text(length: 1...500)))
  }

  func addStrayRecords(to table: inout RouteTable) {
    table.add(
      .get, "/api/v1/stray-records",
      Operation(
        id: "listStrayRecords", summary: "Registros que vivem no birô sem negativação aqui",
        tag: "Conciliação",
        query: Operation.Parameter.page + [
          .init("state", .oneOf(StrayRecord.State.allCases.map(\.rawValue)))
        ], answers: [.init(200, "Uma página", .page(of: Self.schema))])
    ) { request, _ in
      let (state, page) = try QueryReader.read(request) { reader in
        (reader.optional("state", .oneOf(StrayRecord.State.self)), reader.page())
      }
      let found = try await office.strayRecords.strayRecords(
        state: state,
        page: DebtCollection.PageRequest(limit: page.limit, cursor: try page.cursorNumber()))
      return .json(
        Page.json(
          data: found.items.map(Self.show), next: found.nextCursor.map { [.integer($0)] }))
    }
    table.add(
      .post, "/api/v1/stray-records/removals",
      Operation(
        id: "removeStrayRecords", summary: "Pede a baixa de registros soltos",
        tag: "Conciliação", access: .needs(.remove),
        input: .json(Self.removal),
        answers: [.init(202, "O resultado de cada um", Self.decisions)], problems: [422],
        idempotency: .optional)
    ) { request, context in
      let records = try await request.input(Self.removal)
      let results = try await office.strayRecords.removeStrayRecords(
        records, actor: try context.actor())
      return .json(["data": .array(results.map(Self.show))], status: .accepted)
    }
    table.add(
      .post, "/api/v1/stray-records/confirmations",
      Operation(
        id: "keepStrayRecords", summary: "Confirma que registros sem negativação aqui são da casa",
        tag: "Conciliação", access: .needs(.approve),
        input: .json(Self.confirmation),
        answers: [.init(200, "O resultado de cada um", Self.decisions)], problems: [422],
        idempotency: .optional)
    ) { request, context in
      let kept = try await request.input(Self.confirmation)
      let results = try await office.strayRecords.keepStrayRecords(
        kept.records, note: kept.note, actor: try context.actor())
      return .json(["data": .array(results.map(Self.show))])
    }
  }

  private static func records(_ input: InputReader) -> [ID<StrayRecord>] {
    input.required(
      "strayRecordIds",
      .array(of: .id(of: StrayRecord.self), count: 1...StrayRecords.strayRecordsPerRequest))
  }

  private static func show(_ record: StrayRecord) -> JSON {
    [
      "id": .string(record.id.description),
      "integrationId": .string(record.integration.description),
      "reference": .string(record.reference),
      "bureauReference": .string(record.bureauReference),
      "bureauState": .string(record.bureauState.word),
      "amountCents": .optional(integer: record.amount?.amount),
      "listingId": .optional(record.listing),
      "state": .string(record.state.rawValue), "foundAt": .string(record.foundAt.description),
      "decidedBy": .optional(record.decidedBy), "note": .optional(record.note),
      "problem": .optional(record.problem), "finishedAt": .optional(record.finishedAt),
    ]
  }

  private static func show(_ decision: StrayRecordDecision) -> JSON {
    [
      "strayRecordId": .string(decision.record.description),
      "accepted": .bool(decision.accepted), "code": .optional(decision.code),
      "detail": .optional(decision.detail),
    ]
  }
}
