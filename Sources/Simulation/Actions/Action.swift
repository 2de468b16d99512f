package import Credit

/// Something that somebody does, or that befalls the world, with all that it needs to be done
/// again: numbers that say to whom and how much.
package struct Action: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    // People: title, thousandths of what is open, days until the money is there, number of the
    // payment.
    case pay
    /// The same payment is told again: title, number of the payment.
    case payAgain = "pay-again"
    /// As a bank tells a Pix: title, thousandths of what is open, number of the payment.
    case pix
    /// A cheque that returns: title.
    case reverse
    /// At the bureau: title, reason.
    case contest
    case die
    case move
    /// Person, cents, days until it falls due.
    case newTitle = "new-title"
    case renegotiate
    case cancel

    // Operators.
    case list
    /// Title, reason.
    case remove
    case approve, decline
    /// Title, days or none.
    case block
    case release
    /// Title, whether a court ordered it.
    case dispute
    case endDispute = "end-dispute"
    /// Whether the creditor accepts.
    case answerDispute = "answer-dispute"
    /// Days, titles of a run at the most.
    case changeRule = "change-rule"
    case approvals
    case house
    case automatic
    /// A wrong secret is entered, for so many hours.
    case credentials
    case reconcile
    /// Title, cents, number of the payment; whether the file is cut in the middle.
    case importFile = "import-file"

    // The bureau.
    case returnLetter = "return-letter"
    case suspend, reinstate
    case bureauRemoval = "bureau-removal"
    case reviewFrom = "review-from"
    case decideReview = "decide-review"
    case decideDispute = "decide-dispute"

    // Adversity: hours and the seed of its draws, or how many statements or writes are left.
    case weather
    case bureauErrors = "bureau-errors"
    case bureauDown = "bureau-down"
    case workerDropped = "worker-dropped"
    case statementFails = "statement-fails"
    case commitLost = "commit-lost"
  }

  package let at: Instant
  package let kind: Kind
  package let numbers: [Int]

  package init(at: Instant, _ kind: Kind, _ numbers: [Int] = []) {
    self.at = at
    self.kind = kind
    self.numbers = numbers
  }

  /// A number of it; zero where it has fewer.
  func number(_ index: Int) -> Int { numbers.indices.contains(index) ? numbers[index] : 0 }

  /// `2026-12-01T10:00:00Z pay 3 1000 0 17`
  package var line: String {
    ([at.description, kind.rawValue] + numbers.map(String.init)).joined(separator: " ")
  }

  /// What a number of an action may be; only a title of the world may fall due in the past.
  private static func range(of kind: Kind, _ index: Int) -> ClosedRange<Int> {
    kind == .newTitle && index == 2 ? -100_000...100_000 : 0...Int(Int32.max)
  }
  private static let numberLimit = 8

  /// Reads a line; nil where it is none, or a number of it is out of range.
  package init?(line: some StringProtocol) {
    let words = line.split(separator: " ")
    guard words.count >= 2, let at = Instant(rfc3339: String(words[0])),
      let kind = Kind(rawValue: String(words[1]))
    else { return nil }
    let numbers = words.dropFirst(2).compactMap { Int($0) }
    guard numbers.count == words.count - 2, numbers.count <= Self.numberLimit,
      numbers.enumerated().allSatisfy({ Self.range(of: kind, $0.offset).contains($0.element) })
    else { return nil }
    self.init(at: at, kind, numbers)
  }
}
