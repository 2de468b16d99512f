import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

extension CreditorAPI {
  /// Differences of each kind that one answer carries; the rest is a page further.
  static let differencesShown = 200

  func addReconciliations(to table: inout RouteTable) {
    let difference = Schema.object([
      .required("listingId", Schema.string.nullable),
      .required("bureauReference", Schema.string.nullable),
      .required("here", Schema.string.nullable), .required("there", Schema.string.nullable),
      .required("detail", .string),
    ])
    let schema = Schema.object([
      .required("id", .string), .required("state", .oneOf(["running", "finished", "failed"])),
      .required("startedAt", .instant), .required("finishedAt", Schema.instant.nullable),
      .required("matched", .integer), .required("onlyHere", .array(difference)),
      .required("onlyThere", .array(difference)), .required("different", .array(difference)),
      .required("problem", Schema.string.nullable),
    ]).named("Reconciliation")
    let body = Body(mayBeAbsent: true) {
      $0.optional("integrationId", .id(of: Integration.self))
    }
    table.add(
      .post, "/api/v1/reconciliations",
      Operation(
        id: "reconcile", summary: "Confere as negativações com o extrato do birô",
        tag: "Conciliação", access: .needs(.reconcile),
        input: .json(body),
        answers: [.init(202, "A conciliação", schema)], problems: [404, 409],
        idempotency: .optional)
    ) { request, context in
      let integration = try await request.input(body)
      let started = try await office.reconciliations.startReconciliation(
        integration: integration, actor: try context.actor())
      return .json(try await show(started), status: .accepted)
    }
    table.add(
      .get, "/api/v1/reconciliations/{id}",
      Operation(
        id: "readReconciliation", summary: "Uma conciliação", tag: "Conciliação",
        answers: [.init(200, "A conciliação", schema)], problems: [404])
    ) { _, context in
      .json(try await show(try await office.reconciliations.reconciliation(try context.pathID())))
    }
  }

  private func show(_ reconciliation: Reconciliation) async throws -> JSON {
    func differences(_ kind: ReconciliationDifference.Kind) async throws -> JSON {
      let page = try await office.reconciliations.reconciliationDifferences(
        of: reconciliation.id, kind: kind,
        page: DebtCollection.PageRequest(limit: Self.differencesShown))
      return .array(
        page.items.map {
          [
            "listingId": .optional($0.listing), "bureauReference": .optional($0.bureauReference),
            "here": .optional($0.here), "there": .optional($0.there),
            "detail": .string($0.detail),
          ]
        })
    }
    return [
      "id": .string(reconciliation.id.description),
      "state": .string(reconciliation.state.rawValue),
      "startedAt": .string(reconciliation.startedAt.description),
      "finishedAt": .optional(reconciliation.finishedAt),
      "matched": .integer(Int64(reconciliation.matched)),
      "onlyHere": try await differences(.onlyHere),
      "onlyThere": try await differences(.onlyThere),
      "different": try await differences(.different),
      "problem": .optional(reconciliation.problem),
    ]
  }
}
