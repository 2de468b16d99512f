import Coordination
import Sealing

/// How far a check of the whole trail has come.
enum AuditPlace: Hashable, Sendable {
  /// The listings behind an id.
  case listings(after: Int64)
  /// A table of `CreditorTrail.chains`, by its place in the list.
  case chain(Int, TrailPosition)

  /// As a check keeps it: `listings 12`, `chain 1 3 400 00ff…`.
  var text: String {
    switch self {
    case .listings(let id): "listings \(id)"
    case .chain(let index, let position):
      "chain \(index) \(position.number) \(position.sequence) "
        + Hexadecimal.encode(position.link)
    }
  }

  /// Nil where it cannot be read.
  init?(_ text: String) {
    let parts = text.split(separator: " ")
    switch parts.first {
    case "listings" where parts.count == 2:
      guard let id = Int64(parts[1]) else { return nil }
      self = .listings(after: id)
    case "chain" where parts.count == 5:
      guard let index = Int(parts[1]), let number = Int64(parts[2]),
        let sequence = Int64(parts[3]), let link = Hexadecimal.decode(String(parts[4]))
      else { return nil }
      self = .chain(index, TrailPosition(number: number, sequence: sequence, link: link))
    default: return nil
    }
  }
}
