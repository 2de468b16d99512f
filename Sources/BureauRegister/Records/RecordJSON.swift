import Credit
package import JSONText

extension Record {
  var rejectionsJSON: JSON {
    .array(rejections.map { ["code": .string($0.code), "detail": .string($0.detail)] })
  }

  /// The record as the interface and the webhooks show it to its creditor. It names no person:
  /// the creditor knows its own reference.
  package func json(evidence: [NoticeEvidence]) -> JSON {
    .object([
      .init("id", .string(id.description)),
      .init("reference", .string(reference)),
      .init("state", .string(state.rawValue)),
      .init("version", .integer(version)),
      .init("role", .string(role.rawValue)),
      .init("principalId", .optional(principal)),
      .init("supersedes", .optional(supersedes)),
      .init("creditorBranchDocument", .string(creditorBranchDocument)),
      .init("contractNumber", .string(contractNumber)),
      .init("documentNumber", .optional(documentNumber)),
      .init("restrictionCode", .string(restrictionCode)),
      .init("dueOn", .string(dueOn.description)),
      .init("amountCents", .integer(amount.amount)),
      .init("noticeChannel", .string(noticeChannel.rawValue)),
      .init("receivedAt", .string(receivedAt.description)),
      .init("acceptedAt", .optional(acceptedAt)),
      .init("noticeDueAt", .optional(noticeDueAt)),
      .init("noticeIssuedOn", .optional(noticeIssuedOn)),
      .init("visibleFrom", .optional(visibleFrom)),
      .init("visibleAt", .optional(visibleAt)),
      .init("holdUntil", .optional(holdUntil)),
      .init("disputed", .bool(isDisputed)),
      .init("suspendedOn", .optional(suspendedOn)),
      .init("suspensions", .array(suspensions.map(\.rawValue).sorted().map { .string($0) })),
      .init("reviewReasons", .array(reviewReasons.map { .string($0) })),
      .init("reviewDueOn", .optional(reviewDueOn)),
      .init("removedAt", .optional(removedAt)),
      .init("removalReason", .optional(removalReason)),
      .init("expiresOn", .string(expiresOn.description)),
      .init("rejections", rejectionsJSON),
      .init("noticeEvidence", .array(evidence.map(\.json))),
      .init("appliedRule", appliedRule?.json ?? .null),
    ])
  }
}
