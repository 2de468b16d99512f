import Credit
package import DebtCollection
import HTTPService
package import JSONText

/// An import as API and command line show it.
package enum ImportJSON {
  static var members: [Schema.Property] {
    [
      .required("id", .string),
      .required("kind", .oneOf(ImportKind.allCases.map(\.rawValue))),
      .required("fileName", Schema.string.nullable),
      .required("state", .oneOf(["running", "finished", "failed"])),
      .required("dryRun", .boolean), .required("byteCount", .integer),
      .required("positionBytes", .integer), .required("created", .integer),
      .required("updated", .integer), .required("unchanged", .integer),
      .required("refused", .integer), .required("alreadyPaid", .integer),
      .required("excessCents", .cents), .required("notices", .array(.string)),
      .required("problem", Schema.string.nullable), .required("startedAt", .instant),
      .required("finishedAt", Schema.instant.nullable),
    ]
  }

  static var started: Schema { Schema.object(members).named("Import") }

  static var schema: Schema {
    let fault = Schema.object([
      .required("line", .integer), .required("code", .string), .required("detail", .string),
      .required("subject", .string),
    ])
    let file = Schema.object([
      .required("bank", Schema.string.nullable), .required("layout", Schema.string.nullable),
      .required("generatedOn", Schema.string.nullable),
    ])
    return Schema.object(
      members + [
        .required("refusedLines", .array(fault)), .optional("file", file),
        .optional("lines", .array(returnLine)), .optional("totals", .object([])),
        .required("nextCursor", Schema.string.nullable),
      ]
    ).named("ImportDetail")
  }

  /// A line of a return file: what it says, what it did, and what it may mean.
  static var returnLine: Schema {
    let candidate = Schema.object([
      .required("receivableId", .string), .required("number", .string),
      .required("dueOn", .date), .required("amountCents", .cents),
      .required("for", .array(.string)), .required("against", .array(.string)),
    ])
    return Schema.object([
      .required("line", .integer), .required("bankNumber", .string),
      .required("documentNumber", .string), .required("occurrence", .string),
      .required("kind", .string), .required("paidCents", .integer),
      .required("occurredOn", Schema.date.nullable),
      .required("availableOn", Schema.date.nullable), .required("outcome", .string),
      .required("detail", .string), .required("receivableId", Schema.string.nullable),
      .required("effect", Schema.string.nullable),
      .required("decidedBy", Schema.string.nullable),
      .optional("candidates", .array(candidate)),
    ])
  }

  package static func show(_ report: ImportReport) -> JSON {
    .object(shown(report))
  }

  static func shown(_ report: ImportReport) -> [JSON.Member] {
    let json: JSON = [
      "id": .string(report.id.description), "kind": .string(report.kind.rawValue),
      "fileName": .optional(report.fileName), "state": .string(report.state.rawValue),
      "dryRun": .bool(report.isDryRun),
      "byteCount": .integer(Int64(report.byteCount)),
      "positionBytes": .integer(Int64(report.positionBytes)),
      "created": .integer(Int64(report.created)), "updated": .integer(Int64(report.updated)),
      "unchanged": .integer(Int64(report.unchanged)),
      "refused": .integer(Int64(report.refused)),
      "alreadyPaid": .integer(Int64(report.alreadyPaid)),
      "excessCents": .integer(report.owedBack.amount),
      "notices": .array(report.notices.map { .string($0) }), "problem": .optional(report.problem),
      "startedAt": .string(report.startedAt.description),
      "finishedAt": .optional(report.finishedAt),
    ]
    return json.members ?? []
  }

  package static func show(_ fault: ImportFault) -> JSON {
    [
      "line": .integer(Int64(fault.line)), "code": .string(fault.code),
      "detail": .string(fault.detail), "subject": .string(fault.subject),
    ]
  }
}
