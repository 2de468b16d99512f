import BureauRegister
import HTTPService

extension BureauAPI {
  /// A record as every operation shows it.
  static var recordSchema: Schema {
    let start = Schema.oneOf(["posting", "delivery", "receipt"])
    let term = Schema.object([
      .required("state", .string), .required("ruleId", Schema.string.nullable),
      .required("noticeDays", .integer), .required("inBusinessDays", .boolean),
      .required("countsFrom", start),
    ])
    let rule = Schema.object([
      .required("state", .string), .required("noticeDays", .integer),
      .required("inBusinessDays", .boolean), .required("minimumDaysOverdue", .integer),
      .required("law", .string), .required("ruleId", Schema.string.nullable),
      .required("countsFrom", start),
      .required("requiresReceipt", .boolean), .required("allowsEmail", .boolean),
      .required("terms", .array(term)),
    ]).named("AppliedRule")
    let rejection = Schema.object([.required("code", .string), .required("detail", .string)])
    let causes = Schema.oneOf(SuspensionCause.allCases.map(\.rawValue))
    return Schema.object([
      .required("id", .string), .required("reference", .string),
      .required("state", .oneOf(RecordState.allCases.map(\.rawValue))),
      .required("version", .integer), .required("role", .oneOf(["principal", "guarantor"])),
      .required("principalId", Schema.string.nullable),
      .required("supersedes", Schema.string.nullable),
      .required("creditorBranchDocument", .string), .required("contractNumber", .string),
      .required("documentNumber", Schema.string.nullable),
      .required("restrictionCode", .string), .required("dueOn", .date),
      .required("amountCents", .cents),
      .required("noticeChannel", .oneOf(NoticeChannel.allCases.map(\.rawValue))),
      .required("receivedAt", .instant), .required("acceptedAt", Schema.instant.nullable),
      .required("noticeDueAt", Schema.instant.nullable),
      .required("noticeIssuedOn", Schema.date.nullable),
      .required("visibleFrom", Schema.date.nullable),
      .required("visibleAt", Schema.instant.nullable),
      .required("holdUntil", Schema.date.nullable), .required("disputed", .boolean),
      .required("suspendedOn", Schema.date.nullable), .required("suspensions", .array(causes)),
      .required("reviewReasons", .array(.string)),
      .required("reviewDueOn", Schema.date.nullable),
      .required("removedAt", Schema.instant.nullable),
      .required("removalReason", Schema.string.nullable), .required("expiresOn", .date),
      .required("rejections", .array(rejection)),
      .required("noticeEvidence", .array(.object([]))),
      .required("appliedRule", rule.nullable),
    ]).named("Record")
  }
}
