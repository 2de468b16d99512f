import Credit
import DebtCollection
import HTTPService
import JSONText

/// A listing as the API shows it.
enum ListingJSON {
  static var schema: Schema {
    let rejection = Schema.object([.required("code", .string), .required("detail", .string)])
    let entry = Schema.object([
      .required("at", .instant), .required("event", .string), .required("actor", .string),
      .required("detail", .string),
    ])
    return Schema.object([
      .required("id", .string),
      .required("state", .oneOf(ListingState.Word.allCases.map(\.rawValue))),
      .required("status", Schema.string.nullable), .required("receivableId", .string),
      .required("personId", .string), .required("integrationId", .string),
      .required("restrictionCode", .string), .required("amountCents", .cents),
      .required("dueOn", .date), .required("origin", .oneOf(["manual", "routine"])),
      .required("bureauReference", Schema.string.nullable), .required("requestedAt", .instant),
      .required("submittedAt", Schema.instant.nullable),
      .required("acceptedAt", Schema.instant.nullable),
      .required("noticeIssuedOn", Schema.date.nullable),
      .required("visibleFrom", Schema.date.nullable),
      .required("visibleAt", Schema.instant.nullable),
      .required("removalReason", Schema.string.nullable),
      .required("removalRequestedAt", Schema.instant.nullable),
      .required("removalDueOn", Schema.date.nullable),
      .required("removedAt", Schema.instant.nullable), .required("expiresOn", .date),
      .required("rejections", .array(rejection)),
      .required("supersedes", Schema.string.nullable), .required("appliedRule", .object([])),
      .required("costCents", Schema.cents.nullable), .required("problem", Schema.string.nullable),
      .optional("timeline", .array(entry)),
    ]).named("Listing")
  }

  /// - Parameter seesCost: whether the reader may see what the bureau charged.
  static func show(
    _ listing: Listing, seesCost: Bool, timeline: [TimelineEntry]? = nil
  ) -> JSON {
    let record = listing.state.record
    let removal = listing.state.removal
    var removedAt = record?.removedAt
    if case .removed(_, _, let at) = listing.state { removedAt = at }
    var rejections = record?.rejections ?? []
    if case .rejected(let own, _) = listing.state { rejections = own }
    var members: [JSON.Member] = [
      .init("id", .string(listing.id.description)),
      .init("state", .string(listing.state.word.rawValue)),
      .init("status", .optional(listing.status?.rawValue)),
      .init("receivableId", .string(listing.receivable.description)),
      .init("personId", .string(listing.person.description)),
      .init("integrationId", .string(listing.integration.description)),
      .init("restrictionCode", .string(listing.restrictionCode)),
      .init("amountCents", .integer(listing.amount.amount)),
      .init("dueOn", .string(listing.dueOn.description)),
      .init("origin", .string(listing.origin.rawValue)),
      .init("bureauReference", .optional(record?.reference)),
      .init("requestedAt", .string(listing.requestedAt.description)),
      .init("submittedAt", .optional(listing.submittedAt)),
      .init("acceptedAt", .optional(record?.acceptedAt)),
      .init("noticeIssuedOn", .optional(record?.noticeIssuedOn)),
      .init("visibleFrom", .optional(record?.visibleFrom)),
      .init("visibleAt", .optional(record?.visibleAt)),
      .init("removalReason", .optional(removal?.reason.rawValue ?? record?.removalReason)),
      .init("removalRequestedAt", .optional(removal?.requestedAt)),
      .init("removalDueOn", .optional(removal?.dueOn)),
      .init("removedAt", .optional(removedAt)),
      .init("expiresOn", .string(listing.expiresOn.description)),
      .init(
        "rejections",
        .array(rejections.map { ["code": .string($0.code), "detail": .string($0.detail)] })),
      .init("supersedes", .optional(listing.supersedes)),
      .init("appliedRule", listing.appliedRule),
      .init("costCents", seesCost ? .optional(integer: listing.fee?.amount) : .null),
      .init("problem", .optional(listing.problem)),
    ]
    if let timeline {
      members.append(.init("timeline", .array(timeline.map(show))))
    }
    return .object(members)
  }

  private static func show(_ entry: TimelineEntry) -> JSON {
    [
      "at": .string(entry.at.description), "event": .string(entry.event),
      "actor": .string(entry.actor), "detail": .string(entry.detail),
    ]
  }
}
