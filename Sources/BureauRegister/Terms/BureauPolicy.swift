package import Credit
package import JSONText
import SQLDatabase
import World

/// What a bureau decides for itself, within the law: changed while it runs, kept with its history.
package struct BureauPolicy: Hashable, Sendable {
  /// From this amount on documents are asked for before a record is accepted.
  package var reviewFrom = Cents(10_000_000)
  /// Natures of debt for which documents are asked for whatever the amount.
  package var reviewRestrictionCodes: [String] = []
  /// Business days in which the creditor sends documents.
  package var documentBusinessDays = 5
  /// Business days in which the bureau decides on documents.
  package var decisionBusinessDays = 2
  /// Whether a record is hidden while it is contested.
  package var hidesDisputed = true
  /// Business days in which the creditor answers a dispute (CDC, art. 43, § 3º).
  package var disputeBusinessDays = 5
  /// Days for which a returned notice waits for a better address.
  package var holdDays = 15
  /// Whether a correction to a lower amount goes on under the notice that was sent.
  package var keepsNotice = true

  package static let dayRange = 1...60

  package var json: JSON {
    [
      "reviewFromCents": .integer(reviewFrom.amount),
      "reviewRestrictionCodes": .array(reviewRestrictionCodes.map { .string($0) }),
      "documentBusinessDays": .integer(Int64(documentBusinessDays)),
      "decisionBusinessDays": .integer(Int64(decisionBusinessDays)),
      "hidesDisputed": .bool(hidesDisputed),
      "disputeBusinessDays": .integer(Int64(disputeBusinessDays)),
      "holdDays": .integer(Int64(holdDays)), "keepsNotice": .bool(keepsNotice),
    ]
  }

  package init() {}

  package init(_ json: JSON) {
    func days(_ name: String, _ standard: Int) -> Int {
      json[name]?.integer.map { Int($0) } ?? standard
    }
    reviewFrom = json["reviewFromCents"]?.integer.map { Cents($0) } ?? reviewFrom
    reviewRestrictionCodes =
      json["reviewRestrictionCodes"]?.elements?.compactMap(\.string) ?? reviewRestrictionCodes
    documentBusinessDays = days("documentBusinessDays", documentBusinessDays)
    decisionBusinessDays = days("decisionBusinessDays", decisionBusinessDays)
    hidesDisputed = json["hidesDisputed"]?.bool ?? hidesDisputed
    disputeBusinessDays = days("disputeBusinessDays", disputeBusinessDays)
    holdDays = days("holdDays", holdDays)
    keepsNotice = json["keepsNotice"]?.bool ?? keepsNotice
  }

  /// Why a record of this kind is looked at first; empty where it is not.
  package func reviewReasons(amount: Cents, restrictionCode: String) -> [String] {
    (amount >= reviewFrom ? [ReviewReason.highValue] : [])
      + (reviewRestrictionCodes.contains(restrictionCode) ? [ReviewReason.documents] : [])
  }
}

/// Why a record waits under review.
package enum ReviewReason {
  package static let highValue = "high-value"
  package static let documents = "documents-required"
  /// A guarantor, whose principal is not accepted yet.
  package static let principal = "principal-not-accepted"
}

extension Register {
  /// The policy of now.
  package func policy() async throws -> BureauPolicy {
    try await database.read { try policy(in: $0) }
  }

  func policy(in transaction: Transaction) throws -> BureauPolicy {
    let body = try transaction.first(
      "SELECT body FROM bureau_policies ORDER BY id DESC LIMIT 1"
    ) { try JSON.parse(try $0.text(0)) }
    return body.map { BureauPolicy($0) } ?? BureauPolicy()
  }

  /// Sets the policy for everything that happens from now on.
  package func setPolicy(_ policy: BureauPolicy, actor: String) async throws {
    let now = world.clock.now()
    try await database.write { transaction in
      try transaction.execute(
        "INSERT INTO bureau_policies (id, body, changed_at, changed_by) VALUES (?1, ?2, ?3, ?4)",
        [try transaction.nextIdentifier(), policy.json.text, now.microseconds, actor])
    }
  }

  package func lastDay(ofBusinessDays days: Int, after now: Instant) -> CivilDate {
    BusinessCalendar.national.adding(businessDays: days, to: now.civilDate)
  }
}
