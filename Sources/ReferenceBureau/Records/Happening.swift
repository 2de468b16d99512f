import Credit
import Sealing

/// Who makes something happen to a record.
enum Actor {
  static let creditor = "creditor"
  static let bureau = "bureau"
  /// The person concerned.
  static let person = "person"
  /// Whoever rehearses.
  static let simulation = "simulation"
}

/// Something that happened to a record, as its history keeps it.
struct Happening: Sendable {
  /// The type of the webhook: `listing.visible`.
  let type: String
  /// The event of the machine; nil for the receipt, which none leads to.
  var event: String?
  /// The code of the reason.
  var reason: String?
  /// What a person said to it.
  var note: String?
  let actor: String

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
