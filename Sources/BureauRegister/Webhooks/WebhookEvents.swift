import Webhooks

/// The types of messages; an endpoint may ask for some, `listing.*` for a family.
enum WebhookEvents {
  static let all = [
    "listing.received", "listing.review_required", "listing.documents_received",
    "listing.accepted", "listing.rejected", "notice.issued", "notice.delivered",
    "notice.bounced", "notice.channel_changed", "notice.returned", "notice.reissued",
    "listing.visible", "listing.flagged", "listing.unflagged", "listing.suspended",
    "listing.reinstated", "listing.principal_changed", "dispute.opened", "dispute.resolved",
    "listing.removed", "listing.expired",
  ]

  static func knows(_ pattern: String) -> Bool {
    all.contains { EventPattern.matches(pattern, $0) }
  }

  /// Whether an endpoint wants a type; one that names none wants all.
  ///
  /// - Parameter patterns: as they are stored, parted by spaces.
  static func wants(_ patterns: String, _ type: String) -> Bool {
    EventPattern.wants(patterns.split(separator: " ").map(String.init), type)
  }
}
