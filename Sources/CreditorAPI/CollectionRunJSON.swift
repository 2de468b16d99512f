import Credit
package import DebtCollection
import HTTPService
package import JSONText

/// A run of the routine as API and command line show it.
package enum CollectionRunJSON {
  static var schema: Schema {
    Schema.object([
      .required("id", .string), .required("ruleId", Schema.string.nullable),
      .required("dryRun", .boolean), .required("state", .oneOf(["running", "finished", "failed"])),
      .required("runOn", .date), .required("startedBy", .string),
      .required("startedAt", .instant), .required("finishedAt", Schema.instant.nullable),
      .required("examinedCount", .integer), .required("listedCount", .integer),
      .required("listedCents", .cents), .required("removedCount", .integer),
      .required("removedCents", .cents), .required("leftOutCount", .integer),
      .required("leftOutCents", .cents), .required("costCents", Schema.cents.nullable),
      .required("problem", Schema.string.nullable),
    ]).named("CollectionRun")
  }

  static var decision: Schema {
    let reason = Schema.object([
      .required("code", .string), .required("detail", .string), .required("source", .string),
    ])
    return Schema.object([
      .required("receivableId", .string),
      .required("outcome", .oneOf(["listed", "removed", "leftOut"])),
      .required("amountCents", .cents), .required("reasons", .array(reason)),
    ]).named("CollectionDecision")
  }

  /// - Parameter seesCost: whether the reader may see what the bureau charges.
  package static func show(_ run: CollectionRunReport, seesCost: Bool) -> JSON {
    [
      "id": .string(run.id.description), "ruleId": .optional(run.rule),
      "dryRun": .bool(run.isDryRun), "state": .string(run.state.rawValue),
      "runOn": .string(run.runOn.description), "startedBy": .string(run.startedBy),
      "startedAt": .string(run.startedAt.description), "finishedAt": .optional(run.finishedAt),
      "examinedCount": .integer(Int64(run.examined)),
      "listedCount": .integer(Int64(run.listed.count)),
      "listedCents": .integer(run.listed.amount.amount),
      "removedCount": .integer(Int64(run.removed.count)),
      "removedCents": .integer(run.removed.amount.amount),
      "leftOutCount": .integer(Int64(run.leftOut.count)),
      "leftOutCents": .integer(run.leftOut.amount.amount),
      "costCents": seesCost ? .integer(run.cost.amount) : .null, "problem": .optional(run.problem),
    ]
  }

  package static func show(_ decision: CollectionDecision) -> JSON {
    [
      "receivableId": .string(decision.receivable.description),
      "outcome": .string(decision.outcome.rawValue),
      "amountCents": .integer(decision.amount.amount),
      "reasons": .array(
        decision.reasons.map {
          [
            "code": .string($0.code), "detail": .string($0.detail), "source": .string($0.source),
          ]
        }),
    ]
  }
}
