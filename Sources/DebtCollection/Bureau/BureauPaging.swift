/// The pages of one question to a bureau. They end, also where a bureau's cursors do not.
struct BureauPaging: Sendable {
  /// Pages of one question at the most: two million rows. A bureau that has more, or one that sends
  /// us in a circle, has not been read to its end, and its place is kept.
  static let pageLimit = 10_000

  /// Where the next page begins; nil for the first one.
  private(set) var cursor: String?
  private var pages = 0
  /// Whether there was no next page: only then was all of it read.
  private(set) var isComplete = false

  /// Goes on to the next page. Tells whether there is one to be asked for.
  mutating func goOn(to next: String?) -> Bool {
    pages += 1
    guard let next else {
      isComplete = true
      return false
    }
    guard next != cursor, pages < Self.pageLimit else { return false }
    cursor = next
    return true
  }
}
