import Credit

/// What an answer of a bureau may hold. A bureau is outside like a client: what it says is stored,
/// summed, drawn and printed, and one absurd number would stop all of that. An answer outside of a
/// bound breaks the contract, and is treated like an answer that was lost.
enum AnswerBound {
  /// Prices, fees and costs, in cents. One act never costs R$ 100.000,00; sums of years of such
  /// amounts stay far below 64 bits.
  static let price: ClosedRange<Int64> = 0...10_000_000
  /// Amounts of debts, in cents: the largest amount of the product.
  static let amount: ClosedRange<Int64> = 0...Cents.largest.amount
  /// Any other number of a report, in the unit of its name: a thousand times the largest amount.
  static let number: ClosedRange<Int64> =
    -1_000 * Cents.largest.amount...1_000 * Cents.largest.amount
  /// Scores and the ends of their scales: bureaus use 0 to 1,000.
  static let score: ClosedRange<Int64> = -100_000...100_000
  /// How often a summary counts something.
  static let count: ClosedRange<Int64> = 0...1_000_000_000
  /// Versions of a record: what every reader of JSON holds exactly (2^53).
  static let version: ClosedRange<Int64> = 0...9_007_199_254_740_992
  /// Seconds that a token is good for. A longer life is read as a day.
  static let tokenSeconds: ClosedRange<Int64> = 1...86_400

  // Letters (Unicode scalars) of a text.
  /// Ids, references and protocols: they are keys of tables.
  static let id = 1...200
  static let code = 1...60
  static let name = 1...300
  /// Sentences to a person; longer ones are cut, for a refusal is not lost over its wording.
  static let detail = 2_000
  static let word = 100
  /// Cursors travel back in an address.
  static let cursor = 1...2_000
  static let token = 1...8_192
  static let secret = 1...500
  /// Bytes of a document of a contestation; the bureau takes 150 KiB.
  static let documentBytes = 1_024 * 1_024
  /// Any text of a report.
  static let reportText = 4_000

  // Entries of a list.
  static let codes = 20_000
  static let products = 1_000
  static let sections = 50
  /// 200 are asked for.
  static let page = 1_000
  static let rejections = 100
  static let reportList = 5_000
  /// Values of all kinds in one report; it is printed whole.
  static let reportValues = 200_000
  static let reportMembers = 500
  static let scoreReasons = 50
}
