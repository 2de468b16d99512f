import Credit
import Sealing

/// Draws that are the same for the same document in every installation: SplitMix64, begun with the
/// HMAC of the document under a published key. Nothing can be learned from them about anybody.
struct SeededDraw {
  /// Changing it would change every report of the population.
  private static let key = Array("adimple fictitious population 1".utf8)
  /// Five years: an occurrence that grows too old is followed by one on the same day of the cycle.
  private static let cycleDays = 1_826

  private var state: UInt64

  init(_ document: Document, _ purpose: String) {
    let hash = Digest.hmac(Array("\(purpose)/\(document.bare)".utf8), key: Self.key)
    state = hash.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return range.lowerBound + Int(mixed % UInt64(range.count))
  }

  mutating func element<Element>(_ elements: [Element]) -> Element {
    elements[number(0...(elements.count - 1))]
  }

  mutating func cents(_ range: ClosedRange<Int>) -> Cents { Cents(Int64(number(range))) }

  /// A day of the five years up to today that stays the same until it is too old to be shown.
  mutating func day(upTo today: CivilDate) -> CivilDate {
    let offset = number(0...(Self.cycleDays - 1))
    let past = (Int(today.daysSinceEpoch) - offset) % Self.cycleDays
    return today.adding(days: -((past + Self.cycleDays) % Self.cycleDays))
  }
}
