import Credit
import Sealing

/// Who makes something happen to a record.
package enum Actor {
  package static let creditor = "creditor"
  package static let bureau = "bureau"
  /// The person concerned.
  package static let person = "person"
  /// Whoever rehearses.
  package static let simulation = "simulation"
}

/// Something that happened to a record, as its history keeps it.
package struct Happening: Sendable {
  /// The type of the webhook: `listing.visible`.
  package let type: String
  /// The event of the machine; nil for the receipt, which none leads to.
  package var event: String?
  /// The code of the reason.
  package var reason: String?
  /// What a person said to it.
  package var note: String?
  package let actor: String

  /// What the chain is made over. Members that older links lack stand last and only where there is
  /// one of them, so that old chains still prove themselves.
  func hashed(
    of record: ID<ListedRecord>, version: Int64, at now: Instant, body: String
  ) -> [[UInt8]] {
    let common = [record.description, String(version), type, actor, now.description, body]
    let later = event == nil && reason == nil && note == nil ? [] : [event, reason, note]
    return common.map { Array($0.utf8) } + later.map { Array(($0 ?? "").utf8) }
  }
}
